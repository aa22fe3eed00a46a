/// Builds and improves rosters by exact best responses: one agent at a time is given the tour that is
/// best for the whole, all others staying as they are.
struct LocalSearch {
  let problem: RosterProblem
  let pricing: Pricing
  private var prices: [Double]

  init(problem: RosterProblem) {
    self.problem = problem
    pricing = Pricing(problem: problem)
    prices = [Double](repeating: 0, count: problem.cover.slotCount)
  }

  /// Gives the agent the best tour against the rest of the roster. The agent must be removed.
  /// - Parameter old: the tour to come back to if nothing better is found.
  /// - Returns: false where no tour was found and there is none to come back to.
  @discardableResult
  mutating func respond(
    _ agent: Int, in state: inout RosterState, old: RosterProblem.Tour? = nil
  ) -> Bool {
    let model = problem.agents[agent]
    state.cover.marginalPrices(mask: problem.masks[model.mask], into: &prices)
    pricing.setGroupValues(network: model.network, slotPrices: prices)
    let best = pricing.tourWithinTallies(of: model)
    // Without limits on tallies the response is the best there is.
    if let old, !model.tallyLimits.isEmpty {
      let known = pricing.value(of: old) + Double(problem.cost(of: old, agent: model))
      if best == nil || known <= best!.cost {
        state.setTour(old, of: agent)
        return true
      }
    }
    guard let best else { return false }
    state.setTour(best.tour, of: agent)
    return true
  }

  /// A first roster: agents in this order, each with the best tour against those before.
  /// - Returns: nil where some agent's limits on tallies could not be kept.
  mutating func start(order: [Int]) -> RosterState? {
    var state = RosterState(problem: problem)
    for agent in order where !respond(agent, in: &state) { return nil }
    return state
  }

  /// Best responses of all agents in this order, round after round, until none helps.
  /// - Parameter shouldStop: asked before each response.
  mutating func sweep(
    _ state: inout RosterState, order: [Int], rounds: Int, shouldStop: () -> Bool = { false }
  ) {
    var cost = state.cost
    for _ in 0..<rounds {
      for agent in order {
        if shouldStop() { return }
        let old = state.tours[agent]
        state.remove(agent)
        respond(agent, in: &state, old: old)
      }
      let after = state.cost
      if after >= cost { return }
      cost = after
    }
  }
}
