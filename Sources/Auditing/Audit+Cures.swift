internal import Rules
package import Workforce

extension Audit {
  /// Looks for what would cure each of the first `most` breaches.
  ///
  /// A cure is found by trying: the candidates (``CureCandidates``), smallest first, are judged by the
  /// rules themselves on the agent's changed timeline. The first is taken after which the breach is gone,
  /// no breach is there that was not before, and none is worse; where there is none such, the first after
  /// which others are worse (``Cure/isPartial``). No rule has a text of its own for this,
  /// so that a new rule's breaches have cures, and every cure shown has been proven.
  ///
  /// - Parameter result: what ``check(_:threads:)`` found in `roster`.
  /// - Complexity: O(breaches × candidates × shifts of an agent); a few hundred candidates for one.
  package func addCures(
    to result: inout AuditResult, of roster: Roster, most: Int, threads: Int = 1
  ) {
    let search = CureSearch(audit: self, roster: roster, breaches: result.breaches)
    let count = min(most, result.findings.count)
    // Twins of one breach, and breaches of one agent, share nothing but what is read.
    let cures = concurrently(count, threads: threads) { [findings = result.findings] index in
      search.cure(of: findings[index].breach)
    }
    for (index, cure) in cures.enumerated() { result.findings[index].cure = cure }
    result.curesSought = count
  }
}

/// Finds cures of the breaches of one roster.
private struct CureSearch: Sendable {
  let audit: Audit
  let period: Period
  let timelines: [Timeline]
  let places: [String: Int]
  let breaches: [String: [Breach]]
  /// A usual shift of each contract, for agents who have none of their own.
  let usual: [String: Shift]
  /// Other agents to whom a shift may be offered before none is looked for any more.
  private let mostTakers = 30

  init(audit: Audit, roster: Roster, breaches: [Breach]) {
    self.audit = audit
    period = roster.period
    timelines = audit.timelines(of: roster)
    places = Dictionary(
      audit.site.agents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.breaches = Dictionary(grouping: breaches, by: \.agent)
    let contracts = Dictionary(
      audit.site.agents.map { ($0.id, $0.contract) }, uniquingKeysWith: { first, _ in first })
    usual = Dictionary(
      roster.shifts.compactMap { shift in contracts[shift.agent].map { ($0, shift) } },
      uniquingKeysWith: { first, _ in first })
  }

  func cure(of breach: Breach) -> Cure? {
    guard let place = places[breach.agent],
      let rule = audit.book.rules.first(where: { $0.key == breach.rule })
    else { return nil }
    let timeline = timelines[place]
    let before = audit.breaches(in: timeline)
    // What all agents together do not keep is cured by no change of one.
    guard before.contains(breach) else { return nil }
    let candidates = CureCandidates(
      breach, in: timeline, usual: usual[timeline.subject.contract.name],
      kinds: audit.site.shiftKinds)
    var partial: Cure?
    for cure in candidates.all {
      let changed = apply(cure, to: timeline)
      // The rule itself first: most candidates end here.
      guard isGone(breach, of: before, in: own(rule, changed)) else { continue }
      let found = audit.breaches(in: changed)
      if isNoWorse(found, than: before) { return taken(cure, from: timeline) ?? cure }
      if partial == nil, isNoneNew(found, beside: before) {
        partial = Cure(changes: cure.changes, isPartial: true)
      }
    }
    return partial
  }

  /// The same cure with the shift that is taken away given to somebody who may work it.
  private func taken(_ cure: Cure, from timeline: Timeline) -> Cure? {
    guard cure.changes.count == 1, let shift = cure.changes[0].before, cure.changes[0].after == nil
    else { return nil }
    let agent = timeline.subject.agent
    let others = audit.site.agents.indices.lazy.filter { index in
      let other = audit.site.agents[index]
      return other.id != agent.id && agent.skills.isSubset(of: other.skills)
    }
    for index in others.prefix(mostTakers) {
      var given = shift
      given.agent = audit.site.agents[index].id
      let theirs = timelines[index]
      let changed = Timeline(
        subject: theirs.subject, period: period, shifts: theirs.shifts + [given],
        publication: theirs.publication)
      let found = audit.breaches(in: changed)
      if isNoWorse(found, than: breaches[given.agent] ?? []) {
        return Cure(changes: [Cure.Change(before: shift, after: given)])
      }
    }
    return nil
  }

  private func apply(_ cure: Cure, to timeline: Timeline) -> Timeline {
    var shifts = timeline.shifts
    for change in cure.changes {
      if let before = change.before, let index = shifts.firstIndex(of: before) {
        shifts.remove(at: index)
      }
      if let after = change.after { shifts.append(after) }
    }
    return Timeline(
      subject: timeline.subject, period: period, shifts: shifts,
      publication: timeline.publication)
  }

  private func own(_ rule: any Rule, _ timeline: Timeline) -> [Breach] {
    rule.breaches(in: timeline) + rule.standingBreaches(in: timeline)
  }

  /// Whether fewer breaches of this rule and day are there than before.
  private func isGone(_ breach: Breach, of before: [Breach], in found: [Breach]) -> Bool {
    let isSame = { (other: Breach) in BreachKey(other) == BreachKey(breach) }
    return found.count(where: isSame) < before.count(where: isSame)
  }

  /// Whether every breach found was there before, as often.
  private func isNoneNew(_ found: [Breach], beside before: [Breach]) -> Bool {
    let known = Dictionary(grouping: before, by: BreachKey.init)
    return Dictionary(grouping: found, by: BreachKey.init).allSatisfy { key, now in
      now.count <= known[key]?.count ?? 0
    }
  }

  /// Whether besides none is farther from its limit.
  private func isNoWorse(_ found: [Breach], than before: [Breach]) -> Bool {
    guard isNoneNew(found, beside: before) else { return false }
    let known = Dictionary(grouping: before, by: BreachKey.init)
    return Dictionary(grouping: found, by: BreachKey.init).allSatisfy { key, now in
      let excess = { (breaches: [Breach]) in
        breaches.map { abs($0.found - $0.limit) }.max() ?? 0
      }
      return excess(now) <= excess(known[key] ?? [])
    }
  }
}

/// What makes two breaches of one agent the same before and after a change.
private struct BreachKey: Hashable {
  let rule: String
  let day: Day
  let article: String

  init(_ breach: Breach) {
    rule = breach.rule
    day = breach.day
    article = breach.citation.article
  }
}
