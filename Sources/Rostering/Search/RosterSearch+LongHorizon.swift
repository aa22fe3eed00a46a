internal import Workforce

// The search where the horizon is so long that pricing all agents with their hours takes most of the time.

extension RosterSearch {
  /// A first roster where exact responses over all days take long: they are only for those for whom the
  /// relaxed problem finds nothing. Stretches of the year are then improved for a small part of the time.
  func startLongHorizon(order: [Int]) -> Bool {
    var quick = relaxed.map { LocalSearch(problem: $0) }
    var exact: LocalSearch?
    var state = RosterState(problem: problem)
    for agent in order where quick?.respond(agent, in: &state) != true {
      if exact == nil { exact = LocalSearch(problem: problem) }
      guard exact!.respond(agent, in: &state) else { return false }
    }
    take(state, .start)
    var descent = WindowDescent(state)
    descent.run(length: 28, shouldStop: { self.isOver || self.share(0.1, of: 1) })
    take(descent.state, .start)
    return true
  }

  /// Duals of the whole horizon without hours, whole tours by a dive from them, and then parts of the
  /// roster: a few agents over all days, which can exchange hours between far weeks, then the
  /// neighbourhoods that shorter horizons have.
  /// - Parameter hourless: the problem with hours as tallies.
  func searchLongHorizon(_ hourless: RosterProblem) {
    var bundle = DualBundle(problem: hourless, start: best!.tours)
    bundle.leastStep = bundle.step / 5
    let round = PricingRound(problem: hourless, threads: threads)
    guard converge(&bundle, round, part: 0.25, units: 200, most: 2000) else { return }
    var dive = LongDive(whole: problem, round: round)
    var generator = SplitMix64(seed: limits.seed &* 7_919)
    let all = Array(problem.agents.indices)
    let tours = dive.run(
      bundle, agents: all, tours: best!.tours, generator: &generator,
      shouldStop: { self.isCut })
    work += 1
    if let tours {
      var descent = WindowDescent(RosterState(problem: problem, tours: tours))
      descent.run(length: 28, shouldStop: { self.isCut })
      take(descent.state, .dive)
    }
    diveAgain(bundle, &dive)
    searchNeighbourhoods(bundle.transferred(to: problem, with: best!.tours))
  }

  /// Dives for a few agents at a time, all others staying as they are.
  private func diveAgain(_ bundle: DualBundle, _ dive: inout LongDive) {
    let order = Array(problem.agents.indices)
    while !isOver, !isDone, !share(0.5, of: 260) {
      var generator = SplitMix64(seed: limits.seed &* 999_983 &+ UInt64(work))
      let size = min(order.count, Int.random(in: 4...10, using: &generator))
      let agents = Array(order.shuffled(using: &generator).prefix(size)).sorted()
      let state = best!
      var part = bundle.restricted(to: agents, of: state)
      dive.round.problem = part.problem
      for _ in 0..<40 where !isCut {
        guard part.iterate(dive.round) else { return }
      }
      work += 1
      guard
        let tours = dive.run(
          part, agents: agents, tours: state.tours, generator: &generator,
          shouldStop: { self.isCut })
      else { return }
      var trial = state
      for (agent, tour) in zip(agents, tours) { trial.setTour(tour, of: agent) }
      var descent = WindowDescent(trial)
      descent.run(length: 28, agents: agents, shouldStop: { self.isCut })
      take(descent.state, .dive)
      tell(.dive)
    }
  }
}
