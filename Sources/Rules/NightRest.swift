internal import Workforce

/// Where an agreement lets night shifts hold more than eight hours, what is beyond them is added to the
/// rest that follows: 11 h and the excess.
///
/// Which shifts are night shifts is for `night-work`, whose `hours` are the longest agreed. Where these
/// are 8 h or fewer nothing is asked.
package struct NightRest: Rule {
  package static let key = "night-rest"
  package static let citation = Citation(
    "Code du travail, L3122-17, R3122-7", level: .agreement, confidence: .b)
  package static let summary =
    "After a night shift of more than 8 h, 11 h of rest and what is beyond the 8 h."

  private static let usual = 8 * 60
  private static let daily = 11 * 60
  private var night: NightWork?

  // MARK: Parameters

  package init(from fields: inout RuleFields) {}

  package func attuned(to others: [any Rule]) -> any Rule {
    var rule = self
    rule.night = others.lazy.compactMap { $0 as? NightWork }.first { $0.limit > Self.usual }
    return rule
  }

  package var lookback: Lookback? { night == nil ? nil : .nightBefore }

  // MARK: Optimising

  /// The state is the number of minutes after midnight before which no shift may start, after a long
  /// night shift; else it is 0.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard let night else { return [] }
    let packing = 10_000
    let automaton = Automaton(
      identity: [Self.key, "\(night.threshold)", "\(night.from)", "\(night.to)"], start: 0,
      feature: { option in
        let midnight = calendar.midnight(option.day)
        let excess = option.workMinutes - Self.usual
        let isLong = excess > 0 && night.minutes(of: option, in: calendar) >= night.threshold
        let free = isLong ? option.end - midnight + Self.daily + excess : 0
        return (option.start - midnight) * packing + free
      },
      step: { state, day, feature in
        let length = calendar.midnight(day + 1) - calendar.midnight(day)
        guard let feature else { return max(0, state - length) }
        let (start, free) = feature.quotientAndRemainder(dividingBy: packing)
        return day >= 0 && start < state ? nil : max(0, free - length)
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard let night else { return [] }
    return zip(timeline.shifts, timeline.shifts.dropFirst()).compactMap { before, after in
      let excess = before.paidMinutes - Self.usual
      let rest = after.start - before.end
      guard after.start >= timeline.period.start, after.start < timeline.period.end, excess > 0,
        rest < Self.daily + excess,
        timeline.minutes(of: before, from: night.from, to: night.to) >= night.threshold
      else { return nil }
      let limit = Self.daily + excess
      return Breach(
        rule: Self.key, agent: after.agent, day: after.day, found: rest, limit: limit,
        unit: .minutes, citation: Self.citation,
        message: "\(rest.duration) of rest after a night shift of \(before.paidMinutes.duration); "
          + "at least \(limit.duration)")
    }
  }

  // MARK: Examples

  private static let ten = ["night-work.hours": "10"]
  /// Nine hours of work.
  private static let long = "mon 21:00-30:30/25:00-25:30"

  package static let examples = [
    RuleExample(
      .lawful, "12 h after nine hours of work", tour: [long, "tue 18:30-22:00"], parameters: ten),
    RuleExample(.breach, "11 h 59", tour: [long, "tue 18:29-22:00"], parameters: ten),
    RuleExample(
      .lawful, "11 h after eight hours", tour: ["mon 21:30-30:00/25:00-25:30", "tue 17:00-22:00"],
      parameters: ten),
    RuleExample(
      .lawful, "nothing is asked without an agreement", tour: [long, "tue 17:30-22:00"]),
    RuleExample(
      .lawful, "nor after nine hours by day",
      tour: ["mon 12:00-21:30/16:00-16:30", "tue 08:30-12:00"],
      parameters: ten),
    RuleExample(
      .breach, "the night is an hour longer when clocks go back",
      tour: ["sat 21:30-30:00/25:00-25:30", "sun 17:59-22:00"], parameters: ten,
      monday: "2026-10-19"),
    RuleExample(
      .lawful, "and its hour is added", tour: ["sat 21:30-30:00/25:00-25:30", "sun 18:00-22:00"],
      parameters: ten, monday: "2026-10-19"),
    RuleExample(
      .breach, "after the Sunday night before", tour: ["mon 18:29-22:00"],
      before: [["sun 21:00-30:30/25:00-25:30"]], parameters: ten),
  ]
}
