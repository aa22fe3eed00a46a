internal import Workforce

/// A part-timer who works two hours a week over contract for twelve weeks is owed a contract for as much.
///
/// The average is over twelve weeks in a row, or twelve of fifteen (L3123-13). The law does not forbid the
/// hours; it raises the contract, seven days after notice and unless the agent objects. The audit says so
/// in the week in which that comes about; rosters are built without it.
package struct PartTimeTwelveWeeks: Rule {
  package static let key = "part-time-twelve-weeks"
  package static let citation = Citation(
    "Code du travail, L3123-13", level: .publicOrder, confidence: .b)
  package static let summary =
    "Part-time 2 h a week over contract for 12 weeks: the contract must be raised."

  static let weeks = 12
  static let span = 15
  let excess: Int

  // MARK: Parameters

  /// `hours`: 2 over the contract on average, or fewer.
  package init(from fields: inout RuleFields) {
    excess = fields.hours("hours", default: 2 * 60, in: 15...2 * 60)
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] { [] }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] { [] }

  package func standingBreaches(in timeline: Timeline) -> [Breach] {
    let contract = timeline.subject.contract
    guard !contract.isFullTime else { return [] }
    let limit = contract.weeklyMinutes + excess
    // Once a window is full its contract is owed: the first week says so.
    for monday in timeline.mondays where timeline.work(inWeekOf: monday) > contract.weeklyMinutes {
      let worked = (0..<Self.span).map { timeline.work(inWeekOf: monday - 7 * $0) }
      let most = worked.sorted(by: >).prefix(Self.weeks).reduce(0, +)
      guard most >= limit * Self.weeks else { continue }
      let average = most / Self.weeks
      return [
        Breach(
          rule: Self.key, agent: timeline.subject.agent.id,
          day: max(monday, timeline.period.firstDay),
          found: average, limit: limit - 1, unit: .minutes, citation: Self.citation,
          message:
            "\(average.duration) a week on average over 12 weeks to the one from \(monday): the "
            + "contract \(contract.name) of \(contract.weeklyMinutes.duration) must be raised by "
            + "\((average - contract.weeklyMinutes).duration), with 7 days' notice, unless the agent "
            + "objects")
      ]
    }
    return []
  }

  // MARK: Examples

  /// Days that make 26 h, two over the example's contract of 24 h, with `last` until 13:00.
  private static func week(_ last: String = "thu 08:00-13:00") -> [String] {
    ["mon", "tue", "wed"].map { "\($0) 08:00-16:00/12:00-13:00" } + [last]
  }
  private static let over = week()
  private static let usual = week("thu 08:00-11:00")

  private static func example(
    _ verdict: RuleExample.Verdict, _ title: String, _ tour: [String], before: [[String]],
    isPartTime: Bool = true, monday: String = "2026-11-23"
  ) -> RuleExample {
    RuleExample(
      verdict, title, tour: tour, before: before, isPartTime: isPartTime, monday: monday,
      isStanding: true)
  }

  package static let examples = [
    example(.breach, "26 h in twelve weeks", over, before: Array(repeating: over, count: 11)),
    example(
      .lawful, "a minute less", week("thu 08:00-12:59"), before: Array(repeating: over, count: 11)),
    example(.lawful, "26 h in eleven weeks", over, before: Array(repeating: over, count: 10)),
    example(
      .breach, "twelve of fifteen weeks, across the year", over,
      before: Array(repeating: over, count: 6) + [usual, usual, usual]
        + Array(repeating: over, count: 5), monday: "2027-01-11"),
    example(
      .lawful, "twelve of sixteen weeks", over,
      before: [over, usual, usual, usual, usual] + Array(repeating: over, count: 10)),
    example(
      .lawful, "a week of the contract's hours after twelve", usual,
      before: Array(repeating: over, count: 12)),
    example(
      .lawful, "26 h for a full-timer", over, before: Array(repeating: over, count: 11),
      isPartTime: false),
    example(
      .breach, "28 h in a half and 24 h in the other", week("thu 08:00-15:00"),
      before: Array(repeating: usual, count: 6)
        + Array(repeating: week("thu 08:00-15:00"), count: 5)),
  ]
}
