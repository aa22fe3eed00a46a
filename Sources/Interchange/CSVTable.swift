package import Workforce

/// A CSV file cut into cells, each of which knows its place.
///
/// The dialect is RFC 4180, and more: comma or semicolon (whichever the header has more of), lines
/// that end in LF or CRLF, UTF-8 with or without byte order mark. Blanks around an unquoted cell do
/// not count, and rows without any text are passed over. Columns of positions count characters
/// (Unicode scalars) of the line from 1; a quoted cell begins at its quotation mark.
///
/// Row 0 is the first row below the header.
package struct CSVTable: Sendable {
  /// The name of the file, for messages.
  package let file: String
  let bytes: [UInt8]
  let separator: UInt8
  /// Names of the columns, in lower case.
  package let header: [String]
  /// First and last-plus-one byte of each cell, header first, row by row; the highest bit of the
  /// second marks a cell with doubled quotation marks.
  var bounds: [UInt32] = []
  /// Line on which each row begins, header first.
  var lines: [UInt32] = []

  /// Rows of the header among those cut: 1, or 0 where the table continues another.
  private let headerRows: Int

  static let doubledQuotes: UInt32 = 1 << 31

  /// Rows below the header.
  package var rowCount: Int { lines.count - headerRows }

  /// The table in `file`, or nil where it cannot be cut into cells; why is told in `problems`.
  package init?(_ file: InputFile, problems: inout ProblemList) {
    guard file.isText(problems: &problems) else { return nil }
    var cutter = CSVCutter(file)
    guard cutter.cut(problems: &problems) else { return nil }
    self.file = file.name
    bytes = file.bytes
    separator = cutter.separator
    bounds = cutter.bounds
    lines = cutter.lines
    headerRows = 1
    header = (0..<cutter.width).map { column in
      CSVTable.text(file.bytes, cutter.bounds[2 * column], cutter.bounds[2 * column + 1])
        .lowercased()
    }
  }

  /// The rows of `file` under the header of `table`, or nil where they cannot be cut into cells.
  init?(_ file: InputFile, continuing table: CSVTable, problems: inout ProblemList) {
    guard file.isText(problems: &problems) else { return nil }
    var cutter = CSVCutter(file, continuing: table)
    guard cutter.cut(problems: &problems) else { return nil }
    self.file = file.name
    bytes = file.bytes
    separator = table.separator
    bounds = cutter.bounds
    lines = cutter.lines
    header = table.header
    headerRows = 0
  }

  /// The place of a cell; row -1 is the header.
  package func position(row: Int, column: Int) -> SourcePosition {
    let first = quotedStart(2 * (row + headerRows) * header.count)
    let cell = quotedStart(2 * ((row + headerRows) * header.count + column))
    var line = Int(lines[row + headerRows])
    var place = 1
    for byte in bytes[first..<cell] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        place = 1
      } else if byte & 0xC0 != 0x80 {
        place += 1
      }
    }
    return SourcePosition(file: file, line: line, column: place)
  }

  /// The line on which a row begins.
  func line(ofRow row: Int) -> Int { Int(lines[row + headerRows]) }

  private func quotedStart(_ index: Int) -> Int {
    let start = Int(bounds[index])
    return isQuoted(start) ? start - 1 : start
  }

  private func isQuoted(_ start: Int) -> Bool {
    start > 0 && bytes[start - 1] == UInt8(ascii: "\"")
  }

  /// What stands in a cell, as bytes of UTF-8.
  func content(row: Int, column: Int) -> ArraySlice<UInt8> {
    let index = 2 * ((row + headerRows) * header.count + column)
    let end = bounds[index + 1]
    if end & CSVTable.doubledQuotes != 0 {
      return ArraySlice(CSVTable.text(bytes, bounds[index], end).utf8)
    }
    return bytes[Int(bounds[index])..<Int(end)]
  }

  /// What stands in a cell, freed of the apostrophe that ``CSVWriter`` sets before a formula.
  package func text(row: Int, column: Int) -> String {
    let slice = content(row: row, column: column)
    let apostrophes = slice.prefix { $0 == UInt8(ascii: "'") }.count
    if apostrophes > 0, let next = slice.dropFirst(apostrophes).first,
      CSVWriter.startsFormula(next)
    {
      return String(decoding: slice.dropFirst(), as: UTF8.self)
    }
    return String(decoding: slice, as: UTF8.self)
  }

  private static func text(_ bytes: [UInt8], _ start: UInt32, _ end: UInt32) -> String {
    let slice = bytes[Int(start)..<Int(end & ~doubledQuotes)]
    guard end & doubledQuotes != 0 else { return String(decoding: slice, as: UTF8.self) }
    var plain: [UInt8] = []
    var skip = false
    for byte in slice {
      if byte == UInt8(ascii: "\"") {
        skip.toggle()
        if skip { continue }
      }
      plain.append(byte)
    }
    return String(decoding: plain, as: UTF8.self)
  }
}
