import Testing
import Workforce

@Suite("Days, weeks, holidays and clocks")
struct CalendarTests {
  @Test("Every day of 1600–2400 survives the way to a date and back")
  func roundTrip() {
    let first = Day(year: 1600, month: 1, day: 1)!
    let last = Day(year: 2400, month: 12, day: 31)!
    // 801 years, 195 of them leap (201 multiples of 4, less 1700 1800 1900 2100 2200 2300).
    #expect(last - first + 1 == 801 * 365 + 195)
    for number in first.number...last.number {
      let day = Day(number: number)
      let (y, m, d) = day.date
      #expect(Day(year: y, month: m, day: d) == day)
    }
  }

  @Test(
    "Text that names no day is refused",
    arguments: [
      "2026-02-30", "2025-02-29", "2026-13-01", "2026-1-01", "31/04/2026", "", "2026-11-23T00:00",
      "+026-01-01",
    ])
  func badDays(text: String) { #expect(Day(text) == nil) }

  @Test("ISO and French dates are read, weekdays known")
  func reading() {
    #expect(Day("2026-11-23") == Day("23/11/2026"))
    #expect(Day("2026-11-23")!.weekday == .monday)
    #expect(Day("1970-01-01")!.weekday == .thursday)
    #expect(Day("1969-12-28")!.weekday == .sunday)
    #expect("\(Day("2026-11-29")!.monday)" == "2026-11-23")
  }

  @Test("ISO weeks at the turn of a year")
  func weeks() {
    #expect("\(Week("2026-W48")!.monday)" == "2026-11-23")
    #expect("\(Week("2026-W53")!.monday)" == "2026-12-28")
    #expect(Week("2025-W53") == nil)
    #expect(Week("2026-W54") == nil)
    #expect(Week("2026-48") == nil)
    #expect("\(Week(containing: Day("2027-01-03")!))" == "2026-W53")
    #expect("\(Week(containing: Day("2024-12-30")!))" == "2025-W01")
  }

  @Test(
    "Easter Sundays as published",
    arguments: [
      (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"), (2024, "2024-03-31"),
      (2025, "2025-04-20"), (2026, "2026-04-05"), (2027, "2027-03-28"), (2038, "2038-04-25"),
    ])
  func easter(year: Int, date: String) {
    #expect("\(PublicHoliday.easterSunday(year: year))" == date)
  }

  @Test("France has eleven holidays, Alsace-Moselle thirteen")
  func holidays() {
    let france = PublicHoliday.all(year: 2026).map { "\($0.day)" }
    #expect(
      france == [
        "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
        "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
      ])
    #expect(PublicHoliday.all(year: 2026, region: .alsaceMoselle).count == 13)
  }

  @Test("Clock-change days of Paris have 23 and 25 hours, and 02:30 comes never or twice")
  func clockChanges() throws {
    let paris = try #require(Zone(identifier: "Europe/Paris"))
    let spring = Day("2026-03-29")!
    let autumn = Day("2026-10-25")!
    #expect(paris.midnight(spring + 1) - paris.midnight(spring) == 23 * 60)
    #expect(paris.midnight(autumn + 1) - paris.midnight(autumn) == 25 * 60)
    #expect(paris.instants(LocalMoment(day: spring, minute: 150)).isEmpty)
    #expect(paris.instants(LocalMoment(day: autumn, minute: 150)).count == 2)
    // A night shift from 22:00 to 06:00 lasts 7 hours in spring, 9 in autumn.
    func night(_ day: Day) -> Int {
      paris.instant(day, minute: 1800) - paris.instant(day, minute: 1320)
    }
    #expect(night(spring - 1) == 7 * 60)
    #expect(night(autumn - 1) == 9 * 60)
    #expect(night(autumn) == 8 * 60)
    let period = Period(week: Week("2026-W43")!, intervalMinutes: 30, zone: paris)
    #expect(period.intervalCount == 338)
    #expect(period.label(ofInterval: 6 * 48 + 4) == "2026-10-25T02:00+02:00")
    #expect(period.label(ofInterval: 6 * 48 + 6) == "2026-10-25T02:00+01:00")
    #expect(period.label(ofInterval: 6 * 48 + 8) == "2026-10-25T03:00")
    #expect(Zone(identifier: "Europe/Pariss") == nil)
  }

  @Test("Names are guessed from near misses only")
  func guesses() {
    let names = ["daily-rest", "weekly-rest", "six-days"]
    #expect(nearest(to: "dayly-rest", among: names) == "daily-rest")
    #expect(nearest(to: "Weekly-Rest", among: names) == "weekly-rest")
    #expect(nearest(to: "coffee", among: names) == nil)
    #expect(nearest(to: "eraly", among: ["early", "late"]) == "early")
  }
}
