package import Rules
package import Workforce

/// An independent check of any roster against the rules in force at a site.
///
/// Works from the finished shifts alone, on the axis of elapsed time, and shares no code with the
/// optimiser: this target cannot reach it.
package struct Audit: Sendable {
  let site: Site
  let book: RuleBook
  private let changes: ChangeDate?

  /// - Parameter changes: when changes of published weeks are told; nil to leave them alone.
  package init(site: Site, book: RuleBook, changes: ChangeDate? = nil) {
    self.site = site
    self.book = book
    self.changes = changes
  }

  /// Every breach in the roster's period, with what rules could not look back on.
  ///
  /// Agents without shifts are judged too: a contract asks for hours. Published shifts of the weeks
  /// before, and balances, are taken into windows that reach back.
  ///
  /// - Complexity: O(agents × rules × shifts of an agent).
  package func check(_ roster: Roster) -> AuditResult {
    var breaches: [Breach] = []
    let timelines = timelines(roster)
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
      notes: unproven(roster.period) + notes(roster)
        + (publishedMondays(roster).isEmpty
          ? [] : changes.map { [$0.note(publishedMondays(roster))] } ?? []))
  }

  /// Each agent's shifts of the roster and of the past, in the order of the site's agents.
  func timelines(_ roster: Roster) -> [Timeline] {
    let site = site.known(on: roster.period.firstDay)
    let audited = Dictionary(grouping: roster.shifts, by: \.agent)
    let past = Dictionary(
      grouping: site.published.filter { $0.start < roster.period.start }, by: \.agent)
    let mondays = publishedMondays(roster)
    let earlier = Dictionary(grouping: published(in: roster.period), by: \.agent)
    return site.agents.map { agent in
      Timeline(
        subject: RuleSubject(agent: agent, site: site), period: roster.period,
        shifts: (past[agent.id] ?? []) + (audited[agent.id] ?? []),
        publication: changes.map { changes in
          Publication(
            toldOn: changes.day, isStated: changes.isStated, mondays: mondays,
            shifts: earlier[agent.id] ?? [])
        })
    }
  }

  /// What is already published for days of the period.
  private func published(in period: Period) -> [Shift] {
    site.published.filter { period.firstDay <= $0.day && $0.day <= period.lastDay }
  }

  private func publishedMondays(_ roster: Roster) -> Set<Day> {
    Set(published(in: roster.period).map(\.day.monday))
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

/// When changes of a published roster are told.
package struct ChangeDate: Sendable, Equatable {
  package let day: Day
  /// Whether the day was stated, or is today for want of another.
  package let isStated: Bool

  package init(_ day: Day, isStated: Bool) {
    self.day = day
    self.isStated = isStated
  }

  fileprivate func note(_ mondays: Set<Day>) -> String {
    let weeks = mondays.sorted().map { Week(containing: $0).description }
    return weeks.joined(separator: ", ")
      + (weeks.count == 1 ? " is published" : " are published")
      + ": changes of its shifts are taken to be told on \(day)"
      + (isStated
        ? "." : " (today; --as-of says another day), those of days before are not judged.")
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
