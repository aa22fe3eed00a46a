internal import Workforce

/// Problems by kind: of a mistake made in thousands of rows the first few are told, the last of them
/// with the number of the rest.
struct RepeatedProblems {
  private struct Kind {
    var first: [InputProblem] = []
    var count = 0
  }

  private var kinds: [String: Kind] = [:]
  private static let told = 5

  /// Whether nothing has been found.
  var isEmpty: Bool { kinds.isEmpty }

  /// Adds a problem to those of its `kind`, of which the first `told` are kept; problems that expect
  /// the same are of one kind unless said otherwise.
  mutating func add(_ problem: InputProblem, kind: String? = nil, told: Int = told) {
    var found = kinds[kind ?? problem.expected, default: Kind()]
    found.count += 1
    if found.first.count < told { found.first.append(problem) }
    kinds[kind ?? problem.expected] = found
  }

  /// Adds all of a list that a reader of cells has written to, and empties it.
  mutating func take(_ list: inout ProblemList) {
    guard !list.isEmpty else { return }
    for problem in list.problems { add(problem) }
    list = ProblemList(mostPerFile: .max)
  }

  /// Adds `count` problems more to a kind of which enough have been told.
  mutating func count(_ count: Int, more kind: String) { kinds[kind]?.count += count }

  /// Hands over what was found, kind by kind.
  func report(to problems: inout ProblemList) {
    for (_, kind) in kinds.sorted(by: { $0.key < $1.key }) {
      for problem in kind.first.dropLast() { problems.add(problem) }
      guard let last = kind.first.last else { continue }
      let rest = kind.count - kind.first.count
      problems.add(
        last.position,
        found: last.found + (rest > 0 ? " (and \(grouped(rest)) more like it)" : ""),
        expected: last.expected, maybe: last.maybe)
    }
  }
}

/// A count with commas between thousands: `12,340`.
func grouped(_ count: Int) -> String {
  var digits = String(count)
  var place = digits.count - 3
  while place > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
    place -= 3
  }
  return digits
}

/// `1 row`, `12,340 rows`.
func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
}
