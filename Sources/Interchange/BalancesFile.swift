package import Workforce

/// `opening-balances.csv` of a site and `closing-balances.csv` of a plan: one row for an agent.
///
/// `agent` and `as_of` (a Monday) are required. `last_shift_start`, `last_shift_end` and
/// `last_shift_breaks` are as in `roster.csv`; hours are `35h30`, `35:30` or `35.5`; lists have the latest
/// week or month first, joined by `|`. An empty cell is not known. See ``Balance`` for what is counted.
package enum BalancesFile {
  /// The file of a site.
  package static let opening = "opening-balances.csv"
  /// The file of a plan, which is the next one's ``opening``.
  package static let closing = "closing-balances.csv"

  static let columns = [
    "agent", "as_of", "last_shift_start", "last_shift_end", "last_shift_breaks", "days_in_a_row",
    "weekly_rest_hours", "week_hours", "week_days", "sunday_weeks", "sundays", "overtime_hours",
    "night_hours", "rest_owed_hours", "night_rest_hours", "counted_from",
    "rest_owed_since",
  ]

  /// The file of some balances, in their order.
  package static func bytes(
    _ balances: [Balance], zone: Zone, style: CSVStyle = .plain
  ) -> [UInt8] {
    var table = CSVWriter(style: style, columns: columns)
    func list(_ parts: [String]) -> String { parts.joined(separator: "|") }
    for balance in balances {
      table.text(balance.agent)
      table.day(balance.asOf)
      if let shift = balance.lastShift {
        table.moment(shift.start, zone: zone)
        table.moment(shift.end, zone: zone)
        table.text(list(shift.breaks.map { RosterFile.breakText($0, zone) }))
      } else {
        for _ in 0..<3 { table.empty() }
      }
      table.text(balance.daysInARow.map { "\($0)" } ?? "")
      table.text(balance.weeklyRest?.duration ?? "")
      table.text(list(balance.weekMinutes.map(\.duration)))
      table.text(list(balance.weekDays.map { "\($0)" }))
      table.text(list(balance.sundayWeeks.map { $0 ? "1" : "0" }))
      table.text(balance.sundays.map { "\($0)" } ?? "")
      table.text(balance.overtime?.duration ?? "")
      table.text(list(balance.monthNights.map(\.duration)))
      table.text(balance.restOwed?.duration ?? "")
      table.text(balance.nightRest?.duration ?? "")
      for day in [balance.countedFrom, balance.restOwedSince] {
        if let day { table.day(day) } else { table.empty() }
      }
      table.endRow()
    }
    return table.bytes
  }

  /// The balances in `file`; every cell that cannot be is told.
  package static func read(
    _ file: InputFile, zone: Zone, agents: Set<String>?, problems: inout ProblemList
  ) -> [Balance] {
    guard let table = CSVTable(file, problems: &problems),
      let places = table.columns(
        required: ["agent", "as_of"], optional: Array(columns.dropFirst(2)), problems: &problems)
    else { return [] }
    var known: Set<String> = []
    return (0..<table.rowCount).compactMap { row in
      let reader = BalanceReader(table: table, row: row, zone: zone, places: places)
      let balance = reader.balance(agents: agents, problems: &problems)
      let agent = table.text(row: row, column: places["agent"]!)
      guard known.insert(agent).inserted else {
        table.refuse(
          row: row, column: places["agent"]!, expected: "each agent once", problems: &problems)
        return nil
      }
      return balance
    }
  }
}
