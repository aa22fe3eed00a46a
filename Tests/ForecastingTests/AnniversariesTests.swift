import Foundation
import Testing
import Workforce

@testable import Forecasting

@Suite("Anniversaries of unusual days")
struct AnniversariesTests {
  /// 900 days from March 2024. 1 September and the fourth Thursday of November fall to half in every
  /// year, 10 December in 2025 only.
  static let series = {
    let first = Day("2024-03-04")!
    let rows = (0..<900).map { index in
      let day = first + index
      let date = day.date
      let isLow =
        (date.month == 9 && date.day == 1)
        || (date.month == 11 && day.weekday == .thursday && (22...28).contains(date.day))
        || "\(day)" == "2025-12-10"
      // A ripple from day to day, for where there is none at all any day would be unusual.
      let ripple = 1 + 0.02 * Double(day.number * 7 % 5 - 2)
      return CallHistory.Record(
        start: LocalMoment(day: day, minute: 600), offered: 1000 * ripple * (isLow ? 0.5 : 1))
    }
    let matrix = CallMatrix(
      records: rows, opening: nil, slotMinutes: 60,
      end: LocalMoment(day: first + 900, minute: 0), maximumDays: 900)
    return CallSeries(
      matrix: matrix,
      calendar: DayCalendar(
        firstDay: first, isOpen: Array(repeating: true, count: 1400),
        special: Array(repeating: nil, count: 1400),
        opensOnWeekday: Array(repeating: true, count: 7)))
  }()

  @Test(
    "A day is expected to be unusual where every year before said so, shrunk by what is known",
    arguments: [
      ("2026-09-01", 0.6300), ("2026-11-26", 0.6300),  // two years: 0.5^(2/3)
      ("2026-12-10", 1), ("2026-09-02", 1), ("2026-11-25", 1),
    ])
  func effect(text: String, factor: Double) {
    let series = Self.series
    let found = Anniversaries(series).effect(row: Day(text)! - series.matrix.firstDay)
    #expect(abs(exp(found ?? 0) - factor) < 0.03, "\(text)")
  }
}
