internal import Workforce

/// Thirty-five consecutive hours of rest in every civil week: 24 h and the 11 h of daily rest.
///
/// A rest across the border of two weeks counts for a week when at least 24 h of it lie in that week
/// (the strict reading; no text says how to attribute it).
package struct WeeklyRest: Rule {
  package static let key = "weekly-rest"
  package static let citation = Citation(
    "Code du travail, L3132-2", level: .publicOrder, confidence: .a, version: "2015")
  package static let summary = "At least 35 consecutive hours of rest in each civil week."

  static let day = 24 * 60
  let rest: Int

  // MARK: Parameters

  /// `hours`: 35 or more.
  package init(from fields: inout RuleFields) {
    rest = fields.hours("hours", default: 35 * 60, in: 35 * 60...96 * 60)
  }

  package var lookback: Lookback? { Lookback(days: 7, .weeklyRest) }

  // MARK: Optimising

  private struct State {
    /// Minutes from the last shift's end to this midnight; negative if it ends later.
    var since: Int
    var isSatisfied: Bool
    /// Last week's rest is still running and must reach its full length before the next shift.
    var isOwed: Bool

    init(since: Int, isSatisfied: Bool, isOwed: Bool) {
      self.since = since
      self.isSatisfied = isSatisfied
      self.isOwed = isOwed
    }

    init(packed: Int) {
      since = packed / 4 - 5000
      isSatisfied = packed & 1 != 0
      isOwed = packed & 2 != 0
    }

    var packed: Int { (since + 5000) * 4 + (isSatisfied ? 1 : 0) + (isOwed ? 2 : 0) }
  }

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let rest = rest
    let longAgo = rest + 2 * Self.day
    let packing = 10_000
    let automaton = Automaton(
      identity: [Self.key, "\(rest)"],
      start: State(since: longAgo, isSatisfied: false, isOwed: false).packed,
      opening: subject.opening(in: calendar) { balance, day in
        guard let taken = balance.weeklyRest else { return nil }
        let since = min(longAgo, balance.end(after: calendar.midnight(day)).map { -$0 } ?? longAgo)
        let isOwed = taken < rest && (Self.day..<rest).contains(since)
        return State(since: since, isSatisfied: false, isOwed: isOwed).packed
      },
      feature: { option in
        let midnight = calendar.midnight(option.day)
        return (option.start - midnight) * packing + option.end - midnight
      },
      step: { packed, day, feature in
        var state = State(packed: packed)
        let midnight = calendar.midnight(day)
        let tomorrow = calendar.midnight(day + 1)
        let weekday = calendar.weekday(day).rawValue
        if let feature {
          let (start, end) = feature.quotientAndRemainder(dividingBy: packing)
          let gap = state.since + start
          if day >= 0 && state.isOwed && gap < rest { return nil }
          state.isOwed = false
          let sinceMonday = midnight + start - calendar.midnight(day - weekday + 1)
          if gap >= rest && min(gap, sinceMonday) >= Self.day { state.isSatisfied = true }
          state.since = tomorrow - midnight - end
        } else {
          state.since = min(longAgo, state.since + tomorrow - midnight)
        }
        if weekday == Weekday.sunday.rawValue {
          if !state.isSatisfied {
            if day >= 0 && state.since < Self.day { return nil }
            state.isOwed = (Self.day..<rest).contains(state.since)
          }
          state.isSatisfied = false
        }
        return state.packed
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let zone = timeline.period.zone
    func breach(_ monday: Day, on day: Day, _ longest: Int) -> Breach {
      Breach(
        rule: Self.key, agent: timeline.subject.agent.id, day: day, found: longest, limit: rest,
        unit: .minutes, citation: Self.citation,
        message: "the longest rest of the civil week from \(monday) is \(longest.duration); "
          + "\(rest.duration) at least")
    }
    var found: [Breach] = []
    // The rest of the week before may still run; the period's first shift must not cut it short.
    let before = timeline.mondays[0] - 7
    let past = timeline.shifts.filter { $0.start < timeline.period.start }
    if let first = timeline.audited.first {
      if let balance = timeline.subject.balance, balance.asOf == before + 7,
        let taken = balance.weeklyRest
      {
        if let last = balance.lastShift, taken < rest, first.start - last.end < rest,
          zone.midnight(before + 7) - last.end >= Self.day
        {
          found.append(breach(before, on: first.day, max(taken, first.start - last.end)))
        }
      } else if shortRest(weekOf: before, past, zone) == nil,
        let longest = shortRest(weekOf: before, timeline.shifts, zone)
      {
        found.append(breach(before, on: first.day, longest))
      }
    }
    for monday in timeline.mondays {
      guard let longest = shortRest(weekOf: monday, timeline.shifts, zone) else { continue }
      let end = zone.midnight(monday + 7)
      let last = timeline.audited.last { $0.start < end }?.day ?? monday
      found.append(breach(monday, on: last, longest))
    }
    return found
  }

  /// The longest rest of a civil week in which none is long enough, or nil.
  private func shortRest(weekOf monday: Day, _ shifts: [Shift], _ zone: Zone) -> Int? {
    guard let first = shifts.first, let last = shifts.last else { return nil }
    let week = (start: zone.midnight(monday), end: zone.midnight(monday + 7))
    // Rests are the gaps between shifts, and the open time before the first and after the last.
    let begins = [min(first.start, week.start) - rest] + shifts.map(\.end)
    let ends = shifts.map(\.start) + [max(last.end, week.end) + rest]
    var longest = 0
    for (begin, end) in zip(begins, ends) {
      let inside = min(end, week.end) - max(begin, week.start)
      if inside >= Self.day && end - begin >= rest { return nil }
      longest = max(longest, inside >= Self.day ? end - begin : inside)
    }
    return longest
  }

  // MARK: Examples

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri"].map { "\($0) 09:00-13:00" }

  package static let examples = [
    RuleExample(.lawful, "Sunday and the night before", tour: weekdays + ["sat 09:00-13:00"]),
    RuleExample(
      .lawful, "Thursday 20:00 to Saturday 07:00 is 35 h",
      tour: Array(weekdays.prefix(3)) + ["thu 16:00-20:00", "sat 07:00-11:00", "sun 08:00-12:00"]),
    RuleExample(
      .breach, "34 h 59",
      tour: Array(weekdays.prefix(3)) + ["thu 16:00-20:01", "sat 07:00-11:00", "sun 08:00-12:00"]),
    RuleExample(.breach, "seven days", tour: weekdays + ["sat 09:00-13:00", "sun 09:00-13:00"]),
    RuleExample(
      .lawful, "Saturday 23:00 is 25 h before the week ends, and the rest goes on",
      tour: weekdays + ["sat 19:00-23:00"]),
    RuleExample(
      .breach, "a night that ends on Sunday leaves no 24 h of rest in the week",
      tour: weekdays + ["sat 22:00-26:00"]),
  ]
}
