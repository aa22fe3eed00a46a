internal import Workforce

/// No night work for agents who have a post by day for a time, or whose medical follow-up is overdue.
///
/// The site says from when until when, and nothing of a cause; nor does a breach. Any minute of work in
/// the night span on a protected civil day counts.
package struct ProtectedPersons: Rule {
  package static let key = "protected-persons"
  package static let citation = Citation(
    "Code du travail, L1225-9, L1225-10, L3122-12, L3122-14", level: .publicOrder, confidence: .b,
    ranges: [
      .init("from", 1260...1440, "Code du travail, L3122-2", confidence: .a),
      .init("to", 300...420, "Code du travail, L3122-2", confidence: .a),
    ])
  package static let summary =
    "No night work on days of a post by day, or once the medical follow-up is overdue."
  private static let visit = Citation(
    "Code du travail, L3122-11", level: .publicOrder, confidence: .b)

  let from: Int
  let to: Int

  // MARK: Parameters

  /// `from`, `to`: the night, 21:00 to 6:00, as in `night-work`.
  package init(from fields: inout RuleFields) {
    from = fields.hours("from", default: 21 * 60, in: 21 * 60...24 * 60)
    to = fields.hours("to", default: 6 * 60, in: 5 * 60...7 * 60)
    if 24 * 60 - from + to < 9 * 60 {
      fields.refuse("to", expected: "a night of at least nine hours (Code du travail, L3122-2)")
    }
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard !subject.protections.isEmpty else { return [] }
    let zone = calendar.period.zone
    let spans = (0...calendar.period.days + 1).flatMap { day -> [Range<Int>] in
      let date = calendar.date(day)
      guard subject.protections.contains(where: { $0.span.contains(date) }) else { return [] }
      return [
        calendar.midnight(day)..<zone.instant(date, minute: to).minutes,
        zone.instant(date, minute: from).minutes..<calendar.midnight(day + 1),
      ]
    }
    return [
      .filter { option in
        spans.allSatisfy { span in
          option.end <= span.lowerBound || option.start >= span.upperBound
            || option.work(from: span.lowerBound, to: span.upperBound) == 0
        }
      }
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let zone = timeline.period.zone
    let protections = timeline.subject.protections
    return timeline.audited.flatMap { shift in
      [shift.day, shift.day + 1].compactMap { day -> Breach? in
        guard let protection = protections.first(where: { $0.span.contains(day) }) else {
          return nil
        }
        let morning = timeline.work(
          of: shift, from: zone.midnight(day), to: zone.instant(day, minute: to))
        let evening = timeline.work(
          of: shift, from: zone.instant(day, minute: from), to: zone.midnight(day + 1))
        guard morning + evening > 0 else { return nil }
        let isVisit = protection.kind == .visitDue
        return Breach(
          rule: Self.key, agent: shift.agent, day: shift.day, found: morning + evening, limit: 0,
          unit: .minutes, citation: isVisit ? Self.visit : Self.citation,
          message: "\((morning + evening).duration) of night work on \(day), "
            + (isVisit
              ? "when this agent's follow-up is overdue" : "when this agent works by day alone"))
      }
    }
  }

  // MARK: Examples

  private static func spared(
    _ from: String, _ until: String?, _ kind: Protection.Kind = .noNights
  ) -> [Protection] {
    [Protection(agent: "agent", from: Day(from)!, until: until.map { Day($0)! }, kind: kind)]
  }
  private static let week = spared("2026-11-23", "2026-11-29")

  package static let examples = [
    RuleExample(.lawful, "until 21:00", tour: ["mon 14:00-21:00"], protections: week),
    RuleExample(.breach, "until 21:01", tour: ["mon 14:00-21:01"], protections: week),
    RuleExample(.lawful, "from 6:00", tour: ["tue 06:00-12:00"], protections: week),
    RuleExample(.breach, "from 5:59", tour: ["tue 05:59-12:00"], protections: week),
    RuleExample(
      .lawful, "a night that ends on the eve's midnight", tour: ["tue 18:00-24:00"],
      protections: spared("2026-11-25", nil)),
    RuleExample(
      .breach, "a night that passes into the first day", tour: ["tue 18:00-24:01"],
      protections: spared("2026-11-25", nil)),
    RuleExample(
      .lawful, "the night after the last day", tour: ["thu 00:00-06:00"],
      protections: spared("2026-11-01", "2026-11-25")),
    RuleExample(
      .breach, "a follow-up overdue", tour: ["thu 22:00-28:00"],
      protections: spared("2026-11-26", nil, .visitDue)),
    RuleExample(
      .lawful, "a follow-up overdue and a day shift", tour: ["thu 09:00-15:00"],
      protections: spared("2026-11-26", nil, .visitDue)),
    RuleExample(
      .breach, "from 22:00 where the night begins there, across the year",
      tour: ["thu 16:00-22:01"], protections: spared("2026-12-31", "2027-01-01"),
      parameters: ["from": "22:00", "to": "7:00"], monday: "2026-12-28"),
  ]
}
