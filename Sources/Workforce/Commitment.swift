/// What a centre promises by its own choice of a measure, a limit, and the spans that must keep it.
///
/// It says how the requirement turns out, not how it is found: no commitment changes what is planned.
package struct Commitment: Sendable, Equatable {
  /// What the centre calls it.
  package var name: String?
  /// The queue it is about; nil for all together.
  package var queue: String?
  package var measure: Measure
  /// What the measure must reach or may not exceed: a share of one, or seconds.
  package var limit: Double
  package var over: Span

  package init(
    name: String? = nil, queue: String? = nil, measure: Measure, limit: Double, over: Span = .week
  ) {
    self.name = name
    self.queue = queue
    self.measure = measure
    self.limit = limit
    self.over = over
  }

  /// What is measured; `T` is a number of seconds.
  package enum Measure: Sendable, Hashable {
    /// Share of calls in time, by a formula that is named: at least.
    case serviceLevel(seconds: Double, formula: ServiceFormula)
    /// Answered / offered: at least.
    case answered
    /// Answered within the wait announced / (offered − abandoned within it): at least. See
    /// ``Queue/announcedWait``.
    case announcedWaitRespected
    /// Mean wait of answered calls, in seconds: at most.
    case asa
    /// The longest wait, of callers answered or not, in seconds: at most.
    case longestWait
    /// Abandoned / offered: at most.
    case abandonment
    /// Time on calls / time at work: at most.
    case occupancy

    /// As files name it.
    package var name: String {
      switch self {
      case .serviceLevel: "service-level"
      case .answered: "answered"
      case .announcedWaitRespected: "announced-wait-respected"
      case .asa: "asa"
      case .longestWait: "longest-wait"
      case .abandonment: "abandonment"
      case .occupancy: "occupancy"
      }
    }

    /// Whether more is better: the limit then is the least, and the most otherwise.
    package var isAtLeast: Bool {
      switch self {
      case .serviceLevel, .answered, .announcedWaitRespected: true
      case .asa, .longestWait, .abandonment, .occupancy: false
      }
    }

    /// Whether it is seconds; a share otherwise.
    package var isSeconds: Bool { self == .asa || self == .longestWait }
  }

  /// The stretches of time of which each must keep a commitment.
  package enum Span: String, Sendable, CaseIterable {
    case interval, day, week
  }

  /// Whether a value keeps the commitment; sums may miss in their last digits.
  package func isKept(by value: Double) -> Bool {
    let slack = 1 + 1e-12
    return measure.isAtLeast ? value * slack >= limit : value <= limit * slack
  }
}
