internal import Workforce

/// `events.csv`: `date,queue,kind,effect`; the effect is a factor on the day's calls, empty where
/// it is to be estimated.
enum EventsFile {
  static let name = "events.csv"

  static func read(
    _ file: InputFile, queues: Set<String>?, problems: inout ProblemList
  ) -> [Event] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["date", "queue", "kind"], optional: ["effect"], problems: &problems)
    else { return [] }
    let kinds = Set(Event.Kind.allCases.map(\.rawValue))
    return (0..<table.rowCount).compactMap { row in
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
        if effect == nil { return nil }
      }
      guard let day, let queue, let kind else { return nil }
      return Event(day: day, queue: queue, kind: kind, effect: effect)
    }
  }
}
