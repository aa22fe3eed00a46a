internal import Workforce

extension RosterFile {
  /// The shifts in `file`; agents are not judged where `agents` is nil.
  static func read(
    _ file: InputFile, zone: Zone, agents: Set<String>?, problems: inout ProblemList
  ) -> [Located<Shift>] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["agent", "start", "end"], optional: ["date", "breaks", "paid_minutes"],
        problems: &problems)
    else { return [] }
    return (0..<table.rowCount).compactMap { row in
      let place = RowReader(table: table, row: row, zone: zone)
      let agent = table.agent(row: row, column: columns["agent"]!, agents, &problems)
      let day = place.day(
        column: columns["date"], start: columns["start"]!, problems: &problems)
      guard let agent, let day,
        let start = place.start(column: columns["start"]!, day: day, &problems),
        let end = place.end(column: columns["end"]!, day: day, start: start, &problems),
        let breaks = place.breaks(column: columns["breaks"], day, start, end, &problems)
      else { return nil }
      let shift = Shift(agent: agent, day: day, start: start, end: end, breaks: breaks)
      if let column = columns["paid_minutes"], !table.isEmpty(row: row, column: column),
        table.content(row: row, column: column).decimalNumber() != Double(shift.paidMinutes)
      {
        table.refuse(
          row: row, column: column,
          expected: "\(shift.paidMinutes) minutes (presence without breaks)", problems: &problems)
      }
      return Located(shift, at: table.position(row: row, column: columns["agent"]!))
    }
  }
}

/// Reads the times of a shift that stands in one row.
struct RowReader {
  let table: CSVTable
  let row: Int
  let zone: Zone

  /// The date of the shift; in a file without that column the date of its start.
  func day(column: Int?, start: Int, problems: inout ProblemList) -> Day? {
    if let column { return table.day(row: row, column: column, problems: &problems) }
    if let reading = table.content(row: row, column: start).clockReading() {
      return reading.moment.day
    }
    table.refuse(
      row: row, column: start,
      expected: "a date and time as 2026-11-23T08:00, or a column date beside it",
      problems: &problems)
    return nil
  }

  func start(column: Int, day: Day, _ problems: inout ProblemList) -> Instant? {
    guard let reading = reading(column, day, latest: 1439, &problems) else { return nil }
    guard reading.moment.day == day else {
      table.refuse(
        row: row, column: column, expected: "a time on \(day), the date of the shift",
        problems: &problems)
      return nil
    }
    return instant(reading, column, &problems)
  }

  func end(
    column: Int, day: Day, start: Instant, _ problems: inout ProblemList
  ) -> Instant? {
    guard var reading = reading(column, day, latest: 1440, &problems) else { return nil }
    let isClock = table.content(row: row, column: column).clockReading() == nil
    if isClock, reading.moment.minute <= zone.local(start).minute {
      reading.moment = LocalMoment(day: day + 1, minute: reading.moment.minute)
    }
    guard let end = instant(reading, column, &problems) else { return nil }
    guard end > start, end - start <= 24 * 60 else {
      table.refuse(
        row: row, column: column, expected: "a time up to 24 hours after the start",
        problems: &problems)
      return nil
    }
    return end
  }

  /// A date-time, or a clock time on `day` up to `latest`; seconds may stand there where they are nought.
  private func reading(
    _ column: Int, _ day: Day, latest: Int, _ problems: inout ProblemList
  ) -> ClockReading? {
    let content = table.content(row: row, column: column)
    if let reading = content.clockReading(), reading.seconds == 0 { return reading }
    var cursor = ByteCursor(content)
    if let minute = cursor.clock(), minute <= latest {
      let isWhole = !cursor.skip(UInt8(ascii: ":")) || cursor.integer(digits: 2...2) == 0
      if isWhole, cursor.isAtEnd {
        // 24:00 is the midnight that ends the day.
        return ClockReading(
          moment: LocalMoment(day: day + minute / 1440, minute: minute % 1440), seconds: 0,
          offset: nil)
      }
    }
    table.refuse(
      row: row, column: column, expected: "a date and time as \(day)T08:00, or a time as 08:00",
      problems: &problems)
    return nil
  }

  private func instant(
    _ reading: ClockReading, _ column: Int, _ problems: inout ProblemList
  ) -> Instant? {
    let instants = zone.instants(reading.moment)
    if reading.offset == nil, instants.count > 1 {
      table.refuse(
        row: row, column: column,
        expected: instants.map { zone.label($0) }.joined(separator: " or ")
          + " (the clocks show this time twice)", problems: &problems)
      return nil
    }
    var resolver = ClockResolver(zone: zone)
    return table.instant(
      of: reading, row: row, column: column, resolver: &resolver, problems: &problems)
  }

  func breaks(
    column: Int?, _ day: Day, _ start: Instant, _ end: Instant, _ problems: inout ProblemList
  ) -> [Break]? {
    guard let column, !table.isEmpty(row: row, column: column) else { return [] }
    var found: [Break] = []
    for part in table.text(row: row, column: column).split(
      separator: "|", omittingEmptySubsequences: false)
    {
      guard let (from, to) = BreakText.times(String(part.trimmed)) else {
        table.refuse(
          row: row, column: column, expected: "breaks as 12:00-12:45 joined by |",
          problems: &problems)
        return nil
      }
      let earliest = found.last?.end ?? start
      guard let first = instant(from, day, after: earliest, until: end),
        let last = instant(to, day, after: first + 1, until: end), first > earliest, last < end
      else {
        table.refuse(
          row: row, column: column,
          expected: "breaks inside the shift, in order and not touching, with UTC offsets "
            + "(02:15+02:00-02:45+02:00) where the clocks show a time twice", problems: &problems)
        return nil
      }
      found.append(Break(start: first, end: last))
    }
    return found
  }

  /// The one instant from `earliest` to `latest` at which the clocks show `time`.
  private func instant(
    _ time: BreakText.Time, _ day: Day, after earliest: Instant, until latest: Instant
  ) -> Instant? {
    let candidates = (0...2).flatMap { ahead in
      zone.instants(LocalMoment(day: day + ahead, minute: time.minute))
    }.filter { candidate in
      candidate >= earliest && candidate <= latest
        && (time.offset.map { $0 == zone.offset(at: candidate) } ?? true)
    }
    return candidates.count == 1 ? candidates[0] : nil
  }
}

/// A break as text: two clock times, or two clock times with their UTC offsets.
private enum BreakText {
  struct Time {
    var minute: Int
    var offset: Int?
  }

  static func times(_ text: String) -> (Time, Time)? {
    var cursor = ByteCursor(text)
    guard let from = cursor.clock(), let sign = cursor.sign(), let second = cursor.clock() else {
      return nil
    }
    if cursor.isAtEnd {
      guard sign < 0, from < 1440, second < 1440 else { return nil }
      return (Time(minute: from), Time(minute: second))
    }
    guard cursor.skip(UInt8(ascii: "-")), let to = cursor.clock(), let lastSign = cursor.sign(),
      let last = cursor.clock(), cursor.isAtEnd, from < 1440, to < 1440
    else { return nil }
    return (
      Time(minute: from, offset: sign * second), Time(minute: to, offset: lastSign * last)
    )
  }
}
