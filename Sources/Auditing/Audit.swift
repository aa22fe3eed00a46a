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

  package init(site: Site, book: RuleBook) {
    self.site = site
    self.book = book
  }

  /// Every breach in the roster's period, with the waivers that cover them and what rules could not look
  /// back on.
  ///
  /// Agents without shifts are judged too: a contract asks for hours. Published shifts of the weeks
  /// before are taken into windows that reach back.
  ///
  /// - Parameter threads: agents are judged in parts, one for each; the result does not depend on it.
  /// - Complexity: O(agents × rules × shifts of an agent × log shifts).
  package func check(_ roster: Roster, threads: Int = 1) -> AuditResult {
    let timelines = timelines(of: roster)
    let found = concurrently(site.agents.count, threads: threads) { agent in
      let timeline = timelines[agent]
      return book.rules.flatMap { $0.breaches(in: timeline) }
    }
    let breaches = found.joined()
      .sorted { ($0.agent, $0.day, $0.rule) < ($1.agent, $1.day, $1.rule) }
    return AuditResult(
      findings: breaches.map { AuditResult.Finding($0, waiver: waiver(of: $0)) },
      agentCount: site.agents.count, shiftCount: roster.shifts.count,
      ruleCount: book.rules.count, notes: notes(roster))
  }

  /// The timelines of the site's agents, in their order: what is published before the period, and the
  /// roster.
  func timelines(of roster: Roster) -> LazyTimelines {
    LazyTimelines(
      site: site, period: roster.period,
      audited: Dictionary(grouping: roster.shifts, by: \.agent),
      past: Dictionary(
        grouping: site.published.filter { $0.start < roster.period.start }, by: \.agent))
  }

  /// Timelines made when asked for, so that those of all agents are never held at once.
  struct LazyTimelines: Sendable {
    let site: Site
    let period: Period
    let audited: [String: [Shift]]
    let past: [String: [Shift]]

    subscript(_ index: Int) -> Timeline {
      let agent = site.agents[index]
      return Timeline(
        subject: RuleSubject(agent: agent, site: site), period: period,
        shifts: (past[agent.id] ?? []) + (audited[agent.id] ?? []))
    }
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
    let first = roster.period.firstDay
    let past = site.published.lazy.filter { $0.start < roster.period.start }.map(\.day).min()
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
