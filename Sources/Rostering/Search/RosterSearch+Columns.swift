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
    let latest = secondsLeft - 0.05 * (limits.seconds ?? 0)
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
      take(boundOf: bundle)
      tell(.master)
      let open = (outcome.objective - bundle.bound) / max(1, abs(bundle.bound))
      if open < max(1e-7, limits.gap / 4) || isOver || isDone { break }
      // What is left of the gap is small; whole rosters need the time more.
      if share(0.45, of: 300) || secondsLeft < latest { break }
      if bundle.planCount == plans && bundle.bound == before { break }
      try master.add(bundle.newPlans(beyond: master.plans))
    }
    if let weights { bundle.setWeights(weights) }
  }

  /// Without a clock the iterations are counted, so that the result is the same everywhere.
  private var masterLimits: Limits {
    limits.seconds == nil
      ? Limits(iterations: 100_000) : Limits(seconds: 0.05 * (limits.seconds ?? 60))
  }
}
