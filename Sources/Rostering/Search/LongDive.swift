internal import Workforce

/// From duals of a problem without hours to whole tours that keep them: one agent after another is given
/// an exact response at prices between the duals and what the fractional roster leaves to do, and the duals
/// of those left are brought up to date each time.
///
/// What a ``Dive`` does where pricing all agents with their hours is out of reach.
struct LongDive {
  /// The problem whose pricing counts hours.
  let whole: RosterProblem
  /// Prices the agents left without hours; its problem is changed as agents are fixed.
  let round: PricingRound
  /// Rounds of the bundle after each agent.
  var rounds = 4
  /// Share of the duals in the prices, the rest being marginal prices.
  var dualShare = 0.85
  private let pricing: Pricing
  private var prices: [Double]

  init(whole: RosterProblem, round: PricingRound) {
    self.whole = whole
    self.round = round
    pricing = Pricing(problem: whole)
    prices = [Double](repeating: 0, count: whole.cover.slotCount)
  }

  /// - Parameters:
  ///   - start: the bundle of the agents' problem without hours.
  ///   - agents: those of the bundle, as numbered in the whole problem.
  ///   - tours: of all agents, for whom no other is found or the dive was stopped too early.
  /// - Returns: a tour for each of the agents; nil where one of those left has none.
  mutating func run(
    _ start: DualBundle, agents: [Int], tours old: [RosterProblem.Tour],
    generator: inout SplitMix64, shouldStop: () -> Bool
  ) -> [RosterProblem.Tour]? {
    var bundle = start
    var left = agents
    var tours: [Int: RosterProblem.Tour] = [:]
    while !left.isEmpty {
      if shouldStop() { break }
      let position = Int.random(in: left.indices, using: &generator)
      let agent = left[position]
      let tour = response(of: position, agent: agent, bundle)?.tour ?? old[agent]
      tours[agent] = tour
      left.remove(at: position)
      if left.isEmpty { break }
      bundle = bundle.fixing([position: tour])
      round.problem = bundle.problem
      for _ in 0..<rounds {
        guard bundle.iterate(round) else { return nil }
      }
    }
    return agents.map { tours[$0] ?? old[$0] }
  }

  private mutating func response(
    of position: Int, agent: Int, _ bundle: DualBundle
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    let cover = bundle.problem.cover
    let slots = cover.slotCount
    let model = whole.agents[agent]
    var present = bundle.present
    for plan in bundle.plans[position] where plan.weight > 0 {
      for index in plan.tour where index >= 0 {
        let option = whole.options[Int(index)]
        for slot in Int(option.first)..<Int(option.end) { present[slot] -= plan.weight }
      }
    }
    for slot in 0..<slots {
      let open = Double(cover.required[slot]) - present[slot]
      let over = Double(cover.overPrices[slot])
      let marginal = over - cover.dualLimits[slot] * min(1, max(0, open))
      prices[slot] = dualShare * (over - bundle.centre[slot]) + (1 - dualShare) * marginal
    }
    pricing.setGroupValues(network: model.network, slotPrices: prices)
    let first = position * bundle.tallyCount
    return pricing.tourWithinTallies(
      of: model, tallyPrices: bundle.tallyCentre[first..<first + model.tallyLimits.count])
  }
}
