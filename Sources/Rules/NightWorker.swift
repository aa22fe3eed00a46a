internal import Workforce

/// Shorter weeks for night workers: at most forty hours on average over any twelve civil weeks.
///
/// An agent is a night worker in a civil week with two night shifts or more (three hours of the night
/// each, as in `night-work`), or where the shifts of the calendar months up to that of its Sunday hold so
/// many night hours. The law speaks of the usual timetable, which no roster tells: every week with two
/// nights is taken to be usual, the strict reading. Night hours are of the month in which their shift starts.
package struct NightWorker: Rule {
  package static let key = "night-worker"
  package static let citation = Citation(
    "Code du travail, L3122-7", level: .publicOrder, confidence: .b,
    ranges: [
      .init("hours", 40 * 60...44 * 60, "Code du travail, L3122-18", confidence: .a),
      .init("night_hours", 0...1000 * 60, "Code du travail, L3122-16", confidence: .a),
      .init("from", 1260...1440, "Code du travail, L3122-2", confidence: .a),
      .init("to", 300...420, "Code du travail, L3122-2", confidence: .a),
    ])
  package static let summary =
    "Night workers: at most 40 h of work a week on average over 12 consecutive weeks."

  static let weeks = 12
  /// Seven days of thirteen hours, which leave no more than the daily rest.
  static let longestWeek = 7 * 13 * 60

  let limit: Int
  let weekLimit: Int
  let nightsAWeek: Int
  let nightHours: Int
  let months: Int
  let threshold: Int
  /// Percent of night work that is owed as rest.
  package let restPercent: Int
  package let from: Int
  package let to: Int

  // MARK: Parameters

  /// `hours`: 40; up to 44 only by an agreement under L3122-18 (42 in IDCC 2098).
  /// `week_hours`: 91, which is no limit; the most in one week of a night worker (44 in IDCC 2098).
  /// `nights_a_week`: 2 night shifts, each with `night_shift_from` 3 h of night work.
  /// `night_hours`, `months`: 270 h in 12 months; others by an agreement (78 h in 3, IDCC 2098).
  /// `rest_percent`: 0, for an agreement sets it (L3122-8; 4 in IDCC 2098); counted in balances.
  /// `from`, `to`: the night, as in `night-work`.
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 40 * 60, in: 60...44 * 60)
    weekLimit = fields.hours("week_hours", default: Self.longestWeek, in: 60...Self.longestWeek)
    nightsAWeek = fields.integer("nights_a_week", default: 2, in: 1...2)
    threshold = fields.hours("night_shift_from", default: 3 * 60, in: 0...3 * 60)
    nightHours = fields.hours("night_hours", default: 270 * 60, in: 0...1000 * 60)
    restPercent = fields.integer("rest_percent", default: 0, in: 0...100)
    months = fields.integer("months", default: 12, in: 1...12)
    from = fields.hours("from", default: 21 * 60, in: 21 * 60...24 * 60)
    to = fields.hours("to", default: 6 * 60, in: 5 * 60...7 * 60)
    if 24 * 60 - from + to < 9 * 60 {
      fields.refuse("to", expected: "a night of at least nine hours (Code du travail, L3122-2)")
    }
  }

  package var lookback: Lookback? { Lookback(days: 7 * (Self.weeks - 1), .weekMinutes) }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    timeline.mondays.compactMap { monday in
      guard timeline.isAudited(weekOf: monday) else { return nil }
      let begin = monday - 7 * (Self.weeks - 1)
      let worked = timeline.work(
        inWeeksFrom: begin, to: timeline.period.zone.midnight(monday + 7))
      let ofWeek = timeline.work(inWeekOf: monday)
      let isLong = ofWeek > weekLimit && weekLimit < Self.longestWeek
      guard isLong || worked > limit * Self.weeks, let why = status(timeline, weekOf: monday) else {
        return nil
      }
      let average = (worked + Self.weeks - 1) / Self.weeks
      return Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: monday,
        found: isLong ? ofWeek : average, limit: isLong ? weekLimit : limit, unit: .minutes,
        citation: Self.citation,
        message: isLong
          ? "\(ofWeek.duration) of work in the civil week from \(monday) by a night worker (\(why)); "
            + "at most \(weekLimit.duration)"
          : "\(worked.duration) of work in the \(Self.weeks) civil weeks to the one from \(monday) "
            + "by a night worker (\(why)), \(average.duration) a week; at most \(limit.duration) on "
            + "average")
    }
  }

  /// Why the agent is a night worker in a civil week, or nil.
  private func status(_ timeline: Timeline, weekOf monday: Day) -> String? {
    let sunday = monday + 6
    let window = (sunday.month - months + 1)...sunday.month
    let balance = timeline.subject.balance
    var total = balance?.nights(from: window.lowerBound, through: window.upperBound) ?? 0
    var nights = 0
    for shift in timeline.shifts where window.contains(shift.day.month) && shift.day <= sunday {
      if let balance, shift.day < balance.asOf { continue }
      let minutes = timeline.minutes(of: shift, from: from, to: to)
      total += minutes
      if shift.day >= monday && minutes >= threshold { nights += 1 }
    }
    if nights >= nightsAWeek { return "\(nights) night shifts in the week" }
    return total >= nightHours
      ? "\(total.duration) of night work in \(months) month\(months == 1 ? "" : "s")" : nil
  }
}
