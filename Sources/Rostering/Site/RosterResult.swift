internal import Rules
package import Workforce

/// How a solve ended.
package enum RosterOutcome: Sendable {
  case roster(RosterResult)
  /// No roster satisfies the rules: these agents have no lawful tour, whatever the others do.
  case impossible([AgentConflict])
}

/// A lawful roster, what it costs, and how far from the best it can be at most.
package struct RosterResult: Sendable {
  package let roster: Roster
  package let cost: RosterCost
  /// Proven cents below which no lawful roster costs; nil where the solve ended too early for one.
  package let bound: Double?
  /// What anybody can prove the bound with again.
  package let proof: BoundProof?
  package let seconds: Double
  /// Units of work done.
  package let work: Int
  package let seed: UInt64
  /// Agents present and counted on each queue, by queue and interval; see ``Allocation``.
  package let allocation: Allocation

  /// Share of the cost that is not proven necessary.
  package var gap: Double? {
    guard let bound, cost.total > 0 else { return nil }
    return max(0, (Double(cost.total) - bound) / Double(cost.total))
  }

  init(site: SiteProblem, found: RosterSearch.Result, seed: UInt64) {
    roster = site.roster(found.state.tours)
    cost = RosterCost(site: site, state: found.state)
    bound = found.bound
    proof = found.boundDuals.map(site.proof)
    seconds = found.seconds
    work = found.work
    self.seed = seed
    allocation = Allocation(site: site, state: found.state)
  }
}

/// Cents of a roster by component.
package struct RosterCost: Sendable, Equatable {
  /// Contract hours, overtime and complementary hours of the period's civil weeks.
  package let hours: Int
  package let premiums: Int
  package let wishes: Int
  /// What burdens given to those above their share, and wishes not kept of those behind, cost on top.
  package let fairness: Int
  /// Where agents were missing to a queue's minimum, at the price of that.
  package let understaffing: Int
  package let overstaffing: Int
  /// Understaffing and overstaffing of the night that follows the period, until its first shifts.
  package let followingNight: Int
  /// Agent-minutes required and not rostered.
  package let understaffedMinutes: Int
  /// Agent-minutes of these that were missing to the queues' minima.
  package let belowMinimumMinutes: Int
  package let overstaffedMinutes: Int

  package var total: Int {
    hours + premiums + wishes + fairness + understaffing + overstaffing + followingNight
  }

  init(site: SiteProblem, state: RosterState) {
    let problem = site.problem
    let cover = problem.cover
    var (under, below, over, underCost, overCost) = (0, 0, 0, 0, 0)
    for slot in 0..<site.demand.periodSlots {
      let open = cover.under(present: state.cover.present, slot: slot)
      var surplus = open
      for component in cover.components {
        let whole = (component.upperBound - 1) * cover.slotCount + slot
        surplus += Int(state.cover.present[whole]) - cover.required[whole]
      }
      let scarce = site.minima.under(present: state.cover.present, slot: slot)
      under += open
      below += scarce
      over += surplus
      underCost += open * cover.underPrices[slot] + scarce * cover.minimumPrices[slot]
      overCost += surplus * cover.overPrices[slot]
    }
    understaffing = underCost
    overstaffing = overCost
    understaffedMinutes = under * problem.slotMinutes
    belowMinimumMinutes = below * problem.slotMinutes
    overstaffedMinutes = over * problem.slotMinutes
    followingNight = (site.demand.periodSlots..<cover.slotCount).reduce(0) {
      $0 + cover.cost(present: state.cover.present, slot: $1)
    }
    var premiums = 0
    for (index, tour) in state.tours.enumerated() {
      let wage = site.site.agents[index].hourlyWage
      let weights = site.premiumWeights(of: index)
      for option in tour where option >= 0 {
        premiums += (wage * weights[Int(option)] + 3000) / 6000
      }
    }
    self.premiums = premiums
    var missed = 0
    var shared = 0
    for (agent, tour) in state.tours.enumerated() {
      for option in tour where option >= 0 {
        shared += site.fairness.cents(agent: agent, option: Int(option))
      }
    }
    for wish in site.site.wishes {
      let day = wish.day - site.period.firstDay
      guard (0..<problem.days).contains(day),
        let agent = site.site.agents.firstIndex(where: { $0.id == wish.agent })
      else { continue }
      let option = Int(state.tours[agent][day])
      let isKept: Bool
      switch wish.content {
      case .off: isKept = option < 0
      case .shift(let name):
        let kind = site.site.shiftKinds.firstIndex { $0.name == name }
        isKept =
          kind.map { kind in
            option >= 0 && site.shiftOptions[option].kinds & (1 << UInt64(kind)) != 0
          } ?? true
      }
      if isKept { continue }
      missed += wish.weight
      shared += site.fairness.wishCents[agent]
    }
    wishes = missed
    fairness = shared
    hours = state.tourCosts.reduce(0, +) - premiums - missed - shared
  }
}
