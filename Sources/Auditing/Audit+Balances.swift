internal import Rules
package import Workforce

extension Audit {
  /// What every agent's counters are on the Monday after a roster, in the order of the site's agents.
  ///
  /// Counts what a site's balances tell, the shifts published since, and the roster's own. Planning the
  /// weeks after from these balances alone gives the rules the same past as all the shifts would.
  ///
  /// - Precondition: the period ends on a Sunday.
  /// - Complexity: O(agents × weeks × shifts of an agent).
  package func balances(after roster: Roster) -> [Balance] {
    let period = roster.period
    precondition(period.lastDay.weekday == .sunday)
    let first =
      site.published.filter { $0.start < period.start }.map(\.day.monday).min()
      ?? period.firstDay.monday
    let night = book.rules.lazy.compactMap { $0 as? NightWorker }.first
    let restWithin = book.rules.lazy.compactMap { ($0 as? EquivalentRest)?.within }.first ?? 7
    return timelines(of: roster).map { timeline in
      Ledger(
        timeline: timeline, since: timeline.subject.balance?.asOf ?? first,
        asOf: period.lastDay + 1, restWithin: restWithin,
        night: (night?.from ?? 21 * 60, night?.to ?? 6 * 60, night?.restPercent ?? 0)
      ).balance
    }
  }
}

/// Closes one agent's counters.
private struct Ledger {
  let timeline: Timeline
  /// The Monday from which shifts are known; what was before is the opening balance's, if any.
  let since: Day
  /// The Monday of the balance that is made.
  let asOf: Day
  /// Days within which shortened rests are given back.
  let restWithin: Int
  let night: (from: Int, to: Int, restPercent: Int)

  private var opening: Balance? { timeline.subject.balance }
  private var zone: Zone { timeline.period.zone }
  private var mondays: [Day] { (1...Balance.weeks).map { asOf - 7 * $0 } }
  private var year: Int { (asOf - 1).date.year }
  /// The Mondays since ``since`` of the weeks whose Sunday is in the balance's year.
  private var weeksOfYear: [Day] {
    stride(from: since.number, to: asOf.number, by: 7).map { Day(number: $0) }
      .filter { ($0 + 6).date.year == year }
  }

  var balance: Balance {
    let last = timeline.shifts.last { $0.day < asOf }
    let months = nights
    let rests = restAccount
    return Balance(
      agent: timeline.subject.agent.id, asOf: asOf, lastShift: last, daysInARow: daysInARow,
      weeklyRest: weeklyRest,
      weekMinutes: weeks(opening?.weekMinutes) { timeline.work(inWeekOf: $0) },
      weekDays: weeks(opening?.weekDays) { monday in
        Set(timeline.shifts.map(\.day)).count { monday <= $0 && $0 < monday + 7 }
      },
      sundayWeeks: weeks(opening?.sundayWeeks) { timeline.isWorked($0 + 6) },
      sundays: weeksOfYear.count { timeline.isWorked($0 + 6) } + carried(\.sundays),
      overtime: weeksOfYear.reduce(carried(\.overtime)) {
        $0 + max(0, timeline.work(inWeekOf: $1) - 35 * 60)
      },
      monthNights: months, restOwed: rests.owed, restOwedSince: rests.since,
      nightRest: nightRest,
      countedFrom: countedFrom)
  }

  /// A yearly counter of the opening balance, where it is of the same year.
  private func carried(_ counter: KeyPath<Balance, Int?>) -> Int {
    guard let opening, opening.year == year else { return 0 }
    return opening[keyPath: counter] ?? 0
  }

  /// One figure for each of the last weeks as far as they are known, the latest first.
  private func weeks<Figure>(_ before: [Figure]?, _ figure: (Day) -> Figure) -> [Figure] {
    var figures: [Figure] = []
    for monday in mondays {
      if monday >= since {
        figures.append(figure(monday))
      } else if let before, let place = opening?.place(ofWeek: monday), place < before.count {
        figures.append(before[place])
      } else {
        break
      }
    }
    return figures
  }

  private var daysInARow: Int {
    var day = asOf - 1
    while day >= since, timeline.isWorked(day) { day = day - 1 }
    let run = asOf - 1 - day
    return day >= since ? run : run + (opening?.daysInARow ?? 0)
  }

  /// The longest rest that a shift ended, with a day of it in the last week; a week at most.
  private var weeklyRest: Int {
    let most = 7 * 24 * 60
    let (begin, end) = (zone.midnight(asOf - 7), zone.midnight(asOf))
    let shifts = timeline.shifts.filter { $0.day < asOf }
    let starts = shifts.map(\.start)
    let ends = [begin - most] + shifts.map(\.end)
    return zip(ends, starts).reduce(0) { longest, rest in
      let inside = min(rest.1, end) - max(rest.0, begin)
      return inside >= 24 * 60 ? max(longest, min(most, rest.1 - rest.0)) : longest
    }
  }

  /// Night minutes of the shifts of each month, the latest first, as far as they are known.
  private var nights: [Int] {
    let latest = (asOf - 1).month
    var months = [Int](repeating: 0, count: Balance.months)
    for shift in timeline.shifts where shift.day >= since && shift.day < asOf {
      let place = latest - shift.day.month
      guard place < months.count else { continue }
      months[place] += timeline.minutes(of: shift, from: night.from, to: night.to)
    }
    for place in months.indices {
      let month = latest - place
      months[place] += opening?.nights(from: month, through: month) ?? 0
    }
    return months
  }

  /// Equivalent rest (D3131-2).
  private var restAccount: RestAccount {
    var account = RestAccount(
      owed: opening?.restOwed ?? 0, since: opening?.restOwedSince, on: opening?.asOf ?? since)
    let shifts = timeline.shifts.filter { $0.day < asOf }
    for (before, after) in zip(shifts, shifts.dropFirst()) where after.day >= since {
      account.take(after.start - before.end, before: after.day, within: restWithin)
    }
    return account
  }

  /// Compensatory rest for night work (L3122-8), rounded shift by shift; nothing of it is taken here.
  private var nightRest: Int {
    timeline.shifts.filter { $0.day >= since && $0.day < asOf }
      .reduce(opening?.nightRest ?? 0) { rest, shift in
        let minutes = timeline.minutes(of: shift, from: night.from, to: night.to)
        return rest + (minutes * night.restPercent + 50) / 100
      }
  }

  /// The day from which yearly and monthly counters are whole; nil where they reach back eleven months.
  private var countedFrom: Day? {
    var from = since
    if let opening, opening.sundays != nil, opening.overtime != nil, !opening.monthNights.isEmpty {
      guard let counted = opening.countedFrom else { return nil }
      from = counted
    }
    return from.month <= (asOf - 1).month - Balance.months ? nil : from
  }
}
