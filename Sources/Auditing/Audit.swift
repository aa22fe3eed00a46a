private import Dispatch
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

  /// Every breach in the roster's period, with the waivers that cover them and what rules could not look
  /// back on.
  ///
  /// Agents without shifts are judged too: a contract asks for hours. Published shifts of the weeks
  /// before, and balances, are taken into windows that reach back.
  ///
  /// - Parameter threads: agents are judged in parts, one for each; the result does not depend on it.
  /// - Complexity: O(agents × rules × shifts of an agent × log shifts).
  package func check(_ roster: Roster, threads: Int = 1) -> AuditResult {
    let timelines = timelines(of: roster)
    let found = concurrently(timelines.count, threads: threads) { self.breaches(in: timelines[$0]) }
    let shared = book.rules.flatMap { $0.breaches(among: timelines) }
    let breaches = (found.joined() + shared)
      .sorted { ($0.agent, $0.day, $0.rule) < ($1.agent, $1.day, $1.rule) }
    return AuditResult(
      findings: breaches.map { AuditResult.Finding($0, waiver: waiver(of: $0)) },
      agentCount: site.agents.count, shiftCount: roster.shifts.count,
      ruleCount: book.rules.count,
      notes: unproven(roster.period) + grounds(roster.period) + notes(roster)
        + (changes?.notes(published(in: roster.period)) ?? []))
  }

  /// What an agent's timeline does not keep.
  func breaches(in timeline: Timeline) -> [Breach] {
    book.rules.flatMap { $0.breaches(in: timeline) + $0.standingBreaches(in: timeline) }
  }

  /// The timelines of the site's agents, in their order: what is published before the period, and the
  /// roster.
  func timelines(of roster: Roster) -> [Timeline] {
    let period = roster.period
    let known = site.known(on: period.firstDay)
    let audited = Dictionary(grouping: roster.shifts, by: \.agent)
    let past = Dictionary(
      grouping: known.published.filter { $0.start < period.start }, by: \.agent)
    let published = published(in: period)
    let mondays = Set(published.map(\.day.monday))
    let earlier = Dictionary(grouping: published, by: \.agent)
    return known.agents.map { agent in
      Timeline(
        subject: RuleSubject(agent: agent, site: known), period: period,
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

  /// The values of `body` for `0..<count`, in this order.
  func concurrently<Value: Sendable>(
    _ count: Int, threads: Int, _ body: @Sendable (Int) -> Value
  ) -> [Value] {
    guard threads > 1, count > 1 else { return (0..<count).map(body) }
    var parts = [[Value]](repeating: [], count: threads)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let parts = parts
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        parts[thread] = stride(from: thread, to: count, by: threads).map(body)
      }
    }
    return (0..<count).map { parts[$0 % threads][$0 / threads] }
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
        "\(uncertain.count) of \(book.rules.count) rules rest on texts to be verified (`releve rules` "
          + "shows them): " + uncertain.map(\.key).joined(separator: ", ") + ".")
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

  /// What a reader should know where weeks are published already.
  fileprivate func notes(_ published: [Shift]) -> [String] {
    let weeks = Set(published.map { Week(containing: $0.day) }).sorted().map(\.description)
    if weeks.isEmpty { return [] }
    let note =
      weeks.joined(separator: ", ")
      + (weeks.count == 1 ? " is published" : " are published")
      + ": changes of its shifts are taken to be told on \(day)"
      + (isStated
        ? "." : " (today; --as-of says another day), those of days before are not judged.")
    return [note]
  }
}
