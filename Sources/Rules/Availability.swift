internal import Workforce

/// Shifts only when the agent is there: not on days of absence, and inside the agreed windows.
package struct Availability: Rule {
  package static let key = "availability"
  package static let citation = Citation(
    "employment contract; for part-time Code du travail, L3123-6", level: .agreement, confidence: .b
  )
  package static let summary = "No shift during an absence or outside the agent's agreed hours."

  // MARK: Parameters

  /// No parameters: absences and windows stand with each agent.
  package init(from fields: inout RuleFields) {}

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let zone = calendar.period.zone
    // For each day: the span in which a shift may lie, or nil.
    let spans = (0..<calendar.period.days).map { index -> ClosedRange<Int>? in
      let day = calendar.date(index)
      if subject.isAbsent(on: day) { return nil }
      let end = subject.isAbsent(on: day + 1) ? calendar.midnight(index + 1) : .max
      guard let windows = subject.agent.availability else { return .min...end }
      guard let window = windows[day.weekday] else { return nil }
      let from = zone.instant(day, minute: window.lowerBound).minutes
      return from...max(from, min(end, zone.instant(day, minute: window.upperBound).minutes))
    }
    return [
      .filter { option in
        guard let span = spans[option.day] else { return false }
        return span.lowerBound <= option.start && option.end <= span.upperBound
      }
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let subject = timeline.subject
    let zone = timeline.period.zone
    return timeline.audited.compactMap { shift in
      let lastDay = zone.local(shift.end - 1).day
      let away = (shift.day.number...max(shift.day, lastDay).number)
        .filter { subject.isAbsent(on: Day(number: $0)) }
      var outside = 0
      if let windows = subject.agent.availability {
        if let window = windows[shift.day.weekday] {
          let from = zone.instant(shift.day, minute: window.lowerBound)
          let to = zone.instant(shift.day, minute: window.upperBound)
          outside = max(0, from - shift.start) + max(0, shift.end - to)
        } else {
          outside = shift.end - shift.start
        }
      }
      if away.isEmpty && outside == 0 { return nil }
      return Breach(
        rule: Self.key, agent: shift.agent, day: shift.day,
        found: away.isEmpty ? outside : shift.end - shift.start, limit: 0, unit: .minutes,
        citation: Self.citation,
        message: away.isEmpty
          ? "\(outside.duration) of the shift lie outside the agent's agreed hours"
          : "a shift while the agent is absent")
    }
  }

  // MARK: Examples

  private static let mornings: [Weekday: Range<Int>] = [.monday: 420..<780]

  package static let examples = [
    RuleExample(
      .breach, "a shift on a day away", tour: ["tue 09:00-13:00"], absentOn: "2026-11-24"),
    RuleExample(
      .breach, "a night that ends on a day away", tour: ["mon 20:00-26:00/23:00-23:30"],
      absentOn: "2026-11-24"),
    RuleExample(
      .lawful, "until the midnight before", tour: ["mon 20:00-24:00"], absentOn: "2026-11-24"),
    RuleExample(.lawful, "the whole window", tour: ["mon 07:00-12:59"], availability: mornings),
    RuleExample(.breach, "one minute more", tour: ["mon 08:00-13:01"], availability: mornings),
    RuleExample(.breach, "a day without window", tour: ["tue 08:00-12:00"], availability: mornings),
    RuleExample(
      .lawful, "from the midnight after", tour: ["wed 00:00-05:00"], absentOn: "2026-11-24"),
  ]
}
