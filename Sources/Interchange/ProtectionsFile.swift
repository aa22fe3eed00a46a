internal import Workforce

/// `protections.csv`: `agent,from,until,what`, days inclusive, `until` empty where no end is known; what is
/// `no-nights` (a post by day) or `medical-visit-due` (the follow-up of night work is overdue).
///
/// No cause stands here, and a column for one is refused as any unknown column is.
enum ProtectionsFile {
  static let name = "protections.csv"

  static func read(
    _ file: InputFile, agents: Set<String>?, problems: inout ProblemList
  ) -> [Protection] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["agent", "from", "until", "what"], problems: &problems)
    else { return [] }
    return (0..<table.rowCount).compactMap { row in
      let agent = table.agent(row: row, column: columns["agent"]!, agents, &problems)
      let from = table.day(row: row, column: columns["from"]!, problems: &problems)
      let end = columns["until"]!
      let isOpen = table.isEmpty(row: row, column: end)
      let until = isOpen ? nil : table.day(row: row, column: end, problems: &problems)
      let kind = table.reference(
        row: row, column: columns["what"]!, to: Set(Protection.Kind.allCases.map(\.rawValue)),
        problems: &problems)
      guard let agent, let from, let kind, isOpen || until != nil else { return nil }
      if let until, until < from {
        table.refuse(
          row: row, column: end, expected: "a day on or after \(from)", problems: &problems)
        return nil
      }
      return Protection(
        agent: agent, from: from, until: until, kind: Protection.Kind(rawValue: kind)!)
    }
  }
}
