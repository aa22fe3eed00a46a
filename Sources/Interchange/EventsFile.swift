internal import Workforce

/// `events.csv`: `date,queue,kind,effect,name,to`, of which the last three may be left out or empty.
///
/// The effect is a factor on a day's calls, to be estimated where there is none, from days of the same
/// name or else of the same kind; a closure has none but 0. `to` is the last day of an event of several
/// days. An empty queue means all of them.
enum EventsFile {
  static let name = "events.csv"

  static func read(
    _ file: InputFile, queues: Set<String>?, problems: inout ProblemList
  ) -> [Event] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["date", "queue", "kind"], optional: ["effect", "name", "to"], problems: &problems
      )
    else { return [] }
    let kinds = Set(Event.Kind.allCases.map(\.rawValue))
    return (0..<table.rowCount).flatMap { row -> [Event] in
      let day = table.day(row: row, column: columns["date"]!, problems: &problems)
      let meant = Self.queues(
        of: table, row: row, column: columns["queue"]!, among: queues, problems: &problems)
      let kind = table.reference(row: row, column: columns["kind"]!, to: kinds, problems: &problems)
        .flatMap { Event.Kind(rawValue: $0) }
      var effect: Double?
      if let column = columns["effect"], !table.isEmpty(row: row, column: column) {
        effect = table.number(
          row: row, column: column, in: 0...100,
          expected: "a factor from 0 to 100 (1.2 for a fifth more calls)", problems: &problems)
        if effect == nil { return [] }
        if kind == .closure, effect != 0 {
          table.refuse(
            row: row, column: column,
            expected: "nothing: a closure has no effect (use other with effect 0.5)",
            problems: &problems)
          return []
        }
      }
      guard let day, let meant, let kind else { return [] }
      var last = day
      if let column = columns["to"], !table.isEmpty(row: row, column: column) {
        guard let to = table.day(row: row, column: column, problems: &problems) else { return [] }
        guard (day...day + 366).contains(to) else {
          table.refuse(
            row: row, column: column, expected: "a day from \(day) to a year later",
            problems: &problems)
          return []
        }
        last = to
      }
      let name = columns["name"].map { table.text(row: row, column: $0) } ?? ""
      return meant.flatMap { queue in
        (0...last - day).map {
          Event(day: day + $0, queue: queue, kind: kind, effect: effect, name: name)
        }
      }
    }
  }

  /// The queues that a cell means, or nil with a problem; without known queues any name is taken.
  private static func queues(
    of table: CSVTable, row: Int, column: Int, among queues: Set<String>?,
    problems: inout ProblemList
  ) -> [String]? {
    guard let queues else { return [table.text(row: row, column: column)] }
    if table.isEmpty(row: row, column: column) { return queues.sorted() }
    return table.reference(row: row, column: column, to: queues, problems: &problems).map { [$0] }
  }
}
