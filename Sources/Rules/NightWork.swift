internal import Workforce

/// Long night work only by agents who take it, and then at most eight hours a shift.
///
/// A shift with three hours or more in the night span is a night shift; twice a week makes its agent a
/// night worker (L3122-5), whose daily work may not exceed eight hours (L3122-6).
package struct NightWork: Rule {
  package static let key = "night-work"
  package static let citation = Citation(
    "Code du travail, L3122-6", level: .publicOrder, confidence: .a,
    ranges: [
      .init("hours", 480...720, "Code du travail, L3122-17, R3122-7", confidence: .b),
      .init("from", 1260...1440, "Code du travail, L3122-2", confidence: .a),
      .init("to", 300...420, "Code du travail, L3122-2", confidence: .a),
    ])
  package static let summary = "Night shifts by night agents only, at most 8 h of work."
  private static let worker = Citation(
    "Code du travail, L3122-5", level: .publicOrder, confidence: .a)

  let limit: Int
  let threshold: Int
  /// The night span on the clock: from this minute of one day to that of the next.
  let from: Int
  let to: Int

  // MARK: Parameters

  /// `hours`: 8; up to 12 only by an agreement under L3122-17 (10 in IDCC 2098).
  /// `night_shift_from`: 3 h of night work make a night shift.
  /// `from`, `to`: 21:00 to 6:00; another span of nine hours or more between 21:00 and 7:00 that holds
  /// 0:00 to 5:00 by an agreement (L3122-2; 22:00 to 7:00 in IDCC 2098). Pay may use another span.
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 8 * 60, in: 60...12 * 60)
    threshold = fields.hours("night_shift_from", default: 3 * 60, in: 0...3 * 60)
    from = fields.hours("from", default: 21 * 60, in: 21 * 60...24 * 60)
    to = fields.hours("to", default: 6 * 60, in: 5 * 60...7 * 60)
    if 24 * 60 - from + to < 9 * 60 {
      fields.refuse("to", expected: "a night of at least nine hours (Code du travail, L3122-2)")
    }
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let isNightAgent = subject.agent.worksNights
    let zone = calendar.period.zone
    // The nights that begin on the evening of day -1, 0, 1, …
    let nights = (-1...calendar.period.days + 1).map { day in
      (
        from: zone.instant(calendar.date(day), minute: from).minutes,
        to: zone.instant(calendar.date(day + 1), minute: to).minutes
      )
    }
    return [
      .filter { option in
        let night = nights[option.day...(option.day + 2)].reduce(0) {
          $0 + option.work(from: $1.from, to: $1.to)
        }
        return night < threshold || (isNightAgent && option.workMinutes <= limit)
      }
    ]
  }

  /// Minutes of an option's work in the nights that begin on the evening before it, of it and after it.
  func minutes(of option: ShiftOption, in calendar: RuleCalendar) -> Int {
    let zone = calendar.period.zone
    return (-1...1).reduce(0) { sum, offset in
      let date = calendar.date(option.day + offset)
      return sum
        + option.work(
          from: zone.instant(date, minute: from).minutes,
          to: zone.instant(date + 1, minute: to).minutes)
    }
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    timeline.audited.compactMap { shift in
      let night = timeline.minutes(of: shift, from: from, to: to)
      guard night >= threshold else { return nil }
      if !timeline.subject.agent.worksNights {
        return Breach(
          rule: Self.key, agent: shift.agent, day: shift.day, found: night, limit: threshold - 1,
          unit: .minutes, citation: Self.worker,
          message: "\(night.duration) of night work by an agent who does not take nights")
      }
      guard shift.paidMinutes > limit else { return nil }
      return Breach(
        rule: Self.key, agent: shift.agent, day: shift.day, found: shift.paidMinutes, limit: limit,
        unit: .minutes, citation: Self.citation,
        message: "\(shift.paidMinutes.duration) of work in a night shift; at most \(limit.duration)"
      )
    }
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "8 h of work", tour: ["mon 21:30-30:00/25:00-25:30"]),
    RuleExample(.breach, "8 h 01", tour: ["mon 21:29-30:00/25:00-25:30"]),
    RuleExample(
      .lawful, "2 h 59 of night for anybody", tour: ["mon 16:00-23:59/19:00-19:30"],
      worksNights: false),
    RuleExample(
      .breach, "3 h of night only for night agents", tour: ["mon 16:00-24:00/19:00-19:30"],
      worksNights: false),
    RuleExample(
      .breach, "an early shift counts the night before", tour: ["tue 03:00-08:00"],
      worksNights: false),
    RuleExample(
      .breach, "the night is an hour longer when clocks go back",
      tour: ["sat 21:30-30:00/25:00-25:30"], monday: "2026-10-19"),
    RuleExample(
      .lawful, "9 h on the clock are 8 h when clocks go forward", tour: ["sat 22:00-31:00"],
      monday: "2026-03-23"),
  ]
}
