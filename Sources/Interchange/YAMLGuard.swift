internal import Workforce

/// Keeps out of the parser what a site file never needs and an attacker might send.
///
/// Anchors and aliases can make a small file grow without bounds, and deep nesting can exhaust the
/// stack of a recursive parser; tags and complex keys would bring types that no reader here knows.
/// The guard walks over the text once, knowing only where a new token may begin.
struct YAMLGuard {
  private static let largestFile = 1 << 20
  private static let deepestFlow = 16
  private static let deepestColumn = 64

  /// Whether `file` may go to the parser; what keeps it out becomes a problem.
  static func admits(_ file: InputFile, problems: inout ProblemList) -> Bool {
    guard file.bytes.count <= largestFile else {
      problems.add(
        SourcePosition(file: file.name), found: "\(file.bytes.count) bytes",
        expected: "at most 1 MB")
      return false
    }
    guard let (offset, found) = forbidden(in: file) else { return true }
    problems.add(
      file.position(ofByte: offset), found: found,
      expected:
        "plain keys, values and lists (text that begins with a sign goes in quotation marks)")
    return false
  }

  /// The first forbidden byte and what it is.
  private static func forbidden(in file: InputFile) -> (Int, String)? {
    let bytes = file.bytes
    var index = file.textStart
    var lineStart = index
    var flowDepth = 0
    var mayBegin = true
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        lineStart = index + 1
        mayBegin = true
      case 0x20, 0x0D: break
      case 0x09:
        break
      case UInt8(ascii: "#") where index == lineStart || bytes[index - 1] <= 0x20:
        while index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "\n") { index += 1 }
      case _ where mayBegin:
        if flowDepth == 0, index - lineStart > deepestColumn, byte != UInt8(ascii: "\"") {
          // Only what begins a line or follows an indicator nests; a long value does not.
          if bytes[lineStart..<index].allSatisfy({ $0 <= 0x20 || $0 == UInt8(ascii: "-") }) {
            return (index, "text nested too deeply")
          }
        }
        switch byte {
        case UInt8(ascii: "&"): return (index, "an anchor")
        case UInt8(ascii: "*"): return (index, "an alias")
        case UInt8(ascii: "!"): return (index, "a tag")
        case UInt8(ascii: "?") where isFollowedByBlank(bytes, index):
          return (index, "a complex key")
        case UInt8(ascii: "|"), UInt8(ascii: ">"): return (index, "a block of text")
        case UInt8(ascii: "%") where index == lineStart: return (index, "a directive")
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          index = endOfQuoted(bytes, index)
          mayBegin = false
        case UInt8(ascii: "["), UInt8(ascii: "{"):
          flowDepth += 1
          if flowDepth > deepestFlow { return (index, "text nested too deeply") }
        case UInt8(ascii: "-") where isFollowedByBlank(bytes, index): break
        default: mayBegin = false
        }
      default: break
      }
      if byte == UInt8(ascii: ":"), index + 1 == bytes.count || bytes[index + 1] <= 0x20 {
        mayBegin = true
      } else if flowDepth > 0 {
        if byte == UInt8(ascii: ",") { mayBegin = true }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { flowDepth -= 1 }
      }
      index += 1
    }
    return nil
  }

  private static func isFollowedByBlank(_ bytes: [UInt8], _ index: Int) -> Bool {
    index + 1 == bytes.count || bytes[index + 1] <= 0x20
  }

  /// The last byte of the quoted text that opens at `start`, or of the file.
  private static func endOfQuoted(_ bytes: [UInt8], _ start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != bytes[start] {
      index += bytes[start] == UInt8(ascii: "\"") && bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, bytes.count - 1)
  }
}
