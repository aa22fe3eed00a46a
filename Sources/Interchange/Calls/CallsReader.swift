internal import Workforce

/// Reads a history of calls: strictly for a site's own file, leniently for exports and bare files.
struct CallsReader {
  let format: CallsFormat
  /// The zone of the planner's clock; nil where it is not known, and times stay as they read.
  let zone: Zone?
  /// The site that the calls are for; nil for a bare file, where any name is a queue.
  let site: SiteFile?

  /// Where the bytes of a history are.
  enum Source {
    case memory(InputFile)
    case file(path: String, name: String)

    func pieces(quotesHoldLines: Bool, problems: inout ProblemList) -> LinePieces? {
      switch self {
      case .memory(let file): LinePieces(file, quotesHoldLines: quotesHoldLines)
      case .file(let path, let name):
        LinePieces(
          path: path, name: name, quotesHoldLines: quotesHoldLines, problems: &problems)
      }
    }
  }

  /// The interval of a log for which no site sets one.
  private static let logMinutes = 30

  /// The history, and the most common distance between rows in minutes.
  ///
  /// - Complexity: time in the length of the file; memory in the rows kept (32 bytes each, and as many
  ///   again as ``CallHistory/Record`` takes).
  func read(
    _ source: Source, progress: (ReadingProgress) -> Void = { _ in },
    problems: inout ProblemList
  ) -> (history: CallHistory, interval: Int?) {
    guard
      let pieces = source.pieces(
        quotesHoldLines: format.layout == .table, problems: &problems)
    else { return (CallHistory(), nil) }
    var repeated = RepeatedProblems()
    defer { repeated.report(to: &problems) }
    switch format.layout {
    case .table: return table(pieces, progress, &repeated)
    case .queueLog: return log(pieces, progress, &repeated)
    }
  }

  private func table(
    _ pieces: LinePieces, _ progress: (ReadingProgress) -> Void,
    _ problems: inout RepeatedProblems
  ) -> (CallHistory, Int?) {
    let isStrict = site != nil && !format.isExport
    var reader = CallsTableReader(
      format, zone: zone, queues: site?.queueNames, isStrict: isStrict)
    reader.read(
      pieces, needsQueue: site != nil || format.name != CallsFormat.plain.name,
      progress: progress, problems: &problems)
    // Times of two zones are in no order and fall on each other: nothing more can be said.
    if reader.clock.isMixed(problems: &problems) { return (CallHistory(), nil) }
    let target = zone ?? format.zone ?? (reader.times == .utc ? .utc : nil)
    var assembly = CallsAssembly(
      format, file: pieces.name, zone: target, isStrict: isStrict, isOpen: isOpen)
    let notes = reader.names.notes + clockNotes(reader.clock)
    assembly.join(&reader.series, problems: &problems)
    var history = assembly.history
    history.notes = notes + history.notes
    if reader.handleTimeKind == .total, !reader.hasHandledColumn {
      history.notes.append("No column of calls handled: handle times are per call offered.")
    }
    return (history, assembly.intervalMinutes)
  }

  private func log(
    _ pieces: LinePieces, _ progress: (ReadingProgress) -> Void,
    _ problems: inout RepeatedProblems
  ) -> (CallHistory, Int?) {
    let target = zone ?? format.zone ?? .utc
    let interval = site?.intervalMinutes ?? CallsReader.logMinutes
    var reader = QueueLogReader(
      format, zone: target, queues: site?.queueNames, intervalMinutes: interval)
    reader.read(pieces, progress: progress, problems: &problems)
    var assembly = CallsAssembly(
      format, file: pieces.name, zone: target, isStrict: false, span: reader.wholeIntervals,
      intervalMinutes: interval, isOpen: isOpen)
    var series = reader.series.filter { !$0.rows.isEmpty }
    assembly.join(&series, problems: &problems)
    var history = assembly.history
    let note = zone == nil && format.zone == nil ? [CallsReader.utcNote] : []
    history.notes = reader.notes + note + history.notes
    return (history, interval)
  }

  private static let utcNote = "Times are in UTC: no time zone was given to convert them to."

  private func clockNotes(_ clock: CallsClock) -> [String] {
    zone == nil && format.zone == nil && clock.sawOnlyUTC ? [CallsReader.utcNote] : []
  }

  /// Whether a queue of the site takes calls at a time; nil where no hours are known.
  private var isOpen: ((String, LocalMoment) -> Bool)? {
    guard let site else { return nil }
    // Work that may wait comes in while nobody is there: where missing rows are zeros, those hours have
    // some, too. As gaps they say nothing.
    let openings = Dictionary(
      site.queues.map {
        ($0.name, format.missing == .unknown ? $0.opening : $0.arrivalHours ?? .always)
      }
    ) { first, _ in first }
    let holidays = PublicHoliday.byDay(
      from: Day("1990-01-01")!, to: Day("2059-12-31")!, region: site.region)
    return { queue, moment in
      openings[queue]?.isOpen(moment, isHoliday: holidays[moment.day] != nil) ?? true
    }
  }
}
