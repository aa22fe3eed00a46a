/// A civil day of the proleptic Gregorian calendar, without a time zone.
///
/// Stored as the number of days since 1 January 1970 (a Thursday), so that distances between days are
/// subtractions and no calendar library is needed.
///
///     Day("2026-11-23")!.weekday            // .monday
///     Day("2026-11-23")! + 6                // 2026-11-29
///     Day("2026-02-30")                     // nil
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package let number: Int

  package init(number: Int) { self.number = number }

  /// The day with this date, or nil where the calendar has no such date.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Day.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    // Years counted from March make the leap day the last of its year
    // (H. F. Fliegel, T. C. Van Flandern, CACM 11 (1968) 657, doi:10.1145/364096.364097).
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// The day written `yyyy-mm-dd` or `dd/mm/yyyy`, or nil.
  package init?(_ text: some StringProtocol) {
    let iso = text.split(separator: "-", omittingEmptySubsequences: false)
    let french = text.split(separator: "/", omittingEmptySubsequences: false)
    func integer(_ part: Substring, digits: ClosedRange<Int>) -> Int? {
      guard digits.contains(part.utf8.count), part.utf8.allSatisfy({ (48...57).contains($0) })
      else { return nil }
      return Int(part)
    }
    if iso.count == 3, let y = integer(Substring(iso[0]), digits: 4...4),
      let m = integer(Substring(iso[1]), digits: 2...2),
      let d = integer(Substring(iso[2]), digits: 2...2)
    {
      self.init(year: y, month: m, day: d)
    } else if french.count == 3, let d = integer(Substring(french[0]), digits: 1...2),
      let m = integer(Substring(french[1]), digits: 1...2),
      let y = integer(Substring(french[2]), digits: 4...4)
    {
      self.init(year: y, month: m, day: d)
    } else {
      return nil
    }
  }

  /// Year, month (1–12) and day of the month (1–31).
  package var date: (year: Int, month: Int, day: Int) {
    let z = number + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  package var weekday: Weekday {
    let index = (number + 3) % 7
    return Weekday(rawValue: (index < 0 ? index + 7 : index) + 1)!
  }

  /// The Monday of the civil week (Monday to Sunday) that holds this day.
  package var monday: Day { self - (weekday.rawValue - 1) }

  package static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  package static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }
  package static func - (end: Day, start: Day) -> Int { end.number - start.number }
  package static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// Days in a month (1–12) of a year.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// The date as `yyyy-mm-dd`.
  package var description: String {
    let (year, month, day) = date
    return "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
  }
}

/// A day of the week, numbered as in ISO 8601 (Monday is 1).
package enum Weekday: Int, CaseIterable, Sendable, Comparable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  package static func < (a: Weekday, b: Weekday) -> Bool { a.rawValue < b.rawValue }
}

extension Int {
  /// The number in decimal with leading zeros up to `width` digits.
  package func padded(_ width: Int) -> String {
    let digits = String(magnitude)
    let zeros = String(repeating: "0", count: Swift.max(0, width - digits.utf8.count))
    return (self < 0 ? "-" : "") + zeros + digits
  }
}
