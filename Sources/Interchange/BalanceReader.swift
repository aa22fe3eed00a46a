internal import Workforce

/// Reads one row of balances; every problem of the row is told.
struct BalanceReader {
  let table: CSVTable
  let row: Int
  let zone: Zone
  let places: CSVColumns

  /// The row's balance, or nil where its agent or its day is none.
  func balance(agents: Set<String>?, problems: inout ProblemList) -> Balance? {
    let agent = table.agent(row: row, column: places["agent"]!, agents, &problems)
    let asOf = monday(&problems)
    let lastShift = lastShift(of: agent ?? "", before: asOf, &problems)
    let week = 7 * 24
    let balance = Balance(
      agent: agent ?? "", asOf: asOf ?? Day(number: 4), lastShift: lastShift,
      daysInARow: one("days_in_a_row", in: 0...366, &problems),
      weeklyRest: hours("weekly_rest_hours", most: week, &problems),
      weekMinutes: hoursList("week_hours", of: "weeks", upTo: Balance.weeks, most: week, &problems),
      weekDays: list("week_days", of: "weeks", upTo: Balance.weeks, in: 0...7, &problems),
      sundayWeeks: list("sunday_weeks", of: "weeks", upTo: Balance.weeks, in: 0...1, &problems)
        .map { $0 == 1 },
      sundays: one("sundays", in: 0...53, &problems),
      overtime: hours("overtime_hours", most: 53 * week, &problems),
      monthNights: hoursList(
        "night_hours", of: "months", upTo: Balance.months, most: 31 * 24, &problems),
      restOwed: hours("rest_owed_hours", most: 9999, &problems),
      restOwedSince: earlierDay("rest_owed_since", asOf, &problems),
      nightRest: hours("night_rest_hours", most: 9999, &problems),
      countedFrom: earlierDay("counted_from", asOf, &problems),
      position: table.position(row: row, column: places["as_of"]!))
    return agent == nil || asOf == nil ? nil : balance
  }

  /// The column of a cell that is there and not empty.
  private func filled(_ name: String) -> Int? {
    places[name].flatMap { table.isEmpty(row: row, column: $0) ? nil : $0 }
  }

  private func refuse(_ column: Int, _ expected: String, _ problems: inout ProblemList) {
    table.refuse(row: row, column: column, expected: expected, problems: &problems)
  }

  // MARK: Days and times

  private func monday(_ problems: inout ProblemList) -> Day? {
    let column = places["as_of"]!
    guard let day = table.day(row: row, column: column, problems: &problems) else { return nil }
    // The clocks are known for these years.
    guard (1990...2059).contains(day.date.year) else {
      refuse(column, "a Monday of the years 1990 to 2059", &problems)
      return nil
    }
    guard day.weekday == .monday else {
      refuse(column, "a Monday, as \(day.monday) or \(day.monday + 7)", &problems)
      return nil
    }
    return day
  }

  private func earlierDay(
    _ name: String, _ asOf: Day?, _ problems: inout ProblemList
  ) -> Day? {
    guard let column = filled(name),
      let day = table.day(row: row, column: column, problems: &problems)
    else { return nil }
    if let asOf, day > asOf {
      refuse(column, "a day up to \(asOf), that of the balance", &problems)
      return nil
    }
    return day
  }

  private func lastShift(
    of agent: String, before asOf: Day?, _ problems: inout ProblemList
  ) -> Shift? {
    let columns = (from: filled("last_shift_start"), to: filled("last_shift_end"))
    guard let from = columns.from, let to = columns.to else {
      if let other = columns.from ?? columns.to ?? filled("last_shift_breaks") {
        refuse(other, "both last_shift_start and last_shift_end, or neither", &problems)
      }
      return nil
    }
    let cells = RowReader(table: table, row: row, zone: zone)
    guard
      let reading = table.clockReading(row: row, column: from, problems: &problems),
      let start = cells.start(column: from, day: reading.moment.day, &problems),
      let end = cells.end(column: to, day: reading.moment.day, start: start, &problems),
      let breaks = cells.breaks(
        column: places["last_shift_breaks"], reading.moment.day, start, end, &problems)
    else { return nil }
    let day = reading.moment.day
    if let asOf, day >= asOf || day < asOf - 366 {
      refuse(from, "a time before \(asOf), the day of the balance, by a year at most", &problems)
      return nil
    }
    return Shift(agent: agent, day: day, start: start, end: end, breaks: breaks)
  }

  // MARK: Numbers

  private func parts(_ column: Int) -> [String] {
    table.text(row: row, column: column).split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0.trimmed) }
  }

  /// The values of a list, or none where one of them is not to be had.
  private func values(
    _ name: String, upTo most: Int, expected: String, _ problems: inout ProblemList,
    read: (String) -> Int?
  ) -> [Int] {
    guard let column = filled(name) else { return [] }
    let parts = parts(column)
    let values = parts.compactMap(read)
    guard values.count == parts.count, values.count <= most else {
      refuse(column, expected, &problems)
      return []
    }
    return values
  }

  private func one(
    _ name: String, in limits: ClosedRange<Int>, _ problems: inout ProblemList
  ) -> Int? {
    let expected = "a whole number from \(limits.lowerBound) to \(limits.upperBound)"
    return values(name, upTo: 1, expected: expected, &problems) {
      Int($0).flatMap { limits.contains($0) ? $0 : nil }
    }.first
  }

  private func list(
    _ name: String, of unit: String, upTo most: Int, in limits: ClosedRange<Int>,
    _ problems: inout ProblemList
  ) -> [Int] {
    let expected =
      "\(most) \(unit) at most, the latest first, each \(limits.lowerBound) to "
      + "\(limits.upperBound), joined by |"
    return values(name, upTo: most, expected: expected, &problems) {
      Int($0).flatMap { limits.contains($0) ? $0 : nil }
    }
  }

  private func hours(_ name: String, most: Int, _ problems: inout ProblemList) -> Int? {
    values(name, upTo: 1, expected: "hours as 35h30, 0h to \(most)h", &problems) {
      Self.minutes($0, most: most)
    }.first
  }

  private func hoursList(
    _ name: String, of unit: String, upTo count: Int, most: Int, _ problems: inout ProblemList
  ) -> [Int] {
    let expected =
      "hours of \(count) \(unit) at most as 35h30|28h, the latest first, each 0h to \(most)h"
    return values(name, upTo: count, expected: expected, &problems) {
      Self.minutes($0, most: most)
    }
  }

  /// `35h30`, `35h`, `35:30` or a decimal number of hours, in whole minutes.
  private static func minutes(_ text: String, most: Int) -> Int? {
    if let match = text.wholeMatch(of: /([0-9]{1,5})[:h]([0-5][0-9])?/),
      let whole = Int(match.1), match.2 != nil || text.hasSuffix("h")
    {
      let minutes = 60 * whole + (match.2.flatMap { Int($0) } ?? 0)
      return minutes <= 60 * most ? minutes : nil
    }
    guard let hours = ArraySlice(text.utf8).decimalNumber(), (0...Double(most)).contains(hours),
      hours * 60 == (hours * 60).rounded()
    else { return nil }
    return Int(hours * 60)
  }
}
