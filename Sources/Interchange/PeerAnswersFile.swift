package import Workforce

/// What another program answered to Erlang C cases, and how long it took.
package enum PeerAnswersFile {
  /// One case: the calls of an interval and the agents it is said to need.
  package struct Answer: Sendable, Equatable {
    package var calls: Double
    package var agents: Int
  }

  /// One way of answering all cases.
  package struct Method: Sendable, Equatable {
    package var name: String
    package var intervals: Int
    /// Microseconds of the processor for an interval.
    package var microseconds: Double
    /// Agents of all intervals together.
    package var agents: Int
  }

  /// The rows of `interval,scenario,calls,required`, in their order.
  package static func answers(_ file: InputFile) throws(InputRefused) -> [Answer] {
    try rows(file, names: ["calls", "required"]) { table, row, columns, problems in
      let calls = table.number(
        row: row, column: columns[0], in: 0...1e9, expected: "calls, 0 or more",
        problems: &problems)
      let agents = table.number(
        row: row, column: columns[1], in: 0...1e9, expected: "agents, 0 or more",
        problems: &problems)
      guard let calls, let agents else { return nil }
      return Answer(calls: calls, agents: Int(agents))
    }
  }

  /// The rows of `method,intervals,wall_s,cpu_s,us_per_interval_cpu,sum_required`, in their order.
  package static func methods(_ file: InputFile) throws(InputRefused) -> [Method] {
    let names = ["method", "intervals", "us_per_interval_cpu", "sum_required"]
    return try rows(file, names: names) { table, row, columns, problems in
      let name = table.name(
        row: row, column: columns[0], expected: "a method's name", problems: &problems)
      let numbers = columns.dropFirst().map {
        table.number(
          row: row, column: $0, in: 0...1e12, expected: "a number, 0 or more", problems: &problems)
      }
      guard let name, let intervals = numbers[0], let time = numbers[1], let agents = numbers[2]
      else { return nil }
      return Method(
        name: name, intervals: Int(intervals), microseconds: time, agents: Int(agents))
    }
  }

  /// Rows that cannot be used are told all at once; other columns are ignored.
  private static func rows<Row>(
    _ file: InputFile, names: [String],
    read: (CSVTable, Int, [Int], inout ProblemList) -> Row?
  ) throws(InputRefused) -> [Row] {
    var problems = ProblemList()
    var rows: [Row] = []
    if let table = CSVTable(file, problems: &problems),
      let columns = table.columns(required: names, others: .ignored, problems: &problems)
    {
      let places = names.map { columns[$0]! }
      rows = (0..<table.rowCount).compactMap { read(table, $0, places, &problems) }
      if rows.isEmpty && problems.isEmpty {
        problems.add(
          SourcePosition(file: file.name), found: "no rows", expected: "at least one")
      }
    }
    try problems.refuse()
    return rows
  }
}
