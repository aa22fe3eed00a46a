internal import Workforce

/// At most so many days of work in a row, across the borders of weeks.
///
/// The law asks for a rest in each civil week and no more, so that twelve days in a row can be lawful; a
/// day counts when any work falls on it, as in `six-days`.
package struct ConsecutiveDays: Rule {
  package static let key = "consecutive-days"
  package static let citation = Citation(
    "house policy on days in a row", level: .policy, confidence: .a)
  package static let summary = "At most N days of work in a row."

  static let most = 12
  let limit: Int

  // MARK: Parameters

  /// `max`: 12, which adds nothing to the law.
  package init(from fields: inout RuleFields) {
    limit = fields.integer("max", default: Self.most, in: 1...Self.most)
  }

  package var lookback: Lookback? {
    limit < Self.most ? Lookback(days: limit, .daysInARow) : nil
  }

  // MARK: Optimising

  /// The state holds the days in a row up to yesterday and whether a night shift reaches into today.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard limit < Self.most else { return [] }
    let limit = limit
    let automaton = Automaton(
      identity: [Self.key, "\(limit)"], start: 0,
      opening: subject.opening(in: calendar) { balance, day in
        let reaches = balance.end(after: calendar.midnight(day)).map { $0 > 0 ? 1 : 0 }
        return balance.daysInARow.map { min($0, limit + 1) * 2 + (reaches ?? 0) }
      },
      feature: { $0.end > calendar.midnight($0.day + 1) ? 1 : 0 },
      step: { state, day, feature in
        let (before, reaches) = state.quotientAndRemainder(dividingBy: 2)
        let days = min(before + 1, limit + 1)
        // What the past brings into the period is counted, never forbidden.
        guard let feature else { return reaches == 1 ? days * 2 : 0 }
        return day >= 0 && days + feature > limit ? nil : days * 2 + feature
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  /// Every shift of the period that makes a run of days too long.
  package func breaches(in timeline: Timeline) -> [Breach] {
    guard limit < Self.most else { return [] }
    let zone = timeline.period.zone
    // A shift that ends at midnight does not touch the next day.
    func days(_ shift: Shift) -> ClosedRange<Int> {
      zone.local(shift.start).day.number...zone.local(shift.end - 1).day.number
    }
    let worked = Set(timeline.shifts.flatMap { Array(days($0)) })
    // The days before a balance are the balance's.
    let known = timeline.subject.balance.flatMap { balance in
      balance.daysInARow.map { (day: balance.asOf.number, run: $0) }
    }
    return timeline.audited.compactMap { shift in
      var day = days(shift).upperBound
      var run = 0
      while worked.contains(day), known.map({ day >= $0.day }) ?? true {
        run += 1
        day -= 1
      }
      if let known, day == known.day - 1 { run += known.run }
      guard run > limit else { return nil }
      return Breach(
        rule: Self.key, agent: shift.agent, day: shift.day, found: run, limit: limit, unit: .days,
        citation: Self.citation, message: "\(run) days of work in a row; at most \(limit)")
    }
  }

  // MARK: Examples

  private static func days(_ names: String...) -> [String] { names.map { "\($0) 09:00-13:00" } }
  private static let five = days("wed", "thu", "fri", "sat", "sun")
  private static let six = ["max": "6"]

  package static let examples = [
    RuleExample(
      .lawful, "no limit given", tour: days("mon", "tue", "wed", "thu", "fri", "sat", "sun")),
    RuleExample(
      .lawful, "six days over two weeks", tour: days("mon"), before: [five], parameters: six),
    RuleExample(
      .breach, "seven days over two weeks", tour: days("mon", "tue"), before: [five],
      parameters: six),
    RuleExample(
      .breach, "seven days over the turn of the year",
      tour: days("mon", "tue", "wed", "thu", "fri"),
      before: [days("sat", "sun")], parameters: six, monday: "2026-12-28"),
    RuleExample(
      .lawful, "a day off between", tour: days("tue", "wed", "thu", "fri", "sat", "sun"),
      before: [days("tue", "wed", "thu", "fri", "sat", "sun")], parameters: six),
    RuleExample(
      .breach, "the sixth night ends on the seventh day",
      tour: ["mon", "tue", "wed", "thu", "fri", "sat"].map { "\($0) 22:00-28:00" },
      parameters: six),
    RuleExample(
      .lawful, "the sixth evening ends at midnight",
      tour: ["mon", "tue", "wed", "thu", "fri", "sat"].map { "\($0) 18:00-24:00" },
      parameters: six),
    RuleExample(
      .lawful, "a published night that ends on a day off", tour: days("wed"),
      before: [["wed", "thu", "fri", "sat", "sun"].map { "\($0) 22:00-28:00" }],
      parameters: ["max": "5"]),
    RuleExample(
      .breach, "a published night that ends on a day of work", tour: ["mon 20:00-23:00"],
      before: [["wed", "thu", "fri", "sat", "sun"].map { "\($0) 22:00-28:00" }],
      parameters: ["max": "5"]),
  ]
}
