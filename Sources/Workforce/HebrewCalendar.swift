private import Foundation

/// Dates of the Hebrew calendar.
enum HebrewCalendar {
  /// The days of a Gregorian year on which the Hebrew calendar shows this month (Tishri is 1, Nisan 8)
  /// and day.
  static func days(month: Int, day: Int, in year: Int) -> [Day] {
    var calendar = Calendar(identifier: .hebrew)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    // A Gregorian year touches the Hebrew years 3760 and 3761 years on.
    return [year + 3760, year + 3761].compactMap { hebrewYear in
      let components = DateComponents(year: hebrewYear, month: month, day: day, hour: 12)
      guard let date = calendar.date(from: components) else { return nil }
      let found = Day(number: Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
      return found.date.year == year ? found : nil
    }
  }
}
