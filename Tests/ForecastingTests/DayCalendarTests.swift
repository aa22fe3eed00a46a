import Testing
import Workforce

@testable import Forecasting

@Suite("Calendar terms")
struct DayCalendarTests {
  /// Monday to Friday, with Thursday 14 and Friday 1 May 2026 closed.
  let first = Day("2026-04-27")!
  let calendar = {
    let first = Day("2026-04-27")!
    let closed: Set<Day> = [Day("2026-05-01")!, Day("2026-05-14")!]
    return DayCalendar(
      firstDay: first,
      isOpen: (0..<42).map { (first + $0).weekday.rawValue <= 5 && !closed.contains(first + $0) },
      special: Array(repeating: nil, count: 42),
      opensOnWeekday: [true, true, true, true, true, false, false])
  }()

  func days(feature: Int) -> [String] {
    (0..<42).filter { calendar.features[$0 * DayCalendar.featureCount + feature] == 1 }
      .map { "\(first + $0)" }
  }

  @Test("The first three and last two working days of a month are found around a closure")
  func workingDays() {
    #expect(days(feature: 6) == ["2026-05-04", "2026-06-01"])  // 1 May is closed, 2–3 a weekend
    #expect(days(feature: 7) == ["2026-05-05", "2026-06-02"])
    #expect(days(feature: 8) == ["2026-05-06", "2026-06-03"])
    #expect(days(feature: 9) == ["2026-04-30", "2026-05-29"])
    #expect(days(feature: 10) == ["2026-04-29", "2026-05-28"])
  }

  @Test("The two working days after a closure are found, those after a weekend are not")
  func afterClosure() {
    #expect(days(feature: 11) == ["2026-05-04", "2026-05-15"])
    #expect(days(feature: 12) == ["2026-05-05", "2026-05-18"])
    #expect(calendar.followsClosure(7) && !calendar.followsClosure(14))
  }
}
