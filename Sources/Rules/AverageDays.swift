internal import Workforce

/// At most so many days of work a week on average over some consecutive civil weeks.
///
/// IDCC 2098 asks for five over four weeks. A day of work is one on which a shift starts, so that five
/// nights are five. Weeks of which nothing is published count as weeks without work.
package struct AverageDays: Rule {
  package static let key = "average-days"
  package static let citation = Citation(
    "IDCC 2098, agreement of 11 April 2000, art. 2.7.1", level: .convention, confidence: .a)
  package static let summary = "At most N days of work a week on average over some weeks."

  let days: Int
  let weeks: Int

  // MARK: Parameters

  /// `days`: 6, which adds nothing to the law; 5 in IDCC 2098. `weeks`: 4.
  package init(from fields: inout RuleFields) {
    days = fields.integer("days", default: 6, in: 1...6)
    weeks = fields.integer("weeks", default: 4, in: 2...12)
  }

  package var lookback: Lookback? {
    days < 6 ? Lookback(days: 7 * (weeks - 1), .weekDays) : nil
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard days < 6 else { return [] }
    let first = calendar.period.firstDay.monday
    return stride(from: first.number, through: calendar.period.lastDay.number, by: 7).map {
      let monday = Day(number: $0)
      return .automaton(
        .total(
          atMost: days * weeks, daily: 1, weeksFrom: monday - 7 * (weeks - 1), to: monday,
          identity: [Self.key], of: subject, in: calendar,
          counted: { [weeks] in $0.sum($0.weekDays, from: monday - 7 * (weeks - 1)) },
          amounts: { _ in (1, 0) }))
    }
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard days < 6 else { return [] }
    return timeline.mondays.compactMap { monday in
      guard let last = timeline.audited.last(where: { $0.day >= monday && $0.day < monday + 7 })
      else { return nil }
      let first = monday - 7 * (weeks - 1)
      let balance = timeline.subject.balance
      let counted = max(first, balance?.asOf ?? first)..<(monday + 7)
      let worked =
        Set(timeline.shifts.map(\.day).filter(counted.contains)).count
        + (balance.map { $0.sum($0.weekDays, from: first) } ?? 0)
      guard worked > days * weeks else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: last.day, found: worked,
        limit: days * weeks, unit: .days, citation: Self.citation,
        message: "work on \(worked) days of the \(weeks) civil weeks to the one from \(monday); at "
          + "most \(days * weeks), \(days) a week on average")
    }
  }

  // MARK: Examples

  private static func week(_ names: String...) -> [String] { names.map { "\($0) 09:00-13:00" } }
  private static let four = week("mon", "tue", "wed", "thu")
  private static let five = week("mon", "tue", "wed", "thu", "fri")
  private static let six = week("mon", "tue", "wed", "thu", "fri", "sat")
  private static let convention = ["days": "5"]

  package static let examples = [
    RuleExample(.lawful, "no limit given", tour: six, before: [six, six, six]),
    RuleExample(
      .lawful, "six days after four", tour: six, before: [five, five, four],
      parameters: convention),
    RuleExample(
      .breach, "six days after five", tour: six, before: [five, five, five],
      parameters: convention),
    RuleExample(
      .breach, "the week of four days has left the window", tour: six,
      before: [four, five, five, five], parameters: convention, monday: "2027-01-04"),
    RuleExample(
      .lawful, "a fifth week does not count", tour: five, before: [six, five, five, five],
      parameters: convention),
    RuleExample(
      .lawful, "five nights are five days",
      tour: ["mon", "tue", "wed", "thu", "fri"].map { "\($0) 22:00-28:00" },
      before: [five, five, five], parameters: convention),
    RuleExample(
      .lawful, "no work where the past is over the limit already", tour: [],
      before: [six + week("sun"), six + week("sun"), six + week("sun")], parameters: convention),
    RuleExample(
      .breach, "a day where the past is over the limit already", tour: week("wed"),
      before: [six + week("sun"), six + week("sun"), six + week("sun")], parameters: convention),
  ]
}
