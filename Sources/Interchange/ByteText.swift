internal import Workforce

/// A wall-clock reading as a file shows it.
struct ClockReading: Equatable {
  var moment: LocalMoment
  /// Seconds beyond the minute.
  var seconds: Int
  /// Minutes east of UTC, where the file gives them.
  var offset: Int?
}

/// Readings of numbers and times straight from UTF-8, so that a million rows need no strings.
extension ArraySlice<UInt8> {
  /// The number written in decimal with at most one dot or comma, or nil.
  ///
  /// Correctly rounded: up to 15 digits are an exact integer divided by an exact power of ten;
  /// longer numbers go through the standard library. Neither blanks, "inf", "nan" nor grouping are
  /// taken.
  func decimalNumber() -> Double? {
    var mantissa = 0
    var digits = 0
    var decimals = -1
    var negative = false
    var place = startIndex
    if let first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      negative = first == UInt8(ascii: "-")
      place += 1
    }
    while place < endIndex {
      let byte = self[place]
      if byte &- 48 < 10 {
        if digits < 15 { mantissa = mantissa * 10 + Int(byte - 48) }
        digits += 1
        if decimals >= 0 { decimals += 1 }
      } else if (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",")) && decimals < 0 {
        decimals = 0
      } else {
        return byte | 0x20 == UInt8(ascii: "e") && digits > 0 ? scientificNumber() : nil
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    if digits > 15 { return scientificNumber() }
    let value = Double(mantissa) / ArraySlice.powersOfTen[Swift.max(decimals, 0)]
    return negative ? -value : value
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  private func scientificNumber() -> Double? {
    let text = String(decoding: self, as: UTF8.self)
    guard text.utf8.allSatisfy({ ($0 >= 43 && $0 <= 57) || $0 | 0x20 == UInt8(ascii: "e") }),
      let value = Double(String(text.map { $0 == "," ? "." : $0 })), value.isFinite
    else { return nil }
    return value
  }

  /// The date and time `2026-11-23T08:30` or `23/11/2026 08:30`, with optional seconds and UTC
  /// offset (`Z`, `+01:00`, `+0100`), or nil.
  func clockReading() -> ClockReading? {
    var cursor = ByteCursor(self)
    guard let day = cursor.day(), cursor.skip(UInt8(ascii: "T")) || cursor.skip(UInt8(ascii: " ")),
      let minute = cursor.clock(), minute < 1440
    else { return nil }
    var seconds = 0
    if cursor.skip(UInt8(ascii: ":")) {
      guard let value = cursor.integer(digits: 2...2), value < 60 else { return nil }
      seconds = value
      if cursor.skip(UInt8(ascii: ".")), cursor.integer(digits: 1...9) == nil { return nil }
    }
    var offset: Int?
    if cursor.skip(UInt8(ascii: "Z")) {
      offset = 0
    } else if let sign = cursor.sign() {
      guard let hours = cursor.integer(digits: 2...2), hours < 15 else { return nil }
      _ = cursor.skip(UInt8(ascii: ":"))
      guard let minutes = cursor.integer(digits: 2...2), minutes < 60 else { return nil }
      offset = sign * (hours * 60 + minutes)
    }
    guard cursor.isAtEnd else { return nil }
    return ClockReading(
      moment: LocalMoment(day: day, minute: minute), seconds: seconds, offset: offset)
  }
}

/// A place in a text that moves forward as parts of it are recognised.
struct ByteCursor {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }

  init(_ text: String) { self.init(ArraySlice(text.utf8)) }

  var isAtEnd: Bool { place == bytes.endIndex }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard place < bytes.endIndex, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  mutating func sign() -> Int? {
    if skip(UInt8(ascii: "+")) { return 1 }
    return skip(UInt8(ascii: "-")) ? -1 : nil
  }

  /// An integer with a number of digits in `digits`, as many as there are.
  mutating func integer(digits: ClosedRange<Int>) -> Int? {
    var value = 0
    var count = 0
    while place < bytes.endIndex, bytes[place] &- 48 < 10, count < digits.upperBound {
      value = value * 10 + Int(bytes[place] - 48)
      place += 1
      count += 1
    }
    return digits.contains(count) ? value : nil
  }

  /// `yyyy-mm-dd` or `dd/mm/yyyy`.
  mutating func day() -> Day? {
    guard let first = integer(digits: 1...4) else { return nil }
    if skip(UInt8(ascii: "-")) {
      guard first > 999, let month = integer(digits: 2...2), skip(UInt8(ascii: "-")),
        let day = integer(digits: 2...2)
      else { return nil }
      return Day(year: first, month: month, day: day)
    }
    guard skip(UInt8(ascii: "/")), let month = integer(digits: 1...2), skip(UInt8(ascii: "/")),
      let year = integer(digits: 4...4)
    else { return nil }
    return Day(year: year, month: month, day: first)
  }

  /// `7:30`, `07:30`, `7h30` or `7h` as minutes.
  mutating func clock() -> Int? {
    guard let hours = integer(digits: 1...3) else { return nil }
    if skip(UInt8(ascii: ":")) {
      guard let minutes = integer(digits: 2...2), minutes < 60 else { return nil }
      return hours * 60 + minutes
    }
    guard skip(UInt8(ascii: "h")) || skip(UInt8(ascii: "H")) else { return nil }
    guard let minutes = integer(digits: 0...2) else { return nil }
    return minutes < 60 ? hours * 60 + minutes : nil
  }
}
