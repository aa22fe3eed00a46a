internal import Workforce

/// Cells as values; a cell that holds none becomes a problem and reads as nil.
extension CSVTable {
  /// Whether nothing but blanks stands in a cell.
  package func isEmpty(row: Int, column: Int) -> Bool {
    content(row: row, column: column).isEmpty
  }

  /// Notes that a cell does not hold what it should.
  package func refuse(
    row: Int, column: Int, expected: String, maybe: String? = nil, problems: inout ProblemList
  ) {
    let text = text(row: row, column: column)
    problems.add(
      position(row: row, column: column),
      found: text.isEmpty ? "an empty cell" : shown(text), expected: expected, maybe: maybe)
  }

  /// A text that is not empty.
  func name(row: Int, column: Int, expected: String, problems: inout ProblemList) -> String? {
    let text = text(row: row, column: column)
    if text.isEmpty {
      refuse(row: row, column: column, expected: expected, problems: &problems)
      return nil
    }
    return text
  }

  /// One of `names`; with a guess where the text is near one of them.
  func reference(
    row: Int, column: Int, to names: Set<String>, problems: inout ProblemList
  ) -> String? {
    let text = text(row: row, column: column)
    if names.contains(text) { return text }
    refuse(
      row: row, column: column, expected: oneOf(names), maybe: nearest(to: text, among: names),
      problems: &problems)
    return nil
  }

  /// A finite number within `limits`.
  ///
  /// In a file with commas between its cells, a quoted `1,234` may mean a thousand or little more
  /// than one, and is refused; everywhere else a comma is a decimal comma.
  func number(
    row: Int, column: Int, in limits: ClosedRange<Double>, expected: String,
    problems: inout ProblemList
  ) -> Double? {
    let content = content(row: row, column: column)
    if let value = content.decimalNumber(), limits.contains(value) {
      guard separator == UInt8(ascii: ","), content.contains(separator),
        content.split(separator: separator).last?.count == 3
      else { return value }
      refuse(
        row: row, column: column, expected: "a number with a decimal dot", problems: &problems)
      return nil
    }
    refuse(row: row, column: column, expected: expected, problems: &problems)
    return nil
  }

  /// An amount of euros as cents.
  func cents(
    row: Int, column: Int, in limits: ClosedRange<Double>, expected: String,
    problems: inout ProblemList
  ) -> Int? {
    number(row: row, column: column, in: limits, expected: expected, problems: &problems)
      .map { Int(($0 * 100).rounded()) }
  }

  func day(row: Int, column: Int, problems: inout ProblemList) -> Day? {
    if let day = Day(text(row: row, column: column)) { return day }
    refuse(
      row: row, column: column, expected: "a date of the calendar as 2026-11-23 or 23/11/2026",
      problems: &problems)
    return nil
  }

  func yesNo(row: Int, column: Int, problems: inout ProblemList) -> Bool? {
    if let value = yesOrNo(text(row: row, column: column)) { return value }
    refuse(row: row, column: column, expected: "yes or no", problems: &problems)
    return nil
  }

  /// A local date-time; seconds are refused, since intervals and shifts begin on whole minutes.
  func clockReading(row: Int, column: Int, problems: inout ProblemList) -> ClockReading? {
    if let reading = content(row: row, column: column).clockReading(), reading.seconds == 0 {
      return reading
    }
    refuse(
      row: row, column: column,
      expected: "a date and time as 2026-11-23T08:30 (whole minutes, 00:00 to 23:59)",
      problems: &problems)
    return nil
  }
}

/// `yes`, `oui`, `true`, `1` and their opposites, in any case; nil for anything else.
func yesOrNo(_ text: String) -> Bool? {
  switch text.lowercased() {
  case "yes", "oui", "true", "1": true
  case "no", "non", "false", "0": false
  default: nil
  }
}
