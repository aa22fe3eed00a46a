internal import Rules
internal import Workforce

/// An agent for whom no lawful tour exists, and why.
package struct AgentConflict: Sendable, Equatable {
  package let agent: String
  /// The rules among those that exclude every tour; of a site, none of them can be spared.
  package let rules: [String]
  /// Rules, absences and the past that exclude each other for this agent: none of them can be spared.
  /// Empty where the problem is not a site's.
  package let reasons: [Reason]
  /// The figures at stake, in words.
  package let message: String

  package init(agent: String, rules: [String], reasons: [Reason] = [], message: String) {
    self.agent = agent
    self.rules = rules
    self.reasons = reasons
    self.message = message
  }
}

extension SiteProblem {
  /// A minimal set of rules, absences and past that keep an agent from any lawful tour.
  func conflict(of index: Int) -> AgentConflict {
    let agent = site.agents[index]
    if hasTour(profile(of: agent)) {
      // The agent's own rules leave a tour; that others are called for a Sunday does not.
      return AgentConflict(
        agent: agent.id, rules: [SundayCall.rule], reasons: [.rule(SundayCall.rule)],
        message:
          "agent \(agent.id) has no lawful tour without a Sunday on which the prefect's order "
          + "lets others work")
    }
    let candidates = reasons(of: agent)
    let filter = ConflictFilter<Reason> { kept in
      let spared = candidates.filter { !kept.contains($0) }
      return !hasTour(profile(of: agent, relaxing: Relaxation(leavingOut: spared)))
    }
    let reasons = filter.minimal(of: candidates)
    let own = profile(of: agent)
    let days = Set(own.permitted.map { shiftOptions[$0].day }).count
    let weeks = stride(from: 0, to: period.days, by: 7).compactMap { day -> String? in
      guard let span = own.span(weekOf: calendar.date(day)) else { return nil }
      return "week from \(calendar.date(day)): \(span.lowerBound.duration) to "
        + "\(span.upperBound.duration) must be worked"
    }
    let words = reasons.map { reason in
      switch reason {
      case .rule(let key): key
      case .absence(let absence): "the absence from \(absence.from) to \(absence.to)"
      case .past: "the past (published shifts, opening balances)"
      case .requirement: ""
      }
    }
    let rules = book.rules.map(\.key).filter { reasons.contains(.rule($0)) }
    return AgentConflict(
      agent: agent.id, rules: rules, reasons: reasons,
      message:
        "agent \(agent.id) has no lawful tour: \(own.permitted.count) possible shifts on "
        + "\(days) of \(period.days) days; \(weeks.joined(separator: "; ")); "
        + "\(words.joined(separator: ", ")) exclude\(words.count == 1 ? "s" : "") "
        + "\(words.count == 1 ? "every tour" : "each other, and none of them can be spared")")
  }

  /// Everything that could keep an agent from a tour, house policies first, as these are the first to
  /// be spared.
  func reasons(of agent: Agent) -> [Reason] {
    var reasons: [Reason] = ruleReasons
    reasons += site.absences.filter { absence in
      absence.agent == agent.id && absence.from <= period.lastDay + 1
        && absence.to >= period.firstDay
    }.map { .absence($0) }
    return reasons + [.past]
  }

  /// The rules in force, house policies before conventions before law.
  var ruleReasons: [Reason] {
    let ranks: [LawText.Level] = [
      .policy, .convention, .agreement, .fallback, .caseLaw, .publicOrder,
    ]
    return book.rules.enumerated().sorted {
      (ranks.firstIndex(of: type(of: $0.element).citation.level)!, $0.offset)
        < (ranks.firstIndex(of: type(of: $1.element).citation.level)!, $1.offset)
    }.map { .rule($0.element.key) }
  }

  func profile(of agent: Agent, relaxing: Relaxation = Relaxation()) -> AgentProfile {
    AgentProfile(
      agent: agent, site: site, book: book, calendar: calendar, options: shiftOptions,
      relaxing: relaxing)
  }

  /// Whether an agent of this profile has a lawful tour; if a day is given, one with that day off, or with
  /// a shift on it.
  func hasTour(_ profile: AgentProfile, on day: Int? = nil, isOff: Bool = false) -> Bool {
    let options = profile.permitted.filter { !isOff || shiftOptions[$0].day != day }
    let tables = OptionTables(
      options: shiftOptions, site: site, calendar: calendar, slotMinutes: problem.slotMinutes,
      slotCount: problem.cover.slotCount)
    let network = TourNetwork(
      days: period.days, options: options.map { ($0, shiftOptions[$0]) },
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
    guard let day, !isOff else { return pricing.cheapestTour(of: model) != nil }
    let working = model.without(nil, of: network.groups(of: day..<day + 1), on: day)
    return pricing.cheapestTour(of: working).map { $0.tour[day] >= 0 } ?? false
  }
}
