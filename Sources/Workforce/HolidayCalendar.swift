/// The public holidays of the country in which a queue's callers live.
///
/// They decide how many people call, and nothing of law: who may work on a holiday follows from
/// ``PublicHoliday`` at the place of work.
///
///     HolidayCalendar(code: "us")!.name(of: Day("2026-11-26")!)     // "Thanksgiving"
package struct HolidayCalendar: Sendable, Equatable {
  /// ISO 3166 code of the country in lower case, or the name of one of its regions: `fr`,
  /// `alsace-moselle`, `us` …
  package let code: String
  /// The country as an English sentence names it: `the United States`.
  package let place: String
  let holidays: [Holiday]

  /// A holiday that comes once a year.
  struct Holiday: Sendable, Equatable {
    let name: String
    let date: Date
    /// The first year in which it was kept.
    var since = 1
  }

  /// How a holiday's day follows from the year.
  enum Date: Sendable, Equatable {
    /// The same date each year; where `observed`, Saturdays and Sundays move to a working day.
    case fixed(month: Int, day: Int, observed: Observance)
    /// The `rank`-th weekday of a month; of the last, rank −1.
    case ranked(rank: Int, Weekday, month: Int)
    /// The last such weekday before a date.
    case before(Weekday, month: Int, day: Int)
    /// Days after Easter Sunday.
    case easter(Int)
    /// A date of the Hebrew calendar, whose month 1 is Tishri.
    case hebrew(month: Int, day: Int)
  }

  /// On which day a fixed date is kept when it falls on a weekend.
  enum Observance: Sendable, Equatable {
    case itself
    /// The Friday before a Saturday, the Monday after a Sunday.
    case nearest
    /// The Monday after either; where Christmas and Boxing Day both want it, Tuesday for one.
    case monday
  }

  /// The calendar with this code, nil where there is none.
  package init?(code: String) {
    guard let found = Self.all.first(where: { $0.code == code }) else { return nil }
    self = found
  }

  init(code: String, place: String, holidays: [Holiday]) {
    self.code = code
    self.place = place
    self.holidays = holidays
  }

  /// The calendar of a region of French labour law.
  package init(_ region: PublicHoliday.Region) {
    self.init(code: region == .france ? "fr" : region.rawValue)!
  }

  /// Codes of all calendars there are.
  package static var codes: [String] { all.map(\.code) }

  /// The name of the holiday on a day, nil on any other day.
  package func name(of day: Day) -> String? { byDay(from: day, to: day)[day] }

  /// Names of the holidays from `first` to `last`, by the day on which they are kept.
  ///
  /// - Complexity: O(years × holidays)
  package func byDay(from first: Day, to last: Day) -> [Day: String] {
    var found: [Day: String] = [:]
    guard first <= last else { return found }
    // The first of January may be kept in the year before.
    for year in first.date.year...last.date.year + 1 {
      for holiday in holidays where year >= holiday.since {
        for day in holiday.date.days(year: year) where day >= first && day <= last {
          found[day] = holiday.name
        }
      }
    }
    return found
  }
}

extension HolidayCalendar.Date {
  /// The days of `year` on which the holiday is kept: one; two where a Hebrew date comes twice, none
  /// where not at all.
  func days(year: Int) -> [Day] {
    switch self {
    case .fixed(let month, let day, let observed):
      guard let date = Day(year: year, month: month, day: day) else { return [] }
      return [date + observed.shift(of: date)]
    case .ranked(let rank, let weekday, let month):
      if rank > 0 {
        let first = Day(year: year, month: month, day: 1)!
        return [first + (weekday.rawValue - first.weekday.rawValue + 7) % 7 + 7 * (rank - 1)]
      }
      let last = Day(year: year, month: month, day: Day.length(ofMonth: month, year: year))!
      return [last - (last.weekday.rawValue - weekday.rawValue + 7) % 7]
    case .before(let weekday, let month, let day):
      let end = Day(year: year, month: month, day: day)! - 1
      return [end - (end.weekday.rawValue - weekday.rawValue + 7) % 7]
    case .easter(let days): return [PublicHoliday.easterSunday(year: year) + days]
    case .hebrew(let month, let day): return HebrewCalendar.days(month: month, day: day, in: year)
    }
  }
}

extension HolidayCalendar.Observance {
  fileprivate func shift(of date: Day) -> Int {
    switch (self, date.weekday) {
    case (.nearest, .saturday): return -1
    case (.nearest, .sunday): return 1
    case (.monday, .saturday): return 2
    case (.monday, .sunday):
      // Of Christmas and Boxing Day one takes the Monday, and the other the Tuesday.
      return date.date.month == 12 ? 2 : 1
    default: return 0
    }
  }
}
