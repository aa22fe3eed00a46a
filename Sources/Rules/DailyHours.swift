internal import Workforce

/// At most ten hours of work on one civil day; a night shift is cut at midnight.
package struct DailyHours: Rule {
  package static let key = "daily-hours"
  package static let citation = Citation(
    "Code du travail, L3121-18", level: .publicOrder, confidence: .a, version: "2016-08-08",
    ranges: [.init("hours", 600...720, "Code du travail, L3121-19", confidence: .b)])
  package static let summary = "At most 10 h of work on a civil day."

  let limit: Int

  // MARK: Parameters

  /// `hours`: 10; up to 12 only by an agreement under L3121-19.
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 10 * 60, in: 60...12 * 60)
  }

  package var lookback: Lookback? { .nightBefore }

  // MARK: Optimising

  /// The state is the work that yesterday's shift already did on this civil day.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let limit = limit
    let packing = 10_000
    let automaton = Automaton(
      identity: [Self.key, "\(limit)"], start: 0,
      feature: { option in
        let midnight = calendar.midnight(option.day + 1)
        return option.work(from: option.start, to: midnight) * packing
          + option.work(from: midnight, to: option.end)
      },
      step: { state, day, feature in
        guard let feature else { return 0 }
        let (before, after) = feature.quotientAndRemainder(dividingBy: packing)
        return day >= 0 && max(state + before, after) > limit ? nil : after
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    (0...timeline.period.days).compactMap { offset in
      let day = timeline.period.firstDay + offset
      let worked = timeline.work(on: day)
      guard worked > limit, timeline.audited.contains(where: { $0.day == day || $0.day + 1 == day })
      else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: day, found: worked, limit: limit,
        unit: .minutes, citation: Self.citation,
        message: "\(worked.duration) of work on the civil day; at most \(limit.duration)")
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "exactly 10 h", tour: ["mon 08:00-19:00/12:00-13:00"]),
    RuleExample(.breach, "10 h 01", tour: ["mon 08:00-19:01/12:00-13:00"]),
    RuleExample(.lawful, "11 h cut at midnight", tour: ["mon 19:00-31:00/24:00-25:00"]),
    RuleExample(
      .breach, "the end of a night and the next evening",
      tour: ["mon 22:00-30:00/23:00-24:00", "tue 17:00-22:00"]),
    RuleExample(
      .lawful, "6 h after midnight and 4 h in the evening",
      tour: ["mon 22:00-30:00/23:00-24:00", "tue 17:00-21:00"]),
    RuleExample(
      .breach, "10 h on the clock are 11 h when clocks go back", tour: ["sun 00:00-10:00"],
      monday: "2026-10-19"),
    RuleExample(
      .lawful, "11 h on the clock are 10 h when clocks go forward", tour: ["sun 00:00-11:00"],
      monday: "2026-03-23"),
  ]
}
