private import Foundation
package import Workforce

/// The bytes of one input file, with the name that messages give it.
package struct InputFile: Sendable {
  /// The path relative to the site folder, or as the user gave it.
  package let name: String
  /// What stands in it, before any check.
  package let bytes: [UInt8]
  /// The line on which the bytes begin: 1, or more for a later piece of a file read in pieces.
  let firstLine: Int

  /// Bytes beyond which a file is refused; offsets into a table have 31 bits.
  private static let largest = 1 << 30

  /// A file already in memory.
  package init(name: String, bytes: [UInt8]) {
    self.init(name: name, bytes: bytes, firstLine: 1)
  }

  /// A piece of a file whose first byte begins line `firstLine`.
  init(name: String, bytes: [UInt8], firstLine: Int) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
  }

  /// The file at `path`, or nil with a problem where it cannot be read.
  ///
  /// Only regular files are read, so that a pipe or a device cannot keep the reader waiting.
  package init?(path: String, name: String, problems: inout ProblemList) {
    guard let size = InputFile.size(path: path, name: name, problems: &problems) else { return nil }
    func refuse(_ found: String, _ expected: String = "a readable file") {
      problems.add(SourcePosition(file: name), found: found, expected: expected)
    }
    guard size <= InputFile.largest else {
      refuse("\(size) bytes", "at most \(InputFile.largest)")
      return nil
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      refuse("a file that may not be read")
      return nil
    }
    self.init(name: name, bytes: [UInt8](data))
  }

  /// The bytes of the regular file at `path`, or nil with a problem where there is none.
  static func size(path: String, name: String, problems: inout ProblemList) -> Int? {
    func refuse(_ found: String, _ expected: String = "a readable file") {
      problems.add(SourcePosition(file: name), found: found, expected: expected)
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      refuse(errno == ENOENT ? "no such file" : String(cString: strerror(errno)))
      return nil
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      refuse(status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "a special file", "a file")
      return nil
    }
    return Int(status.st_size)
  }

  /// Where the text begins: after the byte order mark, if there is one.
  var textStart: Int { firstLine == 1 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// Whether the bytes are UTF-8 without NUL; the first that is not becomes a problem.
  func isText(problems: inout ProblemList) -> Bool {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      let utf16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      problems.add(
        position(ofByte: error.byteOffsets.lowerBound), found: "a byte that is not UTF-8",
        expected: "text in UTF-8",
        maybe: "the file was saved as \(utf16 ? "UTF-16" : "Windows-1252"); save it as UTF-8")
      return false
    }
    if let zero = bytes.firstIndex(of: 0) {
      problems.add(position(ofByte: zero), found: "a NUL byte", expected: "text in UTF-8")
      return false
    }
    return true
  }

  /// Line and column of a byte; columns count characters (Unicode scalars) from 1.
  /// - Complexity: O(`offset`)
  func position(ofByte offset: Int) -> SourcePosition {
    var line = firstLine
    var column = 1
    for byte in bytes[min(textStart, offset)..<offset] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return SourcePosition(file: name, line: line, column: column)
  }
}

extension InputFile {
  /// The file at `path`, named as it is.
  package static func reading(_ path: String) throws(InputRefused) -> InputFile {
    var problems = ProblemList()
    guard let file = InputFile(path: path, name: path, problems: &problems) else {
      throw InputRefused(problems.problems)
    }
    return file
  }
}
