package import Workforce

/// What the samples of a simulation came to.
package struct SimulationResult: Sendable, Equatable {
  package let period: Period
  /// How many were simulated; fewer than asked for where somebody stopped it.
  package let samples: Int
  /// Calls simulated in all samples together.
  package let calls: Int
  /// In the site's order.
  package let queues: [QueueQuality]
  /// Hours whose work is too much for those rostered.
  package let overloads: [Overload]
}

/// How one queue was served.
package struct QueueQuality: Sendable, Equatable {
  package let queue: String
  package let target: ServiceTarget
  /// The formula that the target means.
  package let formula: ServiceFormula
  package let intervals: [SpanQuality]
  /// One for each civil day of the period.
  package let days: [SpanQuality]
  /// One for each civil week, as far as it lies in the period.
  package let weeks: [SpanQuality]
  package let whole: SpanQuality
}
