private import Foundation
internal import Workforce

/// How far the reading of a long file has come.
package struct ReadingProgress: Sendable {
  /// Bytes read so far, of `total`.
  package var bytes: Int
  /// Bytes of the file.
  package var total: Int
}

/// A file in pieces of about a megabyte that end with whole lines, so that a file of any length is read
/// in little memory.
struct LinePieces {
  /// The name of the file, for messages.
  let name: String
  private(set) var progress: ReadingProgress
  private let source: Source
  /// Whether a line feed between quotation marks belongs to a cell and ends no line.
  private let quotesHoldLines: Bool
  private var rest: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  private enum Source {
    case memory(InputFile)
    case file(FileHandle)
  }

  private static let pieceSize = 1 << 20
  /// Bytes beyond which a line is refused.
  private static let longestLine = 4 << 20
  private static let lineFeed = UInt8(ascii: "\n")

  /// The pieces of a file already in memory.
  init(_ file: InputFile, quotesHoldLines: Bool) {
    name = file.name
    progress = ReadingProgress(bytes: 0, total: file.bytes.count)
    source = .memory(file)
    self.quotesHoldLines = quotesHoldLines
  }

  /// The pieces of the regular file at `path`, or nil with a problem where it cannot be read.
  init?(path: String, name: String, quotesHoldLines: Bool, problems: inout ProblemList) {
    guard let size = InputFile.size(path: path, name: name, problems: &problems) else { return nil }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      problems.add(
        SourcePosition(file: name), found: "a file that may not be read",
        expected: "a readable file")
      return nil
    }
    self.name = name
    progress = ReadingProgress(bytes: 0, total: size)
    source = .file(handle)
    self.quotesHoldLines = quotesHoldLines
  }

  /// The next piece, or nil at the end of the file or, with a problem, where it cannot be read on.
  ///
  /// An empty file has one empty piece.
  mutating func next(problems: inout ProblemList) -> InputFile? {
    while !isAtEnd {
      guard let block = read(problems: &problems) else { return nil }
      if block.isEmpty {
        isAtEnd = true
        guard !rest.isEmpty || line == 1 else { return nil }
        return piece(upTo: rest.count)
      }
      rest += block
      if let end = endOfLines() { return piece(upTo: end) }
      if rest.count > LinePieces.longestLine {
        isAtEnd = true
        problems.add(
          SourcePosition(file: name, line: line, column: 1),
          found: "a line of more than 4 MB", expected: "lines that end in LF or CRLF",
          maybe: quotesHoldLines && rest.contains(UInt8(ascii: "\""))
            ? "a quotation mark that is never closed" : nil)
      }
    }
    return nil
  }

  private mutating func read(problems: inout ProblemList) -> [UInt8]? {
    switch source {
    case .memory(let file):
      let end = min(progress.bytes + LinePieces.pieceSize, file.bytes.count)
      defer { progress.bytes = end }
      return Array(file.bytes[progress.bytes..<end])
    case .file(let handle):
      do {
        let block = try handle.read(upToCount: LinePieces.pieceSize) ?? Data()
        progress.bytes += block.count
        return Array(block)
      } catch {
        isAtEnd = true
        problems.add(
          SourcePosition(file: name), found: "a file that cannot be read to its end",
          expected: "a readable file")
        return nil
      }
    }
  }

  private mutating func piece(upTo end: Int) -> InputFile {
    let piece = InputFile(name: name, bytes: Array(rest[..<end]), firstLine: line)
    var feeds = 0
    for byte in piece.bytes where byte == LinePieces.lineFeed { feeds &+= 1 }
    line += feeds
    rest.removeSubrange(..<end)
    return piece
  }

  /// The place after the last line feed that ends a line, or nil where none does.
  private func endOfLines() -> Int? {
    guard quotesHoldLines, rest.contains(UInt8(ascii: "\"")) else {
      return rest.lastIndex(of: LinePieces.lineFeed).map { $0 + 1 }
    }
    var isQuoted = false
    var end: Int?
    for (place, byte) in rest.enumerated() {
      if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == LinePieces.lineFeed, !isQuoted {
        end = place + 1
      }
    }
    return end
  }
}
