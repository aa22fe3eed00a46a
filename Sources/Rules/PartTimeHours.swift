internal import Workforce

/// Part-timers work little more than their contract says, and never as much as full time.
///
/// Complementary hours come to a tenth of the contract at most, to a third by an agreement; the week
/// stays under the thirty-five hours of full time. Effective work counts: absence makes no room for more.
package struct PartTimeHours: Rule {
  package static let key = "part-time-hours"
  package static let citation = Citation(
    "Code du travail, L3123-28", level: .fallback, confidence: .a,
    ranges: [.init("one_in", 3...10, "Code du travail, L3123-20", confidence: .a)])
  package static let summary =
    "Part-time weeks up to a tenth over the contract, and always under 35 h."
  private static let neverFull = Citation(
    "Code du travail, L3123-9", level: .publicOrder, confidence: .a)

  static let fullTime = 35 * 60
  let share: Int

  // MARK: Parameters

  /// `one_in`: 10, a tenth of the contract; down to 3, a third, only by an agreement under L3123-20.
  package init(from fields: inout RuleFields) {
    share = fields.integer("one_in", default: 10, in: 3...100)
  }

  /// The most minutes of a civil week; nil for full-timers.
  private func limit(for contract: Contract) -> Int? {
    if contract.isFullTime { return nil }
    return min(contract.weeklyMinutes + contract.weeklyMinutes / share, Self.fullTime - 1)
  }

  package var lookback: Lookback? { .nightBefore }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard let limit = limit(for: subject.contract) else { return [] }
    return [.weeklyMinutes { _ in 0...limit }]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let contract = timeline.subject.contract
    guard let limit = limit(for: contract) else { return [] }
    return timeline.mondays.compactMap { monday in
      let worked = timeline.work(inWeekOf: monday)
      guard worked > limit else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: monday, found: worked, limit: limit,
        unit: .minutes, citation: worked >= Self.fullTime ? Self.neverFull : Self.citation,
        message: "\(worked.duration) of work in the civil week from \(monday); at most "
          + "\(limit.duration) on the part-time contract \(contract.name)")
    }
  }

  // MARK: Examples

  private static func week(_ last: String) -> [String] {
    ["mon", "tue", "wed"].map { "\($0) 08:00-16:00/12:00-13:00" } + [last]
  }
  private static let third = ["one_in": "3"]

  /// The example part-timer's contract is for 24 h.
  package static let examples = [
    RuleExample(
      .lawful, "26 h 24 on a contract of 24 h", tour: week("thu 08:00-13:24"), isPartTime: true),
    RuleExample(
      .breach, "26 h 25 on a contract of 24 h", tour: week("thu 08:00-13:25"), isPartTime: true),
    RuleExample(.lawful, "26 h 25 for a full-timer", tour: week("thu 08:00-13:25")),
    RuleExample(
      .lawful, "what falls after Sunday midnight counts for the next week",
      tour: week("sun 18:36-24:30"), isPartTime: true),
    RuleExample(
      .breach, "what a Sunday night brings into the week counts", tour: week("thu 08:00-13:24"),
      before: [["sun 20:00-24:01"]], isPartTime: true),
    RuleExample(
      .lawful, "32 h by agreement, the week of a clock change",
      tour: week("thu 08:00-15:00/12:00-13:00") + ["sun 00:00-06:00"], isPartTime: true,
      parameters: third, monday: "2026-03-23"),
    RuleExample(
      .breach, "32 h 01 by agreement",
      tour: week("thu 08:00-15:01/12:00-13:00") + ["sun 00:00-05:00"], isPartTime: true,
      parameters: third),
  ]
}
