internal import Workforce

/// `agents.csv`: `agent,contract,skills,team,hourly_wage,sunday,night,birth_date,available`.
///
/// Skills (the preferred one first) and windows of availability are joined by `|`; the wage is in
/// euros an hour.
enum AgentsFile {
  static let name = "agents.csv"
  static let required = ["agent", "contract", "skills", "hourly_wage"]
  static let optional = ["team", "sunday", "night", "birth_date", "available"]

  struct Row: Sendable {
    var agent: Agent
    /// Where the agent's name stands, and where a problem with their hours is best mended.
    var position: SourcePosition
    var hoursPosition: SourcePosition
  }

  /// The agents as far as they could be read, and every name in the file; nil where names were
  /// lost.
  static func read(
    _ file: InputFile, site: SiteFile, problems: inout ProblemList
  ) -> (rows: [Row], names: Set<String>?) {
    let before = problems.problems.count
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: required, optional: optional, problems: &problems)
    else { return ([], nil) }
    if table.rowCount == 0 {
      problems.add(
        SourcePosition(file: file.name, line: 1, column: 1), found: "no agents",
        expected: "at least one row below the header")
    }
    var isComplete = problems.problems.count == before
    var rows: [Row] = []
    var names: [String: SourcePosition] = [:]
    for row in 0..<table.rowCount {
      let column = columns["agent"]!
      guard
        let name = table.name(
          row: row, column: column, expected: "the agent's name or number", problems: &problems)
      else {
        isComplete = false
        continue
      }
      if let first = names[name] {
        table.refuse(
          row: row, column: column, expected: "each agent once (first in line \(first.line))",
          problems: &problems)
        continue
      }
      names[name] = table.position(row: row, column: column)
      if let agent = agent(name, table, row, columns, site, &problems) {
        rows.append(
          Row(
            agent: agent, position: table.position(row: row, column: column),
            hoursPosition: table.position(row: row, column: columns["available"] ?? column)))
      }
    }
    return (rows, isComplete ? Set(names.keys) : nil)
  }

  private static func agent(
    _ name: String, _ table: CSVTable, _ row: Int, _ columns: CSVColumns, _ site: SiteFile,
    _ problems: inout ProblemList
  ) -> Agent? {
    func filled(_ name: String) -> Int? {
      columns[name].flatMap { table.isEmpty(row: row, column: $0) ? nil : $0 }
    }
    let contractColumn = columns["contract"]!
    let contract =
      site.contractNames.map {
        table.reference(row: row, column: contractColumn, to: $0, problems: &problems)
      } ?? table.text(row: row, column: contractColumn)
    let skills = skills(table, row, columns["skills"]!, site.skills, &problems)
    let wage = table.cents(
      row: row, column: columns["hourly_wage"]!, in: 0.01...1000,
      expected: "euros an hour as 12.50, above 0", problems: &problems)
    let team = filled("team").map { table.text(row: row, column: $0) } ?? ""
    let sunday = filled("sunday").map { table.yesNo(row: row, column: $0, problems: &problems) }
    let night = filled("night").map { table.yesNo(row: row, column: $0, problems: &problems) }
    let birth = filled("birth_date").flatMap {
      table.day(row: row, column: $0, problems: &problems)
    }
    let available = filled("available").map {
      availability(table, row, $0, &problems)
    }
    guard let contract, let skills, let wage else { return nil }
    return Agent(
      id: name, contract: contract, skills: Set(skills), team: team, hourlyWage: wage,
      worksSundays: (sunday ?? false) ?? false, worksNights: (night ?? false) ?? false,
      birthDate: birth, availability: available ?? nil, skillOrder: skills)
  }

  private static func skills(
    _ table: CSVTable, _ row: Int, _ column: Int, _ known: Set<String>?,
    _ problems: inout ProblemList
  ) -> [String]? {
    let text = table.text(row: row, column: column)
    let names = text.split(separator: "|").map { String($0.trimmed) }
    let unknown = known.map { known in names.filter { !known.contains($0) } } ?? []
    guard !names.isEmpty, unknown.isEmpty, !names.contains("") else {
      table.refuse(
        row: row, column: column,
        expected: "skills joined by |" + (known.map { ", " + oneOf($0) } ?? ""),
        maybe: unknown.first.flatMap { nearest(to: $0, among: known ?? []) },
        problems: &problems)
      return nil
    }
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// `mon-fri 07:00-20:00|sat 08:00-14:00`; a window may end after 24:00.
  private static func availability(
    _ table: CSVTable, _ row: Int, _ column: Int, _ problems: inout ProblemList
  ) -> [Weekday: Range<Int>]? {
    var found: [Weekday: Range<Int>] = [:]
    for part in table.text(row: row, column: column).split(separator: "|") {
      let words = part.trimmed.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let weekdays = WeekdayText.weekdays(words[0]),
        let window = WeekdayText.window(words[1]), window.lowerBound < 1440,
        window.upperBound <= 2880, weekdays.isDisjoint(with: found.keys)
      else {
        table.refuse(
          row: row, column: column,
          expected: "one window a weekday as mon-fri 07:00-20:00|sat 08:00-14:00 "
            + "(past midnight: 20:00-32:00)",
          maybe: maybeWindow(words.last), problems: &problems)
        return nil
      }
      for weekday in weekdays { found[weekday] = window }
    }
    return found
  }

  /// For a window that ends before it begins, the same on the next day.
  private static func maybeWindow(_ text: Substring?) -> String? {
    guard let ends = text?.split(separator: "-"), ends.count == 2,
      let from = clockMinutes(String(ends[0].trimmed)),
      let to = clockMinutes(String(ends[1].trimmed)), to <= from, from < 1440
    else { return nil }
    return "\(from.clock)-\((to + 1440).clock)"
  }
}

extension StringProtocol {
  /// The text without blanks around it.
  var trimmed: SubSequence {
    var text = self[...]
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }
}
