internal import Workforce

/// Turns a fractional roster into whole ones; one instance to a thread.
///
/// Agents are taken in random order. Each one's fractional presence is replaced by one whole tour, the
/// cheapest at a mixture of the duals (what the whole period needs) and the marginal prices of the cover
/// as it stands (what is left after those already rounded). Exact best responses follow.
struct Rounding {
  let problem: RosterProblem
  private var search: LocalSearch
  private var prices: [Double]

  init(problem: RosterProblem) {
    self.problem = problem
    search = LocalSearch(problem: problem)
    prices = [Double](repeating: 0, count: problem.cover.slotCount)
  }

  /// A whole roster near a fractional one.
  /// - Parameters:
  ///   - present: Σ weight · present, by subset and slot.
  ///   - tours: each agent's plans with positive weight.
  ///   - dualShare: share of the duals in the prices, the rest being marginal prices.
  mutating func round(
    present fractional: [Double], plans: [[(tour: RosterProblem.Tour, weight: Double)]],
    duals: [Double], tallyDuals: [Double] = [], dualShare: Double, generator: inout SplitMix64,
    shouldStop: () -> Bool
  ) -> RosterState? {
    let cover = problem.cover
    let slots = cover.slotCount
    var present = fractional
    var state = RosterState(problem: problem)
    let order = Array(problem.agents.indices).shuffled(using: &generator)
    for agent in order {
      if shouldStop() { return nil }
      let model = problem.agents[agent]
      let mask = problem.masks[model.mask]
      let subsets = cover.subsets.indices.filter { cover.subsets[$0] & mask != 0 }
      for plan in plans[agent] {
        add(plan.tour, weight: -plan.weight, subsets: subsets, to: &present)
      }
      for slot in 0..<slots {
        var dual = subsets.isEmpty ? 0 : Double(cover.overPrices[slot])
        for subset in subsets { dual -= duals[subset * slots + slot] }
        let marginal = marginalPrice(present, mask: mask, slot: slot)
        prices[slot] = dualShare * dual + (1 - dualShare) * marginal
      }
      search.pricing.setGroupValues(network: model.network, slotPrices: prices)
      let tallies = model.tallyLimits.count
      guard
        let best = search.pricing.tourWithinTallies(
          of: model,
          tallyPrices: tallyDuals.isEmpty
            ? [] : tallyDuals[agent * tallies..<(agent + 1) * tallies])
      else { return nil }
      state.setTour(best.tour, of: agent)
      add(best.tour, weight: 1, subsets: subsets, to: &present)
    }
    search.sweep(&state, order: order, rounds: 6, shouldStop: shouldStop)
    return state
  }

  private func add(
    _ tour: RosterProblem.Tour, weight: Double, subsets: [Int], to present: inout [Double]
  ) {
    let slots = problem.cover.slotCount
    for index in tour where index >= 0 {
      let option = problem.options[Int(index)]
      for subset in subsets {
        let row = subset * slots
        for slot in Int(option.first)..<Int(option.end) { present[row + slot] += weight }
        for slot in Int(option.breakFirst)..<Int(option.breakEnd) { present[row + slot] -= weight }
      }
    }
  }

  /// What one more agent would add to a slot's cost where the cover may be fractional.
  private func marginalPrice(_ present: [Double], mask: UInt32, slot: Int) -> Double {
    let cover = problem.cover
    var price = 0.0
    for component in cover.components where cover.subsets[component.upperBound - 1] & mask != 0 {
      price +=
        cover.dualLimits[slot] * missingChange(component, present, mask: mask, slot: slot)
        + Double(cover.overPrices[slot])
    }
    if cover.minimumPrices[slot] > 0 {
      for component in cover.minimumComponents {
        price +=
          cover.minimumLimits[slot] * missingChange(component, present, mask: mask, slot: slot)
      }
    }
    return price
  }

  /// By how much one more agent changes what a component misses: from 0 to -1.
  @inline(__always)
  private func missingChange(
    _ component: Range<Int>, _ present: [Double], mask: UInt32, slot: Int
  ) -> Double {
    let cover = problem.cover
    let slots = cover.slotCount
    var before = 0.0
    var after = 0.0
    for subset in component {
      let open = Double(cover.required[subset * slots + slot]) - present[subset * slots + slot]
      before = max(before, open)
      after = max(after, cover.subsets[subset] & mask != 0 ? open - 1 : open)
    }
    return after - before
  }
}
