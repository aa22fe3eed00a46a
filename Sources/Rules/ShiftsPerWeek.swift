internal import Workforce

/// At most so many shifts that start in a civil week.
///
/// The law allows six days (`six-days`); five is what most agreements and agents expect, and IDCC 2098
/// asks for an average of five over four weeks (agreement of 11 April 2000, art. 2.7.1).
package struct ShiftsPerWeek: Rule {
  package static let key = "shifts-per-week"
  package static let citation = Citation(
    "house policy on working days", level: .policy, confidence: .a)
  package static let summary = "At most N shifts starting in a civil week."

  let limit: Int

  // MARK: Parameters

  /// `max`: 6, which adds nothing to the law.
  package init(from fields: inout RuleFields) {
    limit = fields.integer("max", default: 6, in: 1...7)
  }

  // MARK: Optimising

  /// The state is the number of shifts since Monday.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let limit = limit
    let automaton = Automaton(
      identity: [Self.key, "\(limit)"], start: 0, feature: { _ in 0 },
      step: { state, day, feature in
        let before = calendar.weekday(day) == .monday ? 0 : state
        let shifts = before + (feature == nil ? 0 : 1)
        return day >= 0 && shifts > limit ? nil : shifts
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    timeline.mondays.compactMap { monday in
      let shifts = timeline.shifts.filter { $0.day >= monday && $0.day < monday + 7 }
      // Two parts of one day, as around a meal written as a gap, are one shift.
      let days = Set(shifts.map(\.day)).count
      guard days > limit else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: shifts.last!.day,
        found: days, limit: limit, unit: .shifts, citation: Self.citation,
        message: "\(days) shifts in the civil week from \(monday); at most \(limit)")
    }
  }

  // MARK: Examples

  private static func days(_ names: String...) -> [String] { names.map { "\($0) 09:00-13:00" } }

  package static let examples = [
    RuleExample(.lawful, "six", tour: days("mon", "tue", "wed", "thu", "fri", "sat")),
    RuleExample(.breach, "seven", tour: days("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
    RuleExample(
      .lawful, "five where five are allowed", tour: days("mon", "tue", "wed", "fri", "sun"),
      parameters: ["max": "5"]),
    RuleExample(
      .breach, "six where five are allowed", tour: days("mon", "tue", "wed", "thu", "fri", "sun"),
      parameters: ["max": "5"]),
    RuleExample(
      .lawful, "six after six, across the turn of the year",
      tour: days("mon", "tue", "wed", "thu", "fri", "sat"),
      before: [days("mon", "tue", "wed", "thu", "fri", "sat")], monday: "2026-12-28"),
    RuleExample(
      .breach, "a night counts on the day on which it starts",
      tour: days("mon", "tue", "wed", "thu", "fri", "sat") + ["sun 23:00-27:00"]),
  ]
}
