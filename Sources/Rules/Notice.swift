internal import Workforce

/// A published shift is changed seven working days ahead, unless its agent takes the change on.
///
/// Working days are Monday to Friday without public holidays (D3121-27 counts jours ouvrés); those after the
/// day on which the change is told and before the day of the shift count. A shift is changed where it
/// starts or ends at another time, is new or is gone; breaks may move. What is published when is told by
/// `published/`; weeks that are not there are free. The audit alone knows the day of the change.
package struct Notice: Rule {
  package static let key = "notice"
  package static let citation = Citation(
    "Code du travail, L3121-47, D3121-27", level: .fallback, confidence: .b,
    ranges: [
      .init("full_time_days", 1...7, "Code du travail, L3121-44", confidence: .b),
      .init("part_time_days", 3...7, "Code du travail, L3123-24", confidence: .b),
    ])
  package static let summary =
    "Published shifts change 7 working days ahead, unless the agent accepts."
  private static let partTime = Citation(
    "Code du travail, L3123-11, L3123-31", level: .fallback, confidence: .b)

  let fullTimeDays: Int
  let partTimeDays: Int

  // MARK: Parameters

  /// `full_time_days`: 7; fewer by an agreement under L3121-44.
  /// `part_time_days`: 7; down to 3 by an agreement under L3123-24.
  package init(from fields: inout RuleFields) {
    fullTimeDays = fields.integer("full_time_days", default: 7, in: 1...30)
    partTimeDays = fields.integer("part_time_days", default: 7, in: 3...30)
  }

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] { [] }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] { [] }

  package func standingBreaches(in timeline: Timeline) -> [Breach] {
    guard let publication = timeline.publication else { return [] }
    let subject = timeline.subject
    let limit = subject.contract.isFullTime ? fullTimeDays : partTimeDays
    let days = publication.mondays.sorted().flatMap { monday in (0..<7).map { monday + $0 } }
    return days.compactMap { day in
      let old = hours(publication.shifts, on: day, zone: timeline.period.zone)
      let new = hours(Array(timeline.audited), on: day, zone: timeline.period.zone)
      guard old != new, day >= timeline.period.firstDay, day <= timeline.period.lastDay,
        publication.isStated || day >= publication.toldOn,
        !subject.acceptedChanges.contains(where: { $0.day == day })
      else { return nil }
      let notice = workingDays(
        after: publication.toldOn, before: day, region: subject.holidayRegion)
      guard notice < limit else { return nil }
      return Breach(
        rule: Self.key, agent: subject.agent.id, day: day, found: notice, limit: limit,
        unit: .workingDays, citation: subject.contract.isFullTime ? Self.citation : Self.partTime,
        message:
          "\(old) published becomes \(new), told on \(publication.toldOn): \(notice) working "
          + "days ahead, not \(limit), and not accepted by the agent")
    }
  }

  /// The shifts of a day as people read them.
  private func hours(_ shifts: [Shift], on day: Day, zone: Zone) -> String {
    let texts = shifts.filter { $0.day == day }.map {
      "\(zone.local($0.start).minute.clock)-\(zone.local($0.end).minute.clock)"
    }
    return texts.isEmpty ? "a day off" : texts.joined(separator: " and ")
  }

  private func workingDays(
    after told: Day, before day: Day, region: PublicHoliday.Region
  ) -> Int {
    guard told + 1 < day else { return 0 }
    let holidays = PublicHoliday.byDay(from: told, to: day, region: region)
    return (told.number + 1..<day.number).count { number in
      let day = Day(number: number)
      return day.weekday <= .friday && holidays[day] == nil
    }
  }

  // MARK: Examples

  private static func example(
    _ verdict: RuleExample.Verdict, _ title: String, tour: [String], published: [String],
    told: String, isPartTime: Bool = false, accepted: [String] = [],
    parameters: [String: String] = [:], monday: String = "2026-11-23"
  ) -> RuleExample {
    RuleExample(
      verdict, title, tour: tour, isPartTime: isPartTime,
      parameters: parameters, monday: monday, published: published, told: told,
      accepted: accepted, isStanding: true)
  }
  private static let nine = ["mon 09:00-13:00"]
  private static let ten = ["mon 10:00-14:00"]

  package static let examples = [
    // Between Wednesday 11 November, itself a holiday, and Monday 23: 12, 13, 16, 17, 18, 19 and 20.
    example(.lawful, "seven working days", tour: ten, published: nine, told: "2026-11-11"),
    example(.breach, "six working days", tour: ten, published: nine, told: "2026-11-12"),
    example(
      .breach, "the holiday of 11 November does not count", tour: ["fri 10:00-14:00"],
      published: ["fri 09:00-13:00"], told: "2026-11-10", monday: "2026-11-16"),
    example(.lawful, "nothing changed", tour: nine, published: nine, told: "2026-11-22"),
    example(
      .lawful, "a break that moves", tour: ["mon 09:00-16:00/12:00-12:30"],
      published: ["mon 09:00-16:00/12:30-13:00"], told: "2026-11-22"),
    example(.breach, "a shift that is gone", tour: [], published: nine, told: "2026-11-20"),
    example(
      .breach, "a shift that is new", tour: nine + ["wed 09:00-12:00"], published: nine,
      told: "2026-11-20"),
    example(
      .lawful, "accepted", tour: ten, published: nine, told: "2026-11-20",
      accepted: ["2026-11-23"]),
    example(
      .lawful, "three working days by agreement for part-time", tour: ten, published: nine,
      told: "2026-11-17", isPartTime: true, parameters: ["part_time_days": "3"]),
    example(
      .breach, "two working days by agreement for part-time", tour: ten, published: nine,
      told: "2026-11-18", isPartTime: true, parameters: ["part_time_days": "3"]),
    example(
      .breach, "across the year's end", tour: ten, published: nine, told: "2026-12-24",
      monday: "2027-01-04"),
  ]
}
