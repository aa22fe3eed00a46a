internal import Workforce

/// `events.csv`: `date,queue,kind,effect,name,to`, of which the last three may be left out or empty.
///
/// The effect is a factor on a day's calls, to be estimated where there is none, from days of the same
/// name or else of the same kind; `to` is the last day of an event of several days.
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
      let queueText = table.text(row: row, column: columns["queue"]!)
      let queue =
        queues.map {
          table.reference(row: row, column: columns["queue"]!, to: $0, problems: &problems)
        } ?? queueText
      let kind = table.reference(row: row, column: columns["kind"]!, to: kinds, problems: &problems)
        .flatMap { Event.Kind(rawValue: $0) }
      var effect: Double?
      if let column = columns["effect"], !table.isEmpty(row: row, column: column) {
        effect = table.number(
          row: row, column: column, in: 0...100,
          expected: "a factor from 0 to 100 (1.2 for a fifth more calls)", problems: &problems)
        if effect == nil { return [] }
      }
      guard let day, let queue, let kind else { return [] }
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
      return (0...last - day).map {
        Event(day: day + $0, queue: queue, kind: kind, effect: effect, name: name)
      }
    }
  }
}
