internal import Workforce

extension Automaton {
  /// At most `limit` in all over the civil weeks from `first` to `last` (Mondays), counting `amounts` of
  /// each shift: what falls in the civil week of its start, and what a Sunday night carries into the next.
  ///
  /// Only what is planned in the last of the weeks is forbidden; each week has its own window that ends
  /// with it. The state is what is left of the limit. It is kept no larger than what may still be
  /// used, twice the time left, so that where the limit cannot bind there is but one state.
  static func total(
    atMost limit: Int, weeksFrom first: Day, to last: Day, identity: [String],
    in calendar: RuleCalendar, amounts: @escaping @Sendable (ShiftOption) -> (now: Int, next: Int)
  ) -> Automaton {
    let packing = 20_000
    let end = calendar.midnight(last + 7 - calendar.period.firstDay)
    return Automaton(
      identity: identity + ["\(limit)", "\(first)", "\(last)"], start: limit,
      feature: { option in
        let (now, next) = amounts(option)
        return now * packing + next
      },
      step: { left, day, feature in
        var left = left
        let (now, next) = (feature ?? 0).quotientAndRemainder(dividingBy: packing)
        let monday = calendar.date(day).monday
        for (amount, week) in [(now, monday), (next, monday + 7)]
        where amount > 0 && first <= week && week <= last {
          left -= amount
          if day >= 0 && week == last && left < 0 { return nil }
        }
        return max(-1, min(left, 2 * max(0, end - calendar.midnight(day + 1))))
      })
  }
}
