internal import Workforce

/// `overrides.csv`: `queue,from,to,calls,factor,handle_time,reason`; figures set by hand in place of the
/// forecast's.
///
/// `from` and `to` are dates or local date-times: a date in `to` is the last day of the span, a date-time
/// the first moment after it. A row gives either `calls`, those of the whole span, or `factor`, by which
/// the model's are multiplied; `handle_time` is in seconds, and may be empty.
enum OverridesFile {
  static let name = "overrides.csv"
  private static let longestDays = 366
  private static let expectedMoment =
    "a date as 2026-11-23, or a date and time as 2026-11-23T08:30"

  /// - Parameter site: what is known of the site; what it does not tell is not judged.
  static func read(
    _ file: InputFile, site: SiteFile, events: [Event], problems: inout ProblemList
  ) -> [ForecastOverride] {
    guard let table = CSVTable(file, problems: &problems),
      let columns = table.columns(
        required: ["queue", "from", "to", "reason"], optional: ["calls", "factor", "handle_time"],
        problems: &problems)
    else { return [] }
    let reader = Reader(table: table, columns: columns, site: site, events: events)
    var found: [(override: ForecastOverride, line: Int)] = []
    for row in 0..<table.rowCount {
      guard let override = reader.override(row, problems: &problems) else { continue }
      let position = table.position(row: row, column: columns["from"]!)
      if let other = found.first(where: { $0.override.overlaps(override) }) {
        problems.add(
          position,
          found: "an override of \(override.queue) that overlaps the one in line \(other.line)",
          expected: "each interval of a queue in one override at most")
        continue
      }
      found.append((override, position.line))
    }
    return found.map(\.override)
  }

  private struct Reader {
    let table: CSVTable
    let columns: CSVColumns
    let site: SiteFile
    let events: [Event]

    func override(_ row: Int, problems: inout ProblemList) -> ForecastOverride? {
      let queueColumn = columns["queue"]!
      let queue =
        site.queueNames.map {
          table.reference(row: row, column: queueColumn, to: $0, problems: &problems)
        } ?? table.text(row: row, column: queueColumn)
      let span = span(row, problems: &problems)
      let figure = figure(row, problems: &problems)
      let reason = table.name(
        row: row, column: columns["reason"]!, expected: "a reason, in words", problems: &problems)
      var handleTime: Double?
      if let column = columns["handle_time"], !table.isEmpty(row: row, column: column) {
        handleTime = table.number(
          row: row, column: column, in: 1...86_400, expected: "seconds from 1 to 86400, or nothing",
          problems: &problems)
        if handleTime == nil { return nil }
      }
      guard let queue, let span, let figure, let reason else { return nil }
      let override = ForecastOverride(
        queue: queue, from: span.from, to: span.to, figure: figure, handleTime: handleTime,
        reason: reason)
      if isClosed(throughout: override) {
        problems.add(
          table.position(row: row, column: columns["from"]!),
          found: "a span in which \(queue) is never open", expected: "one with open intervals")
        return nil
      }
      return override
    }

    private func figure(
      _ row: Int, problems: inout ProblemList
    ) -> ForecastOverride.Figure? {
      let given = ["calls", "factor"].filter { name in
        columns[name].map { !table.isEmpty(row: row, column: $0) } ?? false
      }
      guard given.count == 1 else {
        problems.add(
          table.position(row: row, column: columns[given.first ?? "queue"]!),
          found: given.isEmpty ? "neither calls nor a factor" : "both calls and a factor",
          expected: "one of the two"
            + (given.isEmpty ? " (a factor of 1 to change the handle time alone)" : ""))
        return nil
      }
      let column = columns[given[0]]!
      if given[0] == "calls" {
        return table.number(
          row: row, column: column, in: 0...1e9, expected: "a number of calls, 0 or more",
          problems: &problems
        ).map { .calls($0) }
      }
      return table.number(
        row: row, column: column, in: 0...100,
        expected: "a factor from 0 to 100 (1.2 for a fifth more calls)", problems: &problems
      ).map { .factor($0) }
    }

    private func span(
      _ row: Int, problems: inout ProblemList
    ) -> (from: Instant, to: Instant)? {
      let from = moment(row, columns["from"]!, isEnd: false, problems: &problems)
      let to = moment(row, columns["to"]!, isEnd: true, problems: &problems)
      guard let from, let to else { return nil }
      guard from < to, to - from <= OverridesFile.longestDays * 1440 + 60 else {
        table.refuse(
          row: row, column: columns["to"]!,
          expected: from < to
            ? "at most \(OverridesFile.longestDays) days after from"
            : "a date on or after from, or a date and time after it", problems: &problems)
        return nil
      }
      return (from, to)
    }

    private func moment(
      _ row: Int, _ column: Int, isEnd: Bool, problems: inout ProblemList
    ) -> Instant? {
      // Without a zone no time is compared; any will do.
      let zone = site.zone ?? .utc
      if let day = Day(table.text(row: row, column: column)) {
        return zone.midnight(isEnd ? day + 1 : day)
      }
      guard let reading = table.content(row: row, column: column).clockReading(),
        reading.seconds == 0
      else {
        table.refuse(
          row: row, column: column, expected: OverridesFile.expectedMoment, problems: &problems)
        return nil
      }
      let interval = site.intervalMinutes ?? 1
      guard reading.moment.minute % interval == 0 else {
        table.refuse(
          row: row, column: column, expected: "the start of an interval of \(interval) minutes",
          problems: &problems)
        return nil
      }
      var resolver = ClockResolver(zone: site.zone)
      return table.instant(
        of: reading, row: row, column: column, resolver: &resolver, problems: &problems)
    }

    /// Whether nobody is at work for the queue at any time of the span; false where the site's file
    /// leaves it open.
    private func isClosed(throughout override: ForecastOverride) -> Bool {
      guard let zone = site.zone, let interval = site.intervalMinutes,
        let queue = site.queues.first(where: { $0.name == override.queue })
      else { return false }
      let holidays = PublicHoliday.byDay(
        from: zone.local(override.from).day, to: zone.local(override.to).day, region: site.region)
      let closed = Set(
        events.lazy.filter { $0.queue == queue.name && $0.kind == .closure }.map(\.day))
      return stride(from: 0, to: override.to - override.from, by: interval).allSatisfy { minutes in
        let moment = zone.local(override.from + minutes)
        return closed.contains(moment.day) || !queue.isStaffed(moment, holidays: holidays)
      }
    }
  }
}

extension ForecastOverride {
  /// Whether an interval of a queue would have two figures.
  fileprivate func overlaps(_ other: ForecastOverride) -> Bool {
    queue == other.queue && from < other.to && other.from < to
  }
}
