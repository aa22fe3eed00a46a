internal import Workforce

/// Shifts on two days in a row start at about the same time of day.
package struct StartStability: Rule {
  package static let key = "start-stability"
  package static let citation = Citation(
    "house policy on start times", level: .policy, confidence: .a)
  package static let summary = "Starts on consecutive days differ by at most N hours."

  let limit: Int

  // MARK: Parameters

  /// `hours`: 24, which is no limit.
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 24 * 60, in: 0...24 * 60)
  }

  package var lookback: Lookback? { limit < 24 * 60 ? .nightBefore : nil }

  // MARK: Optimising

  /// The state is one more than the minute of the clock at which yesterday's shift started, or 0.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard limit < 24 * 60 else { return [] }
    let limit = limit
    let zone = calendar.period.zone
    let automaton = Automaton(
      identity: [Self.key, "\(limit)"], start: 0,
      feature: { zone.local(Instant(minutes: $0.start)).minute },
      step: { state, day, feature in
        guard let feature else { return 0 }
        return day >= 0 && state > 0 && abs(state - 1 - feature) > limit ? nil : feature + 1
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let zone = timeline.period.zone
    return zip(timeline.shifts, timeline.shifts.dropFirst()).compactMap { before, after in
      guard after.day == before.day + 1, after.start >= timeline.period.start,
        after.start < timeline.period.end
      else { return nil }
      let change = abs(zone.local(after.start).minute - zone.local(before.start).minute)
      guard change > limit else { return nil }
      return Breach(
        rule: Self.key, agent: after.agent, day: after.day, found: change, limit: limit,
        unit: .minutes, citation: Self.citation,
        message: "starts \(change.duration) away from the start of the day before; "
          + "at most \(limit.duration)")
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "no limit given", tour: ["mon 06:00-12:00", "tue 20:00-24:00"]),
    RuleExample(
      .lawful, "two hours later", tour: ["mon 08:00-12:00", "tue 10:00-14:00"],
      parameters: ["hours": "2"]),
    RuleExample(
      .breach, "a minute more", tour: ["mon 08:00-12:00", "tue 10:01-14:00"],
      parameters: ["hours": "2"]),
    RuleExample(
      .breach, "or earlier", tour: ["mon 10:01-14:00", "tue 08:00-12:00"],
      parameters: ["hours": "2"]),
    RuleExample(
      .lawful, "after a day off", tour: ["mon 06:00-12:00", "wed 20:00-24:00"],
      parameters: ["hours": "2"]),
    RuleExample(
      .breach, "across the border of two weeks", tour: ["mon 11:00-15:00"],
      before: [["sun 08:00-12:00"]], parameters: ["hours": "2"]),
  ]
}
