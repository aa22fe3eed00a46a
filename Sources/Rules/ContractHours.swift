internal import Workforce

/// The hours of a civil week stay within what the agent's contract lets the planner use.
///
/// The span is the contract's own (`rostered` in the site file). Days of absence from Monday to Friday
/// take a fifth of the contract's hours out of both ends.
package struct ContractHours: Rule {
  package static let key = "contract-hours"
  package static let citation = Citation(
    "employment contract; Code du travail, L3121-27, L3123-9", level: .agreement, confidence: .a)
  package static let summary = "Hours in each civil week within the contract's span."

  // MARK: Parameters

  /// No parameters: the span stands with each contract.
  package init(from fields: inout RuleFields) {}

  /// The lawful minutes of the civil week from `monday`.
  private func span(of subject: RuleSubject, weekOf monday: Day) -> ClosedRange<Int> {
    let away = subject.absentMinutes(weekOf: monday)
    let span = subject.contract.rosteredMinutes
    let low = max(0, span.lowerBound - away)
    return low...max(low, span.upperBound - away)
  }

  package var lookback: Lookback? { .nightBefore }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    [.weeklyMinutes { monday in span(of: subject, weekOf: monday) }]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    timeline.mondays.compactMap { monday in
      let worked = timeline.work(inWeekOf: monday)
      let span = span(of: timeline.subject, weekOf: monday)
      if span.contains(worked) { return nil }
      let short = worked < span.lowerBound
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: monday, found: worked,
        limit: short ? span.lowerBound : span.upperBound, unit: .minutes, citation: Self.citation,
        message: "\(worked.duration) rostered in the civil week from \(monday); the contract "
          + "\(timeline.subject.contract.name) allows \(span.lowerBound.duration) to "
          + "\(span.upperBound.duration)")
    }
  }

  // MARK: Examples

  /// The example agent's contract allows 0 to 48 h; see ``RuleExample``.
  package static let examples = [
    RuleExample(.lawful, "within the span", tour: ["mon 09:00-14:00"]),
    RuleExample(.lawful, "nothing at all", tour: []),
    RuleExample(
      .breach, "49 h",
      tour: ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" }
        + ["fri 08:00-18:00/12:00-13:00"]),
    RuleExample(
      .breach, "40 h in a week with a day of absence leaves 41 h",
      tour: ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" }
        + ["sat 09:00-10:30"], absentOn: "2026-11-27"),
    RuleExample(
      .lawful, "exactly 48 h",
      tour: ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" }
        + ["fri 08:00-17:00/12:00-13:00"]),
    RuleExample(
      .breach, "48 h 01",
      tour: ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" }
        + ["fri 08:00-17:01/12:00-13:00"]),
  ]
}
