internal import Workforce

/// A working day spans at most thirteen hours from its first start to its last end.
///
/// Thirteen hours are what eleven of daily rest leave of twenty-four. The shifts that start on one civil
/// day make its working day; one that runs past midnight is measured to its end in elapsed time, which
/// is stricter than to cut it there.
package struct Amplitude: Rule {
  package static let key = "amplitude"
  package static let citation = Citation(
    "Code du travail, L3131-1; Cass. soc., 23 September 2009, 07-44.226", level: .publicOrder,
    confidence: .b)
  package static let summary = "At most 13 h from the first start of a working day to its last end."

  let limit: Int

  // MARK: Parameters

  /// `hours`: 13; fewer by an agreement (12 in IDCC 2148).
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 13 * 60, in: 60...13 * 60)
  }

  // MARK: Optimising

  /// One shift a day is planned, so the day spans what its shift does.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let limit = limit
    return [.filter { $0.end - $0.start <= limit }]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let days = Dictionary(grouping: timeline.audited, by: \.day)
    return days.keys.sorted().compactMap { day in
      guard let start = days[day]?.map(\.start).min(), let end = days[day]?.map(\.end).max(),
        end - start > limit
      else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: day, found: end - start,
        limit: limit, unit: .minutes, citation: Self.citation,
        message: "the working day spans \((end - start).duration); at most \(limit.duration)")
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "exactly 13 h", tour: ["mon 08:00-21:00/12:00-17:00"]),
    RuleExample(.breach, "13 h 01", tour: ["mon 08:00-21:01/12:00-17:00"]),
    RuleExample(.lawful, "13 h across midnight", tour: ["mon 17:00-30:00/22:00-26:00"]),
    RuleExample(
      .breach, "13 h 01 across the month's end", tour: ["mon 17:00-30:01/22:00-26:00"],
      monday: "2026-11-30"),
    RuleExample(
      .lawful, "14 h on the clock are 13 h when clocks go forward",
      tour: ["sat 16:00-30:00/20:00-24:00"], monday: "2026-03-23"),
    RuleExample(
      .breach, "13 h on the clock are 14 h when clocks go back",
      tour: ["sat 17:00-30:00/20:00-24:00"], monday: "2026-10-19"),
    RuleExample(
      .lawful, "12 h where an agreement allows them", tour: ["mon 08:00-20:00/12:00-17:00"],
      parameters: ["hours": "12"]),
    RuleExample(
      .breach, "12 h 01 where an agreement allows 12", tour: ["mon 08:00-20:01/12:00-17:00"],
      parameters: ["hours": "12"]),
  ]
}
