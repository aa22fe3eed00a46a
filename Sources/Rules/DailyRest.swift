internal import Workforce

/// At least eleven consecutive hours of rest between two shifts, in elapsed time.
package struct DailyRest: Rule {
  package static let key = "daily-rest"
  package static let citation = Citation(
    "Code du travail, L3131-1", level: .publicOrder, confidence: .a, version: "2015",
    ranges: [.init("hours", 540...660, "Code du travail, L3131-2, D3131-6", confidence: .a)])
  package static let summary = "At least 11 h of rest between two shifts."

  let rest: Int

  // MARK: Parameters

  /// `hours`: 11; down to 9 only by an agreement under L3131-2 and D3131-6.
  package init(from fields: inout RuleFields) {
    rest = fields.hours("hours", default: 11 * 60, in: 9 * 60...24 * 60)
  }

  package var lookback: Lookback? { .nightBefore }

  // MARK: Optimising

  /// The state is the number of minutes after midnight before which no shift may start.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let rest = rest
    let packing = 10_000
    let automaton = Automaton(
      identity: [Self.key, "\(rest)"], start: 0,
      feature: { option in
        let midnight = calendar.midnight(option.day)
        return (option.start - midnight) * packing + option.end - midnight
      },
      step: { state, day, feature in
        let length = calendar.midnight(day + 1) - calendar.midnight(day)
        guard let feature else { return max(0, state - length) }
        let (start, end) = feature.quotientAndRemainder(dividingBy: packing)
        return day >= 0 && start < state ? nil : max(0, end + rest - length)
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    zip(timeline.shifts, timeline.shifts.dropFirst()).compactMap { before, after in
      let gap = after.start - before.end
      // Between two parts of one working day lies an interruption, which `amplitude` limits.
      guard after.day != before.day || gap < 0, gap < rest, after.start >= timeline.period.start,
        after.start < timeline.period.end
      else { return nil }
      return Breach(
        rule: Self.key, agent: after.agent, day: after.day, found: gap, limit: rest,
        unit: .minutes, citation: Self.citation,
        message: "\(gap.duration) of rest before this shift; at least \(rest.duration)")
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "exactly 11 h", tour: ["mon 10:00-20:00", "tue 07:00-12:00"]),
    RuleExample(.breach, "10 h 59", tour: ["mon 10:00-20:01", "tue 07:00-12:00"]),
    RuleExample(
      .lawful, "two parts of one day are no rest", tour: ["mon 09:00-13:00", "mon 15:00-18:00"]),
    RuleExample(.lawful, "after a night shift", tour: ["mon 22:00-30:00", "tue 17:00-21:00"]),
    RuleExample(.breach, "too soon after a night", tour: ["mon 22:00-30:00", "tue 16:30-21:00"]),
    RuleExample(
      .breach, "11 h on the clock are 10 h when clocks go forward",
      tour: ["sat 12:00-20:00", "sun 07:00-12:00"], monday: "2026-03-23"),
    RuleExample(
      .lawful, "10 h on the clock are 11 h when clocks go back",
      tour: ["sat 12:00-20:00", "sun 06:00-12:00"], monday: "2026-10-19"),
  ]
}
