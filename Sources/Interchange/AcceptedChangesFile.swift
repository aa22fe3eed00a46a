internal import Workforce

/// `accepted-changes.csv`: `agent,date,accepted`, days on which an agent took a change of the published
/// roster on, and when that was written down.
enum AcceptedChangesFile {
  static let name = "accepted-changes.csv"

  static func read(
    _ file: InputFile, agents: Set<String>?, problems: inout ProblemList
  ) -> [AcceptedChange] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["agent", "date", "accepted"], problems: &problems)
    else { return [] }
    return (0..<table.rowCount).compactMap { row in
      let agent = table.agent(row: row, column: columns["agent"]!, agents, &problems)
      let day = table.day(row: row, column: columns["date"]!, problems: &problems)
      let accepted = table.day(row: row, column: columns["accepted"]!, problems: &problems)
      guard let agent, let day, let accepted else { return nil }
      guard accepted <= day else {
        table.refuse(
          row: row, column: columns["accepted"]!,
          expected: "a day up to \(day): a change is accepted before it takes effect",
          problems: &problems)
        return nil
      }
      return AcceptedChange(agent: agent, day: day, accepted: accepted)
    }
  }
}
