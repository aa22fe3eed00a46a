internal import Forecasting
package import Interchange
package import Workforce

/// The forecast of a bare file of calls, without a site.
package struct HistoryRun {
  private let queues: [(name: String, run: HistoryForecast)]
  /// What a person should know, one line each.
  package let lines: [String]

  /// Forecasts every queue of the file.
  ///
  /// - Parameters:
  ///   - format: how the file is written.
  ///   - zone: the clock of the forecast; nil to keep times as they read.
  ///   - from: the first day; nil to begin after each queue's own last row.
  ///   - hours: how far to look.
  ///   - progress: told how far the reading of the file has come.
  /// - Throws: `InputRefused` for rows that cannot be read, `ForecastError` for a history too short.
  package init(
    path: String, format: CallsFormat = .plain, zone: Zone? = nil, from: Day?, hours: Int,
    progress: (ReadingProgress) -> Void = { _ in }
  ) throws {
    let (history, interval) = try CallsFile.read(
      at: path, format: format, zone: zone, progress: progress)
    queues = try history.records.sorted { $0.key < $1.key }.map { name, records in
      let start: LocalMoment
      if let from {
        start = LocalMoment(day: from, minute: 0)
      } else {
        let last = records.map(\.start).max()!
        let minute = last.minute + interval
        start = LocalMoment(day: last.day + minute / 1440, minute: minute % 1440)
      }
      return (
        name,
        try HistoryForecast(
          name, records: records, from: start, minutes: 60 * hours, siblings: history.records)
      )
    }
    let told = queues.flatMap { name, run in
      [
        "\(name): \(Language.english.number(run.forecast.mean.reduce(0, +), decimals: 0)) calls "
          + "expected from \(run.starts.first.map { "\($0)" } ?? "–")"
      ]
        + run.forecast.notes.map { "  \($0)" }
    }
    lines = history.notes + told
  }

  /// `queue,start,mean,lo80,hi80,lo95,hi95`; intervals at which the queue is never open are left out.
  package func bytes(style: CSVStyle) -> [UInt8] {
    var table = CSVWriter(
      style: style, columns: ["queue", "start", "mean", "lo80", "hi80", "lo95", "hi95"])
    for (name, run) in queues {
      for (index, start) in run.starts.enumerated() where run.isOpen[index] {
        table.text(name)
        table.moment(Zone.utc.instant(start.day, minute: start.minute), zone: .utc)
        for values in [
          run.forecast.mean, run.forecast.low80, run.forecast.high80, run.forecast.low95,
          run.forecast.high95,
        ] { table.number(values[index], decimals: 3) }
        table.endRow()
      }
    }
    return table.bytes
  }

  /// `sample,queue,start,calls`: possible courses of the calls, each queue by itself.
  package func pathBytes(samples: Int, seed: UInt64, style: CSVStyle) -> [UInt8] {
    var table = PathsFile.table(style)
    for (name, run) in queues {
      let paths = CallPaths(
        [run.forecast], days: run.starts.map { $0.day - run.starts[0].day },
        intervalMinutes: run.intervalMinutes)
      let open = run.starts.indices.filter { run.isOpen[$0] }
      let starts = open.map { Zone.utc.instant(run.starts[$0].day, minute: run.starts[$0].minute) }
      for sample in 1...max(1, samples) {
        let calls = paths.sample(sample, seed: seed)[name] ?? []
        PathsFile.add(sample, name, starts, open.map { calls[$0] }, zone: .utc, to: &table)
      }
    }
    return table.bytes
  }
}
