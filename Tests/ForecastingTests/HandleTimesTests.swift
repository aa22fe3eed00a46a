import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Handle times")
struct HandleTimesTests {
  static let end = Day("2026-11-23")!

  /// Hourly rows of 20 weeks, in which one call's handle time varies by `variation` of `seconds`.
  static func rows(
    weeks: Int = 20, calls: Double = 40, variation: Double = 0.6, seed: UInt64 = 1,
    seconds: (LocalMoment) -> Double
  ) -> [CallHistory.Record] {
    var random = SplitMix64(seed: seed)
    return Histories.rows(from: end - 7 * weeks, days: 7 * weeks) { _ in
      Histories.poisson(calls, using: &random)
    }.map { row in
      var row = row
      // The mean of n calls: a gamma-like positive value with a variance of variation² / n.
      let error = variation / max(1, row.offered).squareRoot() * random.normal()
      row.handleTime = row.offered > 0 ? seconds(row.start) * max(0.05, 1 + error) : nil
      return row
    }
  }

  static func fitted(
    _ rows: [CallHistory.Record], holidays: Set<Day> = []
  ) -> HandleTimes {
    let matrix = CallMatrix(
      records: rows, opening: nil, slotMinutes: 60, end: LocalMoment(day: end, minute: 0),
      maximumDays: 400)
    return HandleTimes(rows, matrix: matrix, holidays: holidays, fallback: 300)
  }

  static func mean(_ times: HandleTimes, days: Range<Int> = 0..<7) -> Double {
    let all = days.flatMap { day in
      (0..<24).map { times.seconds(day: end + day, slot: $0, holidays: []) }
    }
    return all.reduce(0, +) / Double(all.count)
  }

  @Test("A rise of 5 % over the last two months is followed", arguments: [1, 2] as [UInt64])
  func drift(seed: UInt64) {
    let times = Self.fitted(
      Self.rows(seed: seed) { moment in
        300 * (1 + 0.05 * max(0, 1 - Double(Self.end - moment.day) / 60))
      })
    // 300 → 315; the mean of the last four weeks alone lags at 311.5.
    let found = Self.mean(times)
    #expect(found > 311 && found < 318, "\(found)")
  }

  @Test("Nights that take longer, and weekends of their own shape")
  func nights() {
    let times = Self.fitted(
      Self.rows { moment in
        let night = moment.minute < 360 || moment.minute >= 1320
        return moment.day.weekday == .sunday ? 260 : night ? 400 : 300
      })
    #expect(abs(times.seconds(day: Self.end, slot: 3, holidays: []) - 400) < 12)
    #expect(abs(times.seconds(day: Self.end, slot: 12, holidays: []) - 300) < 9)
    #expect(abs(times.seconds(day: Self.end + 6, slot: 3, holidays: []) - 260) < 9)
    #expect(times.choice?.contains("time of day") == true)
  }

  @Test("A weekday that takes longer")
  func weekday() {
    let times = Self.fitted(
      Self.rows { $0.day.weekday == .monday ? 345 : 300 })
    let day = (0..<7).map { Self.mean(times, days: $0..<$0 + 1) }
    #expect(abs(day[0] - 345) < 10 && day[1...6].allSatisfy { abs($0 - 300) < 8 }, "\(day)")
    #expect(times.choice?.contains("weekday") == true)
  }

  @Test("Holidays are a kind of their own, and like Sundays until seen")
  func holidays() {
    let holidays = Set((1...6).map { Self.end - 21 * $0 + 2 })
    func seconds(_ moment: LocalMoment) -> Double {
      holidays.contains(moment.day) ? 420 : moment.day.weekday == .sunday ? 250 : 300
    }
    let future = Self.end + 1
    let seen = Self.fitted(Self.rows(seconds: seconds), holidays: holidays)
    #expect(abs(seen.seconds(day: future, slot: 12, holidays: [future]) - 420) < 35)
    let unseen = Self.fitted(Self.rows { $0.day.weekday == .sunday ? 250 : 300 })
    #expect(abs(unseen.seconds(day: future, slot: 12, holidays: [future]) - 250) < 12)
  }

  @Test("With few calls every hour stays near the mean of all")
  func few() {
    let times = Self.fitted(
      Self.rows(weeks: 4, calls: 0.3) { $0.minute < 720 ? 250 : 350 })
    let overall = try! #require(times.overall)
    for slot in 0..<24 {
      let found = times.seconds(day: Self.end, slot: slot, holidays: [])
      #expect(abs(found / overall - 1) < 0.15)
    }
  }

  @Test("Absurd means and rows without calls do no harm")
  func outliers() {
    var rows = Self.rows { _ in 300 }
    let clean = Self.mean(Self.fitted(rows))
    for index in stride(from: 5, to: rows.count, by: 200) { rows[index].handleTime = 90_000 }
    for index in stride(from: 9, to: rows.count, by: 200) { rows[index].handleTime = 0.001 }
    for index in stride(from: 11, to: rows.count, by: 200) {
      rows[index].offered = 0
      rows[index].handleTime = 5000
    }
    for index in stride(from: 13, to: rows.count, by: 200) { rows[index].handleTime = .nan }
    let found = Self.mean(Self.fitted(rows))
    #expect(abs(found / clean - 1) < 0.02, "\(clean) → \(found)")
  }

  @Test(
    "The spread of single calls is found from the scatter of means",
    arguments: [0.4, 0.9])
  func variation(planted: Double) throws {
    let found = try #require(
      Self.fitted(Self.rows(variation: planted) { _ in 300 }).variation)
    #expect(abs(found / planted - 1) < 0.12, "\(found)")
  }

  @Test("Where means do not scatter, or hardly any are known, the spread is not told")
  func unknown() {
    #expect(Self.fitted(Self.rows(variation: 0) { _ in 300 }).variation == nil)
    #expect(
      Self.fitted(Self.rows(weeks: 2, calls: 0.05, variation: 0.5) { _ in 300 }).variation == nil)
  }

  @Test("Every figure is finite and positive, from any history", arguments: 0..<12)
  func sane(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    var rows = Self.rows(weeks: 2 + seed, calls: pow(10, Double(seed % 4) - 2)) { _ in 200 }
    for index in rows.indices where Int.random(in: 0..<3, using: &random) == 0 {
      rows[index].handleTime =
        [nil, 0, -5, .nan, .infinity, 1e-300, 1e300][Int.random(in: 0..<7, using: &random)]
    }
    let times = Self.fitted(rows)
    for day in 0..<8 {
      for slot in 0..<24 {
        let found = times.seconds(day: Self.end + day, slot: slot, holidays: [Self.end + 7])
        #expect(found.isFinite && found > 0, "seed \(seed): \(found)")
      }
    }
    if let variation = times.variation { #expect(variation.isFinite && variation > 0) }
  }

  @Test("Without handle times the queue's default is used")
  func fallback() {
    let rows = Self.rows { _ in 300 }.map {
      CallHistory.Record(start: $0.start, offered: $0.offered)
    }
    let times = Self.fitted(rows)
    #expect(times.overall == nil && times.variation == nil && times.choice == nil)
    #expect(times.seconds(day: Self.end, slot: 3, holidays: []) == 300)
  }
}
