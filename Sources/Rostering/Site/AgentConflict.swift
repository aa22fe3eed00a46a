internal import Rules
internal import Workforce

/// An agent for whom no lawful tour exists, and why.
package struct AgentConflict: Sendable, Equatable {
  package let agent: String
  /// The rules of which any one, set aside, would leave a lawful tour. Empty where it takes several.
  package let rules: [String]
  /// The figures at stake, in words.
  package let message: String
}

extension SiteProblem {
  /// Which rules keep an agent from any lawful tour: each rule is left out in turn.
  func conflict(of index: Int) -> AgentConflict {
    let agent = site.agents[index]
    let isUncalled = hasTour(
      AgentProfile(
        agent: agent, site: site, book: book, calendar: calendar, options: shiftOptions))
    let rules =
      isUncalled ? [SundayCall.rule] : book.rules.map(\.key).filter { key in
      let profile = AgentProfile(
        agent: agent, site: site, book: book, calendar: calendar, options: shiftOptions,
        leavingOut: key)
      return hasTour(profile)
    }
    let profile = AgentProfile(
      agent: agent, site: site, book: book, calendar: calendar, options: shiftOptions)
    let days = Set(profile.permitted.map { shiftOptions[$0].day }).count
    let weeks = stride(from: 0, to: period.days, by: 7).compactMap { day -> String? in
      guard let span = profile.span(weekOf: calendar.date(day)) else { return nil }
      return "week from \(calendar.date(day)): \(span.lowerBound.duration) to "
        + "\(span.upperBound.duration) must be worked"
    }
    let why =
      isUncalled
      ? "a Sunday on which the prefect's order lets others work would leave a lawful tour"
      : rules.isEmpty
      ? "no single rule, set aside, would help"
      : "setting aside any one of \(rules.joined(separator: ", ")) would"
        + " leave a lawful tour"
    return AgentConflict(
      agent: agent.id, rules: rules,
      message:
        "agent \(agent.id) has no lawful tour: \(profile.permitted.count) possible shifts on "
        + "\(days) of \(period.days) days; \(weeks.joined(separator: "; ")); \(why)")
  }

  private func hasTour(_ profile: AgentProfile) -> Bool {
    let tables = OptionTables(
      options: shiftOptions, site: site, calendar: calendar, slotMinutes: problem.slotMinutes,
      slotCount: problem.cover.slotCount)
    let network = TourNetwork(
      days: period.days, options: profile.permitted.map { ($0, shiftOptions[$0]) },
      splits: tables.splits, levelMinutes: problem.levelMinutes,
      costKeys: [Int](repeating: 0, count: shiftOptions.count),
      automata: profile.automata, initialStates: [profile.initialStates])
    let model = profile.model(
      network: 0, of: [network], mask: 0, unit: problem.levelMinutes, site: site,
      calendar: calendar, premiumWeights: [Int](repeating: 0, count: shiftOptions.count))
    let alone = RosterProblem(
      slotMinutes: problem.slotMinutes, levelMinutes: problem.levelMinutes, days: problem.days,
      cover: problem.cover, options: problem.options, networks: [network], masks: problem.masks,
      agents: [model], weekEnds: problem.weekEnds, groupOfOption: [])
    let pricing = Pricing(problem: alone)
    pricing.setGroupValues(
      network: 0, slotPrices: [Double](repeating: 0, count: problem.cover.slotCount))
    return pricing.cheapestTour(of: model) != nil
  }
}
