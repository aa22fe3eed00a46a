package import Workforce

/// `payroll.csv`: `agent,week,code,minutes,rate_percent,cents`, one row for an agent, civil week and code.
///
/// The rate is percent of the hourly wage: 125 for an hour of overtime, 25 for a premium that comes on top of
/// an hour paid under another code.
package enum PayrollFile {
  private static let columns = ["agent", "week", "code", "minutes", "rate_percent", "cents"]

  /// The file of a payroll, in the order of agent, week and code.
  package static func bytes(_ payroll: Payroll, style: CSVStyle = .plain) -> [UInt8] {
    var table = CSVWriter(style: style, columns: columns)
    for line in payroll.lines {
      table.text(line.agent)
      table.text(line.week.description)
      table.text(line.code.rawValue)
      table.integer(line.minutes)
      table.integer(line.percent)
      table.integer(line.cents)
      table.endRow()
    }
    return table.bytes
  }

  /// Writes the file in one step.
  package static func write(
    _ payroll: Payroll, to path: String, style: CSVStyle = .plain
  ) throws(WriteRefused) {
    try WholeFile.write(bytes(payroll, style: style), to: path)
  }

  /// The payroll in the file at `path`; unknown codes, numbers below 0 and repeated rows are refused.
  package static func read(at path: String) throws(InputRefused) -> Payroll {
    var problems = ProblemList()
    guard let file = InputFile(path: path, name: path, problems: &problems) else {
      throw InputRefused(problems.problems)
    }
    var lines: [PayLine] = []
    if let table = CSVTable(file, problems: &problems),
      let places = table.columns(required: columns, problems: &problems)
    {
      var known: Set<[String]> = []
      for row in 0..<table.rowCount {
        guard let line = line(table, row, places, &problems) else { continue }
        if known.insert([line.agent, line.week.description, line.code.rawValue]).inserted {
          lines.append(line)
        } else {
          table.refuse(
            row: row, column: places["code"]!, expected: "each code once for an agent and week",
            problems: &problems)
        }
      }
    }
    try problems.refuse()
    return Payroll(lines: lines)
  }

  private static func line(
    _ table: CSVTable, _ row: Int, _ places: CSVColumns, _ problems: inout ProblemList
  ) -> PayLine? {
    func whole(_ name: String, _ problems: inout ProblemList) -> Int? {
      let column = places[name]!
      let value = Int(table.text(row: row, column: column))
      if let value, value >= 0 { return value }
      table.refuse(
        row: row, column: column, expected: "a whole number, 0 or more", problems: &problems)
      return nil
    }
    let agent = table.name(
      row: row, column: places["agent"]!, expected: "an agent", problems: &problems)
    let week = Week(table.text(row: row, column: places["week"]!))
    if week == nil {
      table.refuse(
        row: row, column: places["week"]!, expected: "a week as 2026-W48", problems: &problems)
    }
    let code = table.reference(
      row: row, column: places["code"]!, to: Set(PayCode.allCases.map(\.rawValue)),
      problems: &problems)
    let minutes = whole("minutes", &problems)
    let percent = whole("rate_percent", &problems)
    let cents = whole("cents", &problems)
    guard let agent, let week, let code, let minutes, let percent, let cents else { return nil }
    return PayLine(
      agent: agent, week: week, code: PayCode(rawValue: code)!, minutes: minutes,
      percent: percent, cents: cents)
  }
}
