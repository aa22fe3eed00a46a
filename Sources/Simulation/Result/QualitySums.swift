private import Workforce

/// Sums over samples for every queue, interval, day and week.
struct QualitySums {
  private let site: SimulatedSite
  /// The groups that serve each queue.
  private let groups: [[Int]]
  private let groupCount: Int
  private let promises: [Promise]
  /// Where each queue's calls are counted by the wait announced.
  private let announced: [Int?]
  private let intervals: Int
  /// Intervals of each span: single ones, days, weeks, and all.
  private let days: [Range<Int>]
  private let weeks: [Range<Int>]
  private let spans: [Range<Int>]
  /// Queue by queue, in the order of spans.
  private var sums: [SpanSums]
  private var together: [SpanSums]
  private var commitments: [CommitmentSums]
  private(set) var samples = 0
  private var calls = 0

  init(_ site: SimulatedSite, routing: Routing) {
    self.site = site
    let period = site.period
    groups = site.queues.indices.map { routing.groups(serving: $0) }
    groupCount = routing.groupCount
    promises = site.queues.map(Promise.init)
    let thresholds = OwnThresholds(site)
    announced = site.queues.enumerated().map { number, queue in
      queue.announcedWait.flatMap { thresholds.place(of: $0, queue: number) }
    }
    intervals = period.intervalCount
    days = (0..<period.days).map {
      period.firstInterval(ofDay: $0)..<period.firstInterval(ofDay: $0 + 1)
    }
    var weeks: [Range<Int>] = []
    for (day, range) in days.enumerated() {
      if day == 0 || (period.firstDay + day).weekday == .monday {
        weeks.append(range)
      } else {
        weeks[weeks.count - 1] = weeks[weeks.count - 1].lowerBound..<range.upperBound
      }
    }
    self.weeks = weeks
    let singles = (0..<intervals).map { $0..<$0 + 1 }
    spans = singles + days + weeks + [0..<intervals]
    let kinds: [Commitment.Span: [Range<Int>]] = [.interval: singles, .day: days, .week: weeks]
    commitments = site.commitments.compactMap {
      CommitmentSums(
        $0, site: site, routing: routing, thresholds: thresholds, spans: kinds[$0.over]!)
    }
    sums = Array(repeating: SpanSums(), count: site.queues.count * spans.count)
    together = Array(repeating: SpanSums(), count: spans.count)
  }

  /// Adds a sample; the order of samples decides the last digits.
  /// - Complexity: O(queues × groups × intervals)
  mutating func add(_ tally: SampleTally) {
    samples += 1
    for (number, span) in spans.enumerated() {
      var all = CallTally()
      var isKeptByAll = true
      var respected = (part: 0.0, whole: 0.0)
      for queue in site.queues.indices {
        var calls = CallTally()
        var promised = Promise.Sums()
        for interval in span {
          let cell = tally.calls[queue * intervals + interval]
          calls += cell
          promises[queue].add(cell, ofInterval: interval, to: &promised)
        }
        let (busy, idle) = tally.time(of: groups[queue], in: span, of: intervals)
        let own = announced[queue].map { place in
          calls.announcedWaitRespected(
            span.reduce(into: TimelyCalls()) { $0 += tally.timely[place * intervals + $1] })
        }
        let somebodyWaits = site.queues[queue].window == nil
        sums[queue * spans.count + number].add(
          calls, somebodyWaits: somebodyWaits, busy: busy, idle: idle, announced: own ?? (0, 0),
          promised: promised, isKept: promised.isKept)
        if number == spans.count - 1 { self.calls += calls.offered }
        guard somebodyWaits else { continue }
        respected.part += own?.part ?? 0
        respected.whole += own?.whole ?? 0
        all += calls
        isKeptByAll = isKeptByAll && promised.isKept
      }
      let (busy, idle) = tally.time(of: 0..<groupCount, in: span, of: intervals)
      together[number].add(
        all, somebodyWaits: true, busy: busy, idle: idle, announced: respected, promised: nil,
        isKept: isKeptByAll)
    }
    for index in commitments.indices { commitments[index].add(tally) }
  }

  /// - Precondition: a sample was added.
  func result(seed: UInt64) -> SimulationResult {
    let queues = site.queues.enumerated().map { index, queue in
      quality(
        queue.name, queue.work, target: queue.usualTarget, formula: queue.formula,
        patience: queue.callersPatience,
        pause: queue.pause, sums[index * spans.count..<(index + 1) * spans.count])
    }
    let waiting = site.queues.filter { $0.window == nil }
    let formulas = Set(waiting.map(\.formula))
    return SimulationResult(
      period: site.period, samples: samples, seed: seed, calls: calls, queues: queues,
      together: waiting.count < 2
        ? nil
        : quality(
          "", .calls, target: StaffingTarget(),
          formula: formulas.count == 1 ? formulas.first! : .ofOffered,
          together[...]), overloads: site.overloads,
      commitments: commitments.map { $0.result(in: site.period) })
  }

  private func quality(
    _ name: String, _ work: QueueWork, target: StaffingTarget, formula: ServiceFormula,
    patience: Double? = nil,
    pause: Double = 0, _ sums: ArraySlice<SpanSums>
  ) -> QueueQuality {
    let found = zip(spans, sums).map { span, sums in
      sums.quality(
        from: site.period.start(ofInterval: span.lowerBound),
        to: site.period.start(ofInterval: span.upperBound), samples: samples)
    }
    let weekStart = intervals + days.count
    return QueueQuality(
      queue: name, work: work, target: target, formula: formula, patience: patience, pause: pause,
      intervals: Array(found[..<intervals]),
      days: Array(found[intervals..<weekStart]),
      weeks: Array(found[weekStart..<weekStart + weeks.count]), whole: found[found.count - 1])
  }
}
