internal import Workforce
private import Yams

/// A part of a YAML file that knows its place; scalars are text as written, without YAML's own types.
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
    let text = String(decoding: file.bytes[file.textStart...], as: UTF8.self)
    do {
      guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        problems.add(
          SourcePosition(file: file.name, line: 1, column: 1), found: "an empty file",
          expected: "the keys of a site")
        return nil
      }
      self.init(node, file: file.name)
    } catch {
      YAMLValue.report(error, text: text, file: file.name, problems: &problems)
      return nil
    }
  }

  private init(_ node: Node, file: String) {
    let mark = node.mark
    position = SourcePosition(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    switch node {
    case .scalar(let scalar): content = .scalar(scalar.string)
    case .sequence(let sequence): content = .list(sequence.map { YAMLValue($0, file: file) })
    case .mapping(let mapping):
      content = .mapping(
        mapping.map { key, value in
          let key = YAMLValue(key, file: file)
          let name = if case .scalar(let text) = key.content { text } else { "" }
          return Entry(
            key: name, keyPosition: key.position, value: YAMLValue(value, file: file))
        })
    case .alias: content = .scalar("")
    }
  }

  private static func report(
    _ error: any Error, text: String, file: String, problems: inout ProblemList
  ) {
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
      problems.add(
        secondKey(keys.first ?? "", after: context.mark, in: text).map {
          SourcePosition(file: file, line: $0, column: context.mark.column)
        } ?? place(context.mark),
        found: "the key \(shown(keys.first ?? "")) twice", expected: "each key once")
    default:
      problems.add(
        SourcePosition(file: file), found: "text that is not YAML", expected: "a site file")
    }
  }

  /// The line of the key's next appearance in the same block: in the same column, below the first.
  private static func secondKey(_ key: String, after mark: Mark, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard mark.line < lines.count else { return nil }
    for number in mark.line..<lines.count {
      let rest = lines[number].dropFirst(mark.column - 1)
      if lines[number].prefix(mark.column - 1).allSatisfy({ $0 == " " }),
        rest.hasPrefix(key + ":") || rest.hasPrefix("\"\(key)\":")
      {
        return number + 1
      }
    }
    return nil
  }
}
