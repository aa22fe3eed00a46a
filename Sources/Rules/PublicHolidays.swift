internal import Workforce

/// No work on a public holiday for agents all of whose queues are closed on holidays.
///
/// The first of May is off (L3133-4) except in services that cannot interrupt their work (L3133-6), and
/// which other holidays are off is for an agreement or the employer to say (L3133-3-1, L3133-3-2). The
/// site says both with the opening of its queues: `holidays: open` or `closed`. Alsace-Moselle has Good
/// Friday and 26 December besides (L3134-13).
package struct PublicHolidays: Rule {
  package static let key = "public-holidays"
  package static let citation = Citation(
    "Code du travail, L3133-3-1, L3133-3-2", level: .agreement, confidence: .c)
  package static let summary =
    "Public holidays, 1 May among them, only on a queue that opens on holidays."
  private static let labourDay = Citation(
    "Code du travail, L3133-4, L3133-6", level: .publicOrder, confidence: .a)
  private static let local = Citation(
    "Code du travail, L3134-13", level: .publicOrder, confidence: .b)

  // MARK: Parameters

  /// No parameters: each queue's opening says whether it includes holidays.
  package init(from fields: inout RuleFields) {}

  /// The days of a period, and the one after it, on which the agent may not work.
  private func closed(to subject: RuleSubject, in period: Period) -> [Day: PublicHoliday] {
    if subject.queues.contains(where: \.opening.openOnHolidays) { return [:] }
    return PublicHoliday.byDay(
      from: period.firstDay, to: period.lastDay + 1, region: subject.holidayRegion)
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let period = calendar.period
    let spans = closed(to: subject, in: period).keys.map { day in
      period.zone.midnight(day).minutes..<period.zone.midnight(day + 1).minutes
    }
    guard !spans.isEmpty else { return [] }
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

  /// A holiday's breach stands with the shift that does the work, which may begin the evening before.
  package func breaches(in timeline: Timeline) -> [Breach] {
    let closed = closed(to: timeline.subject, in: timeline.period)
    return timeline.audited.flatMap { shift in
      closed.keys.sorted().compactMap { day -> Breach? in
        let zone = timeline.period.zone
        let worked = timeline.work(of: shift, from: zone.midnight(day), to: zone.midnight(day + 1))
        guard worked > 0, let holiday = closed[day] else { return nil }
        return Breach(
          rule: Self.key, agent: shift.agent, day: shift.day, found: worked, limit: 0,
          unit: .minutes, citation: citation(of: holiday, region: timeline.subject.holidayRegion),
          message:
            "\(worked.duration) of work on \(holiday.name), \(day), by an agent whose queues "
            + "are closed on public holidays")
      }
    }
  }

  private func citation(of holiday: PublicHoliday, region: PublicHoliday.Region) -> Citation {
    let date = holiday.day.date
    if date.month == 5 && date.day == 1 { return Self.labourDay }
    let national = PublicHoliday.all(year: date.year).map(\.day)
    return national.contains(holiday.day) ? Self.citation : Self.local
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(
      .lawful, "1 May on a queue that cannot stop", tour: ["fri 09:00-14:00"],
      monday: "2026-04-27"),
    RuleExample(
      .breach, "1 May on a queue closed on holidays", tour: ["fri 09:00-14:00"],
      opensOnHolidays: false, monday: "2026-04-27"),
    RuleExample(
      .lawful, "until the midnight before", tour: ["thu 18:00-24:00"], opensOnHolidays: false,
      monday: "2026-04-27"),
    RuleExample(
      .breach, "a minute past the midnight before", tour: ["thu 18:00-24:01"],
      opensOnHolidays: false, monday: "2026-04-27"),
    RuleExample(
      .lawful, "a break past midnight is no work", tour: ["thu 18:00-27:00/24:00-27:00"],
      opensOnHolidays: false, monday: "2026-04-27"),
    RuleExample(
      .lawful, "from the midnight after", tour: ["sat 00:00-05:00"], opensOnHolidays: false,
      monday: "2026-04-27"),
    RuleExample(
      .breach, "the last night of the year", tour: ["thu 22:00-28:00"], opensOnHolidays: false,
      monday: "2026-12-28"),
    RuleExample(
      .lawful, "26 December in most of France", tour: ["sat 09:00-12:00"],
      opensOnHolidays: false, monday: "2026-12-21"),
    RuleExample(
      .breach, "26 December in Alsace-Moselle", tour: ["sat 09:00-12:00"], opensOnHolidays: false,
      holidayRegion: .alsaceMoselle, monday: "2026-12-21"),
    RuleExample(
      .breach, "Good Friday in Alsace-Moselle", tour: ["fri 09:00-12:00"], opensOnHolidays: false,
      holidayRegion: .alsaceMoselle, monday: "2026-03-30"),
    RuleExample(
      .breach, "a Sunday night that ends on Whit Monday", tour: ["sun 22:00-28:00"],
      opensOnHolidays: false, monday: "2026-05-18"),
  ]
}
