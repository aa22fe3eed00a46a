internal import Workforce

/// In commerce in Alsace-Moselle at most five hours of work on a Sunday or public holiday, and none on the
/// first days of Christmas, Easter and Pentecost.
///
/// It holds for agents all of whose queues rest on that local law (a `sunday_basis` on L3134-2): where
/// another ground permits the day, that one counts. A queue's derogation (L3134-5 to L3134-7) sets another
/// number of hours, or opens the feasts.
package struct LocalSundayHours: Rule {
  package static let key = "local-sunday-hours"
  package static let citation = Citation(
    "Code du travail, L3134-2, L3134-4, L3134-5, L3134-7", level: .publicOrder, confidence: .b,
    version: "2015")
  package static let summary =
    "In commerce in Alsace-Moselle at most 5 h on Sundays and holidays, and three feasts closed."

  let limit: Int

  // MARK: Parameters

  /// `hours`: 5; a queue's own derogation goes beyond it.
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 5 * 60, in: 0...5 * 60)
  }

  /// The most minutes of work on `day`; nil where local law sets none.
  private func limit(
    for subject: RuleSubject, on day: Day, isHoliday: Bool
  ) -> Int? {
    let isFeast = subject.queues.contains { $0.sundayBasis.closes(day) }
    guard isHoliday || isFeast || day.weekday == .sunday else { return nil }
    // On a Sunday a queue without any ground is no way round the others.
    let grounds = subject.queues.map(\.sundayBasis).filter {
      day.weekday != .sunday || $0.permits(day) || $0.closes(day)
    }
    guard !grounds.isEmpty else { return nil }
    var most = 0
    for ground in grounds {
      guard case .alsaceMoselle(let local) = ground else { return nil }
      if !local.closes(day) { most = max(most, local.derogationMinutes ?? limit) }
    }
    return most
  }

  // MARK: Optimising

  /// The state is the minutes that last night's shift works today, where today is limited.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let holidays = PublicHoliday.byDay(
      from: calendar.period.firstDay - 1, to: calendar.period.lastDay + 1,
      region: subject.holidayRegion)
    let limits = (-1...calendar.period.days).map { day in
      let date = calendar.date(day)
      return limit(for: subject, on: date, isHoliday: holidays[date] != nil)
    }
    guard limits.contains(where: { $0 != nil }) else { return [] }
    let packing = 10_000
    return [
      .automaton(
        Automaton(
          identity: [Self.key] + limits.map { "\($0 ?? -1)" }, start: 0,
          feature: { option in
            let midnight = calendar.midnight(option.day + 1)
            return option.work(from: option.start, to: midnight) * packing
              + option.work(from: midnight, to: max(midnight, option.end))
          },
          step: { state, day, feature in
            guard let feature else { return 0 }
            let (now, next) = feature.quotientAndRemainder(dividingBy: packing)
            guard day >= -1 else { return 0 }
            if day >= 0, let most = limits[day + 1], now > 0, state + now > most { return nil }
            guard let after = limits[day + 2] else { return 0 }
            return day >= 0 && next > after ? nil : next
          }))
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let period = timeline.period
    let zone = period.zone
    let holidays = PublicHoliday.byDay(
      from: period.firstDay, to: period.lastDay + 1, region: timeline.subject.holidayRegion)
    return (0...period.days).compactMap { offset in
      let day = period.firstDay + offset
      guard
        let most = limit(for: timeline.subject, on: day, isHoliday: holidays[day] != nil)
      else { return nil }
      let worked = timeline.work(on: day)
      // What a published night brings into the period cannot be mended.
      let last = timeline.audited.last {
        timeline.work(of: $0, from: zone.midnight(day), to: zone.midnight(day + 1)) > 0
      }
      guard worked > most, let last else { return nil }
      return Breach(
        rule: Self.key, agent: last.agent, day: last.day, found: worked, limit: most,
        unit: .minutes, citation: Self.citation,
        message: "\(worked.duration) of work on \(holidays[day]?.name ?? "Sunday"), \(day); "
          + (most == 0 ? "closed by local law" : "at most \(most.duration) by local law"))
    }
  }

  // MARK: Examples

  private static func local(_ derogation: Int? = nil, opensFeasts: Bool = false) -> SundayBasis {
    .alsaceMoselle(
      LocalSundays(
        order: "statut local", derogationMinutes: derogation, opensFeasts: opensFeasts))
  }
  private static func example(
    _ verdict: RuleExample.Verdict, _ title: String, _ tour: String...,
    before: [[String]] = [], basis: SundayBasis = local(), monday: String = "2026-11-23"
  ) -> RuleExample {
    RuleExample(
      verdict, title, tour: tour, before: before, basis: basis, holidayRegion: .alsaceMoselle,
      monday: monday)
  }

  package static let examples = [
    example(.lawful, "5 h on a Sunday", "sun 09:00-14:00"),
    example(.breach, "5 h 01 on a Sunday", "sun 09:00-14:01"),
    example(.lawful, "5 h of work around a break", "sun 09:00-15:00/12:00-13:00"),
    example(
      .lawful, "5 h 01 on the table of R3132-5", "sun 09:00-14:01", basis: .listed(line: "a")),
    example(.lawful, "7 h by derogation", "sun 09:00-16:00", basis: local(7 * 60)),
    example(.breach, "7 h 01 by derogation", "sun 09:00-16:01", basis: local(7 * 60)),
    example(
      .breach, "a Saturday night counts with the Sunday evening", "sat 22:00-27:00",
      "sun 20:00-22:01"),
    example(
      .breach, "5 h 01 on Good Friday", "fri 09:00-14:01", monday: "2026-03-30"),
    example(
      .breach, "Easter Sunday, across a month", "sun 09:00-10:00", monday: "2026-03-30"),
    example(
      .lawful, "Easter Sunday by derogation", "sun 09:00-14:00",
      basis: local(opensFeasts: true), monday: "2026-03-30"),
    example(.breach, "25 December", "fri 09:00-10:00", monday: "2026-12-21"),
    example(.lawful, "until midnight on 24 December", "thu 18:00-24:00", monday: "2026-12-21"),
    example(.lawful, "8 h on a working day", "mon 09:00-17:00"),
  ]
}
