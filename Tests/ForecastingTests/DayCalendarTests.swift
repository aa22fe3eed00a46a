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
    #expect(days(feature: 11) == ["2026-05-04", "2026-06-01"])  // 1 May is closed, 2–3 a weekend
    #expect(days(feature: 12) == ["2026-05-05", "2026-06-02"])
    #expect(days(feature: 13) == ["2026-05-06", "2026-06-03"])
    #expect(days(feature: 14) == ["2026-04-30", "2026-05-29"])
    #expect(days(feature: 15) == ["2026-04-29", "2026-05-28"])
  }

  @Test("The two working days after a closure are found, those after a weekend are not")
  func afterClosure() {
    #expect(days(feature: 0) == ["2026-05-04", "2026-05-15"])
    #expect(days(feature: 1) == ["2026-05-05", "2026-05-18"])
    #expect(calendar.followsClosure(7) && !calendar.followsClosure(14))
  }

  // Ascension 2026 is Thursday 14 May, Armistice Day a Wednesday; Bastille Day a Tuesday.
  @Test("Days beside a holiday on which the line is open, and bridges to a weekend, are found")
  func besideHolidays() {
    let first = Day("2026-05-01")!
    let holidays = HolidayCalendar(code: "fr")!.byDay(from: first, to: first + 200)
    let calendar = DayCalendar(
      firstDay: first, isOpen: Array(repeating: true, count: 200),
      special: (0..<200).map { holidays[first + $0].map { .holiday($0) } },
      opensOnWeekday: Array(repeating: true, count: 7))
    func days(_ feature: Int) -> Set<Day> {
      Set(
        (0..<200).filter { calendar.features[$0 * DayCalendar.featureCount + feature] == 1 }
          .map { first + $0 })
    }
    // 1 May is before the range; 24/25 May is Whit Monday, 1 and 11 November and 15 August follow.
    #expect(
      days(2)
        == Set(
          [
            "2026-05-07", "2026-05-13", "2026-05-24", "2026-07-13", "2026-08-14", "2026-10-31",
            "2026-11-10",
          ].map { Day($0)! }))
    #expect(days(4) == [Day("2026-05-15")!, Day("2026-07-13")!])
    #expect(days(3).contains(Day("2026-05-15")!) && !days(3).contains(Day("2026-05-14")!))
    // Nothing was closed.
    #expect(days(0).isEmpty && days(1).isEmpty)
  }
}
