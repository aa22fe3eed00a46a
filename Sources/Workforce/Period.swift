/// The days that are forecast, staffed or rostered together, cut into intervals of equal elapsed time.
///
/// Interval 0 starts at local midnight of the first day. A day of a clock change has 23 or 25 hours, so
/// days do not all have the same number of intervals: `firstInterval(ofDay:)` says where each begins.
package struct Period: Sendable, Equatable {
  package let firstDay: Day
  package let days: Int
  /// Minutes of elapsed time in one interval (15, 30 or 60).
  package let intervalMinutes: Int
  package let zone: Zone
  /// The instants at which day 0, 1, … begin; one more than there are days.
  package let midnights: [Instant]

  /// - Precondition: `days > 0`, and `intervalMinutes` divides 60.
  package init(firstDay: Day, days: Int, intervalMinutes: Int, zone: Zone) {
    precondition(days > 0 && intervalMinutes > 0 && 60 % intervalMinutes == 0)
    self.firstDay = firstDay
    self.days = days
    self.intervalMinutes = intervalMinutes
    self.zone = zone
    midnights = (0...days).map { zone.midnight(firstDay + $0) }
  }

  /// `count` civil weeks from `week` on.
  package init(week: Week, count: Int = 1, intervalMinutes: Int, zone: Zone) {
    self.init(firstDay: week.monday, days: 7 * count, intervalMinutes: intervalMinutes, zone: zone)
  }

  package var start: Instant { midnights[0] }
  package var end: Instant { midnights[days] }
  package var lastDay: Day { firstDay + (days - 1) }

  package var intervalCount: Int { (end - start) / intervalMinutes }

  /// The interval with which day `day` (`0...days`) begins.
  package func firstInterval(ofDay day: Int) -> Int { (midnights[day] - start) / intervalMinutes }

  /// The instant at which interval `interval` starts.
  package func start(ofInterval interval: Int) -> Instant { start + interval * intervalMinutes }

  /// The interval that holds `instant`, or nil outside the period.
  package func interval(containing instant: Instant) -> Int? {
    instant < start || instant >= end ? nil : (instant - start) / intervalMinutes
  }

  /// What the clocks show when interval `interval` starts.
  package func local(ofInterval interval: Int) -> LocalMoment {
    zone.local(start(ofInterval: interval))
  }

  /// The start of interval `interval` as files show it: local ISO date-time, with the UTC offset
  /// only where the clock shows the same reading twice.
  package func label(ofInterval interval: Int) -> String {
    zone.label(start(ofInterval: interval))
  }
}

extension Zone {
  /// Local ISO date-time `2026-11-23T08:30`; `2026-10-25T02:30+01:00` in the hour that comes twice.
  package func label(_ instant: Instant) -> String {
    let moment = local(instant)
    guard instants(moment).count > 1 else { return moment.description }
    let offset = offset(at: instant)
    return moment.description + (offset < 0 ? "-" : "+") + abs(offset).clock
  }
}
