internal import Workforce

/// Series of an export joined to the history of each queue, on the clock of the site.
struct CallsAssembly {
  let format: CallsFormat
  /// The file, for messages.
  let file: String
  /// The zone of the clock the history is told in; nil to keep times as they read.
  let zone: Zone?
  /// The site's hours by queue; nil where no hours are known.
  let isOpen: ((String, LocalMoment) -> Bool)?
  /// Whether rows are to stand in the order of time.
  let isStrict: Bool
  /// Intervals known from end to end without a row for each, as those of a log.
  var span: ClosedRange<Int>?

  private(set) var history = CallHistory()
  /// The most common distance between a queue's rows in minutes.
  private(set) var intervalMinutes: Int?

  init(
    _ format: CallsFormat, file: String, zone: Zone?, isStrict: Bool,
    span: ClosedRange<Int>? = nil, intervalMinutes: Int? = nil,
    isOpen: ((String, LocalMoment) -> Bool)?
  ) {
    self.format = format
    self.file = file
    self.zone = zone
    self.isStrict = isStrict
    self.span = span
    self.intervalMinutes = intervalMinutes
    self.isOpen = isOpen
  }

  /// Joins the series and empties the list, queue by queue, so that no row is held twice for long.
  mutating func join(_ series: inout [CallsSeries], problems: inout RepeatedProblems) {
    var parts = Dictionary(grouping: series, by: \.queue)
    series = []
    var rows: [String: [CallsSeries.Row]] = [:]
    var distances: [Int: Int] = [:]
    var replaced = 0
    for queue in parts.keys.sorted() {
      var own = parts.removeValue(forKey: queue)!
      for index in own.indices {
        if isStrict { checkOrder(of: own[index], problems: &problems) }
        own[index].sort()
        replaced += settleDuplicates(&own[index], problems: &problems)
      }
      let found = CallsSeries.sum(own, keepsOffsets: zone == nil)
      for (row, next) in zip(found, found.dropFirst()) where next.minutes > row.minutes {
        distances[Int(next.minutes - row.minutes), default: 0] += 1
      }
      rows[queue] = found
    }
    if intervalMinutes == nil {
      intervalMinutes = distances.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }
    if replaced > 0 {
      history.notes.append(
        "\(counted(replaced, "row")) replaced by later ones of the same queue and time.")
    }
    guard problems.isEmpty else { return }
    noteLikeNames(rows.keys.sorted())
    if let intervalMinutes {
      noteRowsBetween(rows, intervalMinutes)
      fill(&rows, intervalMinutes)
    }
    for queue in rows.keys.sorted() {
      history.records[queue] = records(rows.removeValue(forKey: queue)!)
    }
  }

  /// One problem for the first row that stands before its time, beyond the hour that autumn repeats.
  private func checkOrder(of series: CallsSeries, problems: inout RepeatedProblems) {
    guard let zone, !series.isInOrder else { return }
    for (before, row) in zip(series.rows, series.rows.dropFirst())
    where row.minutes < before.minutes {
      let (earlier, moment) = (zone.local(before.instant), zone.local(row.instant))
      if zone.instants(earlier).count > 1 && zone.instants(moment).count > 1 { continue }
      problems.add(
        InputProblem(
          position(row), found: shown("\(moment)"),
          expected: "a queue's rows in the order of time (the row before it is \(earlier))",
          maybe: "the file is to be sorted by start"), kind: "order")
      return
    }
  }

  /// Lets the last of several rows of one time stand, or makes them problems; how many went.
  private func settleDuplicates(
    _ series: inout CallsSeries, problems: inout RepeatedProblems
  ) -> Int {
    var replaced = 0
    let rows = series.rows
    for place in rows.indices.dropFirst() {
      let (before, row) = (rows[place - 1], rows[place])
      // Without a zone the offset tells the two hours of autumn apart.
      guard row.minutes == before.minutes, zone != nil || row.offset == before.offset else {
        continue
      }
      if format.duplicates == .last {
        replaced += 1
        continue
      }
      problems.add(
        InputProblem(
          position(row), found: shown("\((zone ?? .utc).local(row.instant))"),
          expected: "each time once for a queue (first in line \(before.line))",
          maybe: mayBeRepeated(row.instant) ? "the clocks went back: give --zone" : nil),
        kind: "duplicates")
    }
    guard replaced > 0 else { return 0 }
    var kept: [CallsSeries.Row] = []
    kept.reserveCapacity(rows.count - replaced)
    for row in rows {
      if let last = kept.last, last.minutes == row.minutes,
        zone != nil || last.offset == row.offset
      {
        kept[kept.count - 1] = row
      } else {
        kept.append(row)
      }
    }
    series.rows = kept
    return replaced
  }

