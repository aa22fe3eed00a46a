import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Forecasts by hand")
struct NaiveReferenceTests {
  let monday = Day("2026-03-16")!

  /// Calls at nine on the Mondays some weeks before.
  func past(_ calls: [Int: Double]) -> PastCalls {
    PastCalls(
      calls.map { weeks, calls in
        CallHistory.Record(
          start: LocalMoment(day: monday - 7 * weeks, minute: 540), offered: calls)
      })
  }

  func forecast(
    _ reference: NaiveReference, _ calls: [Int: Double], ahead: Int = 0, from first: Int = 100
  ) -> Double? {
    reference.forecast(
      LocalMoment(day: monday + 7 * ahead, minute: 540),
      from: LocalMoment(day: monday - 7 * first, minute: 0),
      before: LocalMoment(day: monday, minute: 0), calls: past(calls))
  }

  @Test("Last week, means and weights equal their hand calculations")
  func byHand() {
    let calls = Dictionary(uniqueKeysWithValues: (0...9).map { ($0, Double(10 * $0)) })
    #expect(forecast(.lastWeek, calls) == 10)
    // (10 + 20 + 30 + 40) / 4, (10 + … + 80) / 8, (4 · 10 + 3 · 20 + 2 · 30 + 40) / 10
    #expect(forecast(.fourWeeks, calls) == 25)
    #expect(forecast(.eightWeeks, calls) == 45)
    #expect(forecast(.weighted, calls) == 20)
  }

  @Test("The week to come is not looked at, and further weeks take the last ones known")
  func ahead() {
    #expect(forecast(.lastWeek, [0: 1000, 1: 10, 2: 20], ahead: 2) == 10)
    #expect(forecast(.fourWeeks, [0: 1000, 1: 10, 2: 20], ahead: 1) == 15)
  }

  @Test("A week without calls is passed over; what lies before the history given is not looked at")
  func gaps() {
    #expect(forecast(.lastWeek, [2: 20, 3: 30]) == 20)
    // (4 · 20 + 3 · 30) / 7
    #expect(forecast(.weighted, [2: 20, 3: 30])! == 170.0 / 7)
    #expect(forecast(.fourWeeks, [1: 10, 3: 30, 9: 500], from: 4) == 20)
    #expect(forecast(.lastWeek, [5: 10], from: 4) == nil)
    #expect(forecast(.lastWeek, [:]) == nil)
  }

  @Test("The scale of MASE is the mean change from week to week before the origin")
  func scale() {
    let past = past([4: 10, 3: 14, 2: 20, 0: 99])
    // |14 − 10| and |20 − 14|; the week before last week has no neighbour, and 99 lies after.
    #expect(past.naiveError(before: LocalMoment(day: monday, minute: 0)) == 5)
    #expect(past.naiveError(before: LocalMoment(day: monday - 28, minute: 0)) == nil)
  }

  @Test("Two rows at one reading count as their mean; rows that are no number do not count")
  func doubled() {
    let start = LocalMoment(day: monday, minute: 540)
    let past = PastCalls(
      [3, 5, .nan, -1].map { CallHistory.Record(start: start, offered: $0) })
    #expect(past[start] == 4 && past[LocalMoment(day: monday, minute: 0)] == nil)
  }
}
