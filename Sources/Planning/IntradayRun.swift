internal import Forecasting
package import Interchange
package import Workforce

/// The rest of a day, forecast again from what came so far.
package struct IntradayRun {
  private let queues: [IntradayForecast]
  private let zone: Zone
  /// What was noticed while the calls were read.
  private let readingNotes: [String]
  /// Lines on figures set by hand.
  private let overrides: [String]

  /// Every queue of a site.
  ///
  /// - Parameter now: rows of intervals that have ended by then are looked at.
  /// - Throws: `ForecastError` for a history too short.
  package init(site: Site, now: LocalMoment, language: Language = .english) throws {
    let (rest, morning) = try Forecaster(site: site).rest(ofDayAt: now)
    queues = rest
    zone = site.zone
    readingNotes = site.calls.notes
    overrides = OverrideText(morning, language: language).lines
  }

  /// Every queue of a bare file of calls.
  ///
  /// - Throws: `InputRefused` for rows that cannot be read, `ForecastError` for a history too short.
  package init(
    path: String, format: CallsFormat = .plain, zone: Zone? = nil, now: LocalMoment,
    progress: (ReadingProgress) -> Void = { _ in }
  ) throws {
    let history = try CallsFile.read(
      at: path, format: format, zone: zone, progress: progress
    ).history
    queues = try history.records.sorted { $0.key < $1.key }.map { name, records in
      try IntradayForecast.history(name, records: records, now: now, siblings: history.records)
    }
    self.zone = .utc
    overrides = []
    readingNotes = history.notes
  }

  /// What a person should know: for each queue
  /// `support: so far 812 calls, 13 % above what was expected; rest of today 1,204 (this morning 1,090)`.
  package func lines(_ language: Language) -> [String] {
    let french = language == .french
    return readingNotes
      + queues.flatMap { queue in
        let number = { (calls: Double) in language.number(calls, decimals: 0) }
        var line = "\(queue.forecast.queue)" + (french ? " : " : ": ")
        if queue.expectedSoFar > 0 {
          let percent = 100 * (queue.soFar / queue.expectedSoFar - 1)
          let share = language.number(abs(percent), decimals: 0)
          line +=
            french
            ? "\(number(queue.soFar)) appels jusqu’ici, " : "so far \(number(queue.soFar)) calls, "
          line +=
            share == "0"
            ? (french ? "comme prévu" : "as expected")
            : "\(share) % "
              + (percent > 0
                ? (french ? "au-dessus du prévu" : "above what was expected")
                : (french ? "au-dessous du prévu" : "below what was expected"))
          line += french ? " ; " : "; "
        }
        let rest = number(queue.forecast.mean.reduce(0, +))
        let morning = number(queue.morning.reduce(0, +))
        line +=
          french
          ? "reste du jour \(rest) (ce matin \(morning))"
          : "rest of today \(rest) (this morning \(morning))"
        return [line] + queue.forecast.notes.map { "  \($0)" }
      } + overrides
  }

  /// `queue,start,mean,lo80,hi80,lo95,hi95,morning` for the rest of the day.
  package func bytes(style: CSVStyle) -> [UInt8] {
    ForecastFile.bytes(queues, zone: zone, style: style)
  }
}
