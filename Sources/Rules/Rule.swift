package import Workforce

/// One rule of law, convention or house policy: everything about it in one file.
///
/// A rule reads its parameters, says in the optimiser's terms what it forbids (``encodings(for:in:)``),
/// and judges a finished timeline plainly (``breaches(in:)``). The two judgements share nothing but the
/// parameters; tests hold them against each other on random tours.
///
/// To add a rule: write its file, add its type to ``RuleBook/all``.
package protocol Rule: Sendable {
  /// The rule's name in site files, findings and tests, as `daily-rest`.
  static var key: String { get }
  /// Where the rule stands in the law.
  static var citation: Citation { get }
  /// The rule in one sentence for the people it applies to.
  static var summary: String { get }
  /// Tours at the edge of the rule, lawful and not.
  static var examples: [RuleExample] { get }

  /// Reads the parameters; whatever is wrong with them is noted in `fields`.
  init(from fields: inout RuleFields)

  /// The rule as it is beside others, where their figures decide what it asks.
  func attuned(to others: [any Rule]) -> any Rule

  /// What the rule forbids `subject` to do, for the optimiser.
  func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding]

  /// Where the timeline of a finished roster does not keep the rule.
  func breaches(in timeline: Timeline) -> [Breach]

  /// What an agent's contract, history or publication does not keep, whatever is rostered: for the audit
  /// alone, since no tour could mend it.
  func standingBreaches(in timeline: Timeline) -> [Breach]

  /// What all agents together do not keep.
  func breaches(among timelines: [Timeline]) -> [Breach]

  /// What the rule must know of the days before a period; nil for nothing.
  var lookback: Lookback? { get }
}

extension Rule {
  package func attuned(to others: [any Rule]) -> any Rule { self }
  package func standingBreaches(in timeline: Timeline) -> [Breach] { [] }
  package func breaches(among timelines: [Timeline]) -> [Breach] { [] }
  package var lookback: Lookback? { nil }

  /// The key of this rule's type.
  package var key: String { Self.key }
}

/// The person a rule is applied to, with what rules ask about them.
package struct RuleSubject: Sendable {
  package let agent: Agent
  package let contract: Contract
  /// Days on which the agent is away.
  package private(set) var absences: [Absence]
  /// What the agent has said in writing about Sundays.
  package let sundayConsents: [SundayConsent]
  /// Days on which the agent is spared nights.
  package let protections: [Protection]
  /// Changes of published shifts that the agent took on.
  package let acceptedChanges: [AcceptedChange]
  /// The queues whose calls the agent can take.
  package let queues: [Queue]
  /// The region whose public holidays hold at the place of work.
  package let holidayRegion: PublicHoliday.Region
  /// What is known of the agent's past besides shifts; see ``Site/known(on:)``.
  package let balance: Balance?

  package init(agent: Agent, site: Site) {
    self.agent = agent
    guard let contract = site.contracts.first(where: { $0.name == agent.contract }) else {
      preconditionFailure("agent \(agent.id) has the unknown contract \(agent.contract)")
    }
    self.contract = contract
    absences = site.absences.filter { $0.agent == agent.id }
    sundayConsents = site.sundayConsents.filter { $0.agent == agent.id }
    protections = site.protections.filter { $0.agent == agent.id }
    acceptedChanges = site.acceptedChanges.filter { $0.agent == agent.id }
    holidayRegion = site.holidayRegion
    queues = site.queues(of: agent)
    balance = site.balances.first { $0.agent == agent.id }
  }

  /// The same person as if some absences had not been.
  package func ignoring(_ others: [Absence]) -> RuleSubject {
    var subject = self
    subject.absences.removeAll(where: others.contains)
    return subject
  }

  package func isAbsent(on day: Day) -> Bool {
    absences.contains { $0.from <= day && day <= $0.to }
  }

  /// The contract's minutes that absences take out of the civil week from `monday`: a fifth of the
  /// week for each day away from Monday to Friday.
  package func absentMinutes(weekOf monday: Day) -> Int {
    let days = (0..<5).count { isAbsent(on: monday + $0) }
    return contract.weeklyMinutes * days / 5
  }
}
