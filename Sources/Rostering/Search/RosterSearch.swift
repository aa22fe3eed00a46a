private import Dispatch
internal import LinearProgramming
internal import Workforce

/// The search for a roster: bound, fractional roster, whole rosters, better parts.
///
/// 1. A first roster by greedy exact responses: lawful within moments.
/// 2. The duals of the cover rows by ``DualBundle``: a proven bound and a fractional roster.
/// 3. Roundings, GLPK on the restricted master over the plans the bundle found, and dives (``Dive``).
/// 4. Parts of the roster set free (``Neighbourhood``), until time or work is up.
///
/// The same problem, seed and work give the same roster on any number of threads: every unit of work is
/// seeded by its number, and the best of a batch is taken in their order.
final class RosterSearch {
  let problem: RosterProblem
  /// The same problem with some limits left to multipliers, where that makes pricing much cheaper.
  let relaxed: RosterProblem?
  /// The problem with hours left to multipliers, too, for horizons too long for anything else.
  private let hourless: RosterProblem?
  /// The bundle of the relaxed problem, once converged.
  var relaxedBundle: DualBundle?
  let limits: SolveLimits
  let stop: StopSignal
  private let report: (SolveProgress) -> Void
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  var work = 0
  /// Times that all agents were priced, and tours that this brought.
  var iterations = 0
  var columns = 0
  var best: RosterState?
  var bestCost = Int.max
  var bound = -Double.infinity
  /// The multipliers that prove the bound, where those of the cover alone do.
  private var boundDuals: [Double]?
  let threads: Int
  lazy var round = PricingRound(problem: problem, threads: threads)
  /// The cost that last was clearly better than those before, and when it was found.
  private var milestone = Int.max
  private var lastImprovement = 0.0
  private var isRounding = false
  /// Parts of the roster that are looked at in one unit of work.
  static let batch = 4

  /// - Parameter begin: when the time began to run, where that was before now.
  /// - Precondition: every agent has a lawful tour.
  init(
    problem: RosterProblem, relaxed: RosterProblem? = nil, hourless: RosterProblem? = nil,
    since begin: ContinuousClock.Instant = .now, limits: SolveLimits, stop: StopSignal,
    report: @escaping (SolveProgress) -> Void
  ) {
    self.problem = problem
    self.relaxed = relaxed
    self.hourless = hourless
    self.limits = limits
    self.stop = stop
    self.report = report
    threads = max(1, limits.threads)
    self.begin = begin
  }

  struct Result {
    let state: RosterState
    /// Proven cents below which no roster costs; nil where the search ended before there was one.
    let bound: Double?
    /// The multipliers of the cover rows that prove it, where no others are needed.
    let boundDuals: [Double]?
    let seconds: Double
    let work: Int
    let iterations: Int
    let columns: Int
  }

  /// - Returns: nil where limits on tallies kept every attempt from a roster; never without tallies.
  func run() -> Result? {
    guard start() else { return nil }
    if let hourless {
      searchLongHorizon(hourless)
    } else if var bundle = improveBound() {
      // A good roster soon; then better weights to dive from.
      round(bundle, units: 2)
      if !isOver, !isDone {
        // Numerical trouble costs this chance; the bundle's own weights serve as well.
        do throws(SolverError) { try generateColumns(&bundle) } catch {}
      }
      dive(bundle)
      searchNeighbourhoods(bundle)
    }
    LinearProgram.releaseThreadMemory()
    let whole = BoundProof.cents(bound)
    return Result(
      state: best!, bound: bound.isFinite ? min(whole, Double(bestCost)) : nil,
      boundDuals: bound.isFinite ? boundDuals : nil, seconds: seconds,
      work: work, iterations: iterations, columns: columns)
  }

  // MARK: Stages

  private func start() -> Bool {
    // Those with the fewest options first: the others can work around them.
    let freedom = problem.agents.map { agent in
      agent.groupCosts.count { $0 != RosterProblem.AgentModel.forbidden }
    }
    let order = problem.agents.indices.sorted { (freedom[$0], $0) < (freedom[$1], $1) }
    if hourless != nil { return startLongHorizon(order: order) }
    var search = LocalSearch(problem: problem)
    guard var state = search.start(order: order) else { return false }
    take(state, .start)
    search.sweep(&state, order: order, rounds: 3, shouldStop: { self.isOver })
    take(state, .start)
    return true
  }

  /// The duals of the problem, found first without what makes pricing dear, if anything.
  private func improveBound() -> DualBundle? {
    guard let relaxed else {
      var bundle = DualBundle(problem: problem, start: best!.tours)
      return converge(&bundle, round, part: 0.4, units: 250) ? bundle : nil
    }
    var coarse = DualBundle(problem: relaxed, start: best!.tours)
    let coarseRound = PricingRound(problem: relaxed, threads: threads)
    guard converge(&coarse, coarseRound, part: 0.25, units: 200) else { return nil }
    relaxedBundle = coarse
    var bundle = coarse.transferred(to: problem, with: best!.tours)
    return converge(&bundle, round, part: 0.4, units: 250) ? bundle : nil
  }

