extension Pricing {
  /// A cheap tour of an agent that keeps the limits on tallies; nil where none was found.
  ///
  /// Without limits it is the cheapest. With them the prices of the tallies are raised where a limit is
  /// broken and lowered where it is slack, and the cheapest tour that keeps all limits is taken: a
  /// heuristic for whole rosters, never for bounds.
  /// - Parameter tallyPrices: where to begin, as the duals of the limits.
  func tourWithinTallies(
    of agent: RosterProblem.AgentModel, tallyPrices start: ArraySlice<Double> = [],
    frame: TourFrame? = nil
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    let limits = agent.tallyLimits
    if limits.isEmpty { return cheapestTour(of: agent, frame: frame) }
    var prices = start.isEmpty ? [Double](repeating: 0, count: limits.count) : Array(start)
    var best: (tour: RosterProblem.Tour, cost: Double)?
    var step = 0.0
    var left = 24
    while left > 0 {
      left -= 1
      guard let found = cheapestTour(of: agent, tallyPrices: prices[...], frame: frame) else {
        return best
      }
      let counts = problem.tallies(of: found.tour, agent: agent)
      if step == 0 {
        // The spread of what is at stake sets the pace.
        let finite = problem.networks[agent.network].groups(of: days)
          .map { space.groupPrices[$0] }.filter { $0 < .infinity }
        step = max(1, ((finite.max() ?? 0) - (finite.min() ?? 0)) / 16)
      }
      var broken = false
      for tally in limits.indices {
        let excess = counts[tally] - limits[tally]
        if excess > 0 { broken = true }
        prices[tally] = max(0, prices[tally] + step * Double(excess))
      }
      step *= 0.85
      if broken { continue }
      let cost =
        value(of: found.tour, days: days) + Double(problem.cost(of: found.tour, agent: agent))
      if best == nil || cost < best!.cost { best = (found.tour, cost) }
      if prices.allSatisfy({ $0 == 0 }) { return best }
      left = min(left, 4)
    }
    if best != nil { return best }
    // As a last resort, no shift of the tallies that break.
    prices = [Double](repeating: 0, count: limits.count)
    for _ in 0...limits.count {
      guard let found = cheapestTour(of: agent, tallyPrices: prices[...], frame: frame) else {
        return nil
      }
      let counts = problem.tallies(of: found.tour, agent: agent)
      let broken = limits.indices.filter { counts[$0] > limits[$0] }
      if broken.isEmpty {
        return (
          found.tour,
          value(of: found.tour, days: days) + Double(problem.cost(of: found.tour, agent: agent))
        )
      }
      for tally in broken { prices[tally] = .infinity }
    }
    return nil
  }
}
