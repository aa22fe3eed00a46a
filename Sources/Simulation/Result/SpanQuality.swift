package import Workforce

/// How one queue was served by those who called in a span of time, over all samples.
///
/// Counts and seconds are means of a sample. Shares are of all samples together, so that busy samples
/// weigh more; they are nil where no sample has anything to take a share of.
///
/// Of work that may wait, what counts as answered is what was begun in the period and done, in time where
/// it was done, the pause after it included, within its window of coming in; waits are times from coming in
/// until done. What is neither answered nor abandoned is the backlog: due within the period, and not done.
/// What is due after the period and was not begun in it is not offered.
package struct SpanQuality: Sendable, Equatable {
  package let from: Instant
  package let to: Instant
  package let offered: Estimate
  package let answered: Estimate
  package let abandoned: Estimate
  /// By formula, where there is anything to take a share of.
  package let serviceLevels: [ServiceFormula: Estimate]
  /// Abandoned / offered.
  package let abandonment: Estimate?
  /// Mean wait of answered calls, in seconds.
  package let asa: Estimate?
  /// Answered within the wait announced / (offered − abandoned within it): who hangs up before it is over
  /// tells nothing of it, who hangs up later was let down. Nil where no wait is announced.
  package let announcedWaitRespected: Estimate?
  /// Seconds of a sample's longest wait, of callers answered or not.
  package let longestWait: Estimate
  /// Time on calls / time at work, of the agents who have the queue's skill, whatever they work on. What
  /// is left after the shift's end to complete a call counts as time at work.
  package let occupancy: Estimate?
  /// Seconds waited by all callers together; none where nobody waits.
  package let waitingSeconds: Estimate
  /// Share of samples in which something promised was not kept: the service level, by the queue's
  /// formula, the ASA or the abandonment, or that work that may wait is all done in time; a sample without
  /// calls keeps all.
  package let chanceToMiss: Estimate

  /// By how much all samples together are better than promised; nil where nothing is.
  package let margins: Margins

  /// Distances from what was promised, each above zero where it is kept, in the unit of its measure.
  package struct Margins: Sendable, Equatable {
    /// Service level − promised level, by the queue's formula, as shares.
    package let serviceLevel: Estimate?
    /// Promised ASA − ASA, in seconds.
    package let asa: Estimate?
    /// Promised abandonment − abandonment, as shares.
    package let abandonment: Estimate?

    /// Whether everything promised is kept on the whole, surely so at 97.5 % for each.
    package var areSurelyKept: Bool {
      [serviceLevel, asa, abandonment].allSatisfy { $0.map { $0.low >= 0 } ?? true }
    }
  }

  /// What waiting costs at a price for an hour of it, in the same unit: where callers may not be billed
  /// for it, the site pays.
  package func waitingCost(perHour price: Double) -> Estimate {
    let hours = price / 3600
    return Estimate(
      value: waitingSeconds.value * hours, low: waitingSeconds.low * hours,
      high: waitingSeconds.high * hours)
  }
}

/// Sums over samples for one queue and span.
struct SpanSums: Sendable {
  private static let formulas = ServiceFormula.allCases

  private var offered = RatioSum()
  private var answered = RatioSum()
  private var levels = Array(repeating: RatioSum(), count: Self.formulas.count)
  private var abandonment = RatioSum()
  private var asa = RatioSum()
  private var announced = RatioSum()
  private var longestWait = RatioSum()
  private var occupancy = RatioSum()
  private var waiting = RatioSum()
  private var misses = 0
  private var levelMargin = RatioSum()
  private var asaMargin = RatioSum()
  private var abandonmentMargin = RatioSum()

  mutating func add(
    _ tally: CallTally, somebodyWaits: Bool, busy: Double, idle: Double,
    announced: (part: Double, whole: Double),
    promised: Promise.Sums?, isKept: Bool
  ) {
    offered.add(Double(tally.offered), of: 1)
    answered.add(Double(tally.answered), of: 1)
    for (index, formula) in Self.formulas.enumerated() {
      let (part, whole) = tally.parts(formula)
      levels[index].add(part, of: whole)
    }
    abandonment.add(Double(tally.abandoned), of: Double(tally.offered))
    asa.add(tally.answeredWait, of: Double(tally.answered))
    self.announced.add(announced.part, of: announced.whole)
    longestWait.add(tally.longestWait, of: 1)
    occupancy.add(busy, of: busy + idle)
    waiting.add(somebodyWaits ? tally.answeredWait + tally.abandonedWait : 0, of: 1)
    if !isKept { misses += 1 }
    if let margin = promised?.levelMargin { levelMargin.add(margin.part, of: margin.whole) }
    if let margin = promised?.asaMargin { asaMargin.add(margin.part, of: margin.whole) }
    if let margin = promised?.abandonmentMargin {
      abandonmentMargin.add(margin.part, of: margin.whole)
    }
  }

  func quality(from: Instant, to: Instant, samples: Int) -> SpanQuality {
    SpanQuality(
      from: from, to: to, offered: offered.mean(samples: samples),
      answered: answered.mean(samples: samples), abandoned: abandonment.mean(samples: samples),
      serviceLevels: Dictionary(
        uniqueKeysWithValues: zip(Self.formulas, levels).compactMap { formula, sum in
          sum.estimate(samples: samples, in: 0...1).map { (formula, $0) }
        }),
      abandonment: abandonment.estimate(samples: samples, in: 0...1),
      asa: asa.estimate(samples: samples, in: 0...(.infinity)),
      announcedWaitRespected: announced.estimate(samples: samples, in: 0...1),
      longestWait: longestWait.mean(samples: samples),
      occupancy: occupancy.estimate(samples: samples, in: 0...1),
      waitingSeconds: waiting.mean(samples: samples),
      chanceToMiss: Estimate(share: misses, of: samples),
      margins: SpanQuality.Margins(
        serviceLevel: levelMargin.estimate(samples: samples, in: -1...1),
        asa: asaMargin.estimate(samples: samples, in: -.infinity...(.infinity)),
        abandonment: abandonmentMargin.estimate(samples: samples, in: -1...1)))
  }
}
