internal import LinearProgramming

/// How long to look for a better roster.
package struct SolveLimits: Sendable {
  /// Seconds on the clock; nil for no limit.
  package var seconds: Double?
  /// Units of work, for results that depend neither on the machine's speed nor on its threads: one round
  /// of the dual method or one batch of roundings is one unit. Nil for no limit.
  package var work: Int?
  package var threads: Int
  package var seed: UInt64
  /// Stop when the proven gap is no larger than this share of the cost.
  package var gap: Double
  /// Stop once nothing clearly better (0.05 %) has turned up for half as long as the search had run until
  /// then, and for at least this many seconds, up to ten times as many where the gap is wide; nil to use
  /// all of the time.
  package var patience: Double?

  package init(
    seconds: Double? = 60, work: Int? = nil, threads: Int = 2, seed: UInt64 = 1, gap: Double = 0,
    patience: Double? = nil
  ) {
    self.patience = patience
    self.seconds = seconds
    self.work = work
    self.threads = threads
    self.seed = seed
    self.gap = gap
  }
}

/// A request to stop, made once from any thread; the best result so far is kept.
package final class StopSignal: Sendable {
  /// What an integer search of GLPK looks at while it runs.
  let flag = StopFlag()

  package init() {}

  package func set() { flag.raise() }

  package var isSet: Bool { flag.isRaised }
}

/// Where a running solve stands.
package struct SolveProgress: Sendable {
  package enum Stage: String, Sendable {
    case start
    case bound
    case master
    case rounding
    case polish
    case dive
    case neighbourhood
  }

  package let seconds: Double
  package let stage: Stage
  /// Cents of the best roster, or nil before there is one.
  package let best: Int?
  /// Proven cents below which no lawful roster can cost, or nil.
  package let bound: Double?

  /// Share of the best roster's cost that is not proven necessary.
  package var gap: Double? {
    guard let best, let bound, best > 0 else { return nil }
    return max(0, (Double(best) - bound) / Double(best))
  }
}