  /// Whether a reading of an unknown zone may be one that its clocks showed twice: in the small hours of a
  /// Sunday.
  private func mayBeRepeated(_ reading: Instant) -> Bool {
    let moment = Zone.utc.local(reading)
    return zone == nil && moment.day.weekday == .sunday && moment.minute < 240
  }

  private func position(_ row: CallsSeries.Row) -> SourcePosition {
    SourcePosition(file: file, line: Int(row.line), column: Int(row.column))
  }

  /// Notes names that only a person's eye would take for one.
  private mutating func noteLikeNames(_ names: [String]) {
    let alike = Dictionary(grouping: names) { $0.lowercased().filter { !$0.isWhitespace } }
    for names in alike.values.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] }) {
      history.notes.append(
        "Names that differ in case or spaces only are taken as different queues: "
          + names.map { shown($0) }.joined(separator: ", ") + ".")
    }
  }

  private mutating func noteRowsBetween(_ rows: [String: [CallsSeries.Row]], _ interval: Int) {
    guard interval <= 60, format.layout == .table else { return }
    var first: CallsSeries.Row?
    var count = 0
    for queue in rows.keys.sorted() {
      for row in rows[queue]!
      where Int(row.minutes) % interval != Int(rows[queue]![0].minutes) % interval {
        count += 1
        if row.line < first?.line ?? .max { first = row }
      }
    }
    guard let first else { return }
    history.notes.append(
      "\(counted(count, "row")) from line \(first.line) on start between the intervals of "
        + "\(interval) minutes that the other rows have.")
  }

  /// Adds rows of no calls, where missing rows mean that, or notes the gaps.
  private mutating func fill(_ rows: inout [String: [CallsSeries.Row]], _ interval: Int) {
    let ends = rows.values.compactMap { own in
      own.first.map { Int($0.minutes)...Int(own[own.count - 1].minutes) }
    }
    guard let first = ends.map(\.lowerBound).min(), let last = ends.map(\.upperBound).max() else {
      return
    }
    let span = span ?? first...last
    var filled = 0
    var gaps = CallsGaps(interval: interval)
    for queue in rows.keys.sorted() {
      let own = rows[queue]!
      guard !own.isEmpty else { continue }
      if format.missing == .unknown {
        gaps.look(at: own, queue: queue, zone: zone) { isOpen?(queue, $0) ?? true }
      } else {
        let whole = withZeros(queue, own, span, interval)
        filled += whole.count - own.count
        rows[queue] = whole
      }
    }
    if filled > 0 {
      history.notes.append(
        "\(counted(filled, "interval")) without a row taken as having no calls.")
    }
    history.notes += gaps.notes
  }

  /// The rows of a queue, with one of no calls for every open interval between its first day and the
  /// end of the file that has none.
  private func withZeros(
    _ queue: String, _ rows: [CallsSeries.Row], _ span: ClosedRange<Int>, _ interval: Int
  ) -> [CallsSeries.Row] {
    let zone = zone ?? .utc
    let first = Int(rows[0].minutes)
    // A queue may be younger than the file: nothing is said of the days before its first.
    let begin = max(span.lowerBound, zone.midnight(zone.local(rows[0].instant).day).minutes)
    var minute = first - max(0, first - begin) / interval * interval
    var whole: [CallsSeries.Row] = []
    whole.reserveCapacity((span.upperBound - minute) / interval + 1)
    var next = 0
    while minute <= span.upperBound || next < rows.count {
      while next < rows.count, Int(rows[next].minutes) <= minute {
        whole.append(rows[next])
        next += 1
      }
      if whole.last.map({ Int($0.minutes) }) != minute, minute <= span.upperBound,
        isOpen?(queue, zone.local(Instant(minutes: minute))) ?? true
      {
        whole.append(
          CallsSeries.Row(
            minutes: Int32(minute), line: 0, offered: 0, handleTime: .nan, weight: 0, column: 0,
            offset: CallsSeries.Row.noOffset))
      }
      minute += interval
    }
    return whole
  }

  private func records(_ rows: [CallsSeries.Row]) -> [CallHistory.Record] {
    let zone = zone ?? .utc
    return rows.map { row in
      CallHistory.Record(
        start: zone.local(row.instant), offered: row.offered,
        handleTime: row.handleTime.isNaN ? nil : row.handleTime)
    }
  }
}
