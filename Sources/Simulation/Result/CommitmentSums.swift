internal import Workforce

/// Sums over samples for one commitment.
struct CommitmentSums: Sendable {
  private let commitment: Commitment
  private let intervals: Int
  /// The queues that are meant, and where their calls are counted by a threshold of the commitment.
  private let queues: [(number: Int, place: Int?)]
  /// The groups that serve them.
  private let groups: [Int]
  private let spans: [Range<Int>]

  private var bySpan: [SpanKept]
  private var value = RatioSum()
  private var kept = RatioSum()
  /// Samples with a span that counts: all, those of which all spans keep it, and those of which none.
  private var samples = 0
  private var keptByAll = 0
  private var keptByNone = 0

  private struct SpanKept: Sendable {
    var samples = 0
    var kept = 0
    var part = 0.0
    var whole = 0.0

    mutating func add(_ part: Double, of whole: Double, isKept: Bool) {
      samples += 1
      if isKept { kept += 1 }
      self.part += part
      self.whole += whole
    }
  }

  /// - Parameter spans: intervals of the spans that must keep it.
  /// - Returns: nil where no queue of the site is meant.
  init?(
    _ commitment: Commitment, site: SimulatedSite, routing: Routing, thresholds: OwnThresholds,
    spans: [Range<Int>]
  ) {
    var queues: [(number: Int, place: Int?)] = []
    for (number, queue) in site.queues.enumerated() where commitment.means(queue) {
      switch commitment.measure {
      case .serviceLevel(let seconds, _):
        queues.append((number, thresholds.place(of: seconds, queue: number)))
      case .announcedWaitRespected:
        guard let wait = queue.announcedWait else { continue }
        queues.append((number, thresholds.place(of: wait, queue: number)))
      case .answered, .asa, .longestWait, .abandonment, .occupancy: queues.append((number, nil))
      }
    }
    if queues.isEmpty { return nil }
    self.commitment = commitment
    self.queues = queues
    self.spans = spans
    intervals = site.period.intervalCount
    groups = Set(queues.flatMap { routing.groups(serving: $0.number) }).sorted()
    bySpan = Array(repeating: SpanKept(), count: spans.count)
  }

  mutating func add(_ tally: SampleTally) {
    var sum = SpanKept()
    for (number, span) in spans.enumerated() {
      guard let (part, whole) = figure(of: tally, in: span) else { continue }
      let isKept = whole > 0 && commitment.isKept(by: part / whole)
      bySpan[number].add(part, of: whole, isKept: isKept)
      sum.add(part, of: whole, isKept: isKept)
    }
    guard sum.samples > 0 else { return }
    value.add(sum.part, of: sum.whole)
    kept.add(Double(sum.kept), of: Double(sum.samples))
    samples += 1
    if sum.kept == sum.samples { keptByAll += 1 }
    if sum.kept == 0 { keptByNone += 1 }
  }

  /// The measure as a part of a whole; nil where the span does not count.
  private func figure(
    of tally: SampleTally, in span: Range<Int>
  ) -> (part: Double, whole: Double)? {
    var calls = CallTally()
    var timely = TimelyCalls()
    for queue in queues {
      for interval in span {
        calls += tally.calls[queue.number * intervals + interval]
        if let place = queue.place { timely += tally.timely[place * intervals + interval] }
      }
    }
    guard calls.offered > 0 else { return nil }
    let offered = Double(calls.offered)
    switch commitment.measure {
    case .serviceLevel(_, let formula): return calls.parts(formula, timely)
    case .announcedWaitRespected: return calls.announcedWaitRespected(timely)
    case .answered: return (Double(calls.answered), offered)
    case .asa: return (calls.answeredWait, Double(calls.answered))
    case .longestWait: return (calls.longestWait, 1)
    case .abandonment: return (Double(calls.abandoned), offered)
    case .occupancy:
      let (busy, idle) = tally.time(of: groups, in: span, of: intervals)
      // Where nobody is at work, nobody works too much.
      return busy + idle > 0 ? (busy, busy + idle) : nil
    }
  }

  func result(in period: Period) -> CommitmentResult {
    let range = commitment.measure.isSeconds ? 0...Double.infinity : 0...1
    return CommitmentResult(
      commitment: commitment,
      value: samples > 0 ? value.estimate(samples: samples, in: range) : nil,
      kept: keptShare, allKept: samples > 0 ? Estimate(share: keptByAll, of: samples) : nil,
      spans: zip(spans, bySpan).compactMap { span, sums in
        guard sums.samples > 0 else { return nil }
        return CommitmentResult.Span(
          from: period.start(ofInterval: span.lowerBound),
          to: period.start(ofInterval: span.upperBound),
          value: sums.whole > 0 ? sums.part / sums.whole : nil,
          kept: Estimate(share: sums.kept, of: sums.samples))
      })
  }

  private var keptShare: Estimate? {
    if samples == 0 { return nil }
    // Samples that are all alike have no scatter to take limits from.
    if keptByAll == samples || keptByNone == samples {
      return Estimate(share: keptByAll, of: samples)
    }
    return kept.estimate(samples: samples, in: 0...1)
  }
}

extension CallTally {
  /// The parts of a service level by another threshold.
  func parts(_ formula: ServiceFormula, _ timely: TimelyCalls) -> (part: Double, whole: Double) {
    var calls = self
    calls.answeredInTime = timely.answered
    calls.abandonedInTime = timely.abandoned
    return calls.parts(formula)
  }

  /// Calls answered within the wait announced, of those for which it can be told.
  ///
  /// Who hangs up before it is over tells nothing of it and is left out; who hangs up later was let down.
  func announcedWaitRespected(_ timely: TimelyCalls) -> (part: Double, whole: Double) {
    parts(.ofOfferedLessEarlyAbandons, timely)
  }
}
