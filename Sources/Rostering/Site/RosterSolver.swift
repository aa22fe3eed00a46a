/// Builds a site's roster, or names the agents for whom there is none.
package struct RosterSolver {
  private let site: SiteProblem
  private let limits: SolveLimits
  private let stop: StopSignal
  private let report: (SolveProgress) -> Void

  /// - Parameter report: called as the search goes on, on the thread that solves.
  package init(
    _ site: SiteProblem, limits: SolveLimits, stop: StopSignal = StopSignal(),
    report: @escaping (SolveProgress) -> Void = { _ in }
  ) {
    self.site = site
    self.limits = limits
    self.stop = stop
    self.report = report
  }

  /// The best roster found within the limits.
  package func solve() -> RosterOutcome {
    let impossible = site.problem.agentsWithoutTour(threads: limits.threads)
    if !impossible.isEmpty { return .impossible(impossible.map(site.conflict(of:))) }
    let search = RosterSearch(problem: site.problem, limits: limits, stop: stop, report: report)
    // A site has no tallies, so every agent's best response is a tour.
    return .roster(RosterResult(site: site, found: search.run()!, seed: limits.seed))
  }
}
