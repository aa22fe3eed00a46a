internal import Workforce

/// A piece of one line of a file, without the blanks around it, and where it stands.
struct TextPiece {
  let text: String
  let position: SourcePosition

  /// `scalars` of a line from `column` on.
  private init(_ scalars: Substring.UnicodeScalarView, file: String, line: Int, column: Int) {
    func isBlank(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\t" || scalar == "\r"
    }
    let start = scalars.firstIndex { !isBlank($0) } ?? scalars.endIndex
    let end = scalars.lastIndex { !isBlank($0) }.map(scalars.index(after:)) ?? start
    text = String(scalars[start..<end])
    let blanks = start == scalars.endIndex ? 0 : scalars[..<start].count
    position = SourcePosition(file: file, line: line, column: column + blanks)
  }

  /// The lines of a file in UTF-8 that are not blank.
  static func lines(of file: InputFile) -> [TextPiece] {
    let text = String(decoding: file.bytes[file.textStart...], as: UTF8.self)
    return text[...].unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
      .map { TextPiece($1, file: file.name, line: $0 + 1, column: 1) }
      .filter { !$0.text.isEmpty }
  }

  /// The pieces between separators, empty ones included.
  func split(at separator: Unicode.Scalar) -> [TextPiece] {
    var column = position.column
    return text[...].unicodeScalars
      .split(separator: separator, omittingEmptySubsequences: false)
      .map { part in
        defer { column += part.count + 1 }
        return TextPiece(part, file: position.file, line: position.line, column: column)
      }
  }
}
