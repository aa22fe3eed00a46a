internal import Workforce

extension Minors {
  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let agent = timeline.subject.agent
    guard agent.isMinor(on: timeline.period.firstDay) else { return [] }
    return byShift(timeline) + byDay(timeline) + byRest(timeline) + byWeek(timeline)
  }

  private func breach(
    _ article: String, _ timeline: Timeline, on day: Day, found: Int, limit: Int,
    unit: Breach.Unit = .minutes, _ message: String
  ) -> Breach {
    Breach(
      rule: Self.key, agent: timeline.subject.agent.id, day: day, found: found, limit: limit,
      unit: unit, citation: Self.article(article), message: "\(message) (under 18)")
  }

  /// Breaks, nights, Sundays and holidays.
  private func byShift(_ timeline: Timeline) -> [Breach] {
    let agent = timeline.subject.agent
    let zone = timeline.period.zone
    let holidays = PublicHoliday.byDay(
      from: timeline.period.firstDay, to: timeline.period.lastDay + 1,
      region: timeline.subject.holidayRegion)
    var found: [Breach] = []
    for shift in timeline.audited where agent.isMinor(on: shift.day) {
      let longest = timeline.longestWork(of: shift, withoutBreakOf: Self.pause)
      if longest > Self.sequence {
        found.append(
          breach(
            "L3162-3", timeline, on: shift.day, found: longest, limit: Self.sequence,
            "\(longest.duration) of work without a break of \(Self.pause) min; at most "
              + "\(Self.sequence.duration)"))
      }
      let evening = Self.nightStart(agent, on: shift.day)
      let night = timeline.minutes(of: shift, from: evening, to: Self.nightEnd)
      if night > 0 {
        found.append(
          breach(
            "L3163-1, L3163-2", timeline, on: shift.day, found: night, limit: 0,
            "\(night.duration) of work between \(evening.clock) and \(Self.nightEnd.clock)"))
      }
      for day in [shift.day, shift.day + 1] {
        let name = holidays[day]?.name
        guard name != nil || day.weekday == .sunday else { continue }
        let worked = timeline.work(
          of: shift, from: zone.midnight(day), to: zone.midnight(day + 1))
        guard worked > 0 else { continue }
        found.append(
          breach(
            name == nil ? "L3164-2" : "L3164-6", timeline, on: shift.day, found: worked, limit: 0,
            "\(worked.duration) of work on \(name ?? "Sunday"), \(day)"))
      }
    }
    return found
  }

  /// Hours of a day's shifts.
  private func byDay(_ timeline: Timeline) -> [Breach] {
    let days = Dictionary(grouping: timeline.audited, by: \.day)
    return days.keys.sorted().compactMap { day in
      let worked = days[day]?.reduce(0) { $0 + $1.paidMinutes } ?? 0
      guard timeline.subject.agent.isMinor(on: day), worked > Self.dailyLimit else { return nil }
      return breach(
        "L3162-1", timeline, on: day, found: worked, limit: Self.dailyLimit,
        "\(worked.duration) of work in a day; at most \(Self.dailyLimit.duration)")
    }
  }

  /// Rest between two shifts.
  private func byRest(_ timeline: Timeline) -> [Breach] {
    let period = timeline.period
    return zip(timeline.shifts, timeline.shifts.dropFirst()).compactMap { before, after in
      let gap = after.start - before.end
      guard let rest = Self.rest(timeline.subject.agent, on: after.day), gap < rest,
        after.start >= period.start, after.start < period.end
      else { return nil }
      return breach(
        "L3164-1", timeline, on: after.day, found: gap, limit: rest,
        "\(gap.duration) of rest before this shift; at least \(rest.duration)")
    }
  }

  /// Hours of a week, and the day off next to Sunday.
  private func byWeek(_ timeline: Timeline) -> [Breach] {
    let agent = timeline.subject.agent
    var found: [Breach] = []
    for monday in timeline.mondays {
      let worked = timeline.work(inWeekOf: monday)
      if agent.isMinor(on: monday), worked > Self.weeklyLimit {
        found.append(
          breach(
            "L3162-1", timeline, on: monday, found: worked, limit: Self.weeklyLimit,
            "\(worked.duration) of work in the civil week; at most \(Self.weeklyLimit.duration)"))
      }
      let isBroken =
        agent.isMinor(on: monday - 1) && timeline.shifts.contains { $0.day == monday - 2 }
        && timeline.audited.contains { $0.day == monday }
      if isBroken {
        found.append(
          breach(
            "L3164-2", timeline, on: monday, found: 1, limit: 2, unit: .days,
            "neither the Saturday nor the Monday next to Sunday \(monday - 1) is off"))
      }
    }
    return found
  }

  // MARK: Examples

  /// Sixteen in October 2026, fifteen until 27 November, and eighteen on that day.
  private static let sixteen = "2010-10-01"
  private static let fifteen = "2010-11-27"
  private static let ofAge = "2008-11-27"

  private static func days(_ hours: String) -> [String] {
    ["mon", "tue", "wed", "thu"].map { "\($0) \(hours)" }
  }

  package static let examples = [
    RuleExample(
      .lawful, "8 h", tour: ["mon 08:00-16:30/12:00-12:30"], birthDate: sixteen),
    RuleExample(
      .breach, "8 h 01", tour: ["mon 08:00-16:31/12:00-12:30"], birthDate: sixteen),
    RuleExample(
      .lawful, "8 h 01 on the day of coming of age", tour: ["fri 08:00-16:31/12:00-12:30"],
      birthDate: ofAge),
    RuleExample(
      .breach, "8 h 01 on the eve of coming of age", tour: ["thu 08:00-16:31/12:00-12:30"],
      birthDate: ofAge),
    RuleExample(.lawful, "4 h 30 in a row", tour: ["mon 08:00-12:30"], birthDate: sixteen),
    RuleExample(.breach, "4 h 31 in a row", tour: ["mon 08:00-12:31"], birthDate: sixteen),
    RuleExample(
      .breach, "a break of 29 min", tour: ["mon 08:00-13:00/10:00-10:29"], birthDate: sixteen),
    RuleExample(
      .lawful, "35 h", tour: days("08:00-16:30/12:00-12:30") + ["fri 09:00-12:00"],
      birthDate: sixteen),
    RuleExample(
      .breach, "35 h 01", tour: days("08:00-16:30/12:00-12:30") + ["fri 09:00-12:01"],
      birthDate: sixteen),
    RuleExample(.lawful, "until 22:00", tour: ["mon 18:00-22:00"], birthDate: sixteen),
    RuleExample(.breach, "until 22:01", tour: ["mon 18:00-22:01"], birthDate: sixteen),
    RuleExample(.breach, "from 5:59", tour: ["mon 05:59-09:00"], birthDate: sixteen),
    RuleExample(.lawful, "until 20:00 at fifteen", tour: ["mon 16:00-20:00"], birthDate: fifteen),
    RuleExample(.breach, "until 20:01 at fifteen", tour: ["mon 16:00-20:01"], birthDate: fifteen),
    RuleExample(
      .lawful, "12 h of rest", tour: ["mon 18:00-21:00", "tue 09:00-12:00"], birthDate: sixteen),
    RuleExample(
      .breach, "11 h 59 of rest", tour: ["mon 18:00-21:00", "tue 08:59-12:00"],
      birthDate: sixteen),
    RuleExample(
      .breach, "13 h 59 of rest at fifteen", tour: ["mon 16:00-20:00", "tue 09:59-12:00"],
      birthDate: fifteen),
    RuleExample(
      .lawful, "14 h of rest at fifteen", tour: ["mon 16:00-20:00", "tue 10:00-12:00"],
      birthDate: fifteen),
    RuleExample(.breach, "a Sunday", tour: ["sun 09:00-12:00"], birthDate: sixteen),
    RuleExample(
      .lawful, "Sunday and Monday off", tour: ["tue 09:00-12:00"], before: [["sat 09:00-12:00"]],
      birthDate: sixteen),
    RuleExample(
      .breach, "Saturday and Monday worked", tour: ["mon 09:00-12:00"],
      before: [["sat 09:00-12:00"]], birthDate: sixteen),
    RuleExample(
      .breach, "a public holiday, even on an open queue", tour: ["fri 09:00-12:00"],
      birthDate: sixteen, monday: "2026-12-21"),
  ]
}
