import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Outages and changes of level")
struct CleaningTests {
  let start = Day("2026-03-02")!

  /// The week after 20 weeks of Poisson calls around `calls`.
  private func forecast(
    seed: UInt64, calls: (LocalMoment) -> Double
  ) throws -> HistoryForecast {
    var random = SplitMix64(seed: seed)
    let rows = Histories.rows(from: start, days: 140) {
      Histories.poisson(calls($0), using: &random)
    }
    return try HistoryForecast(
      "calls", records: rows, from: LocalMoment(day: start + 140, minute: 0), minutes: 7 * 1440)
  }

  private func wape(_ found: HistoryForecast, factor: Double = 1) -> Double {
    let truth = found.starts.map { factor * Histories.weekly($0) }
    return zip(found.forecast.mean, truth).reduce(0) { $0 + abs($1.0 - $1.1) }
      / truth.reduce(0, +)
  }

  @Test(
    "A change of level is told with its day and its size, and followed",
    arguments: [0.6, 1.5], UInt64(1)...3)
  func shift(factor: Double, seed: UInt64) throws {
    let day = start + 119  // A Monday, three weeks before the end.
    let found = try forecast(seed: seed) {
      Histories.weekly($0) * ($0.day >= day ? factor : 1)
    }
    let note = try #require(found.forecast.notes.first { $0.contains("level is") })
    #expect(note.hasPrefix("From \(day) on the level is"))
    let percent = try #require(Int(note.split(separator: " ")[6]))
    #expect(abs(Double(percent) - 100 * abs(factor - 1)) <= 4, "\(note)")
    // A perfect level and profile would still err by the noise of three weeks: about 5 %.
    #expect(wape(found, factor: factor) < 0.07, "\(wape(found, factor: factor)), seed \(seed)")
  }

  @Test(
    "A steady line and one with a slow season have no change of level", arguments: UInt64(1)...6)
  func steady(seed: UInt64) throws {
    let season = seed % 2 == 0 ? 0.3 : 0
    let found = try forecast(seed: seed) {
      Histories.weekly($0) * (1 + season * sin(Double($0.day - start) / 365 * 2 * .pi))
    }
    #expect(!found.forecast.notes.contains { $0.contains("level is") }, "seed \(seed)")
    #expect(!found.forecast.notes.contains { $0.contains("hardly") }, "seed \(seed)")
  }

  @Test("Hours without calls are told and left out; quiet nights are no outage")
  func outage() throws {
    let day = start + 135
    let found = try forecast(seed: 4) {
      $0.day == day && (540..<780).contains($0.minute) ? 0 : Histories.weekly($0)
    }
    let note = try #require(found.forecast.notes.first { $0.contains("hardly") })
    #expect(note == "Left out, hardly any calls came: \(day) 09:00–13:00.")
    #expect(wape(found) < 0.05)
  }

  // By hand: fourteen weeks of zeros, then ln 1.5 = 0.405 with noise ±0.01 alternating.
  @Test("The step is found on its row, with its size")
  func step() {
    let weekday = (0..<140).map { $0 % 7 }
    let values = (0..<140).map { ($0 < 98 ? 0 : log(1.5)) + ($0 % 2 == 0 ? 0.01 : -0.01) }
    let found = LevelShifts.find(values, weekday: weekday)
    #expect(found.map(\.row) == [98])
    #expect(abs(found[0].change - log(1.5)) < 0.01)
  }
}
