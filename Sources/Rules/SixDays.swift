internal import Workforce

/// At most six days of work in a civil week; a day counts when any work falls on it.
package struct SixDays: Rule {
  package static let key = "six-days"
  package static let citation = Citation(
    "Code du travail, L3132-1", level: .publicOrder, confidence: .a, version: "2015")
  package static let summary = "Work on at most 6 days of a civil week."

  let limit: Int

  // MARK: Parameters

  /// `days`: 6 or fewer.
  package init(from fields: inout RuleFields) {
    limit = fields.integer("days", default: 6, in: 1...6)
  }

  package var lookback: Lookback? { .nightBefore }

  // MARK: Optimising

  /// The state holds the days worked since Monday and whether a night shift reaches into this day.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let limit = limit
    let automaton = Automaton(
      identity: [Self.key, "\(limit)"], start: 0,
      feature: { $0.end > calendar.midnight($0.day + 1) ? 1 : 0 },
      step: { state, day, feature in
        let before = calendar.weekday(day) == .monday ? 0 : state / 2
        let days = before + (feature != nil || state % 2 == 1 ? 1 : 0)
        return day >= 0 && days > limit ? nil : days * 2 + (feature ?? 0)
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    timeline.mondays.compactMap { monday in
      let worked = (0..<7).map { monday + $0 }.filter { timeline.isWorked($0) }
      guard worked.count > limit else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: worked.last!, found: worked.count,
        limit: limit, unit: .days, citation: Self.citation,
        message: "work on \(worked.count) days of the civil week; at most \(limit)")
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(
      .lawful, "Monday to Saturday",
      tour: ["mon", "tue", "wed", "thu", "fri", "sat"].map { "\($0) 09:00-13:00" }),
    RuleExample(
      .breach, "every day",
      tour: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map { "\($0) 09:00-13:00" }),
    RuleExample(
      .breach, "a sixth night ends on the seventh day",
      tour: ["mon", "tue", "wed", "thu", "fri", "sat"].map { "\($0) 22:00-26:00" }),
    RuleExample(
      .lawful, "five nights touch six days",
      tour: ["mon", "tue", "wed", "thu", "fri"].map { "\($0) 22:00-26:00" }),
    RuleExample(
      .lawful, "six evenings until midnight touch no seventh day",
      tour: ["mon", "tue", "wed", "thu", "fri", "sat"].map { "\($0) 20:00-24:00" }),
    RuleExample(
      .breach, "what a Sunday night brings into the week counts",
      tour: ["tue", "wed", "thu", "fri", "sat", "sun"].map { "\($0) 09:00-13:00" },
      before: [["sun 22:00-24:01"]], monday: "2026-12-28"),
  ]
}
