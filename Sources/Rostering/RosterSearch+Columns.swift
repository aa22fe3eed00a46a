internal import LinearProgramming

// Stage 3 of the search: GLPK on a master that grows.

extension RosterSearch {
  /// Column generation over GLPK from the plans at hand: the master's duals, halfway to the best point so
  /// far, are priced, which brings plans and perhaps a better bound, until the master costs no more than
  /// the bound or a part of the time is used.
  func generateColumns(_ bundle: inout DualBundle) throws(SolverError) {
    // With a whole roster among the plans all limits can be kept.
    bundle.add(best!.tours)
    var master = try RestrictedMaster(problem: problem, duals: bundle.centre)
    try master.add(bundle.newPlans(beyond: master.plans))
    var weights: [[Double]]?
    for _ in 0..<200 {
      guard let outcome = try master.minimize(limits: masterLimits) else { break }
      weights = outcome.weights
      let plans = bundle.planCount
      let before = bundle.bound
      for share in [0.5, 1] where bundle.planCount == plans && bundle.bound == before {
        let mix = { (a: [Double], b: [Double]) in zip(a, b).map { share * $0 + (1 - share) * $1 } }
        let duals = mix(outcome.duals, bundle.centre)
        let tallyDuals = mix(outcome.tallyDuals, bundle.tallyCentre)
        guard let result = round.price(duals: duals, tallyDuals: tallyDuals) else { return }
        bundle.offer(duals: duals, tallyDuals: tallyDuals, result)
        work += 1
        iterations += 1
        columns += bundle.added
      }
      bound = max(bound, bundle.bound)
      tell(.master)
      let open = (outcome.objective - bundle.bound) / max(1, abs(bundle.bound))
      if open < max(1e-7, limits.gap / 4) || isOver || isDone || share(0.4, of: 300) { break }
      if bundle.planCount == plans && bundle.bound == before { break }
      try master.add(bundle.newPlans(beyond: master.plans))
    }
    if let weights { bundle.setWeights(weights) }
  }

  /// Fixes agents to whole plans, the surest first, and brings the rest back to convergence each time.
  ///
  /// Source: G. Desaulniers, J. Desrosiers, M. M. Solomon, *Column Generation* (Springer, 2005), ch. 12,
  /// doi:10.1007/b135457 (diving with re-pricing).
  func dive(_ start: DualBundle) throws(SolverError) {
    var bundle = start
    var master = try RestrictedMaster(problem: problem, duals: bundle.centre)
    try master.add(bundle.newPlans(beyond: master.plans))
    var fixed = [Int?](repeating: nil, count: problem.agents.count)
    var method = LinearProgram.Method.primal
    // A dive that takes too long leaves too little time for polishing.
    while fixed.contains(nil), !isOver, !isDone, !share(0.6, of: 300) {
      var last: RestrictedMaster.Outcome?
      for _ in 0..<12 {
        guard let outcome = try master.minimize(limits: masterLimits, method: method) else {
          return
        }
        last = outcome
        method = .primal
        guard !isOver, !share(0.6, of: 300),
          let result = round.price(duals: outcome.duals, tallyDuals: outcome.tallyDuals)
        else { return }
        work += 1
        let before = bundle.planCount
        bundle.add(result.tours, where: { fixed[$0] == nil })
        iterations += 1
        columns += bundle.added
        if bundle.planCount == before { break }
        try master.add(bundle.newPlans(beyond: master.plans))
      }
      guard let weights = last?.weights else { return }
      // Whole ones, and the one that is nearest to whole.
      let choices = fixed.indices.filter { fixed[$0] == nil }.compactMap {
        agent -> (agent: Int, plan: Int, weight: Double)? in
        let model = problem.agents[agent]
        return weights[agent].indices
          .filter { weights[agent][$0] > 1e-6 }
          .filter { plan in
            let counts = problem.tallies(of: master.plans[agent][plan].tour, agent: model)
            return zip(counts, model.tallyLimits).allSatisfy { $0 <= $1 }
          }
          .max { weights[agent][$0] < weights[agent][$1] }
          .map { (agent, $0, weights[agent][$0]) }
      }.sorted { ($1.weight, $0.agent) < ($0.weight, $1.agent) }
      guard let surest = choices.first else { return }
      let share = max(1, problem.agents.count / 40)
      for (position, choice) in choices.enumerated()
      where position < share || choice.weight > 0.999 || choice.agent == surest.agent {
        fixed[choice.agent] = choice.plan
        try master.fix(agent: choice.agent, plan: choice.plan)
      }
      method = .dual
      tell(.master)
    }
    guard !fixed.contains(nil) else { return }
    var state = RosterState(problem: problem)
    for (agent, plan) in fixed.enumerated() {
      state.setTour(master.plans[agent][plan!].tour, of: agent)
    }
    var search = LocalSearch(problem: problem)
    search.sweep(
      &state, order: Array(problem.agents.indices), rounds: 4, shouldStop: { self.isCut })
    take(state, .master)
  }

  /// Without a clock the iterations are counted, so that the result is the same everywhere.
  private var masterLimits: Limits {
    limits.seconds == nil
      ? Limits(iterations: 100_000) : Limits(seconds: min(20, secondsLeft / 3))
  }
}
