package import Rules
package import Workforce

/// An independent check of any roster against the rules in force at a site.
///
/// Works from the finished shifts alone, on the axis of elapsed time, and shares no code with the
/// optimiser: this target cannot reach it.
package struct Audit: Sendable {
  let site: Site
  let book: RuleBook

  package init(site: Site, book: RuleBook) {
    self.site = site
    self.book = book
  }

  /// Every breach in the roster's period, with what rules could not look back on.
  ///
  /// Agents without shifts are judged too: a contract asks for hours. Published shifts of the weeks
  /// before, and balances, are taken into windows that reach back.
  ///
  /// - Complexity: O(agents × rules × shifts of an agent).
  package func check(_ roster: Roster) -> AuditResult {
    var breaches: [Breach] = []
    for timeline in timelines(roster) {
      for rule in book.rules { breaches += rule.breaches(in: timeline) }
    }
    return AuditResult(
      breaches: breaches.sorted { ($0.agent, $0.day, $0.rule) < ($1.agent, $1.day, $1.rule) },
      agentCount: site.agents.count, shiftCount: roster.shifts.count,
      ruleCount: book.rules.count,
      notes: unproven(roster.period) + notes(roster))
  }

  /// Each agent's shifts of the roster and of the past, in the order of the site's agents.
  func timelines(_ roster: Roster) -> [Timeline] {
    let site = site.known(on: roster.period.firstDay)
    let audited = Dictionary(grouping: roster.shifts, by: \.agent)
    let past = Dictionary(
      grouping: site.published.filter { $0.start < roster.period.start }, by: \.agent)
    return site.agents.map { agent in
      Timeline(
        subject: RuleSubject(agent: agent, site: site), period: roster.period,
        shifts: (past[agent.id] ?? []) + (audited[agent.id] ?? []))
    }
  }

  private func notes(_ roster: Roster) -> [String] {
    var notes: [String] = []
    let known = Set(site.agents.map(\.id))
    let strangers = Set(roster.shifts.map(\.agent)).subtracting(known).sorted()
    if !strangers.isEmpty {
      notes.append(
        "Shifts not judged, because the site has no such agent: \(strangers.joined(separator: ", "))."
      )
    }
    let uncertain = book.rules.filter { type(of: $0).citation.confidence != .a }
    if !uncertain.isEmpty {
      notes.append(
        "Texts to be verified: "
          + uncertain.map { "\($0.key) (\(type(of: $0).citation.article))" }.joined(separator: ", ")
          + ".")
    }
    return notes
  }
}

/// What an audit found.
package struct AuditResult: Sendable, Equatable {
  /// In the order of agent, day and rule.
  package let breaches: [Breach]
  package let agentCount: Int
  package let shiftCount: Int
  package let ruleCount: Int
  /// What could not be checked, and what must still be verified, in sentences.
  package let notes: [String]

  package var isClean: Bool { breaches.isEmpty }

  package init(
    breaches: [Breach], agentCount: Int, shiftCount: Int, ruleCount: Int, notes: [String]
  ) {
    self.breaches = breaches
    self.agentCount = agentCount
    self.shiftCount = shiftCount
    self.ruleCount = ruleCount
    self.notes = notes
  }
}
