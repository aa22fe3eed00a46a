internal import Workforce

extension Automaton {
  /// At most `limit` in all over the civil weeks from `first` to `last` (Mondays), counting `amounts` of
  /// each shift: what falls in the civil week of its start, and what a Sunday night carries into the next.
  ///
  /// Only what is planned in the last of the weeks is forbidden; each week has its own window that ends
  /// with it. The state is what is left of the limit. In the period it is kept no larger than what may
  /// still be used, so that where the limit cannot bind there is but one state.
  /// - Parameters:
  ///   - daily: the most that one day's shift can count; of minutes what the daily rest leaves.
  ///   - subject: whose balance, if any, tells what falls in the weeks before it.
  ///   - counted: that amount, in the weeks from `first` on.
  ///   - carried: what the balance's last shift brings into the week that begins at the midnight given.
  static func total(
    atMost limit: Int, daily: Int = 13 * 60, weeksFrom first: Day, to last: Day, identity: [String],
    of subject: RuleSubject, in calendar: RuleCalendar, counted: (Balance) -> Int,
    carried: (Balance, Int) -> Int = { _, _ in 0 },
    amounts: @escaping @Sendable (ShiftOption) -> (now: Int, next: Int)
  ) -> Automaton {
    let packing = 20_000
    let reach = calendar.reach
    let end = last + 7 - calendar.period.firstDay
    /// What can still be used on the morning of `day`.
    func room(_ day: Int) -> Int { day < 0 ? limit : max(0, end - day) * daily }
    let places = (-reach..<calendar.period.days).map { day in
      let monday = calendar.date(day).monday
      return WindowPlace(
        countsNow: first <= monday && monday <= last,
        countsNext: first <= monday + 7 && monday + 7 <= last,
        mayForbidNow: day >= 0 && monday == last, mayForbidNext: day >= 0 && monday + 7 == last,
        room: room(day + 1))
    }
    let opening = subject.opening(in: calendar) { balance, day in
      let midnight = calendar.midnight(day)
      let isOpen = first <= balance.asOf && balance.asOf <= last
      let used = counted(balance) + (isOpen ? carried(balance, midnight) : 0)
      return max(-1, min(limit - used, room(day)))
    }
    return Automaton(
      identity: identity + ["\(limit)", "\(first)", "\(last)"], start: limit, opening: opening,
      feature: { option in
        let (now, next) = amounts(option)
        return now * packing + next
      },
      step: { state, day, feature in
        let place = places[day + reach]
        guard let feature else { return min(state, place.room) }
        let (now, next) = feature.quotientAndRemainder(dividingBy: packing)
        var left = state
        if place.countsNow { left -= now }
        if place.mayForbidNow && now > 0 && left < 0 { return nil }
        if place.countsNext { left -= next }
        if place.mayForbidNext && next > 0 && left < 0 { return nil }
        return max(-1, min(left, place.room))
      })
  }
}

/// What a day means to a window of weeks.
private struct WindowPlace: Sendable {
  /// Whether work of the day's week, and of the week after, counts; and whether it may be forbidden.
  let countsNow: Bool
  let countsNext: Bool
  let mayForbidNow: Bool
  let mayForbidNext: Bool
  /// No more than this can still be used after the day.
  let room: Int
}
