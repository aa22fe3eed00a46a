internal import Workforce

/// At most forty-four hours of work a week on average over any twelve consecutive civil weeks, and over
/// any fewer where a convention says so.
///
/// A window ends with each week of the period and looks back on the eleven before it; weeks of which
/// nothing is known count as weeks without work. Where the past alone is over the limit, no work may
/// be added in the window's last week. A convention's shorter window (ten weeks in IDCC 2148) holds
/// besides that of the law, which it does not imply.
package struct AverageWeeklyHours: Rule {
  package static let key = "average-weekly-hours"
  package static let citation = Citation(
    "Code du travail, L3121-22", level: .publicOrder, confidence: .a,
    ranges: [.init("hours", 2640...2760, "Code du travail, L3121-23", confidence: .a)])
  package static let summary = "At most 44 h of work a week on average over 12 consecutive weeks."

  static let legalWeeks = 12
  let limit: Int
  /// Lengths of the windows in weeks, the law's first.
  let windows: [Int]

  // MARK: Parameters

  /// `hours`: 44; up to 46 only by an agreement under L3121-23 or an authority's leave (L3121-24).
  /// `weeks`: 12; fewer make a second window of so many weeks with the same hours (10 in IDCC 2148).
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 44 * 60, in: 60...46 * 60)
    let weeks = fields.integer("weeks", default: Self.legalWeeks, in: 2...Self.legalWeeks)
    windows = weeks == Self.legalWeeks ? [weeks] : [Self.legalWeeks, weeks]
  }

  package var lookback: Lookback? {
    Lookback(days: 7 * (Self.legalWeeks - 1), .weekMinutes)
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let first = calendar.period.firstDay.monday
    return stride(from: first.number, through: calendar.period.lastDay.number, by: 7)
      .flatMap { number in
        windows.map { weeks in
          let monday = Day(number: number)
          let begin = monday - 7 * (weeks - 1)
          return .automaton(
            .total(
              atMost: limit * weeks, weeksFrom: begin, to: monday, identity: [Self.key],
              of: subject, in: calendar, counted: { $0.sum($0.weekMinutes, from: begin) },
              carried: { $0.work(after: $1) }, amounts: { calendar.minutesByWeek($0) }))
        }
      }
  }

  // MARK: Auditing

  /// One breach for a week, of the law's window where that is broken.
  package func breaches(in timeline: Timeline) -> [Breach] {
    let zone = timeline.period.zone
    return timeline.mondays.compactMap { monday in
      guard timeline.isAudited(weekOf: monday) else { return nil }
      return windows.lazy.compactMap { weeks in
        let begin = monday - 7 * (weeks - 1)
        let worked = timeline.work(inWeeksFrom: begin, to: zone.midnight(monday + 7))
        guard worked > limit * weeks else { return nil }
        // Rounded up, so that what is over the limit is shown to be.
        let average = (worked + weeks - 1) / weeks
        return Breach(
          rule: Self.key, agent: timeline.subject.agent.id,
          day: max(monday, timeline.period.firstDay),
          found: average, limit: limit, unit: .minutes, citation: Self.citation,
          message: "\(worked.duration) of work in the \(weeks) civil weeks to the one from "
            + "\(monday), \(average.duration) a week; at most \(limit.duration) on average")
      }.first
    }
  }

  // MARK: Examples

  /// Five days that make 44 h with `last` of 4 h.
  private static func week(_ last: String) -> [String] {
    ["mon", "tue", "wed", "thu"].map { "\($0) 08:00-19:00/12:00-13:00" } + [last]
  }
  private static let full = week("fri 08:00-12:00")
  /// 48 h, and the 40 h that make it up.
  private static let long = week("fri 08:00-17:00/12:00-13:00")
  private static let short = Array(full.dropLast())

  package static let examples = [
    RuleExample(
      .lawful, "44 h in each of twelve weeks", tour: full,
      before: Array(repeating: full, count: 11)),
    RuleExample(
      .breach, "a minute more in the last of twelve weeks", tour: week("fri 08:00-12:01"),
      before: Array(repeating: full, count: 11)),
    RuleExample(
      .lawful, "48 h after six weeks of 40 h and five of 48 h", tour: long,
      before: Array(repeating: short, count: 6) + Array(repeating: long, count: 5)),
    RuleExample(
      .breach, "the week of 40 h has left the window, across the year's end", tour: long,
      before: Array(repeating: short, count: 6) + Array(repeating: long, count: 6),
      monday: "2027-01-04"),
    RuleExample(
      .lawful, "a thirteenth week does not count", tour: full,
      before: [long] + Array(repeating: full, count: 11)),
    RuleExample(
      .lawful, "no work where the past is over the limit already", tour: [],
      before: Array(repeating: long, count: 11) + [long]),
    RuleExample(
      .breach, "an hour where the past is over the limit already", tour: ["mon 09:00-10:00"],
      before: Array(repeating: long + ["sat 08:00-12:00"], count: 11)),
    RuleExample(
      .breach, "what a Sunday night brings into the week counts", tour: full,
      before: Array(repeating: full, count: 10) + [short + ["sun 20:00-24:01"]]),
    RuleExample(
      .lawful, "44 h in the last ten weeks and less before, over the turn of the year", tour: full,
      before: [short, short] + Array(repeating: full, count: 9), parameters: ["weeks": "10"],
      monday: "2027-01-04"),
    RuleExample(
      .breach, "a minute more in the last of ten weeks", tour: week("fri 08:00-12:01"),
      before: [short, short] + Array(repeating: full, count: 9), parameters: ["weeks": "10"]),
    RuleExample(
      .breach, "44 h on average over ten weeks and not over twelve", tour: full,
      before: [long, full] + Array(repeating: full, count: 9), parameters: ["weeks": "10"]),
    RuleExample(
      .lawful, "46 h where an agreement allows them", tour: week("fri 08:00-14:00"),
      before: Array(repeating: week("fri 08:00-14:00"), count: 11), parameters: ["hours": "46"]),
  ]
}
