package import Workforce

/// The problems met so far in one reading of the input.
///
/// Readers add to it and read on, so that a person mends everything after one run. After the first
/// thousand problems of a file only their number is kept.
package struct ProblemList: Sendable {
  package private(set) var problems: [InputProblem] = []
  private var counts: [String: Int] = [:]
  private let mostPerFile: Int

  /// No problems yet.
  package init() { self.init(mostPerFile: 1000) }

  /// No problems yet; of each file the first `mostPerFile` will be kept.
  init(mostPerFile: Int) { self.mostPerFile = mostPerFile }

  /// Whether nothing has been found.
  package var isEmpty: Bool { problems.isEmpty }

  /// Adds a problem.
  package mutating func add(_ problem: InputProblem) {
    let count = counts[problem.position.file, default: 0] + 1
    counts[problem.position.file] = count
    if count <= mostPerFile { problems.append(problem) }
  }

  /// Adds what was found at a place where something else was expected.
  package mutating func add(
    _ position: SourcePosition, found: String, expected: String, maybe: String? = nil
  ) {
    add(InputProblem(position, found: found, expected: expected, maybe: maybe))
  }

  /// Throws what was found, if anything was.
  package func refuse() throws(InputRefused) {
    var all = problems
    for (file, count) in counts.sorted(by: { $0.key < $1.key })
    where count > mostPerFile {
      all.append(
        InputProblem(
          SourcePosition(file: file),
          found: "\(count - mostPerFile) further problems", expected: "none"))
    }
    if !all.isEmpty { throw InputRefused(all) }
  }
}

/// Text from a file as messages show it: in quotation marks, on one line, cut after 60 characters.
func shown(_ text: String) -> String {
  let line = String(text.prefix(60).map { $0.isNewline || $0 == "\t" || $0 == "\0" ? " " : $0 })
  return "\"\(line)\(text.count > 60 ? "…" : "")\""
}

/// `one of a, b, c`, for what a message expects; long lists are cut after twelve names.
func oneOf(_ names: some Sequence<String>) -> String {
  let sorted = names.sorted()
  if sorted.count == 1 { return sorted[0] }
  return "one of " + sorted.prefix(12).joined(separator: ", ") + (sorted.count > 12 ? ", …" : "")
}

/// A value and the place it was read from.
package struct Located<Value: Sendable>: Sendable {
  /// What was read.
  package var value: Value
  /// Where it stands.
  package var position: SourcePosition

  /// `value` as read at `position`.
  package init(_ value: Value, at position: SourcePosition) {
    self.value = value
    self.position = position
  }
}

extension Located: Equatable where Value: Equatable {}
