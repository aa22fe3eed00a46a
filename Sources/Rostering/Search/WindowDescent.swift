/// Best responses of one agent at a time on stretches of days, until none helps: what a long horizon can
/// afford where a response over all days takes too long.
struct WindowDescent {
  let problem: RosterProblem
  private(set) var state: RosterState
  private(set) var paths: [TourPath]
  private let pricing: Pricing
  private var prices: [Double]

  init(_ start: RosterState) {
    problem = start.problem
    state = start
    let problem = start.problem
    paths = problem.agents.indices.map {
      TourPath(start.tours[$0], agent: problem.agents[$0], problem: problem)
    }
    pricing = Pricing(problem: problem)
    prices = [Double](repeating: 0, count: problem.cover.slotCount)
  }

  /// Sweeps over all agents and stretches of `length` days, each half over the one before.
  /// - Parameter agents: those whose tours may change; all where nil.
  mutating func run(length: Int, agents: [Int]? = nil, shouldStop: () -> Bool) {
    while true {
      let before = state.cost
      for first in stride(from: 0, to: problem.days, by: max(1, length / 2)) {
        let days = first..<min(problem.days, first + length)
        for agent in agents ?? Array(problem.agents.indices) {
          if shouldStop() { return }
          respond(agent, days: days)
        }
      }
      // The last half per cent is better left to searches that see several agents at once.
      if Double(state.cost) > 0.995 * Double(before) { return }
    }
  }

  private mutating func respond(_ agent: Int, days: Range<Int>) {
    let model = problem.agents[agent]
    let old = state.tours[agent]
    let cost = state.cost
    state.lift(agent, days: days)
    state.cover.marginalPrices(
      mask: problem.masks[model.mask], into: &prices, slots: problem.slots(of: days))
    pricing.setGroupValues(network: model.network, slotPrices: prices, days: days)
    let frame = paths[agent].frame(days, agent: model, problem: problem)
    let found = pricing.tourWithinTallies(of: model, frame: frame)
    state.replace(found?.tour ?? old, of: agent, days: days)
    if state.cost > cost {
      // Limits on tallies can make a response worse than what there was.
      state.lift(agent, days: days)
      state.replace(old, of: agent, days: days)
    } else if let found, found.tour != old {
      paths[agent] = TourPath(found.tour, agent: model, problem: problem)
    }
  }
}
