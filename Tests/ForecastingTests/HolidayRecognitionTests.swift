import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Recognising the callers' holidays")
struct HolidayRecognitionTests {
  /// A forecast of the days after 26 weeks from 2 March 2026 of calls from 8 to 18 h on weekdays.
  private func forecast(
    seed: UInt64, calls: (LocalMoment, inout SplitMix64) -> Double?
  ) throws -> HistoryForecast {
    var random = SplitMix64(seed: seed)
    let start = Day("2026-03-02")!
    let rows = Histories.rows(from: start, days: 182, open: 480..<1080) { calls($0, &random) }
    return try HistoryForecast(
      "calls", records: rows, from: LocalMoment(day: start + 182, minute: 0), minutes: 14 * 1440)
  }

  private func sentence(_ found: HistoryForecast) -> String? {
    found.forecast.notes.first { $0.contains("recognised") }
  }

  @Test("Closures on a country's holidays tell the country", arguments: ["us", "fr", "de", "il"])
  func closures(code: String) throws {
    let country = try #require(HolidayCalendar(code: code))
    let found = try forecast(seed: 1) { moment, random in
      country.name(of: moment.day) == nil
        ? Histories.poisson(10 * Histories.weekly(moment), using: &random) : nil
    }
    #expect(sentence(found)?.contains(country.place) == true)
  }

  @Test("A line that knows no holidays is given none", arguments: UInt64(1)...8)
  func ordinary(seed: UInt64) throws {
    let found = try forecast(seed: seed) { moment, random in
      Histories.poisson(10 * Histories.weekly(moment), using: &random)
    }
    #expect(sentence(found) == nil, "seed \(seed)")
  }

  // Labor Day 2026 is Monday 7 September; the day after each closure has 30 % more calls.
  @Test("The rush after a holiday to come is expected where holidays of the past brought one")
  func rush() throws {
    let us = try #require(HolidayCalendar(code: "us"))
    let found = try forecast(seed: 2) { moment, random in
      guard us.name(of: moment.day) == nil else { return nil }
      let isAfter =
        us.name(of: moment.day - 1) != nil
        || moment.day.weekday == .monday && us.name(of: moment.day - 3) != nil
      return Histories.poisson(
        (isAfter ? 13 : 10) * Histories.weekly(moment), using: &random)
    }
    func calls(_ day: String) -> Double {
      zip(found.starts, found.forecast.mean).filter { $0.0.day == Day(day) }.map(\.1)
        .reduce(0, +)
    }
    #expect(calls("2026-09-08") > 1.15 * calls("2026-09-01"))
  }

  // 14 July 2026 is a Tuesday; holidays before it had 40 % of the calls.
  @Test(
    "A forecast that starts within a day keeps holidays on their dates",
    arguments: ["2026-07-10", "2026-07-14"])
  func withinDay(last: String) throws {
    let french = try #require(HolidayCalendar(code: "fr"))
    let start = Day("2025-07-07")!
    let noon = LocalMoment(day: Day(last)!, minute: 720)
    let rows = Histories.rows(from: start, days: noon.day - start + 1) {
      $0 < noon ? 10 * Histories.weekly($0) * (french.name(of: $0.day) == nil ? 1 : 0.4) : nil
    }
    let found = try HistoryForecast(
      "calls", records: rows, from: noon, minutes: 7 * 1440, holidays: french)
    #expect(found.starts.first == noon)
    for day in ["2026-07-13", "2026-07-14", "2026-07-15"].compactMap({ Day($0) }) {
      let afternoon = found.starts.indices.filter {
        found.starts[$0].day == day && found.starts[$0].minute >= 720
      }
      guard !afternoon.isEmpty else { continue }
      let ratio =
        afternoon.map { found.forecast.mean[$0] }.reduce(0, +)
        / afternoon.map { 10 * Histories.weekly(found.starts[$0]) }.reduce(0, +)
      let isHoliday = day == Day("2026-07-14")
      #expect(isHoliday ? ratio < 0.6 : ratio > 0.9 && ratio < 1.1, "\(day): \(ratio)")
    }
    #expect(found.forecast.notes.contains { $0.hasPrefix("2026-07-14 (Fête nationale): ") })
  }
}
