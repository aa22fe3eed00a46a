internal import Workforce

/// Proves what no roster of a multi-activity instance can cost less than, by the dual method of the
/// engine on the ``TourRelaxation``.
struct TourBound {
  private let problem: RosterProblem
  private let round: PricingRound
  private var bundle: DualBundle
  private var settled = 0
  /// No roster costs less.
  var value: Double { bundle.bound }
  /// Tours that the iterations brought.
  private(set) var columns = 0

  /// - Parameter roster: lawful tours and the cover they give; the better they are, the sooner the bound
  ///   is good.
  init(_ roster: TaskRoster, threads: Int) {
    let relaxation = TourRelaxation(roster.model)
    problem = relaxation.problem
    round = PricingRound(problem: problem, threads: threads)
    let tours = relaxation.tours(of: roster)
    bundle = DualBundle(problem: problem, start: tours)
    var cover = CoverState(problem: problem)
    for tour in tours { cover.add(tour, mask: 1, sign: 1) }
    // Prices at which the roster's cover is as it is: full where more are wanted, none where fewer are,
    // and something between where the cover is just met.
    let duals = problem.cover.required.indices.map { slot -> Double in
      let balance = Int(cover.present[slot]) - problem.cover.required[slot]
      let limit = problem.cover.dualLimits[slot]
      return balance > 0 ? 0 : balance < 0 ? limit : min(1, limit / 2)
    }
    bundle.centre = duals
    bundle.duals = duals
  }

  /// One step of the dual method.
  /// - Returns: false once further steps promise next to nothing.
  mutating func improve() -> Bool {
    guard bundle.iterate(round) else { return false }
    columns += bundle.added
    settled = bundle.promise < 1e-4 * max(1, abs(bundle.bound)) ? settled + 1 : 0
    return settled < 4
  }
}
