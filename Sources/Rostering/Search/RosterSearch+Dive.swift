private import Dispatch
internal import Workforce

// Stage 4 of the search: dives from the fractional roster, and neighbourhoods of the best whole one.

extension RosterSearch {
  /// A few dives, each with other choices, as far as they take a small part of the time.
  ///
  /// Where pricing with all limits is too dear, those left to multipliers are kept by choosing tours that
  /// keep them.
  func dive(_ bundle: DualBundle) {
    guard
      let start = [bundle, relaxedBundle].compactMap({ $0 }).first(where: { isAffordable($0) })
    else { return }
    let round =
      start.problem.pricingSize == problem.pricingSize
      ? self.round : PricingRound(problem: start.problem, threads: threads)
    for number in 0..<4 {
      // A roster near the bound is better improved in parts.
      let open = (Double(bestCost) - bound) / Double(max(1, bestCost))
      if isOver || isDone || open < 0.005 || number > 0 && share(0.4, of: 600) { break }
      var generator = SplitMix64(seed: limits.seed &* 7_919 &+ UInt64(number))
      var dive = Dive(round: round)
      dive.cutoff = Double(bestCost) - 1 + 1e-5
      let tours = dive.run(start, generator: &generator, shouldStop: { self.isCut })
      work += dive.iterations
      iterations += dive.iterations
      self.round.problem = problem
      guard let tours else { continue }
      var state = RosterState(problem: problem, tours: tours)
      var search = LocalSearch(problem: problem)
      search.sweep(
        &state, order: Array(problem.agents.indices), rounds: 4, shouldStop: { self.isCut })
      take(state, .dive)
      tell(.dive)
    }
  }

  /// Whether a dive from this bundle takes a small part of the time: some hundred rounds of pricing, as
  /// many as there are agents, on problems that shrink.
  private func isAffordable(_ bundle: DualBundle) -> Bool {
    let additions = Double(bundle.problem.pricingSize) * 3 * Double(problem.agents.count)
    return additions / 6e9 < 0.45 * (limits.seconds ?? 60)
  }

  /// Better tours for parts of the roster, drawn at random, until the limits.
  ///
  /// Parts grow while their bounds rule an improvement out, and shrink while they do not.
  func searchNeighbourhoods(_ bundle: DualBundle) {
    nonisolated(unsafe) let rounds = (0..<threads).map { _ in
      PricingRound(problem: problem, threads: 1)
    }
    var state = best!
    var paths = problem.agents.indices.map {
      TourPath(state.tours[$0], agent: problem.agents[$0], problem: problem)
    }
    var sizes = Neighbourhood.Sizes()
    while !isOver, !isDone {
      let parts = (0..<Self.batch).map { index in
        var generator = SplitMix64(
          seed: limits.seed &* 1_000_003 &+ UInt64(work * 64 + index))
        return Neighbourhood(state, sizes: sizes, generator: &generator)
      }
      var results = [Neighbourhood.Outcome](repeating: .open, count: Self.batch)
      results.withUnsafeMutableBufferPointer { results in
        nonisolated(unsafe) let results = results
        nonisolated(unsafe) let this = self
        let (state, paths, unit) = (state, paths, work)
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
          for index in Swift.stride(from: thread, to: Self.batch, by: this.threads) {
            var generator = SplitMix64(
              seed: this.limits.seed &* 999_983 &+ UInt64(unit * 64 + index))
            results[index] = parts[index].improve(
              state, paths: paths, bundle: bundle, round: rounds[thread],
              generator: &generator, shouldStop: { this.isCut })
          }
        }
      }
      for (part, result) in zip(parts, results) {
        sizes.learn(part, result, problem: problem)
        guard case .better(let tours) = result else { continue }
        var trial = state
        for (agent, tour) in zip(part.agents, tours) { trial.setTour(tour, of: agent) }
        guard trial.cost < state.cost else { continue }
        state = trial
        for (agent, tour) in zip(part.agents, tours) {
          paths[agent] = TourPath(tour, agent: problem.agents[agent], problem: problem)
        }
      }
      work += 1
      take(state, .neighbourhood)
      tell(.neighbourhood)
    }
  }
}
