internal import Workforce

/// At most forty-eight hours of work in a civil week, Monday 0:00 to Sunday 24:00.
package struct WeeklyHours: Rule {
  package static let key = "weekly-hours"
  package static let citation = Citation(
    "Code du travail, L3121-20", level: .publicOrder, confidence: .a, version: "2016-08-08")
  package static let summary = "At most 48 h of work in a civil week."

  let limit: Int

  // MARK: Parameters

  /// `hours`: 48 or fewer.
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 48 * 60, in: 60...48 * 60)
  }

  package var lookback: Lookback? { .nightBefore }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let limit = limit
    return [.weeklyMinutes { _ in 0...limit }]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    timeline.mondays.compactMap { monday in
      let worked = timeline.work(inWeekOf: monday)
      guard worked > limit else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: monday, found: worked, limit: limit,
        unit: .minutes, citation: Self.citation,
        message: "\(worked.duration) of work in the civil week from \(monday); "
          + "at most \(limit.duration)")
    }
  }

  // MARK: Examples

  private static func week(_ last: String) -> [String] {
    ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" } + [last]
  }

  package static let examples = [
    RuleExample(.lawful, "exactly 48 h", tour: week("fri 08:00-17:00/12:00-13:00")),
    RuleExample(.breach, "48 h 01", tour: week("fri 08:00-17:01/12:00-13:00")),
    RuleExample(
      .lawful, "what falls after Sunday midnight counts for the next week",
      tour: ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" }
        + ["sun 18:00-26:00/20:00-20:30"]),
    RuleExample(
      .breach, "what falls before Sunday midnight counts",
      tour: ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" }
        + ["sun 15:00-26:00/20:00-20:30"]),
    RuleExample(
      .lawful, "48 h across the turn of the year", tour: week("fri 08:00-17:00/12:00-13:00"),
      monday: "2026-12-28"),
    RuleExample(
      .breach, "what a Sunday night brings into the week counts",
      tour: week("fri 08:00-17:00/12:00-13:00"), before: [["sun 22:00-24:01"]]),
  ]
}
