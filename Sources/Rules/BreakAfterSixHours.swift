internal import Workforce

/// Twenty consecutive minutes of break once the day's work reaches six hours.
package struct BreakAfterSixHours: Rule {
  package static let key = "break-after-six-hours"
  package static let citation = Citation(
    "Code du travail, L3121-16", level: .publicOrder, confidence: .a, version: "2016-08-08")
  package static let summary = "A break of 20 min by the time 6 h of work are reached."

  /// Work after which the break must have begun. Public order: an agreement may only lengthen the
  /// break (L3121-17).
  static let reach = 6 * 60
  let pause: Int

  // MARK: Parameters

  /// `minutes`: 20 or more.
  package init(from fields: inout RuleFields) {
    pause = fields.integer("minutes", default: 20, in: 20...120)
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let pause = pause
    return [
      .filter { option in
        guard option.workMinutes >= Self.reach else { return true }
        return option.breakEnd - option.breakStart >= pause
          && option.breakStart - option.start <= Self.reach
      }
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    timeline.audited.compactMap { shift in
      guard shift.paidMinutes >= Self.reach else { return nil }
      var before = 0
      var from = shift.start
      for rest in shift.breaks {
        before += rest.start - from
        if rest.end - rest.start >= pause { break }
        from = rest.end
      }
      let rested = shift.breaks.contains { $0.end - $0.start >= pause }
      if rested && before <= Self.reach { return nil }
      let longest = shift.breaks.map { $0.end - $0.start }.max() ?? 0
      return Breach(
        rule: Self.key, agent: shift.agent, day: shift.day, found: rested ? before : longest,
        limit: rested ? Self.reach : pause, unit: .minutes, citation: Self.citation,
        message: rested
          ? "the break comes after \(before.duration) of work; by 6h00 at the latest"
          : "\(shift.paidMinutes.duration) of work without a break of \(pause) min")
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "5 h 59 without a break", tour: ["mon 08:00-13:59"]),
    RuleExample(.breach, "6 h without a break", tour: ["mon 08:00-14:00"]),
    RuleExample(.lawful, "20 min after 6 h", tour: ["mon 08:00-15:00/14:00-14:20"]),
    RuleExample(.breach, "a break of 19 min", tour: ["mon 08:00-15:00/12:00-12:19"]),
    RuleExample(.breach, "20 min, too late", tour: ["mon 08:00-16:00/14:01-14:21"]),
    RuleExample(.lawful, "a long lunch", tour: ["mon 08:00-17:00/12:00-13:00"]),
  ]
}
