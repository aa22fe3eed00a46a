package import Workforce

/// What the samples of a simulation came to.
package struct SimulationResult: Sendable, Equatable {
  package let period: Period
  /// How many were simulated; fewer than asked for where somebody stopped it.
  package let samples: Int
  package let seed: UInt64
  /// Calls, chats and pieces of work that may wait, simulated in all samples together.
  package let calls: Int
  /// In the site's order.
  package let queues: [QueueQuality]
  /// All queues in which somebody waits as one, where there are several: what was promised is kept where
  /// each queue's is.
  package let together: QueueQuality?
  /// Hours whose work is too much for those rostered.
  package let overloads: [Overload]
  /// In the site's order.
  package let commitments: [CommitmentResult]
}

/// How one queue was served.
package struct QueueQuality: Sendable, Equatable {
  package let queue: String
  package let work: QueueWork
  /// The target that holds in most of its intervals.
  package let target: StaffingTarget
  /// How the promised levels count callers who hang up.
  package let formula: ServiceFormula
  /// Mean seconds before a waiting caller hangs up; nil if none ever does.
  package let patience: Double?
  /// Seconds between two calls of an agent.
  package let pause: Double
  package let intervals: [SpanQuality]
  /// One for each civil day of the period.
  package let days: [SpanQuality]
  /// One for each civil week, as far as it lies in the period.
  package let weeks: [SpanQuality]
  package let whole: SpanQuality
}
