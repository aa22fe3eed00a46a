import Testing

@testable import Workforce

@Suite("Public holidays of the callers' country")
struct HolidayCalendarTests {
  // Published dates of the countries' own lists.
  @Test(
    "Dates as published",
    arguments: [
      ("us", "2003-05-26", "Memorial Day"), ("us", "2003-09-01", "Labor Day"),
      ("us", "2019-11-28", "Thanksgiving"), ("us", "2026-07-03", "Independence Day"),
      ("us", "2021-12-31", "New Year’s Day"), ("us", "2022-06-20", "Juneteenth"),
      ("gb", "2021-12-27", "Christmas Day"), ("gb", "2021-12-28", "Boxing Day"),
      ("gb", "2022-12-26", "Boxing Day"), ("gb", "2022-12-27", "Christmas Day"),
      ("gb", "2026-05-25", "Spring holiday"), ("ca", "2026-05-18", "Victoria Day"),
      ("de", "2026-04-03", "Karfreitag"), ("be", "2026-07-21", "Fête nationale"),
      ("fr", "2026-05-14", "Ascension"), ("alsace-moselle", "2026-12-26", "Saint-Étienne"),
      ("pt", "2026-06-04", "Corpo de Deus"), ("il", "1999-09-20", "Yom Kippur"),
      ("il", "1999-04-01", "Passover"), ("il", "2026-09-12", "Rosh Hashanah"),
      ("il", "2026-04-02", "Passover"), ("il", "2026-05-22", "Shavuot"),
    ])
  func published(code: String, day: String, name: String) throws {
    let calendar = try #require(HolidayCalendar(code: code))
    #expect(calendar.name(of: try #require(Day(day))) == name)
  }

  @Test("No holiday where none is, no calendar where none is known")
  func none() throws {
    let us = try #require(HolidayCalendar(code: "us"))
    #expect(us.name(of: Day("2019-11-29")!) == nil)
    // Not yet kept in 2003.
    #expect(us.name(of: Day("2003-06-19")!) == nil)
    #expect(HolidayCalendar(code: "xx") == nil)
  }

  @Test(
    "The French calendars are those of the law", arguments: PublicHoliday.Region.allCases,
    2015...2035)
  func french(region: PublicHoliday.Region, year: Int) {
    let (first, last) = (
      Day(year: year, month: 1, day: 1)!, Day(year: year, month: 12, day: 31)!
    )
    let law = PublicHoliday.byDay(from: first, to: last, region: region).mapValues(\.name)
    #expect(HolidayCalendar(region).byDay(from: first, to: last) == law)
  }
}
