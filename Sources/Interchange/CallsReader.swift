internal import Workforce

/// Reads a history of calls, strictly for a site or leniently for a bare file.
struct CallsReader {
  let columns: CallsFile.Columns
  /// Nil where the site's file does not tell; then times are neither put in order nor compared.
  let zone: Zone?
  /// The site's queues; nil in a bare file, where any name is a queue.
  let queues: Set<String>?
  /// The site's interval; nil in a bare file, where rows may also stand in any order.
  let intervalMinutes: Int?

  /// One queue's rows, with the instants that put them in order.
  private struct Series {
    var records: [CallHistory.Record] = []
    var instants: [Instant] = []
    var rows: [Int] = []
    var offsets: [Int?] = []
    var resolver: ClockResolver
    var isInOrder = true
  }

  private static let expectedCalls = "a number of calls, 0 or more"
  private static let expectedTime = "seconds from 0 to 86400, or nothing"

  /// The history, and the most common distance between rows in minutes.
  func read(
    _ file: InputFile, problems: inout ProblemList
  ) -> (history: CallHistory, interval: Int?) {
    var history = CallHistory()
    let isStrict = intervalMinutes != nil
    let needsQueue = isStrict || columns.queue != CallsFile.Columns.standard.queue
    guard let table = CSVTable(file, problems: &problems),
      let places = table.columns(
        required: [columns.start, columns.offered] + (needsQueue ? [columns.queue] : []),
        optional: [columns.handleTime] + (needsQueue ? [] : [columns.queue]),
        others: isStrict ? .refused : .ignored, problems: &problems)
    else { return (history, nil) }
    var series = self.series(table, places, &problems)
    var distances: [Int: Int] = [:]
    for name in series.keys.sorted() {
      if let zone, !series[name]!.isInOrder {
        sort(&series[name]!, zone, table, places[columns.start]!, &problems)
      }
      let found = series[name]!
      for (start, next) in zip(found.instants, found.instants.dropFirst()) where next > start {
        distances[next - start, default: 0] += 1
      }
      history.records[name] = found.records
    }
    let interval = distances.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    return (history, interval)
  }

  private func series(
    _ table: CSVTable, _ places: CSVColumns, _ problems: inout ProblemList
  ) -> [String: Series] {
    var all: [Series] = []
    var indices: [String: Int] = [:]
    var unknown: Set<String> = []
    // Rows of one queue mostly follow each other or alternate: the last names are compared as
    // bytes.
    var recent: [(name: [UInt8], index: Int)] = []
    let startColumn = places[columns.start]!
    let queueColumn = places[columns.queue]
    let timeColumn = places[columns.handleTime]
    for row in 0..<table.rowCount {
      let queueBytes = queueColumn.map { table.content(row: row, column: $0) } ?? []
      var index = recent.first { $0.name.elementsEqual(queueBytes) }?.index
      if index == nil {
        let name = queueColumn.map { table.text(row: row, column: $0) } ?? "all"
        if let queues, !queues.contains(name) {
          // A strange name is told once, not for each of its thousands of rows.
          if unknown.insert(name).inserted {
            table.refuse(
              row: row, column: queueColumn ?? 0, expected: oneOf(queues),
              maybe: nearest(to: name, among: queues), problems: &problems)
          }
          continue
        }
        index = indices[name]
        if index == nil {
          index = all.count
          indices[name] = all.count
          all.append(Series(resolver: ClockResolver(zone: zone)))
        }
        if recent.count < 8 { recent.append((Array(queueBytes), index!)) }
      }
      guard
        let reading = table.clockReading(row: row, column: startColumn, problems: &problems)
      else { continue }
      // A bare file has no zone to hold offsets against: they only tell apart the readings of the
      // hour that autumn repeats.
      var known = reading
      if intervalMinutes == nil { known.offset = nil }
      guard
        let instant = table.instant(
          of: known, row: row, column: startColumn, resolver: &all[index!].resolver,
          problems: &problems)
      else { continue }
      if let intervalMinutes, reading.moment.minute % intervalMinutes != 0 {
        table.refuse(
          row: row, column: startColumn,
          expected: "the start of an interval of \(intervalMinutes) minutes", problems: &problems)
        continue
      }
      guard
        let offered = table.number(
          row: row, column: places[columns.offered]!, in: 0...1e9,
          expected: CallsReader.expectedCalls, problems: &problems)
      else { continue }
      var handleTime: Double?
      if let timeColumn, !table.isEmpty(row: row, column: timeColumn) {
        guard
          let seconds = table.number(
            row: row, column: timeColumn, in: 0...86_400, expected: CallsReader.expectedTime,
            problems: &problems)
        else { continue }
        // A switch prints 0 where there was no call to take a time of.
        handleTime = seconds > 0 ? seconds : nil
      }
      if let last = all[index!].instants.last, last >= instant { all[index!].isInOrder = false }
      all[index!].instants.append(instant)
      all[index!].rows.append(row)
      all[index!].offsets.append(reading.offset)
      all[index!].records.append(
        CallHistory.Record(start: reading.moment, offered: offered, handleTime: handleTime))
    }
    return indices.mapValues { all[$0] }
  }

  /// Puts a queue's rows in the order of time; rows out of order (for a site, beyond the hour that
  /// autumn repeats) and rows of the same time become problems.
  private func sort(
    _ series: inout Series, _ zone: Zone, _ table: CSVTable, _ column: Int,
    _ problems: inout ProblemList
  ) {
    if intervalMinutes != nil {
      for place in series.instants.indices.dropFirst() {
        let before = series.records[place - 1].start
        let here = series.records[place].start
        let isRepeatedHour =
          zone.instants(before).count > 1 && zone.instants(here).count > 1
        if series.instants[place] < series.instants[place - 1] && !isRepeatedHour {
          table.refuse(
            row: series.rows[place], column: column,
            expected: "a queue's rows in the order of time (the row before it is \(before))",
            maybe: "the file is to be sorted by start", problems: &problems)
          break
        }
      }
    }
    let order = series.instants.indices.sorted {
      (series.instants[$0], $0) < (series.instants[$1], $1)
    }
    for (first, second) in zip(order, order.dropFirst())
    where series.instants[first] == series.instants[second]
      && (intervalMinutes != nil || series.offsets[first] == series.offsets[second])
    {
      table.refuse(
        row: series.rows[second], column: column,
        expected: "each time once for a queue (first in line "
          + "\(table.position(row: series.rows[first], column: column).line))",
        problems: &problems)
    }
    series.records = order.map { series.records[$0] }
    series.instants = order.map { series.instants[$0] }
  }
}
