/// A place in an input file. Lines and columns count from 1; 0 where the file as a whole is meant.
package struct SourcePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let column: Int

  package init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `agents.csv:7:3`, or `agents.csv` for the whole file.
  package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }

  package static func < (a: SourcePosition, b: SourcePosition) -> Bool {
    (a.file, a.line, a.column) < (b.file, b.line, b.column)
  }
}

/// Something in the input that cannot be used as it stands, told so that a person can mend it.
///
/// Readers collect problems instead of stopping at the first, so that one run names them all.
package struct InputProblem: Error, Hashable, Sendable, CustomStringConvertible {
  package let position: SourcePosition
  /// What stands there, in the file's own words where they exist.
  package let found: String
  /// What could stand there instead.
  package let expected: String
  /// A guess at what was meant ("Maybe …"), without the word Maybe.
  package let maybe: String?

  package init(
    _ position: SourcePosition, found: String, expected: String, maybe: String? = nil
  ) {
    self.position = position
    self.found = found
    self.expected = expected
    self.maybe = maybe
  }

  /// `agents.csv:7:3: found "full time", expected one of full-time, part-time-24. Maybe full-time?`
  package var description: String {
    "\(position): found \(found), expected \(expected)." + (maybe.map { " Maybe \($0)?" } ?? "")
  }
}

/// All the problems of one reading of the input. Never empty.
package struct InputRefused: Error, Sendable, CustomStringConvertible {
  /// In the order of file, line and column.
  package let problems: [InputProblem]

  package init(_ problems: [InputProblem]) {
    precondition(!problems.isEmpty)
    self.problems = problems.sorted { $0.position < $1.position }
  }

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// The member of `candidates` that a person most likely meant by `text`, or nil if none is near.
///
/// Nearness is the edit distance with swaps of neighbours (insert, delete, replace, transpose; the optimal
/// string alignment of F. J. Damerau, CACM 7 (1964) 171, doi:10.1145/363958.363994), at most a third of
/// the longer word, upper and lower case alike.
///
///     nearest(to: "eraly", among: ["early", "late"])    // "early"
///
/// - Complexity: O(candidates × length²)
package func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
  func distance(_ a: [Character], _ b: [Character]) -> Int {
    var before = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var least = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, before[j - 1] + 1)
        }
        row.append(least)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
  let word = Array(text.lowercased())
  let best =
    candidates
    .map { (name: $0, distance: distance(word, Array($0.lowercased()))) }
    .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
  guard let best, 3 * best.distance <= max(word.count, best.name.count) else { return nil }
  return best.name
}
