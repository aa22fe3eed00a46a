private import Workforce

/// Finds the cells in the bytes of a CSV file.
struct CSVCutter {
  private let file: InputFile
  private var index: Int
  private var line: Int
  private var lineStart: Int
  private(set) var separator = UInt8(ascii: ",")
  private(set) var width = 0
  private(set) var bounds: [UInt32] = []
  private(set) var lines: [UInt32] = []

  /// Bytes beyond which a cell is refused.
  private static let largestCell = 1 << 20
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// - Parameter table: the table that `file` continues, without a header of its own.
  init(_ file: InputFile, continuing table: CSVTable? = nil) {
    self.file = file
    index = file.textStart
    line = file.firstLine
    lineStart = index
    width = table?.header.count ?? 0
    separator = table?.separator ?? detectedSeparator()
  }

  /// Cuts the whole file; false where quotation marks leave it unclear how to go on, or nothing is
  /// there.
  mutating func cut(problems: inout ProblemList) -> Bool {
    // A guess of 24 bytes a row keeps the arrays from growing many times over.
    lines.reserveCapacity(file.bytes.count / 24 + 1)
    while index < file.bytes.count {
      let first = bounds.count
      let rowLine = line
      let rowStart = index
      guard cutRow(problems: &problems) else { return false }
      let cells = (bounds.count - first) / 2
      if isBlank(from: first) {
        bounds.removeLast(bounds.count - first)
      } else if width == 0 || cells == width {
        width = cells
        lines.append(UInt32(rowLine))
      } else {
        bounds.removeLast(bounds.count - first)
        let places = SourcePosition(file: file.name, line: rowLine, column: 1)
        problems.add(
          places, found: "\(cells) \(cells == 1 ? "cell" : "cells")", expected: "\(width) cells",
          maybe: unquotedSeparatorGuess(cells: cells, from: rowStart))
      }
    }
    guard width > 0 else {
      problems.add(
        SourcePosition(file: file.name, line: 1, column: 1), found: "an empty file",
        expected: "a header with the names of the columns")
      return false
    }
    return true
  }

  private func unquotedSeparatorGuess(cells: Int, from start: Int) -> String? {
    cells > width
      ? "a \(separator == UInt8(ascii: ",") ? "comma" : "semicolon") inside a cell without quotes"
      : nil
  }

  /// Of comma and semicolon, the one the header has more of outside quotation marks.
  private func detectedSeparator() -> UInt8 {
    var commas = 0
    var semicolons = 0
    var quoted = false
    scan: for byte in file.bytes[index...] {
      switch byte {
      case CSVCutter.quote: quoted.toggle()
      case UInt8(ascii: ",") where !quoted: commas += 1
      case UInt8(ascii: ";") where !quoted: semicolons += 1
      case CSVCutter.lineFeed where !quoted: break scan
      default: break
      }
    }
    return semicolons > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
  }

  private func isBlank(from first: Int) -> Bool {
    for cell in stride(from: first, to: bounds.count, by: 2)
    where bounds[cell] != bounds[cell + 1] { return false }
    return true
  }

  /// Cuts one row and steps over the end of its line.
  private mutating func cutRow(problems: inout ProblemList) -> Bool {
    while true {
      let good =
        index < file.bytes.count && file.bytes[index] == CSVCutter.quote
        ? cutQuoted(problems: &problems) : cutPlain(problems: &problems)
      guard good else { return false }
      guard index < file.bytes.count else { return true }
      let byte = file.bytes[index]
      index += 1
      if byte == separator { continue }
      if byte == CSVCutter.carriageReturn { index += 1 }
      line += 1
      lineStart = index
      return true
    }
  }

  private mutating func cutPlain(problems: inout ProblemList) -> Bool {
    let bytes = file.bytes
    var start = index
    var end = index
    while end < bytes.count {
      let byte = bytes[end]
      if byte == separator || byte == CSVCutter.lineFeed { break }
      if byte == CSVCutter.carriageReturn {
        if endsLine(at: end) { break }
        return refuse(
          end, "a carriage return inside a cell", "lines that end in LF or CRLF", &problems)
      }
      if byte == CSVCutter.quote {
        return refuse(
          end, "a quotation mark inside a cell",
          "the whole cell in quotation marks, those inside it doubled", &problems)
      }
      end += 1
    }
    index = end
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    return append(start, end, doubled: false, problems: &problems)
  }

  private mutating func cutQuoted(problems: inout ProblemList) -> Bool {
    let bytes = file.bytes
    let opening = index
    let start = index + 1
    let openingPosition = position(opening)
    var doubled = false
    index = start
    while true {
      guard index < bytes.count else {
        problems.add(
          openingPosition, found: "a quotation mark that is never closed",
          expected: "a closing quotation mark")
        return false
      }
      let byte = bytes[index]
      index += 1
      if byte == CSVCutter.lineFeed {
        line += 1
        lineStart = index
      } else if byte == CSVCutter.quote {
        guard index < bytes.count, bytes[index] == CSVCutter.quote else { break }
        doubled = true
        index += 1
      }
    }
    let end = index - 1
    if index < bytes.count, bytes[index] != separator, bytes[index] != CSVCutter.lineFeed,
      !endsLine(at: index)
    {
      return refuse(
        index, "text after a closing quotation mark",
        "a separator or the end of the line (quotation marks inside a cell are doubled)",
        &problems)
    }
    return append(start, end, doubled: doubled, problems: &problems)
  }

  /// Whether the carriage return at `place` belongs to the end of a line.
  private func endsLine(at place: Int) -> Bool {
    file.bytes[place] == CSVCutter.carriageReturn
      && (place + 1 == file.bytes.count || file.bytes[place + 1] == CSVCutter.lineFeed)
  }

  private mutating func append(
    _ start: Int, _ end: Int, doubled: Bool, problems: inout ProblemList
  ) -> Bool {
    guard end - start <= CSVCutter.largestCell else {
      return refuse(start, "a cell of \(end - start) bytes", "at most 1 MB", &problems)
    }
    bounds.append(UInt32(start))
    bounds.append(UInt32(end) | (doubled ? CSVTable.doubledQuotes : 0))
    return true
  }

  private func refuse(
    _ offset: Int, _ found: String, _ expected: String, _ problems: inout ProblemList
  ) -> Bool {
    let place = offset < lineStart ? file.position(ofByte: offset) : position(offset)
    problems.add(place, found: found, expected: expected)
    return false
  }

  private func position(_ offset: Int) -> SourcePosition {
    let characters = file.bytes[lineStart..<offset].count { $0 & 0xC0 != 0x80 }
    return SourcePosition(file: file.name, line: line, column: characters + 1)
  }
}
