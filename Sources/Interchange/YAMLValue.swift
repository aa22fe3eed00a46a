internal import Workforce
private import Yams

/// A part of a YAML file that knows its place; scalars are text as written, without YAML's own
/// types.
struct YAMLValue {
  enum Content {
    case scalar(String)
    case list([YAMLValue])
    case mapping([Entry])
  }

  struct Entry {
    var key: String
    var keyPosition: SourcePosition
    var value: YAMLValue
  }

  var content: Content
  var position: SourcePosition

  /// The document in `file`, or nil where it is no YAML; why is told in `problems`.
  init?(_ file: InputFile, problems: inout ProblemList) {
    guard file.isText(problems: &problems), YAMLGuard.admits(file, problems: &problems) else {
      return nil
    }
    var text = String(decoding: file.bytes[file.textStart...], as: UTF8.self)
    // The parser stops at a key that comes twice; each time the second one is set aside and the
    // file read again, up to a bound.
    for _ in 0..<50 {
      do {
        guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
          problems.add(
            SourcePosition(file: file.name, line: 1, column: 1), found: "an empty file",
            expected: "the keys of a site")
          return nil
        }
        self.init(node, file: file.name)
        return
      } catch {
        guard
          YAMLValue.report(error, text: &text, file: file.name, problems: &problems)
        else { return nil }
      }
    }
    return nil
  }

  private init(_ node: Node, file: String) {
    let mark = node.mark
    position = SourcePosition(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string)
    case .sequence(let sequence): content = .list(sequence.map { YAMLValue($0, file: file) })
    case .mapping(let mapping):
      content = .mapping(
        mapping.compactMap { key, value in
          let key = YAMLValue(key, file: file)
          let name = if case .scalar(let text) = key.content { text } else { "" }
          if name.first == YAMLValue.setAside { return nil }
          return Entry(
            key: name, keyPosition: key.position, value: YAMLValue(value, file: file))
        })
    case .alias: content = .scalar("")
    }
  }

  /// A private character that marks keys set aside because they come twice.
  private static let setAside: Character = "\u{E000}"

  /// Tells what the parser met; true where `text` has been changed so that it may be read again.
  private static func report(
    _ error: any Error, text: inout String, file: String, problems: inout ProblemList
  ) -> Bool {
    func place(_ mark: Mark) -> SourcePosition {
      SourcePosition(file: file, line: mark.line, column: mark.column)
    }
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      problems.add(
        place(mark), found: "text that is not YAML (\(problem))",
        expected: "keys and values, indented with blanks")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first ?? ""
      let line = setAsideSecond(key, after: context.mark, in: &text)
      problems.add(
        SourcePosition(
          file: file, line: line ?? context.mark.line, column: context.mark.column),
        found: "the key \(shown(key)) twice", expected: "each key once")
      return line != nil
    default:
      problems.add(
        SourcePosition(file: file), found: "text that is not YAML", expected: "a site file")
    }
    return false
  }

  /// Marks the key's next appearance in the same block (in the same column, below the first) with
  /// as many characters as it has, so that no position changes; its line, or nil where it is not
  /// found.
  private static func setAsideSecond(
    _ key: String, after mark: Mark, in text: inout String
  ) -> Int? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard mark.line < lines.count, !key.isEmpty else { return nil }
    for number in mark.line..<lines.count {
      let indent = lines[number].prefix(mark.column - 1)
      let rest = lines[number].dropFirst(mark.column - 1)
      guard indent.allSatisfy({ $0 == " " }), rest.hasPrefix(key + ":") else { continue }
      // The line's number makes a third appearance differ from the second.
      let unique = "\(number)".prefix(max(0, key.unicodeScalars.count - 1))
      let width = key.unicodeScalars.count - unique.count
      lines[number] =
        indent + String(repeating: setAside, count: width) + unique + rest.dropFirst(key.count)
      text = lines.joined(separator: "\n")
      return number + 1
    }
    return nil
  }
}
