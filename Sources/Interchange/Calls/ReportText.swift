internal import Workforce

/// Times as reports for people show them.
extension ArraySlice<UInt8> {
  /// `8/24/26 12:00 AM`: month, day and year, hours from 12 to 11; nil where nothing says AM or PM, and
  /// where seconds are not 0.
  func twelveHourReading() -> ClockReading? {
    guard let last, last | 0x20 == UInt8(ascii: "m") else { return nil }
    var cursor = ByteCursor(self)
    let slash = UInt8(ascii: "/")
    guard let month = cursor.integer(digits: 1...2), cursor.skip(slash),
      let number = cursor.integer(digits: 1...2), cursor.skip(slash),
      let year = cursor.integer(digits: 2...4), year < 100 || year > 999,
      let day = Day(year: year < 100 ? 2000 + year : year, month: month, day: number)
    else { return nil }
    _ = cursor.skip(UInt8(ascii: ","))
    guard cursor.skip(UInt8(ascii: " ")), let hour = cursor.integer(digits: 1...2),
      (1...12).contains(hour), cursor.skip(UInt8(ascii: ":")),
      let minute = cursor.integer(digits: 2...2), minute < 60
    else { return nil }
    if cursor.skip(UInt8(ascii: ":")) {
      guard cursor.integer(digits: 2...2) == 0 else { return nil }
    }
    _ = cursor.skip(UInt8(ascii: " "))
    let isMorning = cursor.skip(UInt8(ascii: "A")) || cursor.skip(UInt8(ascii: "a"))
    guard isMorning || cursor.skip(UInt8(ascii: "P")) || cursor.skip(UInt8(ascii: "p")),
      cursor.skip(UInt8(ascii: "M")) || cursor.skip(UInt8(ascii: "m")), cursor.isAtEnd
    else { return nil }
    // Twelve is the first hour of either half of the day.
    let shown = LocalMoment(day: day, minute: (hour % 12 + (isMorning ? 0 : 12)) * 60 + minute)
    return ClockReading(moment: shown, seconds: 0, offset: nil)
  }

  /// The seconds of `h:mm:ss`, or nil where it is anything else or more than `most`.
  func duration(upTo most: Double) -> Double? {
    var cursor = ByteCursor(self)
    guard let hours = cursor.integer(digits: 1...6), cursor.skip(UInt8(ascii: ":")),
      let minutes = cursor.integer(digits: 2...2), minutes < 60, cursor.skip(UInt8(ascii: ":")),
      let seconds = cursor.integer(digits: 2...2), seconds < 60, cursor.isAtEnd
    else { return nil }
    let total = Double(hours * 3600 + minutes * 60 + seconds)
    return total <= most ? total : nil
  }
}
