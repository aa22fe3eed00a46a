internal import Workforce

/// No sequence of work longer than three hours without a break, where IDCC 2098 applies.
///
/// The convention leaves the choice between 10 minutes every two hours and 15 every three. A break counts
/// where it is that long in one piece; whether shorter ones may be added up is not settled, and they
/// are not.
package struct CallSequence: Rule {
  package static let key = "call-sequence"
  package static let citation = Citation(
    "IDCC 2098, call-centre agreement of 20 June 2002, art. 6", level: .convention, confidence: .a)
  package static let summary =
    "A break of 10 min every 2 h or 15 min every 3 h, where IDCC 2098 holds."

  /// Longer than any shift: no limit.
  static let unlimited = 48 * 60
  let limit: Int
  let pause: Int

  // MARK: Parameters

  /// `hours`: none, which is no limit; 2 or 3 in IDCC 2098, or less.
  /// `minutes`: 10 for sequences of two hours or less, 15 for longer ones; or more.
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: Self.unlimited, in: 30...3 * 60)
    let least = limit <= 2 * 60 ? 10 : 15
    pause = fields.integer("minutes", default: least, in: least...60)
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard limit < Self.unlimited else { return [] }
    let (limit, pause) = (limit, pause)
    return [
      .filter { option in
        guard option.breakEnd - option.breakStart >= pause else {
          return option.workMinutes <= limit
        }
        return option.breakStart - option.start <= limit && option.end - option.breakEnd <= limit
      }
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard limit < Self.unlimited else { return [] }
    return timeline.audited.compactMap { shift in
      let longest = timeline.longestWork(of: shift, withoutBreakOf: pause)
      guard longest > limit else { return nil }
      return Breach(
        rule: Self.key, agent: shift.agent, day: shift.day, found: longest, limit: limit,
        unit: .minutes, citation: Self.citation,
        message: "\(longest.duration) of work in a row without a break of \(pause) min; "
          + "at most \(limit.duration)")
    }
  }

  // MARK: Examples

  private static let three = ["hours": "3"]

  package static let examples = [
    RuleExample(.lawful, "no limit given", tour: ["mon 08:00-13:59"]),
    RuleExample(
      .lawful, "3 h, 15 min, 3 h", tour: ["mon 08:00-14:15/11:00-11:15"], parameters: three),
    RuleExample(
      .breach, "3 h 01 before the break", tour: ["mon 08:00-14:00/11:01-11:16"],
      parameters: three),
    RuleExample(
      .breach, "3 h 01 after the break", tour: ["mon 08:00-14:16/11:00-11:15"],
      parameters: three),
    RuleExample(
      .breach, "a break of 14 min for 3 h", tour: ["mon 08:00-14:14/11:00-11:14"],
      parameters: three),
    RuleExample(
      .lawful, "10 min every 2 h", tour: ["mon 08:00-12:10/10:00-10:10"],
      parameters: ["hours": "2"]),
    RuleExample(
      .breach, "9 min every 2 h", tour: ["mon 08:00-12:09/10:00-10:09"],
      parameters: ["hours": "2"]),
    RuleExample(
      .lawful, "across midnight", tour: ["mon 22:00-28:15/25:00-25:15"], parameters: three),
    RuleExample(
      .breach, "4 h elapse from 1:00 to 4:00 when clocks go back", tour: ["sun 01:00-04:00"],
      parameters: three, monday: "2026-10-19"),
    RuleExample(
      .lawful, "3 h elapse from 1:00 to 5:00 when clocks go forward", tour: ["sun 01:00-05:00"],
      parameters: three, monday: "2026-03-23"),
  ]
}
