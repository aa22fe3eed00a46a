internal import Rules
package import Workforce

/// Asks why an agent has a shift on a day.
package struct ShiftQuestion {
  private let site: SiteProblem
  private let state: RosterState

  /// - Throws: ``RosterMisfit`` where the roster has shifts that the site's kinds do not allow, or is not lawful for
  ///   some agent: then nothing can be compared.
  package init(_ site: SiteProblem, roster: Roster) throws(RosterMisfit) {
    self.site = site
    let tours = try site.tours(of: roster)
    state = RosterState(problem: site.problem, tours: tours)
  }

  /// The answer for an agent and a day of the period.
  /// - Parameters:
  ///   - most: how many alternatives besides the day off, each with another start.
  ///   - limits: for the search in which all others may move.
  /// - Precondition: the site has the agent, the period the day.
  package func answer(
    agent id: String, day date: Day, most: Int = 3, limits: SolveLimits, stop: StopSignal
  ) -> ShiftAnswer {
    let agent = site.site.agents.firstIndex { $0.id == id }!
    let day = date - site.period.firstDay
    let old = state.tours[agent][day]
    let before = RosterCost(site: site, state: state)
    let found = responses(agent, day: day).filter { $0.tour[day] != old }
    let ranked = found.map { response in
      var changed = state
      changed.setTour(response.tour, of: agent)
      return (tour: response.tour, state: changed)
    }.sorted { ($0.state.cost, $0.tour[day]) < ($1.state.cost, $1.tour[day]) }
    // One for each start: the same shift half an hour longer tells nothing new.
    var starts: Set<Int> = []
    let shifts = ranked.filter { other in
      guard other.tour[day] >= 0 else { return false }
      let option = site.shiftOptions[Int(other.tour[day])]
      if old >= 0, site.shiftOptions[Int(old)].start == option.start { return false }
      return starts.insert(option.start).inserted
    }
    let off = ranked.first { $0.tour[day] < 0 }
    let shown = (Array(shifts.prefix(most)) + [off].compactMap(\.self))
      .sorted { $0.state.cost < $1.state.cost }
    return ShiftAnswer(
      agent: id, day: date, current: shift(old, of: id),
      alternatives: shown.map { tour, changed in
        ShiftAnswer.Alternative(
          shift: shift(tour[day], of: id),
          moves: tour.indices.filter { $0 != day && tour[$0] != state.tours[agent][$0] }.map {
            ShiftAnswer.Move(day: site.calendar.date($0), shift: shift(tour[$0], of: id))
          },
          change: ShiftAnswer.Change(RosterCost(site: site, state: changed), before))
      },
      against: old >= 0 && off == nil || old < 0 && shifts.isEmpty
        ? reasons(agent, day: day, isOff: old >= 0) : [],
      wholeRoster: found.isEmpty ? nil : interval(agent, day: day, without: old, limits, stop))
  }

  private func shift(_ option: Int32, of agent: String) -> Shift? {
    option < 0 ? nil : site.shift(Int(option), of: agent)
  }

  // MARK: What else the day could hold

  /// The agent's cheapest tour for each group of the day and for the day off, all others staying.
  private func responses(
    _ agent: Int, day: Int
  ) -> [(tour: RosterProblem.Tour, cost: Double)] {
    let problem = site.problem
    let model = problem.agents[agent]
    var others = state
    others.remove(agent)
    var prices = [Double](repeating: 0, count: problem.cover.slotCount)
    others.cover.marginalPrices(mask: problem.masks[model.mask], into: &prices)
    let pricing = Pricing(problem: problem)
    pricing.setGroupValues(network: model.network, slotPrices: prices)
    let groups = problem.networks[model.network].groups(of: day..<day + 1)
    let open = groups.filter { model.groupCosts[$0] != RosterProblem.AgentModel.forbidden }
    return ([nil] + open.map(Optional.init)).compactMap { group in
      let forced = model.keeping(group, of: groups, on: day)
      guard let best = pricing.cheapestTour(of: forced),
        (best.tour[day] < 0) == (group == nil)
      else { return nil }
      return best
    }
  }

  /// What keeps the agent from a day off, or from any shift on the day.
  private func reasons(_ agent: Int, day: Int, isOff: Bool) -> [Reason] {
    let own = site.site.agents[agent]
    let candidates = site.reasons(of: own)
    let filter = ConflictFilter<Reason> { kept in
      let spared = Relaxation(leavingOut: candidates.filter { !kept.contains($0) })
      return !site.hasTour(site.profile(of: own, relaxing: spared), on: day, isOff: isOff)
    }
    return filter.isConflict(candidates) ? filter.minimal(of: candidates) : []
  }

  // MARK: If all others may move

  /// How much more a roster costs in which the agent's day is anything but what it is.
  private func interval(
    _ agent: Int, day: Int, without old: Int32, _ limits: SolveLimits, _ stop: StopSignal
  ) -> ClosedRange<Int>? {
    let problem = site.problem
    let model = problem.agents[agent]
    let groups = problem.networks[model.network].groups(of: day..<day + 1)
    // Options of one group are one to the rules: breaks may lie elsewhere.
    let group = old < 0 ? nil : Int(problem.groupOfOption[model.network][Int(old)])
    let other = model.without(group, of: groups, on: day)
    let changed = problem.replacing(agent, by: other)
    let search = RosterSearch(problem: changed, limits: limits, stop: stop) { _ in }
    guard let found = search.run(), let bound = found.bound else { return nil }
    let least = Int(bound.rounded(.down)) - state.cost
    let most = RosterState(problem: problem, tours: found.state.tours).cost - state.cost
    // A day off that had to be avoided at any price is no roster.
    guard most < RosterProblem.AgentModel.never else { return nil }
    return min(least, most)...most
  }
}

extension RosterProblem.AgentModel {
  /// More than any roster costs: what must not be chosen.
  static let never = 500_000_000

  /// The agent with one group of a day left, or with the day off.
  fileprivate func keeping(_ group: Int?, of groups: Range<Int>, on day: Int) -> Self {
    changed(day) { costs, off in
      for other in groups where other != group { costs[other] = Self.forbidden }
      if group != nil { off = Int32(Self.never) }
    }
  }

  /// The agent without one group of a day, or without the day off.
  func without(_ group: Int?, of groups: Range<Int>, on day: Int) -> Self {
    changed(day) { costs, off in
      if let group { costs[group] = Self.forbidden } else { off = Int32(Self.never) }
    }
  }

  private func changed(_ day: Int, _ change: (inout [Int32], inout Int32) -> Void) -> Self {
    var costs = groupCosts
    var off = offCosts
    change(&costs, &off[day])
    return Self(
      id: id, network: network, mask: mask, initialNode: initialNode, initialLevel: initialLevel,
      groupCosts: costs, offCosts: off, weekLevels: weekLevels, weekCosts: weekCosts,
      tallyLimits: tallyLimits, frame: frame)
  }
}

extension RosterProblem {
  fileprivate func replacing(_ agent: Int, by model: AgentModel) -> RosterProblem {
    var agents = agents
    agents[agent] = model
    return RosterProblem(
      slotMinutes: slotMinutes, levelMinutes: levelMinutes, days: days, cover: cover,
      options: options, networks: networks, masks: masks, agents: agents, weekEnds: weekEnds,
      groupOfOption: groupOfOption, hoursTally: hoursTally)
  }
}
