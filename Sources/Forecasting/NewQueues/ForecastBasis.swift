internal import Workforce

/// What a queue's forecast rests on: its own history, one completed from a sibling's, or a few days.
enum ForecastBasis: Sendable {
  case own(QueueForecaster)
  case borrowed(QueueForecaster, BorrowedPast, isNamed: Bool, start: LocalMoment)
  case fewDays(FewDays)

  /// The past of other queues that a new one may borrow from.
  struct Lenders {
    /// The queue that the site names as like this one.
    var named: String?
    /// Calls a week to expect where the queue has no rows.
    var expectedWeekly: Double?
    /// All other queues.
    var siblings: [BorrowedPast.Sibling] = []

    /// Days of rows that a queue needs to be chosen unnamed.
    static let enoughDays = BorrowedPast.enoughDays
    /// Misfit above which a queue of two weeks or more keeps to its own rows, unless a sibling is named.
    static let mostMisfit = 0.25

    /// Queues of which nothing but their rows is known.
    init(siblings: [String: [CallHistory.Record]], except name: String) {
      self.siblings = siblings.filter { $0.key != name }.sorted { $0.key < $1.key }
        .map { BorrowedPast.Sibling(name: $0.key, records: $0.value) }
    }

    /// The other queues of a site.
    init(_ site: Site, for queue: Queue) {
      named = queue.like
      expectedWeekly = queue.expectedCallsPerWeek
      siblings = site.queues.filter { $0.name != queue.name }.map {
        BorrowedPast.Sibling(
          name: $0.name, records: site.calls.records[$0.name] ?? [], events: site.events)
      }
    }
  }

  /// The basis that the rows before `start` allow: the queue's own history where it has eight weeks, else
  /// that and a sibling's where one is named or fits, else its own from two weeks on, else its few days.
  ///
  /// - Throws: ``ForecastError`` where none of them suffices.
  init(
    _ setting: QueueForecaster.Setting, records: [CallHistory.Record], lenders: Lenders,
    slotMinutes: Int, start: LocalMoment, days: Int
  ) throws(ForecastError) {
    let own = records.lazy.filter { $0.start < start && $0.offered.isFinite && $0.offered >= 0 }
    let first = own.map(\.start.day).min()
    let last = own.map(\.start.day).max()
    let span = first.flatMap { first in last.map { $0 - first + 1 } } ?? 0
    let past =
      span < BorrowedPast.enoughDays
      ? Self.past(
        setting, records: records, lenders: lenders, span: span, slotMinutes: slotMinutes,
        start: start) : nil
    if let past {
      self = .borrowed(
        try QueueForecaster(
          setting, records: past.records, slotMinutes: slotMinutes, start: start, days: days),
        past, isNamed: past.sibling == lenders.named, start: start)
    } else if span == 0 || span / 7 >= ForecastError.minimumWeeks {
      self = .own(
        try QueueForecaster(
          setting, records: records, slotMinutes: slotMinutes, start: start, days: days))
    } else {
      self = .fewDays(
        try FewDays(setting, records: records, slotMinutes: slotMinutes, start: start))
    }
  }

  private static func past(
    _ setting: QueueForecaster.Setting, records: [CallHistory.Record], lenders: Lenders,
    span: Int, slotMinutes: Int, start: LocalMoment
  ) -> BorrowedPast? {
    func days(_ sibling: BorrowedPast.Sibling) -> Int {
      let known = sibling.records.lazy.filter { $0.start < start }.map(\.start.day)
      guard let first = known.min(), let last = known.max() else { return 0 }
      return last - first + 1
    }
    func past(_ sibling: BorrowedPast.Sibling) -> BorrowedPast? {
      BorrowedPast(
        own: records, opening: setting.opening, sibling: sibling, slotMinutes: slotMinutes,
        start: start)
    }
    if let named = lenders.siblings.first(where: { $0.name == lenders.named }) {
      let known = days(named)
      if known > span, known / 7 >= ForecastError.minimumWeeks {
        if span > 0 {
          if let found = past(named) { return found }
        } else if let weekly = lenders.expectedWeekly {
          return BorrowedPast(
            weekly: weekly, opening: setting.opening ?? .always, sibling: named,
            slotMinutes: slotMinutes, start: start)
        }
      }
    }
    guard span > 0 else { return nil }
    let best = lenders.siblings.filter { days($0) >= max(Lenders.enoughDays, span + 7) }
      .compactMap(past)
      .min { ($0.misfit, $0.sibling) < ($1.misfit, $1.sibling) }
    guard let best,
      span / 7 < ForecastError.minimumWeeks || best.misfit <= Lenders.mostMisfit
    else { return nil }
    return best
  }

  /// What was fitted to the queue's rows, nil where they are only a few days.
  var forecaster: QueueForecaster? {
    switch self {
    case .own(let forecaster), .borrowed(let forecaster, _, _, _): forecaster
    case .fewDays: nil
    }
  }

  /// The forecast at each of `moments`; zero where `isStaffed` says closed.
  func forecast(at moments: [LocalMoment], isStaffed: [Bool]) -> QueueForecast {
    switch self {
    case .own(let forecaster): return forecaster.forecast(at: moments, isStaffed: isStaffed)
    case .borrowed(let forecaster, let past, let isNamed, let start):
      var forecast = past.widened(
        forecaster.forecast(at: moments, isStaffed: isStaffed), start: start)
      // The first note tells how the forecast was made, in which the borrowed rows count as history.
      forecast.notes.insert(
        past.note(queue: forecaster.name, start: start, isNamed: isNamed),
        at: min(1, forecast.notes.count))
      return forecast
    case .fewDays(let few): return few.forecast(at: moments, isStaffed: isStaffed)
    }
  }

  /// Whether the rows let the queue be taken for open at a reading of the clock.
  func isOpen(_ moment: LocalMoment) -> Bool {
    switch self {
    case .own(let forecaster), .borrowed(let forecaster, _, _, _):
      let matrix = forecaster.matrix
      let (row, slot) = matrix.place(moment)
      return matrix.isOpen[matrix.weekday(ofRow: row) * matrix.slots + slot]
    case .fewDays(let few): return few.isOpen(moment)
    }
  }

  /// The rest of a day; see ``QueueForecaster/rest(of:moments:starts:records:opening:now:)``. What is
  /// known for days only is not updated.
  func rest(
    of morning: QueueForecast, moments: [LocalMoment], starts: [Instant],
    records: [CallHistory.Record], opening: Opening?, now: LocalMoment
  ) -> IntradayForecast {
    switch self {
    case .own(let forecaster), .borrowed(let forecaster, _, _, _):
      return forecaster.rest(
        of: morning, moments: moments, starts: starts, records: records, opening: opening,
        now: now)
    case .fewDays(let few):
      let cut = now.minute / few.matrix.slotMinutes * few.matrix.slotMinutes
      let first = moments.firstIndex { $0.minute >= cut } ?? moments.count
      var rest = morning.from(first)
      rest.notes =
        ["Too few days are known to learn from this one: the figures of this morning stand."]
        + morning.notes
      return IntradayForecast(
        starts: Array(starts[first...]), forecast: rest, morning: rest.mean, soFar: 0,
        expectedSoFar: 0)
    }
  }
}
