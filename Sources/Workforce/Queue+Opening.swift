/// When a queue takes calls: ranges of local minutes for each weekday.
package struct Opening: Sendable, Equatable {
  /// Half-open ranges within `0..<1440`, by weekday; a weekday without ranges is closed.
  package var ranges: [Weekday: [Range<Int>]]
  package var openOnHolidays: Bool

  package init(ranges: [Weekday: [Range<Int>]], openOnHolidays: Bool = true) {
    self.ranges = ranges
    self.openOnHolidays = openOnHolidays
  }

  /// Around the clock, every day of the year.
  package static let always = Opening(
    ranges: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [0..<1440]) }))

  /// Whether calls are taken at a wall-clock reading.
  package func isOpen(_ moment: LocalMoment, isHoliday: Bool) -> Bool {
    if isHoliday && !openOnHolidays { return false }
    return ranges[moment.day.weekday]?.contains { $0.contains(moment.minute) } ?? false
  }
}

extension Queue {
  /// The hours in which calls or chats come in; nil of work that may wait, which comes in whether or not
  /// somebody is there.
  package var arrivalHours: Opening? { work.deferrableMinutes == nil ? opening : nil }

  /// Whether people are at work for this queue at a wall-clock reading.
  ///
  /// They are where the opening says so, on a public holiday only if the opening includes holidays,
  /// on a Sunday only on a ground that permits that Sunday (Code du travail, L3132-3), and never on a
  /// day that the ground closes.
  package func isStaffed(_ moment: LocalMoment, holidays: [Day: PublicHoliday]) -> Bool {
    opening.isOpen(moment, isHoliday: holidays[moment.day] != nil)
      && (moment.day.weekday != .sunday || sundayBasis.permits(moment.day))
      && !sundayBasis.closes(moment.day)
  }
}

extension Site {
  /// For every interval of `period`, whether people are at work for `queue` when it starts.
  ///
  /// Beyond what the queue says of itself, a day with a closure among the site's events is closed.
  ///
  /// - Complexity: O(intervals)
  package func staffedIntervals(of queue: Queue, in period: Period) -> [Bool] {
    let holidays = PublicHoliday.byDay(
      from: period.firstDay, to: period.lastDay, region: holidayRegion)
    let closed = Set(
      events.lazy.filter { $0.queue == queue.name && $0.kind == .closure }.map(\.day))
    return (0..<period.intervalCount).map { interval in
      let moment = period.local(ofInterval: interval)
      return !closed.contains(moment.day) && queue.isStaffed(moment, holidays: holidays)
    }
  }

  /// For every interval of `period`, whether something may come into `queue`: while people are at work for
  /// it, and at any time where it may wait.
  package func arrivalIntervals(of queue: Queue, in period: Period) -> [Bool] {
    queue.work.deferrableMinutes == nil
      ? staffedIntervals(of: queue, in: period)
      : Array(repeating: true, count: period.intervalCount)
  }

  /// For every interval of `period`, whether work of `queue` may be done when it starts: people are at
  /// work for it, and the law allows it.
  ///
  /// - Complexity: O(intervals)
  package func workableIntervals(of queue: Queue, in period: Period) -> [Bool] {
    let holidays = PublicHoliday.byDay(
      from: period.firstDay, to: period.lastDay, region: holidayRegion)
    var isWorkable = staffedIntervals(of: queue, in: period)
    for interval in isWorkable.indices where isWorkable[interval] {
      let moment = period.local(ofInterval: interval)
      isWorkable[interval] =
        queue.work.isLawful(moment, isHoliday: holidays[moment.day] != nil)
    }
    return isWorkable
  }
}
