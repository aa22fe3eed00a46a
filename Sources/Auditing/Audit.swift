package import Rules
package import Workforce

/// An independent check of any roster against the rules in force at a site.
///
/// Works from the finished shifts alone, on the axis of elapsed time, and shares no code with the
/// optimiser: this target cannot reach it.
package struct Audit: Sendable {
  private let site: Site
  private let book: RuleBook

  package init(site: Site, book: RuleBook) {
    self.site = site
    self.book = book
  }

  /// Every breach in the roster's period, with what rules could not look back on.
  ///
  /// Agents without shifts are judged too: a contract asks for hours. Published shifts of the weeks
  /// before are taken into windows that reach back.
  ///
  /// - Complexity: O(agents × rules × shifts of an agent).
  package func check(_ roster: Roster) -> AuditResult {
    let audited = Dictionary(grouping: roster.shifts, by: \.agent)
    let past = Dictionary(
      grouping: site.published.filter { $0.start < roster.period.start }, by: \.agent)
    var breaches: [Breach] = []
    let timelines = site.agents.map { agent in
      Timeline(
        subject: RuleSubject(agent: agent, site: site), period: roster.period,
        shifts: (past[agent.id] ?? []) + (audited[agent.id] ?? []))
    }
    for timeline in timelines {
      for rule in book.rules {
        breaches += rule.breaches(in: timeline) + rule.standingBreaches(in: timeline)
      }
    }
    for rule in book.rules { breaches += rule.breaches(among: timelines) }
    return AuditResult(
      breaches: breaches.sorted { ($0.agent, $0.day, $0.rule) < ($1.agent, $1.day, $1.rule) },
      agentCount: site.agents.count, shiftCount: roster.shifts.count,
      ruleCount: book.rules.count,
      notes: notes(roster, past: past.values.joined().map(\.day).min()))
  }

  /// - Parameter past: the first day of which something is published.
  private func notes(_ roster: Roster, past: Day?) -> [String] {
    var notes: [String] = []
    let first = roster.period.firstDay
    if let past {
      if past >= first.monday - 7 * 10 {
        notes.append(
          "Nothing is published before \(past): averages over 12 weeks count the weeks before as "
            + "weeks without work.")
      }
    } else {
      notes.append(
        "No roster before \(first) is published: rest before the first shift, and Sundays and "
          + "averages of earlier weeks, could not be checked.")
    }
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
