package import Workforce

/// A queue as its callers meet it; every array has one value for each interval of the period.
package struct SimulatedQueue: Sendable, Equatable {
  package var name: String
  /// The skill an agent must have to take this queue's calls.
  package var skill: String
  package var target: ServiceTarget
  /// What the target's share is a share of.
  package var formula: ServiceFormula
  /// Mean seconds of a call that arrives in the interval.
  package var handleTime: [Double]
  /// Standard deviation of handle times over their mean: log-normal with it, exponential if nil.
  package var handleTimeVariation: Double?
  /// Mean seconds, exponential, after which a waiting caller hangs up; nil if none ever does.
  package var patience: Double?
  /// Seconds an agent has after each call before the next; they add to its handle time.
  package var pause: Double
  /// Whether the queue is open. Callers still waiting when it closes are served by the agents there.
  package var isOpen: [Bool]
  /// Calls expected, for what is said of the load; what is simulated are the calls of each sample.
  package var expectedCalls: [Double]

  package init(
    name: String, skill: String, target: ServiceTarget,
    formula: ServiceFormula = .ofOffered, handleTime: [Double],
    handleTimeVariation: Double? = nil, patience: Double? = nil, pause: Double = 0,
    isOpen: [Bool], expectedCalls: [Double]
  ) {
    self.name = name
    self.skill = skill
    self.target = target
    self.formula = formula
    self.handleTime = handleTime
    self.handleTimeVariation = handleTimeVariation
    self.patience = patience
    self.pause = pause
    self.isOpen = isOpen
    self.expectedCalls = expectedCalls
  }
}
