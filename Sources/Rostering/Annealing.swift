private import Foundation
internal import Workforce

/// Simulated annealing over whole rosters: a few agents are taken out of a stretch of days and put back
/// one by one, each with the cheapest tour of that stretch against all that is there.
///
/// The one-agent dynamic programs are exact, so a move finds in one step what many swaps would; what they
/// cannot see is each other, and for that worse rosters are accepted with probability exp(−Δ/T).
///
/// Source: S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, Optimization by simulated annealing (1983),
/// doi:10.1126/science.220.4598.671.
struct Annealing {
  let problem: RosterProblem
  private(set) var state: RosterState
  private(set) var best: [RosterProblem.Tour]
  private(set) var bestCost: Int
  private var paths: [TourPath]
  private var generator: SplitMix64
  private let pricing: Pricing
  private var prices: [Double]
  /// Longest stretch that is set free, in days.
  private let longest: Int

  init(problem: RosterProblem, start: RosterState, seed: UInt64) {
    self.problem = problem
    state = start
    best = start.tours
    bestCost = start.cost
    paths = problem.agents.indices.map {
      TourPath(start.tours[$0], agent: problem.agents[$0], problem: problem)
    }
    generator = SplitMix64(seed: seed)
    pricing = Pricing(problem: problem)
    prices = [Double](repeating: 0, count: problem.cover.slotCount)
    longest = min(problem.days, 21)
  }

  /// A roster with the best tours so far.
  var bestState: RosterState {
    var state = RosterState(problem: problem)
    for (agent, tour) in best.enumerated() { state.setTour(tour, of: agent) }
    return state
  }

  /// - Parameter temperature: in cents.
  mutating func run(moves: Int, temperature: Double, shouldStop: () -> Bool) {
    for _ in 0..<moves {
      if shouldStop() { return }
      move(temperature: temperature)
    }
  }

  private mutating func move(temperature: Double) {
    let length = Int.random(in: min(4, longest)...longest, using: &generator)
    let first = Int.random(in: 0...(problem.days - length), using: &generator)
    let days = first..<first + length
    let count = problem.agents.count
    let size = min(count, Int.random(in: 2...4, using: &generator))
    var chosen: [Int] = []
    while chosen.count < size {
      let next = Int.random(in: 0..<count, using: &generator)
      if !chosen.contains(next) { chosen.append(next) }
    }
    let before = state.cost
    let slots = problem.slots(of: days)
    for agent in chosen { state.lift(agent, days: days) }
    let old = chosen.map { state.tours[$0] }
    var isComplete = true
    for agent in chosen {
      let model = problem.agents[agent]
      state.cover.marginalPrices(
        mask: problem.masks[model.mask], into: &prices, slots: slots)
      pricing.setGroupValues(network: model.network, slotPrices: prices, days: days)
      let frame = paths[agent].frame(days, agent: model, problem: problem)
      guard let found = pricing.tourWithinTallies(of: model, frame: frame) else {
        isComplete = false
        state.replace(state.tours[agent], of: agent, days: days)
        continue
      }
      state.replace(found.tour, of: agent, days: days)
    }
    let change = Double(state.cost - before)
    if isComplete,
      change <= 0 || Double.random(in: 0..<1, using: &generator) < exp(-change / temperature)
    {
      for (agent, tour) in zip(chosen, old) where tour != state.tours[agent] {
        paths[agent] = TourPath(state.tours[agent], agent: problem.agents[agent], problem: problem)
      }
      if state.cost < bestCost {
        bestCost = state.cost
        best = state.tours
      }
    } else {
      for (agent, tour) in zip(chosen, old) where tour != state.tours[agent] {
        state.lift(agent, days: days)
        state.replace(tour, of: agent, days: days)
      }
    }
  }
}
