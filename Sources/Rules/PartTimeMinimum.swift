internal import Workforce

/// Part-time for less than twenty-four hours a week only where the contract says why it may be.
///
/// The cases are a student under 26, a written request with reasons, a contract of seven days at most, a
/// replacement (L3123-7), and an extended branch agreement (L3123-19). On a written request hours are
/// grouped on full or half days: no shift may be shorter than half a day, whose length is a parameter.
package struct PartTimeMinimum: Rule {
  package static let key = "part-time-minimum"
  package static let citation = Citation(
    "Code du travail, L3123-27", level: .fallback, confidence: .a, version: "2022-05-24",
    ranges: [.init("hours", 60...1440, "Code du travail, L3123-19", confidence: .b)],
    policies: ["half_day"])
  package static let summary =
    "Part-time under 24 h a week only with a stated exemption; on request in half days."
  private static let exemptions = Citation(
    "Code du travail, L3123-7", level: .publicOrder, confidence: .a, version: "2022-05-24")

  let least: Int
  let halfDay: Int

  // MARK: Parameters

  /// `hours`: 24; fewer only by an extended branch agreement (L3123-19).
  /// `half_day`: 3, the shortest shift that counts for half a day; no law sets it.
  package init(from fields: inout RuleFields) {
    least = fields.hours("hours", default: 24 * 60, in: 60...34 * 60)
    halfDay = fields.hours("half_day", default: 3 * 60, in: 60...5 * 60)
  }

  private func isShort(_ contract: Contract) -> Bool {
    !contract.isFullTime && contract.weeklyMinutes < least
  }

  private func isGrouped(_ contract: Contract) -> Bool {
    isShort(contract) && contract.exemption == .writtenRequest
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard isGrouped(subject.contract) else { return [] }
    let halfDay = halfDay
    return [.filter { $0.workMinutes >= halfDay }]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard isGrouped(timeline.subject.contract) else { return [] }
    return timeline.audited.filter { $0.paidMinutes < halfDay }.map { shift in
      Breach(
        rule: Self.key, agent: shift.agent, day: shift.day, found: shift.paidMinutes,
        limit: halfDay, unit: .minutes, citation: Self.exemptions,
        message: "a shift of \(shift.paidMinutes.duration) on a contract under "
          + "\(least.duration) by written request; half a day is \(halfDay.duration) at least")
    }
  }

  package func standingBreaches(in timeline: Timeline) -> [Breach] {
    let contract = timeline.subject.contract
    let first = timeline.period.firstDay
    guard isShort(contract) else { return [] }
    let why: String
    switch contract.exemption {
    case nil: why = "without a stated exemption"
    case .student:
      let agent = timeline.subject.agent
      guard agent.birthDate != nil, !agent.isYounger(than: 26, on: first) else { return [] }
      why = "for a student under 26, which this agent is no longer"
    default: return []
    }
    return [
      Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: first,
        found: contract.weeklyMinutes, limit: least, unit: .minutes,
        citation: contract.exemption == nil ? Self.citation : Self.exemptions,
        message: "the contract \(contract.name) is for \(contract.weeklyMinutes.duration) a week, "
          + "under \(least.duration), \(why)")
    ]
  }

  // MARK: Examples

  private static func example(
    _ verdict: RuleExample.Verdict, _ title: String, _ tour: String..., weekly: Int = 20 * 60,
    exemption: Contract.Exemption? = nil, birthDate: String? = nil,
    parameters: [String: String] = [:], isStanding: Bool = true
  ) -> RuleExample {
    RuleExample(
      verdict, title, tour: tour, isPartTime: true, partTimeMinutes: weekly, exemption: exemption,
      birthDate: birthDate, parameters: parameters, isStanding: isStanding)
  }

  package static let examples = [
    example(.lawful, "24 h", weekly: 24 * 60),
    example(.breach, "23 h 59", weekly: 24 * 60 - 1),
    example(.lawful, "20 h for a replacement", exemption: .replacement),
    example(.lawful, "20 h by a branch agreement for 20", parameters: ["hours": "20"]),
    example(
      .lawful, "a student on the eve of 26", exemption: .student, birthDate: "2000-11-24"),
    example(
      .breach, "a student of 26 on the first day", exemption: .student, birthDate: "2000-11-23"),
    example(
      .lawful, "3 h on written request", "mon 09:00-12:00", exemption: .writtenRequest,
      isStanding: false),
    example(
      .breach, "2 h 59 on written request", "mon 09:00-11:59", exemption: .writtenRequest,
      isStanding: false),
    example(
      .breach, "a break is no part of half a day", "mon 09:00-12:30/10:00-10:31",
      exemption: .writtenRequest, isStanding: false),
    example(
      .lawful, "2 h 59 as a student", "mon 09:00-11:59", exemption: .student, isStanding: false),
  ]
}
