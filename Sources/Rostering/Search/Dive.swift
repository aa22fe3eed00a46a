internal import Workforce

/// From a fractional roster to a whole one: the surest agent, and all whose tour is whole already, are given
/// it, and the duals of what is left are brought back to convergence each time.
///
/// Source: G. Desaulniers, J. Desrosiers, M. M. Solomon, *Column Generation* (Springer, 2005), ch. 12,
/// doi:10.1007/b135457 (diving with re-pricing).
struct Dive {
  /// Prices the agents that are left; its problem is changed as agents are fixed.
  let round: PricingRound
  /// Most rounds of the bundle between two fixings.
  var rounds = 30
  /// A roster that costs no less is no use.
  var cutoff = Double.infinity
  /// Rounds of pricing that were needed.
  private(set) var iterations = 0
  /// Whether the bound of the whole problem rose to the cutoff: there is nothing to find.
  private(set) var isClosed = false

  init(round: PricingRound) { self.round = round }

  /// - Returns: a tour for each agent of the bundle's problem; nil where the bound rose to the cutoff or
  ///   the dive was stopped.
  mutating func run(
    _ start: DualBundle, generator: inout SplitMix64, shouldStop: () -> Bool
  ) -> [RosterProblem.Tour]? {
    var bundle = start
    var agents = Array(start.plans.indices)
    var tours = [RosterProblem.Tour](repeating: [], count: agents.count)
    var cutoff = cutoff
    while true {
      round.problem = bundle.problem
      var settled = 0
      for _ in 0..<rounds {
        if shouldStop() { return nil }
        guard bundle.iterate(round) else { return nil }
        iterations += 1
        if bundle.bound >= cutoff {
          isClosed = agents.count == tours.count
          return nil
        }
        settled = bundle.promise < 2e-4 * max(1, abs(bundle.bound)) ? settled + 1 : 0
        if settled >= 2 { break }
      }
      let fixed = choose(bundle, generator: &generator)
      guard !fixed.isEmpty else { return nil }
      for (index, tour) in fixed {
        tours[agents[index]] = tour
        cutoff -= Double(
          bundle.problem.cost(of: tour, agent: bundle.problem.agents[index]))
      }
      agents = agents.indices.filter { fixed[$0] == nil }.map { agents[$0] }
      if agents.isEmpty { return tours }
      bundle = bundle.fixing(fixed)
    }
  }

  /// The agents to be fixed, each with a tour that keeps the limits on tallies.
  private func choose(
    _ bundle: DualBundle, generator: inout SplitMix64
  ) -> [Int: RosterProblem.Tour] {
    let problem = bundle.problem
    let candidates = bundle.plans.indices.compactMap {
      agent -> (agent: Int, tour: RosterProblem.Tour, weight: Double, rank: Double)? in
      let model = problem.agents[agent]
      let lawful = bundle.plans[agent].filter { plan in
        plan.weight > 1e-6
          && zip(problem.tallies(of: plan.tour, agent: model), model.tallyLimits)
            .allSatisfy { $0 <= $1 }
      }
      guard let best = lawful.max(by: { $0.weight < $1.weight }) else { return nil }
      let noise = Double.random(in: 0..<0.2, using: &generator)
      return (agent, best.tour, best.weight, best.weight + noise)
    }.sorted { ($1.rank, $0.agent) < ($0.rank, $1.agent) }
    var fixed: [Int: RosterProblem.Tour] = [:]
    for (position, candidate) in candidates.enumerated()
    where position == 0 || candidate.weight > 0.999 {
      fixed[candidate.agent] = candidate.tour
    }
    return fixed
  }
}
