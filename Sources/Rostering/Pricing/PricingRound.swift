private import Dispatch
private import Synchronization

/// All agents priced at the same duals, on all cores.
///
/// The result is the same for any number of threads: each agent's tour depends on the duals alone, and
/// sums are taken in the order of agents.
final class PricingRound {
  /// The problem may change as long as its options, networks and slots do not.
  var problem: RosterProblem {
    didSet {
      twins = PricingRound.twins(of: problem.agents)
      units = PricingRound.units(problem, twins, threads: workers.count)
      for worker in workers { worker.pricing.problem = problem }
    }
  }
  private let workers: [Worker]
  /// Of agents alike in everything only the first is in a unit.
  private var units: [Unit]
  /// For each agent, the first that is alike in everything: their cheapest tours are the same.
  private var twins: [Int]

  /// Agents that see the same prices, to be priced by one thread.
  private struct Unit {
    let network: Int
    let mask: Int
    let agents: ArraySlice<Int>
    /// Additions that they take, about.
    let cost: Int
  }

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

  /// The next unit that no thread has taken.
  private final class Queue: Sendable {
    private let taken = Atomic(0)
    func next() -> Int { taken.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  init(problem: RosterProblem, threads: Int) {
    self.problem = problem
    workers = (0..<max(1, threads)).map { _ in Worker(problem: problem) }
    twins = PricingRound.twins(of: problem.agents)
    units = PricingRound.units(problem, twins, threads: workers.count)
  }

  /// The agents in units, the dearest first, so that no thread is left with much at the end.
  private static func units(_ problem: RosterProblem, _ twins: [Int], threads: Int) -> [Unit] {
    var members: [[Int]: [Int]] = [:]
    for (index, agent) in problem.agents.enumerated() where twins[index] == index {
      members[[agent.network, agent.mask], default: []].append(index)
    }
    let classes = members.sorted { $0.value[0] < $1.value[0] }.map { key, agents in
      let levels = problem.agents[agents[0]].weekLevels.map(\.upperBound).max() ?? 0
      return (
        network: key[0], mask: key[1], agents: agents,
        cost: problem.networks[key[0]].cells.cells.count * (levels + 1)
      )
    }
    if threads == 1 {
      return classes.map { Unit(network: $0, mask: $1, agents: $2[...], cost: $3) }
    }
    let total = classes.reduce(0) { $0 + $1.cost * $1.agents.count }
    // Group values are set once for a unit, which a few agents should share.
    let share = total / (16 * threads)
    return classes.flatMap { network, mask, agents, cost in
      let size = max(1, share / max(1, cost))
      return Swift.stride(from: 0, to: agents.count, by: size).map { first in
        let part = agents[first..<min(agents.count, first + size)]
        return Unit(network: network, mask: mask, agents: part, cost: cost * part.count)
      }
    }.enumerated().sorted { ($1.element.cost, $0.offset) < ($0.element.cost, $1.offset) }
      .map(\.element)
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
        let units = units
        let queue = Queue()
        let work = { (thread: Int) in
          let pricing = this.workers[thread].pricing
          var last = (network: -1, mask: -1)
          while case let next = queue.next(), next < units.count {
            let unit = units[next]
            if last != (unit.network, unit.mask) {
              last = (unit.network, unit.mask)
              pricing.setGroupValues(network: unit.network, slotPrices: masks[unit.mask])
            }
            for agent in unit.agents {
              let tallies = tallyDuals.isEmpty ? 0 : tallyDuals.count / count
              let tallyPrices = tallyDuals[agent * tallies..<(agent + 1) * tallies]
              let model = this.problem.agents[agent]
              guard let best = pricing.cheapestTour(of: model, tallyPrices: tallyPrices) else {
                continue
              }
              tours[agent] = best.tour
              costs[agent] =
                model.frame == nil
                ? best.cost
                : this.fullCost(
                  of: best.tour, agent: agent, pricing, tallyPrices: tallyPrices)
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
