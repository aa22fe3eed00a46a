package import Workforce

/// Builds a CSV file cell by cell.
///
///     var table = CSVWriter(style: .plain, columns: ["agent", "date"])
///     table.text("A001")
///     table.day(Day("2026-11-23")!)
///     table.endRow()
///     table.bytes                     // agent,date\nA001,2026-11-23\n
///
/// A text cell that a spreadsheet would run as a formula (it starts with `=`, `+`, `-`, `@`, a tab
/// or a carriage return, perhaps after apostrophes) gets an apostrophe in front; `CSVTable.text`
/// takes it away again.
package struct CSVWriter: Sendable {
  /// How numbers, dates and lines are written.
  package let style: CSVStyle
  /// The file so far.
  package private(set) var bytes: [UInt8]
  private var isFirstCell = true

  /// A table that holds its header.
  package init(style: CSVStyle, columns: [String]) {
    self.style = style
    bytes = style == .excelFrench ? [0xEF, 0xBB, 0xBF] : []
    for column in columns { text(column) }
    endRow()
  }

  /// Adds a text cell; in quotation marks where it needs them.
  package mutating func text(_ text: String) {
    let neutral = CSVWriter.isFormula(text) ? "'" + text : text
    let mustQuote =
      neutral.utf8.contains { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || neutral.utf8.first.map { $0 == 0x20 || $0 == 0x09 } ?? false
      || neutral.utf8.last.map { $0 == 0x20 || $0 == 0x09 } ?? false
    guard mustQuote else { return cell(neutral) }
    cell("\"" + neutral.replacing("\"", with: "\"\"") + "\"")
  }

  /// Adds a whole number.
  package mutating func integer(_ value: Int) { cell(String(value)) }

  /// The number with exactly `decimals` decimals, halves away from zero; nothing where it is not
  /// finite.
  package mutating func number(_ value: Double, decimals: Int) {
    cell(decimal(value, decimals))
  }

  /// Adds the shortest decimal that reads as the same number.
  mutating func shortest(_ value: Double) {
    if let whole = Int(exactly: value) { return integer(whole) }
    let text = String(value)
    cell(style == .plain ? text : text.replacing(".", with: ","))
  }

  /// Adds an empty cell.
  package mutating func empty() { cell("") }

  /// Adds a date.
  package mutating func day(_ day: Day) { cell(dayText(day)) }

  /// A local date-time, with its UTC offset where the clock shows the reading twice.
  package mutating func moment(_ instant: Instant, zone: Zone) {
    let label = zone.label(instant)
    switch style {
    case .plain: cell(label)
    case .excelFrench:
      cell(dayText(zone.local(instant).day) + " " + label.dropFirst("yyyy-mm-ddT".count))
    }
  }

  /// Ends the row.
  package mutating func endRow() {
    bytes += style == .plain ? [0x0A] : [0x0D, 0x0A]
    isFirstCell = true
  }

  private var separator: UInt8 {
    style == .plain ? UInt8(ascii: ",") : UInt8(ascii: ";")
  }

  private mutating func cell(_ text: String) {
    if !isFirstCell { bytes.append(separator) }
    isFirstCell = false
    bytes += text.utf8
  }

  private func dayText(_ day: Day) -> String {
    guard style == .excelFrench else { return day.description }
    let (year, month, number) = day.date
    return "\(number.padded(2))/\(month.padded(2))/\(year.padded(4))"
  }

  private func decimal(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return "" }
    let factor = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let scaled = (value.magnitude * Double(factor)).rounded(.toNearestOrAwayFromZero)
    // Beyond 2^53 a double has no decimals left to show.
    guard scaled < 0x1p53 else { return String(value) }
    let (whole, part) = Int(scaled).quotientAndRemainder(dividingBy: factor)
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    return sign + "\(whole)" + (style == .plain ? "." : ",") + part.padded(decimals)
  }

  static func startsFormula(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
      true
    default: false
    }
  }

  private static func isFormula(_ text: String) -> Bool {
    text.utf8.first { $0 != UInt8(ascii: "'") }.map(startsFormula) ?? false
  }
}
