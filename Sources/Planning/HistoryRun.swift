internal import Forecasting
package import Interchange
package import Workforce

/// The forecast of a bare file of calls, without a site.
package struct HistoryRun {
  private let queues: [(name: String, run: HistoryForecast)]
  /// The clock of the file that is written.
  private let zone: Zone
  /// What was noticed while the calls were read.
  private let readingNotes: [String]
  /// From the last row of the file to the first day asked for.
  private let gap: (last: Day, days: Int)?

  /// Gaps up to this many days are usual: plans are made some weeks ahead.
  private static let usualGap = 28

  /// Forecasts every queue of the file.
  ///
  /// - Parameters:
  ///   - format: how the file is written.
  ///   - zone: the clock of the forecast; nil to keep times as they read.
  ///   - from: the first day; nil to begin after each queue's own last row.
  ///   - hours: how far to look, on the clock.
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
          name, records: records, from: start, minutes: 60 * hours, zone: zone,
          siblings: history.records)
      )
    }
    self.zone = zone ?? .utc
    readingNotes = history.notes
    let last = history.records.values.joined().map(\.start.day).max()
    if let from, let last, from - last > Self.usualGap {
      gap = (last: last, days: from - last)
    } else {
      gap = nil
    }
  }

  /// What a person should know, one line each.
  package func lines(_ language: Language) -> [String] {
    let told = queues.flatMap { name, run -> [String] in
      let calls = language.number(run.forecast.mean.reduce(0, +), decimals: 0)
      let from = run.starts.first.map { "\($0)" } ?? "–"
      return [
        language == .english
          ? "\(name): \(calls) calls expected from \(from)"
          : "\(name) : \(calls) appels attendus à partir du \(from)"
      ] + run.forecast.notes.map { "  \($0)" }
    }
    return readingNotes + (gap.map { [language.gap(to: $0.last, days: $0.days)] } ?? []) + told
  }

  /// `queue,start,mean,lo80,hi80,lo95,hi95`; intervals at which the queue is never open are left out.
  package func bytes(style: CSVStyle) -> [UInt8] {
    var table = CSVWriter(style: style, columns: ForecastFile.columns)
    for (name, run) in queues {
      for (index, start) in run.instants.enumerated() where run.isOpen[index] {
        table.text(name)
        table.moment(start, zone: zone)
        table.figures(run.forecast, at: index)
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
      let starts = open.map { run.instants[$0] }
      for sample in 1...max(1, samples) {
        let calls = paths.sample(sample, seed: seed)[name] ?? []
        PathsFile.add(sample, name, starts, open.map { calls[$0] }, zone: zone, to: &table)
      }
    }
    return table.bytes
  }
}

extension Language {
  /// `The history ends 3 years before, on 2026-11-22: …`, in the largest unit that fits twice.
  fileprivate func gap(to last: Day, days: Int) -> String {
    let (count, english, french) =
      days >= 730
      ? (days / 365, "years", "ans")
      : days >= 60 ? (days / 30, "months", "mois") : (days / 7, "weeks", "semaines")
    return self == .english
      ? "The history ends \(count) \(english) before, on \(last): nothing that came since is known."
      : "L'historique s'arrête \(count) \(french) avant, le \(last) : rien de ce qui a suivi n'est "
        + "connu."
  }
}
