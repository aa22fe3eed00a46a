package import Workforce

/// `roster.csv`: `agent,date,start,end,breaks,paid_minutes`, one row for a shift.
///
/// `date` is the day on which the shift starts; start and end are local date-times, with their UTC
/// offset in the hour that autumn repeats; breaks are `12:00-12:45` joined by `|`, with offsets as
/// `02:15+02:00-02:45+02:00` in that hour.
package enum RosterFile {
  static let columns = ["agent", "date", "start", "end", "breaks", "paid_minutes"]

  /// The file of a roster, in the order of agent and start.
  package static func bytes(_ roster: Roster, style: CSVStyle = .plain) -> [UInt8] {
    let zone = roster.period.zone
    var table = CSVWriter(style: style, columns: columns)
    for shift in roster.shifts {
      table.text(shift.agent)
      table.day(shift.day)
      table.moment(shift.start, zone: zone)
      table.moment(shift.end, zone: zone)
      table.text(shift.breaks.map { breakText($0, zone) }.joined(separator: "|"))
      table.integer(shift.paidMinutes)
      table.endRow()
    }
    return table.bytes
  }

  /// Writes the file in one step.
  package static func write(
    _ roster: Roster, to path: String, style: CSVStyle = .plain
  ) throws(WriteRefused) {
    try WholeFile.write(bytes(roster, style: style), to: path)
  }

  /// The roster in the file at `path`, over the civil weeks from its first shift to its last.
  ///
  /// Besides what `bytes` writes, other tools' files are taken: columns in any order, commas or semicolons,
  /// dates as 2026-11-23 or 23/11/2026, plain clock times for start and end, with seconds `:00` or without
  /// (an end not after the start lies on the next day; 24:00 ends the day), paid minutes with decimals. The
  /// columns `date`, where the start has one, `breaks` and `paid_minutes` may be missing.
  /// Unknown agents, shifts that end before they start or last over 24 hours, breaks outside their
  /// shift or out of order, overlapping shifts of an agent, times that the clocks show never or
  /// twice and paid minutes that do not add up are refused.
  package static func read(at path: String, site: Site) throws(InputRefused) -> Roster {
    var problems = ProblemList()
    guard let file = InputFile(path: path, name: path, problems: &problems) else {
      throw InputRefused(problems.problems)
    }
    let shifts = read(
      file, zone: site.zone, agents: Set(site.agents.map(\.id)), problems: &problems)
    refuseOverlaps(shifts, problems: &problems)
    try problems.refuse()
    guard let first = shifts.map(\.value.day).min(), let last = shifts.map(\.value.day).max() else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: path), found: "no shifts", expected: "a row for each shift")
      ])
    }
    guard last - first < 366 * 2 else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: path), found: "shifts from \(first) to \(last)",
          expected: "at most two years")
      ])
    }
    let period = Period(
      firstDay: first.monday, days: last.monday + 7 - first.monday,
      intervalMinutes: site.intervalMinutes, zone: site.zone)
    return Roster(period: period, shifts: shifts.map(\.value))
  }

  /// A break as the file shows it.
  static func breakText(_ pause: Break, _ zone: Zone) -> String {
    let labels = [pause.start, pause.end].map { zone.label($0) }
    let areTwice = labels.map { $0.utf8.count > "2026-11-23T08:00".utf8.count }
    let clocks = [pause.start, pause.end].enumerated().map { index, instant in
      var text = zone.local(instant).minute.clock
      // One offset alone would be unclear west of Greenwich, where it begins like an end.
      if areTwice[0] || areTwice[1] {
        let offset = zone.offset(at: instant)
        text += (offset < 0 ? "-" : "+") + abs(offset).clock
      }
      return text
    }
    return clocks.joined(separator: "-")
  }

  /// Shifts of one agent that lie on each other, at the later of the two.
  static func refuseOverlaps(_ shifts: [Located<Shift>], problems: inout ProblemList) {
    let sorted = shifts.sorted {
      ($0.value.agent, $0.value.start, $0.position) < ($1.value.agent, $1.value.start, $1.position)
    }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where first.value.agent == second.value.agent && second.value.start < first.value.end {
      problems.add(
        second.position, found: "a shift of \(second.value.agent) during another",
        expected: "shifts that do not overlap (the other stands at \(first.position))")
    }
  }
}
