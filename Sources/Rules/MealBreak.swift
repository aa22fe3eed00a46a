internal import Workforce

/// A meal break between 11:00 and 15:00 for day workers, after four hours of work at the latest, where IDCC
/// 2098 applies.
///
/// Concerned is a shift that is there for the whole of 11:00 to 15:00: one that begins or ends in between
/// leaves its agent time for a meal before or after. The break lies in these hours in one piece. After a
/// start before 7:00 the fourth hour ends before 11:00; the break then begins at 11:00 at the latest.
package struct MealBreak: Rule {
  package static let key = "meal-break"
  package static let citation = Citation(
    "IDCC 2098, call-centre agreement of 20 June 2002, art. 5", level: .convention, confidence: .a,
    version: "2002-06-20")
  package static let summary =
    "Where IDCC 2098 holds, 45 min for a meal between 11:00 and 15:00, at latest after 4 h."

  private static let opens = 11 * 60
  private static let closes = 15 * 60
  let minutes: Int
  let latest: Int

  // MARK: Parameters

  /// `minutes`: none; 45 in IDCC 2098, or more. `after`: 4 h of work at most before it.
  package init(from fields: inout RuleFields) {
    minutes = fields.integer("minutes", default: 0, in: 0...180)
    latest = fields.hours("after", default: 4 * 60, in: 60...4 * 60)
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard minutes > 0 else { return [] }
    let zone = calendar.period.zone
    let spans = (0...calendar.period.days).map { day in
      let date = calendar.date(day)
      return zone.instant(date, minute: Self.opens)
        .minutes..<zone.instant(
          date, minute: Self.closes
        ).minutes
    }
    let (minutes, latest) = (minutes, latest)
    return [
      .filter { option in
        spans[option.day...option.day + 1].allSatisfy { span in
          guard option.start <= span.lowerBound, option.end >= span.upperBound else { return true }
          return option.breakEnd - option.breakStart >= minutes
            && option.breakStart >= span.lowerBound && option.breakEnd <= span.upperBound
            && (option.breakStart - option.start <= latest || option.breakStart == span.lowerBound)
        }
      }
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard minutes > 0 else { return [] }
    let zone = timeline.period.zone
    return timeline.audited.flatMap { shift in
      [shift.day, shift.day + 1].compactMap { day -> Breach? in
        let opens = zone.instant(day, minute: Self.opens)
        let closes = zone.instant(day, minute: Self.closes)
        guard shift.start <= opens, shift.end >= closes else { return nil }
        let inTime = shift.breaks.filter { $0.start >= opens && $0.end <= closes }
        let longest = inTime.map { $0.end - $0.start }.max() ?? 0
        let meals = inTime.filter { $0.end - $0.start >= minutes }
        func before(_ meal: Break) -> Int {
          timeline.work(of: shift, from: shift.start, to: meal.start)
        }
        if meals.contains(where: { before($0) <= latest || $0.start == opens }) { return nil }
        let worked = meals.map(before).min()
        return Breach(
          rule: Self.key, agent: shift.agent, day: shift.day, found: worked ?? longest,
          limit: worked == nil ? minutes : latest, unit: .minutes, citation: Self.citation,
          message: worked.map {
            "the meal break comes after \($0.duration) of work; at most \(latest.duration)"
          }
            ?? "a break of \(longest) min between \(Self.opens.clock) and \(Self.closes.clock); "
            + "\(minutes) min for a meal at least")
      }
    }
  }

  // MARK: Examples

  private static let convention = ["minutes": "45"]
  private static func example(
    _ verdict: RuleExample.Verdict, _ title: String, _ tour: String, monday: String = "2026-11-23"
  ) -> RuleExample {
    RuleExample(verdict, title, tour: [tour], parameters: convention, monday: monday)
  }

  package static let examples = [
    RuleExample(.lawful, "no figure given", tour: ["mon 08:00-16:00"]),
    example(.lawful, "45 min after 4 h", "mon 08:00-16:00/12:00-12:45"),
    example(.breach, "44 min", "mon 08:00-16:00/12:00-12:44"),
    example(.breach, "after 4 h 01", "mon 08:00-16:00/12:01-12:46"),
    example(.lawful, "until 15:00", "mon 10:30-18:00/14:15-15:00"),
    example(.breach, "until 15:01", "mon 10:30-18:00/14:16-15:01"),
    example(.breach, "from 10:59", "mon 08:00-16:00/10:59-11:59"),
    example(.lawful, "a start at 6:00 and 11:00 sharp", "mon 06:00-15:00/11:00-11:45"),
    example(.breach, "a start at 6:00 and 11:01", "mon 06:00-15:00/11:01-11:46"),
    example(.lawful, "from 11:01, after a meal at home", "mon 11:01-19:00"),
    example(.lawful, "until 14:59", "mon 07:00-14:59"),
    example(.breach, "the Sunday of a clock change", "sun 08:00-16:00", monday: "2026-10-19"),
  ]
}
