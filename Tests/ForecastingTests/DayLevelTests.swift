import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("The level of days")
struct DayLevelTests {
  static let first = Day("2024-01-01")!

  /// One row a day, the calendar open every day for as long again.
  static func series(_ totals: [Double]) -> CallSeries {
    let matrix = CallMatrix(
      records: totals.enumerated().map {
        CallHistory.Record(start: LocalMoment(day: first + $0, minute: 600), offered: $1)
      },
      opening: nil, slotMinutes: 60, end: LocalMoment(day: first + totals.count, minute: 0),
      maximumDays: totals.count)
    let days = 2 * totals.count
    return CallSeries(
      matrix: matrix,
      calendar: DayCalendar(
        firstDay: first, isOpen: Array(repeating: true, count: days),
        special: Array(repeating: nil, count: days),
        opensOnWeekday: Array(repeating: true, count: 7)))
  }

  @Test("Weekday effects without noise are found exactly")
  func weekdays() {
    let effects = [120.0, 100, 95, 97, 110, 60, 40]
    let level = DayLevel(
      Self.series((0..<70).map { effects[$0 % 7] }), terms: .closures, horizon: 7)
    let found = level.logTotals(days: 70..<77, origin: 70)
    for (log, calls) in zip(found, effects) { #expect(abs(exp(log) / calls - 1) < 1e-3) }
  }

  @Test("Three surprises in a row are a change of level, one is not")
  func change() {
    func level(days: Int) -> Double {
      let totals = (0..<70).map { (100 + Double($0 * 5 % 7)) * ($0 >= 70 - days ? 2 : 1) }
      let level = DayLevel(Self.series(totals), terms: .closures, horizon: 7)
      return level.logTotals(days: 70..<77, origin: 70).map(exp).reduce(0, +) / 7
    }
    // The week's mean is 103; a single last day at twice that moves it little.
    #expect(level(days: 0) > 102 && level(days: 0) < 104)
    #expect(level(days: 1) < 112)
    #expect(level(days: 5) > 190)
  }

  @Test("On a line with few calls a day the mean is met, not the mean of logarithms")
  func fewCalls() {
    // E log(max(N, ½)) of a Poisson count of mean 5 is about 1.50, a tenth below log 5 = 1.61.
    var sum = 0.0
    for seed in 0..<40 as Range<UInt64> {
      var random = SplitMix64(seed: seed)
      let totals = (0..<140).map { _ in Histories.poisson(5, using: &random) }
      let level = DayLevel(Self.series(totals), terms: .closures, horizon: 7)
      sum += level.logTotals(days: 140..<147, origin: 140).map(exp).reduce(0, +) / 7
    }
    #expect(abs(sum / 40 / 5 - 1) < 0.06, "\(sum / 40)")
  }
}
