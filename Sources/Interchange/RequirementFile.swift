package import Workforce

/// `requirement.csv`: `queue,start,calls,handle_time,agents`, one row for a queue and interval.
package enum RequirementFile {
  private static let columns = ["queue", "start", "calls", "handle_time", "agents"]

  /// The file, with three decimals.
  package static func bytes(_ requirement: Requirement, style: CSVStyle = .plain) -> [UInt8] {
    var table = CSVWriter(style: style, columns: columns)
    let period = requirement.period
    for queue in requirement.queues {
      for interval in 0..<period.intervalCount {
        table.text(queue.queue)
        table.moment(period.start(ofInterval: interval), zone: period.zone)
        table.number(queue.calls[interval], decimals: 3)
        table.number(queue.handleTime[interval], decimals: 3)
        table.integer(queue.agents[interval])
        table.endRow()
      }
    }
    return table.bytes
  }

  /// Writes the file in one step.
  package static func write(
    _ requirement: Requirement, to path: String, style: CSVStyle = .plain
  ) throws(WriteRefused) {
    try WholeFile.write(bytes(requirement, style: style), to: path)
  }

  /// The requirement in the file at `path`, from its first day to its last, queues in the site's
  /// order.
  ///
  /// Rows may stand in any order, but every interval of every queue in the file must be there once:
  /// a row lost in editing would otherwise leave an hour without agents.
  package static func read(at path: String, site: Site) throws(InputRefused) -> Requirement {
    var problems = ProblemList()
    guard let file = InputFile(path: path, name: path, problems: &problems) else {
      throw InputRefused(problems.problems)
    }
    let requirement = read(file, site: site, problems: &problems)
    try problems.refuse()
    guard let requirement else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: path), found: "no rows", expected: "a row for each interval")
      ])
    }
    return requirement
  }

  private struct Row {
    var instant: Instant
    var day: Day
    var calls: Double
    var handleTime: Double
    var agents: Int
    var index: Int
  }

  private static func read(
    _ file: InputFile, site: Site, problems: inout ProblemList
  ) -> Requirement? {
    guard let table = CSVTable(file, problems: &problems),
      let places = table.columns(required: columns, problems: &problems)
    else { return nil }
    let names = Set(site.queues.map(\.name))
    var resolvers: [String: ClockResolver] = [:]
    var rows: [String: [Row]] = [:]
    for index in 0..<table.rowCount {
      guard
        let queue = table.reference(
          row: index, column: places["queue"]!, to: names, problems: &problems),
        let row = row(
          table, index, places, site,
          &resolvers[queue, default: ClockResolver(zone: site.zone)], &problems)
      else { continue }
      rows[queue, default: []].append(row)
    }
    let days = rows.values.joined().map(\.day)
    guard let first = days.min(), let last = days.max() else { return nil }
    guard last - first < 366 * 2 else {
      problems.add(
        SourcePosition(file: file.name), found: "days from \(first) to \(last)",
        expected: "at most two years")
      return nil
    }
    let period = Period(
      firstDay: first, days: last - first + 1, intervalMinutes: site.intervalMinutes,
      zone: site.zone)
    var queues: [QueueRequirement] = []
    for name in site.queues.map(\.name) {
      guard let found = rows[name] else { continue }
      queues.append(
        queueRequirement(name, found, period, table, places["start"]!, &problems))
    }
    return Requirement(period: period, queues: queues)
  }

  private static func row(
    _ table: CSVTable, _ row: Int, _ places: CSVColumns, _ site: Site,
    _ resolver: inout ClockResolver, _ problems: inout ProblemList
  ) -> Row? {
    let column = places["start"]!
    guard let reading = table.clockReading(row: row, column: column, problems: &problems),
      let instant = table.instant(
        of: reading, row: row, column: column, resolver: &resolver, problems: &problems)
    else { return nil }
    guard reading.moment.minute % site.intervalMinutes == 0 else {
      table.refuse(
        row: row, column: column,
        expected: "the start of an interval of \(site.intervalMinutes) minutes",
        problems: &problems)
      return nil
    }
    let calls = table.number(
      row: row, column: places["calls"]!, in: 0...1e9, expected: "a number of calls, 0 or more",
      problems: &problems)
    let time = table.number(
      row: row, column: places["handle_time"]!, in: 0...86_400,
      expected: "seconds from 0 to 86400", problems: &problems)
    let agents = Int(table.text(row: row, column: places["agents"]!))
    guard let agents, (0...100_000).contains(agents) else {
      table.refuse(
        row: row, column: places["agents"]!, expected: "a whole number of agents, 0 or more",
        problems: &problems)
      return nil
    }
    guard let calls, let time else { return nil }
    return Row(
      instant: instant, day: reading.moment.day, calls: calls, handleTime: time, agents: agents,
      index: row)
  }

  private static func queueRequirement(
    _ name: String, _ rows: [Row], _ period: Period, _ table: CSVTable, _ column: Int,
    _ problems: inout ProblemList
  ) -> QueueRequirement {
    var byInterval = [Row?](repeating: nil, count: period.intervalCount)
    for row in rows {
      let interval = (row.instant - period.start) / period.intervalMinutes
      if let first = byInterval[interval] {
        table.refuse(
          row: row.index, column: column,
          expected: "each time once for a queue (first in line "
            + "\(table.position(row: first.index, column: column).line))", problems: &problems)
      } else {
        byInterval[interval] = row
      }
    }
    let missing = byInterval.indices.filter { byInterval[$0] == nil }
    // A row that is wrong is not told a second time as missing.
    if let first = missing.first, problems.isEmpty {
      problems.add(
        SourcePosition(file: table.file), found: "\(missing.count) missing rows of queue \(name)",
        expected: "a row for each interval, as for \(period.label(ofInterval: first))")
    }
    return QueueRequirement(
      queue: name, calls: byInterval.map { $0?.calls ?? 0 },
      handleTime: byInterval.map { $0?.handleTime ?? 0 },
      agents: byInterval.map { $0?.agents ?? 0 })
  }
}
