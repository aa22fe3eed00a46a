private import Workforce

/// Where the columns that a reader wants stand in a table.
package struct CSVColumns: Sendable {
  let places: [String: Int]

  /// The index of the column with this name, or nil where the file has none.
  package subscript(name: String) -> Int? { places[name] }
}

extension CSVTable {
  /// What to do with columns that the reader does not know.
  package enum OtherColumns: Sendable {
    case refused
    case ignored
  }

  /// The places of the columns named, or nil where a required one is missing.
  ///
  /// Missing, unknown and duplicate columns become problems. Upper and lower case are alike.
  package func columns(
    required: [String], optional: [String] = [], others: OtherColumns = .refused,
    problems: inout ProblemList
  ) -> CSVColumns? {
    let known = required + optional
    var places: [String: Int] = [:]
    var unknown: [String] = []
    for (column, name) in header.enumerated() {
      let position = position(row: -1, column: column)
      if known.contains(name) {
        if places.updateValue(column, forKey: name) != nil {
          problems.add(
            position, found: "a second column \(shown(name))", expected: "each column once")
        }
      } else if others == .refused {
        unknown.append(name)
        let missing = known.filter { !header.contains($0) }
        problems.add(
          position, found: "the unknown column \(shown(name))", expected: "\(oneOf(known))",
          maybe: nearest(to: name, among: missing.isEmpty ? known : missing))
      }
    }
    var complete = true
    for name in required where places[name] == nil {
      complete = false
      problems.add(
        position(row: -1, column: 0), found: "no column \(shown(name))",
        expected: "the columns \(required.joined(separator: ", "))",
        maybe: nearest(to: name, among: others == .refused ? unknown : header))
    }
    return complete ? CSVColumns(places: places) : nil
  }
}
