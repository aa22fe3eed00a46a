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
  /// The number it asks for, where it is one.
  var limit: (Instance) -> Int? = { _ in nil }
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
    var known: [Instance: [RelaxedRule<Instance>]] = [:]
    return agents.map { agent in
      let instance = alone(agent)
      if known[instance] == nil && known.count < mostExplained {
        known[instance] = rules.filter { rule in
          var relaxed = instance
          rule.setAside(&relaxed)
          return hasTour(relaxed)
        }
      }
      let rules = known[instance]?.map { rule in
        rule.name + (rule.limit(instance).map { " \($0)" } ?? "")
      }
      let why =
        switch rules {
        case nil: "which rule is the cause was not looked for"
        case []: "no single rule, set aside, would help"
        case let rules?:
          "setting aside \(rules.count > 1 ? "any one of " : "")"
            + "\(rules.joined(separator: ", ")) would leave a lawful tour"
        }
      return AgentConflict(
        agent: ids[agent], rules: known[instance]?.map(\.name) ?? [],
        message: "\(ids[agent]) has no lawful tour: \(why)")
    }
  }
}

extension CallCentreWeeksProblem {
  func conflicts(of agents: [Int]) -> [AgentConflict] {
    typealias Rule = RelaxedRule<CallCentreWeeks>
    func agent(
      _ name: String, _ limit: @escaping (CallCentreWeeks.Agent) -> Int?,
      _ setAside: @escaping (inout CallCentreWeeks.Agent, CallCentreWeeks) -> Void
    ) -> Rule {
      Rule(name: name, limit: { limit($0.agents[0]) }) { setAside(&$0.agents[0], $0) }
    }
    func rule<Value>(
      _ name: String, _ path: WritableKeyPath<CallCentreWeeks.Rules, Value>, _ loose: Value
    ) -> Rule {
      Rule(name: name, limit: { $0.rules[keyPath: path] as? Int }) {
        $0.rules[keyPath: path] = loose
      }
    }
    let day = CallCentreWeeks.day
    let rules = [
      agent("availability", { _ in nil }) { agent, instance in
        agent.windows = [Range<Int>?](repeating: 0..<2 * day, count: instance.days)
      },
      agent("min_week", \.weekMinutes.lowerBound) { agent, _ in
        agent.weekMinutes = 0...agent.weekMinutes.upperBound
      },
      agent("max_week", \.weekMinutes.upperBound) { agent, _ in
        agent.weekMinutes = agent.weekMinutes.lowerBound...7 * day
      },
      rule("legal_week", \.legalWeek, 7 * day), rule("max_day", \.maxDay, day),
      Rule(name: "max_span", limit: \.rules.spans.upperBound) {
        $0.rules.spans = $0.rules.spans.lowerBound...day
      },
      rule("max_stretch", \.maxStretch, day), rule("daily_rest", \.dailyRest, 0),
      rule("weekly_rest", \.weeklyRest, nil), rule("max_days_week", \.maxDaysWeek, 7),
      rule("max_sundays", \.maxSundays, 4),
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
      _ name: String, _ limit: @escaping (ShiftSchedulingInstance.Member) -> Int?,
      _ setAside: @escaping (inout ShiftSchedulingInstance.Member, Int) -> Void
    ) -> Rule {
      Rule(name: name, limit: { limit($0.staff[0]) }) { setAside(&$0.staff[0], $0.days) }
    }
    let longest = instance.days * (instance.shifts.map(\.minutes).max() ?? 0)
    let rules = [
      rule("least minutes", \.minutes.lowerBound) { member, _ in
        member.minutes = 0...member.minutes.upperBound
      },
      rule("most minutes", \.minutes.upperBound) { member, _ in
        member.minutes = member.minutes.lowerBound...max(member.minutes.lowerBound, longest)
      },
      rule("most shifts of each type", { _ in nil }) { member, days in
        member.maxShifts = member.maxShifts.map { _ in days }
      },
      rule("most consecutive shifts", \.maxConsecutiveShifts) { member, days in
        member.maxConsecutiveShifts = days
      },
      rule("least consecutive shifts", \.minConsecutiveShifts) { member, _ in
        member.minConsecutiveShifts = 1
      },
      rule("least consecutive days off", \.minConsecutiveDaysOff) { member, _ in
        member.minConsecutiveDaysOff = 1
      },
      rule("most weekends", \.maxWeekends) { member, days in member.maxWeekends = days },
      rule("days off", { _ in nil }) { member, _ in member.daysOff = [] },
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
        ShiftSchedulingProblem($0).exact().agentsWithoutTour(threads: 1).isEmpty
      })
  }
}
