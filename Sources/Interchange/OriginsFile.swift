package import Workforce

/// Periods of the past to forecast as if they were to come:
/// `task,file,series_id,origin,train_from,end_exclusive`, one row for a period.
package enum OriginsFile {
  /// One period of one series.
  package struct Row: Sendable, Equatable {
    /// What it is measured together with.
    package var task: String
    /// The file of calls, relative to this one.
    package var file: String
    package var series: String
    /// The first reading to forecast.
    package var origin: LocalMoment
    /// The first reading that may be looked at.
    package var from: LocalMoment
    /// The first reading after the period.
    package var end: LocalMoment
  }

  /// The rows in their order; those that cannot be used are told all at once. Other columns are ignored.
  package static func read(_ file: InputFile) throws(InputRefused) -> [Row] {
    var problems = ProblemList()
    var rows: [Row] = []
    let names = ["task", "file", "series_id", "origin", "train_from", "end_exclusive"]
    if let table = CSVTable(file, problems: &problems),
      let columns = table.columns(required: names, others: .ignored, problems: &problems)
    {
      let places = names.map { columns[$0]! }
      for row in 0..<table.rowCount {
        let texts = places[0..<3].map {
          table.name(row: row, column: $0, expected: "a name", problems: &problems)
        }
        let moments = places[3..<6].map {
          table.clockReading(row: row, column: $0, problems: &problems)?.moment
        }
        guard let task = texts[0], let path = texts[1], let series = texts[2],
          let origin = moments[0], let from = moments[1], let end = moments[2]
        else { continue }
        guard from < origin else {
          table.refuse(
            row: row, column: places[4], expected: "a time before the origin", problems: &problems)
          continue
        }
        guard origin < end, end.day - origin.day <= 366 else {
          table.refuse(
            row: row, column: places[5], expected: "a time after the origin, within 366 days",
            problems: &problems)
          continue
        }
        rows.append(
          Row(task: task, file: path, series: series, origin: origin, from: from, end: end))
      }
      if rows.isEmpty && problems.isEmpty {
        problems.add(
          SourcePosition(file: file.name), found: "no rows", expected: "at least one period")
      }
    }
    try problems.refuse()
    return rows
  }
}
