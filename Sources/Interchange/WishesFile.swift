internal import Workforce

/// `wishes.csv`: `agent,date,wish,weight`; a wish is `off` or a kind of shift, its weight in euros
/// (5 where the cell is empty or there is no such column).
enum WishesFile {
  static let name = "wishes.csv"
  private static let usualWeight = 500

  static func read(
    _ file: InputFile, agents: Set<String>?, kinds: Set<String>?, problems: inout ProblemList
  ) -> [Wish] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["agent", "date", "wish"], optional: ["weight"], problems: &problems)
    else { return [] }
    return (0..<table.rowCount).compactMap { row in
      let agent = table.agent(row: row, column: columns["agent"]!, agents, &problems)
      let day = table.day(row: row, column: columns["date"]!, problems: &problems)
      let wished = table.text(row: row, column: columns["wish"]!)
      var content: Wish.Content? = wished == "off" ? .off : .shift(kind: wished)
      if wished != "off", let kinds,
        table.reference(
          row: row, column: columns["wish"]!, to: kinds.union(["off"]), problems: &problems) == nil
      {
        content = nil
      }
      var weight: Int? = usualWeight
      if let column = columns["weight"], !table.isEmpty(row: row, column: column) {
        weight = table.cents(
          row: row, column: column, in: 0...10_000, expected: "euros from 0 to 10000",
          problems: &problems)
      }
      guard let agent, let day, let content, let weight else { return nil }
      return Wish(agent: agent, day: day, content: content, weight: weight)
    }
  }
}
