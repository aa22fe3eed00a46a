/// How a plan is simulated, and whether its requirement is raised until the promises hold.
package struct SimulationOptions: Sendable {
  package var samples: Int
  package var seed: UInt64
  package var threads: Int
  /// Whether the requirement is raised until the promises hold.
  package var isVerifying: Bool
  package var assumptions: SimulationRun.Assumptions

  package init(
    samples: Int = 100, seed: UInt64 = 1, threads: Int = 2, isVerifying: Bool = false,
    assumptions: SimulationRun.Assumptions = SimulationRun.Assumptions()
  ) {
    self.samples = samples
    self.seed = seed
    self.threads = threads
    self.isVerifying = isVerifying
    self.assumptions = assumptions
  }

  /// More samples than are told of, since a share of weeks near one is not sure from few.
  var verifyingSamples: Int { max(400, samples) }

  /// Other callers for each roster, and others than those the result is told of: whoever tries until the
  /// same callers are content flatters the last roster.
  func verifyingSeed(round: Int) -> UInt64 { seed ^ (0x9e37_79b9_7f4a_7c15 &* UInt64(round)) }
}
