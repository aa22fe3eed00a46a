internal import Workforce

/// Days of more than ten hours, where an agreement allows them, on so many days of a calendar month at
/// most.
///
/// A civil day is long by the work that falls on it, as in `daily-hours`. A month's count begins anew on
/// its first day; balances do not carry it.
package struct LongDays: Rule {
  package static let key = "long-days"
  package static let citation = Citation(
    "IDCC 2148, agreement of 4 June 1999, art. 4", level: .convention, confidence: .a,
    version: "1999-06-04")
  package static let summary = "Where IDCC 2148 holds, at most 5 days of more than 10 h a month."

  private static let unlimited = 31
  let limit: Int
  let length: Int

  // MARK: Parameters

  /// `max`: 31, which is no limit; 5 in IDCC 2148. `hours`: 10, beyond which a day is long.
  package init(from fields: inout RuleFields) {
    limit = fields.integer("max", default: Self.unlimited, in: 0...Self.unlimited)
    length = fields.hours("hours", default: 10 * 60, in: 60...10 * 60)
  }

  package var lookback: Lookback? {
    limit < Self.unlimited ? Lookback(days: 30, .longDays) : nil
  }

  // MARK: Optimising

  /// The state holds the long days of the month and the work that yesterday's shift did on this day.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard limit < Self.unlimited else { return [] }
    let (limit, length) = (limit, length)
    let packing = 10_000
    let reach = calendar.reach
    let isFirst = (-reach...calendar.period.days).map { calendar.date($0).date.day == 1 }
    let automaton = Automaton(
      identity: [Self.key, "\(limit)", "\(length)"], start: 0,
      feature: { option in
        let midnight = calendar.midnight(option.day + 1)
        return option.work(from: option.start, to: midnight) * packing
          + option.work(from: midnight, to: option.end)
      },
      step: { state, day, feature in
        var (count, carried) = state.quotientAndRemainder(dividingBy: packing)
        let (before, after) = (feature ?? 0).quotientAndRemainder(dividingBy: packing)
        if carried + before > length {
          count += 1
          // What past shifts alone make of the day is theirs.
          if day >= 0 && before > 0 && count > limit { return nil }
        }
        let isNew = isFirst[day + 1 + reach]
        count = isNew ? 0 : min(count, limit + 1)
        // A night that alone makes the next day long cannot be undone then.
        if day >= 0 && after > length && count >= limit { return nil }
        return count * packing + after
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard limit < Self.unlimited, let first = timeline.shifts.first else { return [] }
    let period = timeline.period
    var count = 0
    return (first.day.number...(period.lastDay + 1).number).compactMap { number in
      let day = Day(number: number)
      if day.date.day == 1 { count = 0 }
      let worked = timeline.work(on: day)
      guard worked > length else { return nil }
      count += 1
      let (from, to) = (period.zone.midnight(day), period.zone.midnight(day + 1))
      guard count > limit,
        timeline.audited.contains(where: { timeline.work(of: $0, from: from, to: to) > 0 })
      else { return nil }
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: min(day, period.lastDay),
        found: count, limit: limit, unit: .days, citation: Self.citation,
        message: "\(worked.duration) of work on \(day), the month's day \(count) of more than "
          + "\(length.duration); at most \(limit) such days")
    }
  }

  // MARK: Examples

  private static func long(_ names: String) -> [String] {
    names.split(separator: " ").map { "\($0) 08:00-19:30/12:00-13:00" }
  }
  private static let five = ["max": "5"]

  package static let examples = [
    RuleExample(.lawful, "no limit given", tour: long("mon tue wed thu fri sat")),
    RuleExample(
      .lawful, "five days of 10 h 30", tour: long("mon tue wed thu fri"), parameters: five),
    RuleExample(.breach, "six", tour: long("mon tue wed thu fri sat"), parameters: five),
    RuleExample(
      .lawful, "a sixth day of 10 h",
      tour: long("mon tue wed thu fri") + ["sat 08:00-19:00/12:00-13:00"], parameters: five),
    RuleExample(
      .breach, "10 h 01", tour: long("mon tue wed thu fri") + ["sat 08:00-19:01/12:00-13:00"],
      parameters: five),
    RuleExample(
      .breach, "two of them weeks before", tour: long("mon tue wed thu"),
      before: [long("thu fri"), []], parameters: five),
    RuleExample(
      // 30 November is a Monday.
      .lawful, "a new month on Tuesday", tour: long("mon tue wed thu fri sat"), parameters: five,
      monday: "2026-11-30"),
    RuleExample(
      .breach, "a night's end and an evening", tour: ["mon 20:00-30:00", "tue 19:00-24:00"],
      parameters: ["max": "0"]),
  ]
}
