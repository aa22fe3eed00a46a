internal import Workforce

/// Part of a roster set free: some agents, on a stretch of days.
///
/// What is set free is a roster problem of its own, with its own duals and its own bound: where the bound
/// says that nothing can be gained, the search goes elsewhere at once, and where it does not, a ``Dive``
/// finds whole tours for all of these agents together.
struct Neighbourhood {
  let agents: [Int]
  let days: Range<Int>
  /// Few agents for a long time, or many for a short one.
  let isLong: Bool

  enum Outcome {
    /// No better tours exist for this part.
    case closed
    /// None were found.
    case open
    case better([RosterProblem.Tour])
  }

  /// How much to set free: parts that are too small are proven to hold nothing, parts that are too large
  /// take long and end above what there was.
  struct Sizes {
    private var long = Size(agents: 6, days: 42)
    private var short = Size(agents: 12, days: 9)

    struct Size {
      var agents: Double
      var days: Double
    }

    subscript(isLong: Bool) -> Size { isLong ? long : short }

    mutating func learn(_ part: Neighbourhood, _ outcome: Outcome, problem: RosterProblem) {
      let factor: Double
      switch outcome {
      case .closed: factor = 1.03
      case .open: factor = 0.95
      case .better: return
      }
      var size = self[part.isLong]
      // More agents first; where all are free, more days.
      let most = Double(problem.agents.count)
      if size.agents < most || factor < 1 && size.days <= (part.isLong ? 42 : 9) {
        size.agents = max(3, min(most, size.agents * factor))
      } else {
        size.days = max(1, min(Double(problem.days), size.days * factor))
      }
      if part.isLong { long = size } else { short = size }
    }
  }

  /// Draws a neighbourhood around something that costs.
  init(_ state: RosterState, sizes: Sizes, generator: inout SplitMix64) {
    let problem = state.problem
    let count = problem.agents.count
    isLong = Bool.random(using: &generator)
    let size = sizes[isLong]
    let spread = { (mean: Double, most: Int, generator: inout SplitMix64) in
      max(2, min(most, Int(mean * Double.random(in: 0.7...1.3, using: &generator))))
    }
    let length = min(problem.days, spread(size.days, problem.days, &generator))
    let day = state.cover.randomCostlyDay(using: &generator)
    let first = max(
      0, min(problem.days - length, day - Int.random(in: 0..<length, using: &generator)))
    days = first..<first + length
    let number = min(count, spread(size.agents, count, &generator))
    agents = Array(Array(problem.agents.indices).shuffled(using: &generator).prefix(number))
      .sorted()
  }

  /// Better tours for the agents.
  /// - Parameters:
  ///   - bundle: of the whole problem, whose multipliers are a good beginning.
  ///   - round: on one thread.
  func improve(
    _ state: RosterState, paths: [TourPath], bundle whole: DualBundle,
    round: PricingRound, generator: inout SplitMix64, shouldStop: () -> Bool
  ) -> Outcome {
    let problem = state.problem.restricted(to: agents, of: state, days: days, paths: paths)
    var current = CoverState(problem: problem)
    for agent in agents {
      current.add(
        state.tours[agent], mask: problem.masks[state.problem.agents[agent].mask], sign: 1)
    }
    let cost = current.cost + agents.reduce(0) { $0 + state.tourCosts[$1] }
    let tallies = whole.tallyCount
    let bundle = DualBundle(
      problem: problem,
      plans: agents.map {
        [DualBundle.Plan(tour: state.tours[$0], cost: state.tourCosts[$0], weight: 1)]
      },
      centre: whole.centre,
      tallyCentre: agents.flatMap { whole.tallyCentre[$0 * tallies..<($0 + 1) * tallies] },
      step: (problem.cover.dualLimits.max() ?? 1) / 20)
    var dive = Dive(round: round)
    dive.cutoff = Double(cost) - 1 + 1e-5
    dive.rounds = 40
    if let tours = dive.run(bundle, generator: &generator, shouldStop: shouldStop) {
      // The bound stood below the cutoff to the end; the roster need not.
      return RosterState(problem: problem, tours: tours).cost < cost ? .better(tours) : .open
    }
    return dive.isClosed ? .closed : .open
  }
}

extension CoverState {
  /// A day, drawn by what its slots cost.
  func randomCostlyDay(using generator: inout SplitMix64) -> Int {
    let day = Int.random(in: 0..<problem.days, using: &generator)
    guard cost > 0, Bool.random(using: &generator) else { return day }
    var left = Int.random(in: 0..<cost, using: &generator)
    for day in 0..<problem.days {
      for slot in problem.slots(of: day..<day + 1) {
        left -= slotCosts[slot]
        if left < 0 { return day }
      }
    }
    return day
  }
}
