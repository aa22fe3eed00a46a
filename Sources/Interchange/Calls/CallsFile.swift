package import Workforce

/// `calls.csv` and other histories of calls.
package enum CallsFile {
  static let name = "calls.csv"

  /// The history in a file without a site, and the minutes of one interval: the most common
  /// distance between a queue's rows.
  ///
  /// The file is read piece by piece: memory grows with the rows kept, not with the file. Columns not
  /// named are ignored, rows may stand in any order, and in a plain table without a column for the
  /// queue all rows belong to one queue, `all`. What is left out is told in the history's notes.
  ///
  /// - Parameters:
  ///   - zone: the clock the history is told in; nil to keep times as they read (UTC of an export).
  ///   - progress: told now and then how far the reading has come.
  package static func read(
    at path: String, format: CallsFormat = .plain, zone: Zone? = nil,
    progress: (ReadingProgress) -> Void = { _ in }
  ) throws(InputRefused) -> (history: CallHistory, intervalMinutes: Int) {
    var problems = ProblemList()
    let reader = CallsReader(format: format, zone: zone, site: nil)
    let (history, interval) = reader.read(
      .file(path: path, name: path), progress: progress, problems: &problems)
    try problems.refuse()
    guard let interval, history.records.values.contains(where: { $0.count > 1 }) else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: path), found: "no two rows of a queue",
          expected: "at least two, to tell the length of an interval")
      ])
    }
    return (history, interval)
  }

  /// A history as a site's `calls.csv`, row by row in the order of queue and time.
  ///
  /// In the hour that autumn repeats a record belongs to the first time that its clock can have been
  /// read after the record before it.
  package static func bytes(
    _ history: CallHistory, zone: Zone, style: CSVStyle = .plain
  ) -> [UInt8] {
    var table = CSVWriter(
      style: style, columns: ["start", "queue", "offered", "handle_time"])
    for queue in history.records.keys.sorted() {
      var last = Instant(minutes: .min)
      for record in history.records[queue]! {
        let instants = zone.instants(record.start)
        guard let instant = instants.first(where: { $0 > last }) ?? instants.last else { continue }
        last = instant
        table.moment(instant, zone: zone)
        table.text(queue)
        table.shortest(record.offered)
        if let seconds = record.handleTime { table.shortest(seconds) } else { table.empty() }
        table.endRow()
      }
    }
    return table.bytes
  }
}
