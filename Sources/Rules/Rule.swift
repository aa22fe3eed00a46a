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

  /// What the rule forbids `subject` to do, for the optimiser.
  func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding]

  /// Where the timeline of a finished roster does not keep the rule.
  func breaches(in timeline: Timeline) -> [Breach]
}

extension Rule {
  /// The key of this rule's type.
  package var key: String { Self.key }
}

/// The person a rule is applied to, with what rules ask about them.
package struct RuleSubject: Sendable {
  package let agent: Agent
  package let contract: Contract
  /// Days on which the agent is away.
  package private(set) var absences: [Absence]
  /// The queues whose calls the agent can take.
  package let queues: [Queue]
  /// The region whose public holidays hold at the place of work.
  package let holidayRegion: PublicHoliday.Region

  package init(agent: Agent, site: Site) {
    self.agent = agent
    guard let contract = site.contracts.first(where: { $0.name == agent.contract }) else {
      preconditionFailure("agent \(agent.id) has the unknown contract \(agent.contract)")
    }
    self.contract = contract
    absences = site.absences.filter { $0.agent == agent.id }
    holidayRegion = site.holidayRegion
    queues = site.queues.filter { agent.skills.contains($0.skill) }
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
