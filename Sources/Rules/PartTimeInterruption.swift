internal import Workforce

/// The working day of a part-timer is interrupted once at most, for two hours at most.
///
/// An interruption is a gap between two shifts of one day, or a long break inside a shift; short breaks
/// are rest or a meal. No text found draws the line between the two: it is a parameter.
package struct PartTimeInterruption: Rule {
  package static let key = "part-time-interruption"
  package static let citation = Citation(
    "Code du travail, L3123-30", level: .fallback, confidence: .b)
  package static let summary = "A part-timer's day has at most one interruption, of at most 2 h."

  let count: Int
  let limit: Int
  let least: Int

  // MARK: Parameters

  /// `count`: 1, `hours`: 2; more only by an agreement under L3123-23.
  /// `from`: 60 minutes make a break an interruption; house policy.
  package init(from fields: inout RuleFields) {
    count = fields.integer("count", default: 1, in: 0...4)
    limit = fields.hours("hours", default: 2 * 60, in: 0...10 * 60)
    least = fields.integer("from", default: 60, in: 1...120)
    if least > limit {
      fields.refuse("from", expected: "no more minutes than an interruption may have")
    }
  }

  // MARK: Optimising

  /// One shift a day is planned, with one break at most.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    if subject.contract.isFullTime { return [] }
    let (count, limit, least) = (count, limit, least)
    return [
      .filter { option in
        let pause = option.breakEnd - option.breakStart
        return pause < least || (count > 0 && pause <= limit)
      }
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    if timeline.subject.contract.isFullTime { return [] }
    let days = Dictionary(grouping: timeline.audited, by: \.day)
    return days.keys.sorted().compactMap { day in
      let shifts = days[day] ?? []
      let gaps = zip(shifts, shifts.dropFirst()).map { $1.start - $0.end }
      let breaks = shifts.flatMap { $0.breaks.map { $0.end - $0.start } }
      let found = (gaps + breaks).filter { $0 >= least }
      let longest = found.max() ?? 0
      guard found.count > count || longest > limit else { return nil }
      let isTooLong = longest > limit
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: day,
        found: isTooLong ? longest : found.count + 1, limit: isTooLong ? limit : count + 1,
        unit: isTooLong ? .minutes : .shifts, citation: Self.citation,
        message: isTooLong
          ? "an interruption of \(longest.duration) in a part-timer's day; at most "
            + "\(limit.duration)"
          : "a part-timer's day in \(found.count + 1) parts; at most \(count + 1)")
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "2 h", tour: ["mon 09:00-17:00/12:00-14:00"], isPartTime: true),
    RuleExample(.breach, "2 h 01", tour: ["mon 09:00-17:00/12:00-14:01"], isPartTime: true),
    RuleExample(.lawful, "2 h 01 for a full-timer", tour: ["mon 09:00-17:00/12:00-14:01"]),
    RuleExample(
      .breach, "2 h 01 across midnight", tour: ["mon 20:00-28:00/23:00-25:01"], isPartTime: true),
    RuleExample(
      .lawful, "3 h on the clock are 2 h when clocks go forward",
      tour: ["sun 00:00-08:00/01:30-04:30"], isPartTime: true, monday: "2026-03-23"),
    RuleExample(
      .breach, "2 h on the clock are 3 h when clocks go back",
      tour: ["sun 00:00-08:00/01:30-03:30"], isPartTime: true, monday: "2026-10-19"),
    RuleExample(
      .lawful, "59 min where none is allowed", tour: ["mon 09:00-14:00/12:00-12:59"],
      isPartTime: true, parameters: ["count": "0"]),
    RuleExample(
      .breach, "an hour where none is allowed", tour: ["mon 09:00-14:00/12:00-13:00"],
      isPartTime: true, parameters: ["count": "0"]),
  ]
}
