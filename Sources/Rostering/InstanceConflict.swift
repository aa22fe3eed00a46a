internal import Workforce

extension RosterProblem {
  /// The agents for whom no lawful tour exists, by index.
  /// - Complexity: O(agents × pricing)
  func agentsWithoutTour(threads: Int) -> [Int] {
    let duals = [Double](repeating: 0, count: cover.required.count)
    // All at once and on all threads; one by one only to name those who fail.
    if PricingRound(problem: self, threads: threads).price(duals: duals) != nil { return [] }
    let pricing = Pricing(problem: self)
    let free = [Double](repeating: 0, count: cover.slotCount)
    return agents.indices.filter { index in
      pricing.setGroupValues(network: agents[index].network, slotPrices: free)
      return pricing.cheapestTour(of: agents[index]) == nil
    }
  }
}

/// A rule of a public instance that can be set aside, to see whether a lawful tour is left.
struct RelaxedRule<Instance> {
  /// As messages call it.
  let name: String
  /// Sets the rule aside for everybody.
  let setAside: (inout Instance) -> Void
}

extension AgentConflict {
  /// Members whose reasons are looked for; of the others only the names are told.
  private static let mostExplained = 20

  /// Why each of these agents has no lawful tour: each rule is set aside in turn.
  ///
  /// - Parameters:
  ///   - alone: the instance with nobody but this agent; agents who differ in nothing but their name
  ///     must give equal values.
  ///   - hasTour: whether the agent of such an instance has a lawful tour.
  static func explaining<Instance: Hashable>(
    _ agents: [Int], ids: [String], rules: [RelaxedRule<Instance>], alone: (Int) -> Instance,
    hasTour: (Instance) -> Bool
  ) -> [AgentConflict] {
    var known: [Instance: [String]] = [:]
    return agents.map { agent in
      let instance = alone(agent)
      if known[instance] == nil && known.count < mostExplained {
        known[instance] = rules.filter { rule in
          var relaxed = instance
          rule.setAside(&relaxed)
          return hasTour(relaxed)
        }.map(\.name)
      }
      let why =
        switch known[instance] {
        case nil: "which rule is the cause was not looked for"
        case []: "no single rule, set aside, would help"
        case let rules?:
          "setting aside \(rules.count > 1 ? "any one of " : "")"
            + "\(rules.joined(separator: ", ")) would leave a lawful tour"
        }
      return AgentConflict(
        agent: ids[agent], rules: known[instance] ?? [],
        message: "\(ids[agent]) has no lawful tour: \(why)")
    }
  }
}

extension CallCentreWeeksProblem {
  func conflicts(of agents: [Int]) -> [AgentConflict] {
    let rules: [RelaxedRule<CallCentreWeeks>] = [
      .init(name: "availability") { instance in
        let open = [Range<Int>?](repeating: 0..<2 * CallCentreWeeks.day, count: instance.days)
        for agent in instance.agents.indices { instance.agents[agent].windows = open }
      },
      .init(name: "min_week") { instance in
        for agent in instance.agents.indices {
          instance.agents[agent].weekMinutes = 0...instance.agents[agent].weekMinutes.upperBound
        }
      },
      .init(name: "max_week") { instance in
        for agent in instance.agents.indices {
          let low = instance.agents[agent].weekMinutes.lowerBound
          instance.agents[agent].weekMinutes = low...max(low, instance.rules.legalWeek)
        }
      },
      .init(name: "legal_week") { $0.rules.legalWeek = 7 * CallCentreWeeks.day },
      .init(name: "max_day") { $0.rules.maxDay = CallCentreWeeks.day },
      .init(name: "max_span") { instance in
        instance.rules.spans = instance.rules.spans.lowerBound...CallCentreWeeks.day
      },
      .init(name: "max_stretch") { $0.rules.maxStretch = CallCentreWeeks.day },
      .init(name: "daily_rest") { $0.rules.dailyRest = 0 },
      .init(name: "weekly_rest") { $0.rules.weeklyRest = nil },
      .init(name: "max_days_week") { $0.rules.maxDaysWeek = 7 },
      .init(name: "max_sundays") { $0.rules.maxSundays = 4 },
    ]
    return AgentConflict.explaining(
      agents, ids: instance.agents.map(\.id), rules: rules,
      alone: { index in
        var alone = instance
        alone.agents = [instance.agents[index]]
        alone.agents[0].id = ""
        return alone
      },
      hasTour: {
        CallCentreWeeksProblem($0).problem.agentsWithoutTour(threads: 1).isEmpty
      })
  }
}

extension ShiftSchedulingProblem {
  func conflicts(of staff: [Int]) -> [AgentConflict] {
    typealias Rule = RelaxedRule<ShiftSchedulingInstance>
    func rule(
      _ name: String, _ setAside: @escaping (inout ShiftSchedulingInstance.Member, Int) -> Void
    ) -> Rule {
      Rule(name: name) { instance in
        let days = instance.days
        for member in instance.staff.indices { setAside(&instance.staff[member], days) }
      }
    }
    let longest = instance.days * (instance.shifts.map(\.minutes).max() ?? 0)
    let rules = [
      rule("least minutes") { member, _ in member.minutes = 0...member.minutes.upperBound },
      rule("most minutes") { member, _ in
        member.minutes = member.minutes.lowerBound...max(member.minutes.lowerBound, longest)
      },
      rule("most shifts of each type") { member, days in
        member.maxShifts = member.maxShifts.map { _ in days }
      },
      rule("most consecutive shifts") { member, days in member.maxConsecutiveShifts = days },
      rule("least consecutive shifts") { member, _ in member.minConsecutiveShifts = 1 },
      rule("least consecutive days off") { member, _ in member.minConsecutiveDaysOff = 1 },
      rule("most weekends") { member, days in member.maxWeekends = days },
      rule("days off") { member, _ in member.daysOff = [] },
      Rule(name: "shifts that may not follow") { instance in
        for shift in instance.shifts.indices { instance.shifts[shift].forbiddenNext = [] }
      },
    ]
    return AgentConflict.explaining(
      staff, ids: instance.staff.map(\.id), rules: rules,
      alone: { index in
        var member = instance.staff[index]
        member.id = ""
        return ShiftSchedulingInstance(
          days: instance.days, shifts: instance.shifts, staff: [member])
      },
      hasTour: {
        ShiftSchedulingProblem($0).problem.agentsWithoutTour(threads: 1).isEmpty
      })
  }
}