  /// - Returns: false where an agent has no lawful tour.
  func converge(
    _ bundle: inout DualBundle, _ round: PricingRound, part: Double, units: Int, most: Int = 400
  ) -> Bool {
    var settled = 0
    columns += bundle.planCount
    while !isOver, !isDone {
      guard bundle.iterate(round) else { return false }
      work += 1
      iterations += 1
      columns += bundle.added
      take(boundOf: bundle)
      tell(.bound)
      // A good roster does not have to wait for the last digits of the bound.
      if bundle.iterations == 40, relaxed == nil {
        self.round(bundle, units: 1)
        isRounding = false
      }
      // One small promise may come of a short step; several in a row do not.
      settled = bundle.promise < 1e-5 * abs(bundle.bound) ? settled + 1 : 0
      if settled >= 4 || bundle.iterations >= most || share(part, of: units) { break }
    }
    return true
  }

  /// Whole rosters near the fractional one of a bundle; several in a unit of work, on all threads.
  private func round(_ bundle: DualBundle, units: Int) {
    let plans = bundle.plans.map { known in
      known.filter { $0.weight > 1e-6 }.map { (tour: $0.tour, weight: $0.weight) }
    }
    if !isRounding {
      isRounding = true
      lastImprovement = seconds
    }
    if tools.isEmpty { tools = (0..<threads).map { _ in Rounding(problem: problem) } }
    for _ in 0..<units where !isOver && !isDone {
      let shares = [0.9, 0.8, 0.95, 0.7]
      var candidates = [RosterState?](repeating: nil, count: shares.count)
      candidates.withUnsafeMutableBufferPointer { candidates in
        tools.withUnsafeMutableBufferPointer { tools in
          nonisolated(unsafe) let candidates = candidates
          nonisolated(unsafe) let tools = tools
          nonisolated(unsafe) let this = self
          let unit = work
          DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for index in stride(from: thread, to: shares.count, by: this.threads) {
              var generator = SplitMix64(
                seed: this.limits.seed &* 1_000_003 &+ UInt64(unit * 64 + index))
              candidates[index] = tools[thread].round(
                present: bundle.present, plans: plans, duals: bundle.centre,
                tallyDuals: bundle.tallyCentre, dualShare: shares[index],
                generator: &generator, shouldStop: { this.isCut })
            }
          }
        }
      }
      for case let candidate? in candidates { take(candidate, .rounding) }
      work += 1
      tell(.rounding)
    }
  }
  private var tools: [Rounding] = []

  // MARK: Limits and progress

  var seconds: Double { (clock.now - begin) / .seconds(1) }

  var secondsLeft: Double { max(0, (limits.seconds ?? .infinity) - seconds) }

  /// Time or work is up, or somebody asked to stop.
  var isOver: Bool {
    isCut || limits.work.map { work >= $0 } ?? false
  }

  /// Time is up or somebody asked to stop: running work must end at once.
  var isCut: Bool {
    stop.isSet || limits.seconds.map { seconds >= $0 } ?? false
  }

  /// The roster is proven good enough, or has not become better for long.
  var isDone: Bool {
    guard bestCost < .max, bound.isFinite else { return false }
    // Costs are whole: less than one above the bound is the least there is.
    if Double(bestCost) - bound <= max(limits.gap * Double(bestCost), 1 - 1e-5) { return true }
    // While the bound is being found, rosters have no reason to become better.
    guard let patience = limits.patience, isRounding else { return false }
    // The more is left to gain, the longer it is worth waiting for: tenfold at a gap of 2.5 %.
    let gap = (Double(bestCost) - bound) / Double(bestCost)
    let quiet = patience * min(10, max(1, gap / 0.0025))
    return seconds - lastImprovement >= max(quiet, lastImprovement / 2)
  }

  /// Whether a share of the time, or this many units of work without a clock, is used.
  func share(_ part: Double, of units: Int) -> Bool {
    if let seconds = limits.seconds { return self.seconds >= part * seconds }
    return limits.work.map { Double(work) >= part * Double($0) } ?? (work >= units)
  }

  /// The bundle's bound, if it is better, and its multipliers; those of tallies are not kept.
  func take(boundOf bundle: DualBundle) {
    guard bundle.bound > bound else { return }
    bound = bundle.bound
    boundDuals = bundle.tallyCentre.isEmpty ? bundle.centre : nil
  }

  func take(_ state: RosterState, _ stage: SolveProgress.Stage) {
    let cost = state.cost
    guard cost < bestCost else { return }
    // A cent less is no reason to wait for another.
    if Double(cost) < 0.9995 * Double(milestone) {
      milestone = cost
      lastImprovement = seconds
    }
    best = state
    bestCost = cost
    tell(stage)
  }

  func tell(_ stage: SolveProgress.Stage) {
    report(
      SolveProgress(
        seconds: seconds, stage: stage, best: bestCost < .max ? bestCost : nil,
        bound: bound.isFinite ? bound : nil))
  }
}
