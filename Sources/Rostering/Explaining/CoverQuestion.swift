internal import Workforce

/// How many required agent-minutes must stay uncovered, whatever lawful roster is made: a bound.
///
/// The site's roster problem with nothing but missing agents counted: no pay, no wishes, nothing for too
/// many. Its Lagrangian bound is above zero only if no lawful roster covers everything (see
/// ``DualBundle``); where it is not, nothing is proven.
struct CoverQuestion {
  private let site: SiteProblem
  private let problem: RosterProblem
  private let threads: Int
  /// What one agent missing in one slot counts.
  private static let price = 100
  /// Rounds after which a bound that has not risen above zero is taken not to.
  private static let most = 120

  /// What was proven and the multipliers that prove it.
  struct Answer {
    /// Agent-minutes that must stay uncovered; zero where nothing is proven.
    let minutes: Double
    let duals: [Double]
  }

  /// - Precondition: every agent has a lawful tour.
  init(_ site: SiteProblem, threads: Int) {
    self.site = site
    self.threads = threads
    problem = site.problem.countingCover
  }

  /// The answer for a part of the requirement.
  /// - Parameters:
  ///   - asks: whether a queue's requirement in a slot counts.
  ///   - known: multipliers that proved something similar, a good beginning.
  ///   - isSharp: whether to look for the largest bound, not only for one above zero.
  func answer(
    asking asks: (_ queue: Int, _ slot: Int) -> Bool, beginningAt known: [Double]? = nil,
    isSharp: Bool = false, shouldStop: () -> Bool = { false }
  ) -> Answer {
    var problem = problem
    problem = problem.covering(cover(asks))
    let round = PricingRound(problem: problem, threads: threads)
    let cover = problem.cover
    var centre = known ?? cover.required.map { $0 > 0 ? Double(Self.price) / 3 : 0 }
    for index in centre.indices where cover.underPrices[index % cover.slotCount] == 0 {
      centre[index] = 0
    }
    let nothing = Answer(minutes: 0, duals: centre)
    guard let first = round.price(duals: centre) else { return nothing }
    let minutes = { (bound: Double) in bound / Double(Self.price) * Double(problem.slotMinutes) }
    // Costs are whole slots; what is less than a hundredth of one may come of rounding.
    let isProven = { (bound: Double) in bound > Double(Self.price) / 100 }
    if isProven(first.bound), !isSharp {
      return Answer(minutes: minutes(first.bound), duals: centre)
    }
    let plans = zip(problem.agents, first.tours).map { agent, tour in
      [DualBundle.Plan(tour: tour, cost: 0, weight: 1)]
    }
    var bundle = DualBundle(
      problem: problem, plans: plans, centre: centre, tallyCentre: [],
      step: Double(Self.price) / 10)
    var settled = 0
    for _ in 0..<Self.most where !shouldStop() {
      guard bundle.iterate(round) else { return nothing }
      if isProven(bundle.bound), !isSharp { break }
      settled = bundle.promise < max(1e-4 * bundle.bound, 0.5) ? settled + 1 : 0
      if settled >= 3 { break }
    }
    return Answer(
      minutes: isProven(bundle.bound) ? minutes(bundle.bound) : 0, duals: bundle.centre)
  }

  /// The requirement that counts, at one price in every slot.
  private func cover(_ asks: (_ queue: Int, _ slot: Int) -> Bool) -> CoverModel {
    let demand = site.demand
    return CoverModel(
      required: demand.required.enumerated().map { queue, agents in
        agents.enumerated().map { slot, count in
          slot < demand.periodSlots && asks(queue, slot) ? count : 0
        }
      },
      present: demand.present, masks: Set(site.problem.masks), underPrice: Self.price, overPrice: 0)
  }
}

extension RosterProblem {
  /// The same problem with everything but cover for nothing.
  fileprivate var countingCover: RosterProblem {
    let free = agents.map { agent in
      AgentModel(
        id: agent.id, network: agent.network, mask: agent.mask, initialNode: agent.initialNode,
        initialLevel: agent.initialLevel,
        groupCosts: agent.groupCosts.map { $0 == AgentModel.forbidden ? $0 : 0 },
        offCosts: agent.offCosts.map { _ in 0 }, weekLevels: agent.weekLevels,
        weekCosts: agent.weekCosts.map { $0.map { _ in 0 } })
    }
    return RosterProblem(
      slotMinutes: slotMinutes, levelMinutes: levelMinutes, days: days, cover: cover,
      options: options, networks: networks, masks: masks, agents: free, weekEnds: weekEnds,
      groupOfOption: groupOfOption)
  }

  /// The same problem with another cover.
  fileprivate func covering(_ cover: CoverModel) -> RosterProblem {
    RosterProblem(
      slotMinutes: slotMinutes, levelMinutes: levelMinutes, days: days, cover: cover,
      options: options, networks: networks, masks: masks, agents: agents, weekEnds: weekEnds,
      groupOfOption: groupOfOption)
  }
}
