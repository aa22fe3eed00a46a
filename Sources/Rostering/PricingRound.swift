private import Dispatch

/// All agents priced at the same duals, on all cores.
///
/// The result is the same for any number of threads: each agent's tour depends on the duals alone, and
/// sums are taken in the order of agents.
final class PricingRound {
  /// The problem may change as long as its options, networks and slots do not.
  var problem: RosterProblem {
    didSet {
      twins = PricingRound.twins(of: problem.agents)
      classes = PricingRound.classes(problem, twins)
      for worker in workers { worker.pricing.problem = problem }
    }
  }
  private let workers: [Worker]
  /// Agents in classes that see the same prices; of agents alike in everything only the first.
  private var classes: [(network: Int, mask: Int, agents: [Int])]
  /// For each agent, the first that is alike in everything: their cheapest tours are the same.
  private var twins: [Int]

  struct Result {
    /// A lower bound on the cost of any lawful roster, in cents.
    var bound: Double
    /// Each agent's cheapest tour at the duals, and its cost with the duals taken off.
    var tours: [RosterProblem.Tour]
    var reducedCosts: [Double]
  }

  private final class Worker {
    let pricing: Pricing
    init(problem: RosterProblem) { pricing = Pricing(problem: problem) }
  }

  init(problem: RosterProblem, threads: Int) {
    self.problem = problem
    workers = (0..<max(1, threads)).map { _ in Worker(problem: problem) }
    twins = PricingRound.twins(of: problem.agents)
    classes = PricingRound.classes(problem, twins)
  }

  private static func classes(
    _ problem: RosterProblem, _ twins: [Int]
  ) -> [(network: Int, mask: Int, agents: [Int])] {
    var members: [[Int]: [Int]] = [:]
    for (index, agent) in problem.agents.enumerated() where twins[index] == index {
      members[[agent.network, agent.mask], default: []].append(index)
    }
    return members.map { ($0[0], $0[1], $1) }.sorted { $0.agents[0] < $1.agents[0] }
  }

  /// Agents with limits on tallies have multipliers of their own, and so no twin.
  private static func twins(of agents: [RosterProblem.AgentModel]) -> [Int] {
    var firsts: [[Int]: [Int]] = [:]
    return agents.enumerated().map { index, agent in
      guard agent.tallyLimits.isEmpty, agent.frame == nil else { return index }
      let key =
        [agent.network, agent.mask, agent.initialNode ?? -1, agent.initialLevel]
        + agent.weekLevels.flatMap { [$0.lowerBound, $0.upperBound] }
      let twin = firsts[key]?.first { other in
        agents[other].groupCosts == agent.groupCosts && agents[other].offCosts == agent.offCosts
          && agents[other].weekCosts == agent.weekCosts
      }
      if twin == nil { firsts[key, default: []].append(index) }
      return twin ?? index
    }
  }

  /// - Parameter duals: one for each subset and slot, in the order of `cover.required`; not negative,
  ///   and in no component and slot larger together than the slot's `dualLimits`.
  /// - Parameter tallyDuals: one for each agent and tally, agent by agent; not negative.
  /// - Returns: nil where some agent has no lawful tour.
  func price(duals: [Double], tallyDuals: [Double] = []) -> Result? {
    let cover = problem.cover
    let slots = cover.slotCount
    let masks = problem.masks.map { mask in
      var prices = [Double](repeating: 0, count: slots)
      for component in cover.components where cover.subsets[component.upperBound - 1] & mask != 0 {
        for slot in 0..<slots { prices[slot] += Double(cover.overPrices[slot]) }
      }
      for (subset, queues) in cover.subsets.enumerated() where queues & mask != 0 {
        for slot in 0..<slots { prices[slot] -= duals[subset * slots + slot] }
      }
      return prices
    }
    let count = problem.agents.count
    var tours = [RosterProblem.Tour](repeating: [], count: count)
    var costs = [Double](repeating: .infinity, count: count)
    tours.withUnsafeMutableBufferPointer { tours in
      costs.withUnsafeMutableBufferPointer { costs in
        nonisolated(unsafe) let tours = tours
        nonisolated(unsafe) let costs = costs
        nonisolated(unsafe) let this = self
        let threads = workers.count
        let work = { (thread: Int) in
          let pricing = this.workers[thread].pricing
          for (network, mask, agents) in this.classes {
            let mine = stride(from: thread, to: agents.count, by: threads)
            if mine.underestimatedCount == 0 { continue }
            pricing.setGroupValues(network: network, slotPrices: masks[mask])
            for position in mine {
              let agent = agents[position]
              let tallies = tallyDuals.isEmpty ? 0 : tallyDuals.count / count
              if let best = pricing.cheapestTour(
                of: this.problem.agents[agent],
                tallyPrices: tallyDuals[agent * tallies..<(agent + 1) * tallies])
              {
                tours[agent] = best.tour
                costs[agent] = best.cost
                if this.problem.agents[agent].frame != nil {
                  costs[agent] = this.fullCost(
                    of: best.tour, agent: agent, pricing,
                    tallyPrices: tallyDuals[agent * tallies..<(agent + 1) * tallies])
                }
              }
            }
          }
        }
        if threads == 1 {
          work(0)
        } else {
          nonisolated(unsafe) let work = work
          DispatchQueue.concurrentPerform(iterations: threads) { work($0) }
        }
      }
    }
    for (agent, twin) in twins.enumerated() where twin != agent {
      tours[agent] = tours[twin]
      costs[agent] = costs[twin]
    }
    if costs.contains(.infinity) { return nil }
    var bound = costs.reduce(0, +)
    for index in duals.indices { bound += duals[index] * Double(cover.required[index]) }
    for (index, limit) in problem.agents.flatMap(\.tallyLimits).enumerated()
    where index < tallyDuals.count {
      bound -= tallyDuals[index] * Double(limit)
    }
    for component in cover.components {
      let whole = component.upperBound - 1
      for slot in 0..<slots {
        bound -= Double(cover.overPrices[slot] * cover.required[whole * slots + slot])
      }
    }
    return Result(bound: bound, tours: tours, reducedCosts: costs)
  }

  /// A tour's cost at the prices last set, the days that are not free included.
  private func fullCost(
    of tour: RosterProblem.Tour, agent: Int, _ pricing: Pricing, tallyPrices: ArraySlice<Double>
  ) -> Double {
    let model = problem.agents[agent]
    let tallies = zip(problem.tallies(of: tour, agent: model), tallyPrices)
    return pricing.value(of: tour) + Double(problem.cost(of: tour, agent: model))
      + tallies.reduce(0) { $0 + Double($1.0) * $1.1 }
  }
}
