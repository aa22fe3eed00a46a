package import Workforce

/// One agent's finished work on the axis of elapsed time, as the audit sees it.
///
/// Holds the shifts under judgement and those published before, which windows look back on. Breaches
/// are reported only where they touch ``period``.
package struct Timeline: Sendable {
  package let subject: RuleSubject
  package let period: Period
  /// In the order of start; may begin before the period.
  package let shifts: [Shift]
  /// What was published for the period itself; nil where that is not judged.
  package let publication: Publication?
  /// The shifts that start inside the period.
  package let audited: ArraySlice<Shift>
  /// The Mondays of the civil weeks that the period touches.
  package let mondays: [Day]
  /// The most minutes from a shift's start to its end: no shift that starts earlier before an instant
  /// reaches it.
  private let longest: Int

  package init(
    subject: RuleSubject, period: Period, shifts: [Shift], publication: Publication? = nil
  ) {
    self.publication = publication
    self.subject = subject
    self.period = period
    let sorted = shifts.sorted { $0.start < $1.start }
    self.shifts = sorted
    longest = sorted.reduce(0) { max($0, $1.end - $1.start) }
    audited =
      sorted[
        Timeline.first(
          in: sorted, from: period.start)..<Timeline.first(in: sorted, from: period.end)]
    mondays = stride(from: period.firstDay.monday.number, through: period.lastDay.number, by: 7)
      .map { Day(number: $0) }
  }

  /// The place of the first shift that starts at `instant` or later.
  private static func first(in shifts: [Shift], from instant: Instant) -> Int {
    var low = 0
    var high = shifts.count
    while low < high {
      let middle = (low + high) / 2
      if shifts[middle].start < instant { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The shifts of which some part lies between two instants, in the order of start.
  ///
  /// - Complexity: O(log shifts + shifts found).
  package func shifts(touching from: Instant, _ to: Instant) -> [Shift] {
    near(from, to).filter { $0.start < to && $0.end > from }
  }

  /// The shifts that start before `to` and may reach beyond `from`.
  private func near(_ from: Instant, _ to: Instant) -> ArraySlice<Shift> {
    let low = Timeline.first(in: shifts, from: from - longest)
    return shifts[low..<max(low, Timeline.first(in: shifts, from: to))]
  }

  /// Minutes worked between two instants, breaks left out.
  ///
  /// - Complexity: O(log shifts + shifts found).
  package func work(from: Instant, to: Instant) -> Int {
    var total = 0
    for shift in near(from, to) where shift.end > from {
      total += work(of: shift, from: from, to: to)
    }
    return total
  }

  /// Minutes of a shift's work between two instants.
  package func work(of shift: Shift, from: Instant, to: Instant) -> Int {
    var minutes = max(0, min(shift.end, to) - max(shift.start, from))
    for pause in shift.breaks { minutes -= max(0, min(pause.end, to) - max(pause.start, from)) }
    return minutes
  }

  /// The most minutes of a shift's work between two breaks of `pause` minutes or more.
  package func longestWork(of shift: Shift, withoutBreakOf pause: Int) -> Int {
    let breaks = shift.breaks.filter { $0.end - $0.start >= pause }
    let begins = [shift.start] + breaks.map(\.end)
    let ends = breaks.map(\.start) + [shift.end]
    return zip(begins, ends).map { work(of: shift, from: $0, to: $1) }.max() ?? 0
  }

  /// Minutes worked on a civil day (0–24 h on the clock).
  package func work(on day: Day) -> Int {
    work(from: period.zone.midnight(day), to: period.zone.midnight(day + 1))
  }

  /// Minutes worked in the civil week from `monday`.
  package func work(inWeekOf monday: Day) -> Int {
    work(from: period.zone.midnight(monday), to: period.zone.midnight(monday + 7))
  }

  /// Minutes worked in the civil weeks from `monday` on until `end`; those before a balance's day are the
  /// balance's.
  package func work(inWeeksFrom monday: Day, to end: Instant) -> Int {
    let balance = subject.balance
    let begin = period.zone.midnight(max(monday, balance?.asOf ?? monday))
    return work(from: begin, to: end) + (balance.map { $0.sum($0.weekMinutes, from: monday) } ?? 0)
  }

  /// Whether any work of the shifts under judgement falls in the civil week from `monday`.
  package func isAudited(weekOf monday: Day) -> Bool {
    let from = period.zone.midnight(monday)
    let to = period.zone.midnight(monday + 7)
    return audited.contains { work(of: $0, from: from, to: to) > 0 }
  }

  /// Whether the agent is at work at any moment of a Sunday, which a balance may tell.
  package func isWorked(sunday: Day) -> Bool {
    subject.balance?.isWorked(sunday: sunday) ?? isWorked(sunday)
  }

  /// Whether the agent is at work at any moment of a civil day.
  package func isWorked(_ day: Day) -> Bool {
    let from = period.zone.midnight(day)
    let to = period.zone.midnight(day + 1)
    return near(from, to).contains { $0.end > from }
  }

  /// Minutes of a shift's work between two readings of the clock, `from` on one day to `to` on the next.
  package func minutes(of shift: Shift, from: Int, to: Int) -> Int {
    var total = 0
    for offset in -1...1 {
      let begin = period.zone.instant(shift.day + offset, minute: from)
      let end = period.zone.instant(shift.day + offset + 1, minute: to)
      total += work(of: shift, from: begin, to: end)
    }
    return total
  }
}
