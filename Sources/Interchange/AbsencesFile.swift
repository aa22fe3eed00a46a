internal import Workforce

/// `absences.csv`: `agent,from,to,kind`, days inclusive.
enum AbsencesFile {
  static let name = "absences.csv"

  static func read(
    _ file: InputFile, agents: Set<String>?, problems: inout ProblemList
  ) -> [Absence] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["agent", "from", "to"], optional: ["kind"], problems: &problems)
    else { return [] }
    return (0..<table.rowCount).compactMap { row in
      let agent = table.agent(row: row, column: columns["agent"]!, agents, &problems)
      let from = table.day(row: row, column: columns["from"]!, problems: &problems)
      let to = table.day(row: row, column: columns["to"]!, problems: &problems)
      guard let agent, let from, let to else { return nil }
      guard from <= to else {
        table.refuse(
          row: row, column: columns["to"]!, expected: "a day on or after \(from)",
          problems: &problems)
        return nil
      }
      let kind = columns["kind"].map { table.text(row: row, column: $0) } ?? ""
      return Absence(agent: agent, from: from, to: to, kind: kind)
    }
  }
}

extension CSVTable {
  /// The name of one of `agents`, or any name where they are not known.
  func agent(
    row: Int, column: Int, _ agents: Set<String>?, _ problems: inout ProblemList
  ) -> String? {
    guard let agents else { return text(row: row, column: column) }
    if agents.contains(text(row: row, column: column)) { return text(row: row, column: column) }
    let text = text(row: row, column: column)
    refuse(
      row: row, column: column, expected: "an agent of agents.csv",
      maybe: nearest(to: text, among: agents), problems: &problems)
    return nil
  }
}
