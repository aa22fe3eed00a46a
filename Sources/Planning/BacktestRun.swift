package import Forecasting
package import Interchange
package import Workforce

/// The backtests of a site's queues, or of those in a bare file of calls.
package struct BacktestRun: Sendable {
  private enum Source {
    case site(Site)
    case history([(name: String, records: [CallHistory.Record])])
  }

  private let source: Source
  /// What was left out or missing in the calls as they were read, one line each.
  package let notes: [String]

  package init(site: Site) {
    source = .site(site)
    notes = site.calls.notes
  }

  /// - Throws: `InputRefused` for rows that cannot be read.
  package init(
    history path: String, format: CallsFormat = .plain, zone: Zone? = nil,
    progress: (ReadingProgress) -> Void = { _ in }
  ) throws(InputRefused) {
    let history = try CallsFile.read(at: path, format: format, zone: zone, progress: progress)
      .history
    notes = history.notes
    source = .history(
      history.records.sorted { $0.key < $1.key }.map { (name: $0.key, records: $0.value) })
  }

  package var queueCount: Int {
    switch source {
    case .site(let site): site.queues.count
    case .history(let queues): queues.count
    }
  }

  /// The table of one queue: the site's queues in their order, those of a file by name.
  ///
  /// - Parameter step: told after each origin, from any thread.
  /// - Throws: ``ForecastError`` where its history does not suffice.
  package func backtest(
    queue index: Int, weeks: Int, days: Int, threads: Int,
    step: @escaping @Sendable () -> Void = {}
  ) throws(ForecastError) -> Backtest {
    switch source {
    case .site(let site):
      try Forecaster(site: site).rehearsal(
        of: site.queues[index], weeks: weeks, days: days, threads: threads, step: step)
    case .history(let queues):
      try HistoryForecast.rehearsal(
        queues[index].name, records: queues[index].records, weeks: weeks, days: days,
        threads: threads, step: step)
    }
  }
}
