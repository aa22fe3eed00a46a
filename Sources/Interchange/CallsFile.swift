package import Workforce

/// `calls.csv` and other histories of calls: one row for a queue and the start of an interval.
package enum CallsFile {
  static let name = "calls.csv"

  /// The names of the columns in a file.
  package struct Columns: Sendable, Equatable {
    /// Local date-time of the start of an interval.
    package var start = "start"
    /// Name of the queue.
    package var queue = "queue"
    /// Calls offered, answered or not.
    package var offered = "offered"
    /// Mean seconds of a call.
    package var handleTime = "handle_time"

    /// The columns of a site's `calls.csv`.
    package static let standard = Columns()

    /// The usual names.
    package init() {}

    /// The columns that a mapping names, as `start=timestamp,queue=series_id,offered=value`; those
    /// it leaves out keep their names.
    ///
    /// Problems are placed in a file called `--columns`.
    package init(mapping text: String) throws(InputRefused) {
      var problems = ProblemList()
      let keys = ["start", "queue", "offered", "handle_time"]
      var column = 1
      for part in text.split(separator: ",", omittingEmptySubsequences: false) {
        let position = SourcePosition(file: "--columns", line: 1, column: column)
        column += part.unicodeScalars.count + 1
        let sides = part.split(separator: "=", maxSplits: 1).map { String($0.trimmed) }
        guard sides.count == 2, !sides[1].isEmpty else {
          problems.add(position, found: shown(String(part)), expected: "pairs as start=timestamp")
          continue
        }
        let name = sides[1].lowercased()
        switch sides[0] {
        case "start": start = name
        case "queue": queue = name
        case "offered": offered = name
        case "handle_time": handleTime = name
        default:
          problems.add(
            position, found: shown(sides[0]), expected: oneOf(keys),
            maybe: nearest(to: sides[0], among: keys))
        }
      }
      try problems.refuse()
    }
  }

  /// The history in a file without a site, and the minutes of one interval: the most common
  /// distance between a queue's rows.
  ///
  /// Columns not named are ignored, rows may stand in any order, and without a column for the queue
  /// all rows belong to one queue, `all`. Times are taken to be those of `zone`.
  package static func read(
    at path: String, columns: Columns = .standard, zone: Zone = .utc
  ) throws(InputRefused) -> (history: CallHistory, intervalMinutes: Int) {
    var problems = ProblemList()
    guard let file = InputFile(path: path, name: path, problems: &problems) else {
      throw InputRefused(problems.problems)
    }
    let reader = CallsReader(columns: columns, zone: zone, queues: nil, intervalMinutes: nil)
    let (history, interval) = reader.read(file, problems: &problems)
    try problems.refuse()
    guard let interval else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: path), found: "no two rows of a queue",
          expected: "at least two, to tell the length of an interval")
      ])
    }
    return (history, interval)
  }
}
