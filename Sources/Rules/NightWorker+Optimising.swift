internal import Workforce

extension NightWorker {
  // MARK: Optimising

  /// One automaton for each week of the period.
  ///
  /// Its state holds the minutes that are left to work in the window (from the week's Monday on, in the
  /// week too), the night shifts of the week, and the night minutes still short of a night worker's.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    stride(from: 0, to: calendar.period.days, by: 7).map {
      .automaton(automaton(weekOf: $0, subject, calendar))
    }
  }

  private struct State {
    /// Nothing that can still be worked goes beyond the limit.
    static let free = -1
    var left: Int
    var nights: Int
    var short: Int

    init(left: Int, nights: Int, short: Int) {
      self.left = left
      self.nights = nights
      self.short = short
    }

    init(packed: Int) {
      short = packed % 100_000
      nights = packed / 100_000 % 10
      left = packed / 1_000_000 - 1
    }

    var packed: Int { ((left + 1) * 10 + nights) * 100_000 + short }
  }

  private func automaton(
    weekOf target: Int, _ subject: RuleSubject, _ calendar: RuleCalendar
  ) -> Automaton {
    let reach = calendar.reach
    let monday = calendar.date(target)
    let begin = monday - 7 * (Self.weeks - 1)
    let month = (monday + 6).month
    let window = (month - months + 1)...month
    let (nightsAWeek, threshold) = (nightsAWeek, threshold)
    let hasWeekLimit = weekLimit < Self.longestWeek
    let most = hasWeekLimit ? weekLimit : 2 * Self.longestWeek
    let dates = (-reach...calendar.period.days).map { calendar.date($0) }
    let countsNow = dates.map { begin <= $0.monday && $0.monday <= monday }
    let countsNext = dates.map { begin <= $0.monday + 7 && $0.monday + 7 <= monday }
    let countsNight = dates.map { window.contains($0.month) && $0 < monday + 7 }
    let total = limit * Self.weeks

    let longestDay = Self.longestWeek / 7

    /// The state on the morning of `day`, kept no larger than what can still matter.
    @Sendable func settled(_ state: State, on day: Int, carried: Int) -> Int {
      var state = state
      if day == target { state.left = min(state.left, most - carried) }
      // All that can still be worked, before the week and in it.
      let room = max(0, target + 7 - day) * longestDay
      if state.short == 0 || state.nights >= nightsAWeek {
        state.short = 0
        state.nights = nightsAWeek
      } else if day >= 0 {
        state.short = min(state.short, room + 1)
        let nightsLeft = min(7, max(0, target + 7 - day))
        if state.short > room, state.nights + nightsLeft < nightsAWeek { return State.free }
      }
      if day >= 0 {
        if day >= target || !hasWeekLimit {
          if state.left >= room { return State.free }
        } else {
          state.left = min(state.left, (target - day) * longestDay + most)
        }
      }
      state.left = max(-1, state.left)
      return state.packed
    }

    return Automaton(
      identity: [
        Self.key, "\(limit)", "\(weekLimit)", "\(nightsAWeek)", "\(nightHours)", "\(months)",
        "\(threshold)", "\(from)", "\(to)", "\(monday)",
      ],
      start: State(left: total, nights: 0, short: nightHours).packed,
      opening: subject.opening(in: calendar) { balance, day in
        let carried = balance.work(after: calendar.midnight(day))
        let isCounted = begin <= balance.asOf && balance.asOf <= monday
        let used = balance.sum(balance.weekMinutes, from: begin) + (isCounted ? carried : 0)
        let nights = balance.nights(from: window.lowerBound, through: window.upperBound)
        return settled(
          State(left: total - used, nights: 0, short: max(0, nightHours - nights)), on: day,
          carried: carried)
      },
      feature: { option in
        let (now, next) = calendar.minutesByWeek(option)
        return (now * 2000 + next) * 2000 + nightMinutes(option, calendar)
      },
      step: { packed, day, feature in
        if packed == State.free { return packed }
        var state = State(packed: packed)
        let (work, night) = (feature ?? 0).quotientAndRemainder(dividingBy: 2000)
        let (now, next) = work.quotientAndRemainder(dividingBy: 2000)
        let place = day + reach
        if countsNow[place] { state.left -= now }
        if countsNext[place] { state.left -= next }
        if countsNight[place] { state.short = max(0, state.short - night) }
        let isOfWeek = target <= day && day < target + 7
        if isOfWeek, feature != nil, night >= threshold { state.nights += 1 }
        let reaches = day == target - 1 && next > 0
        if reaches { state.left = min(state.left, most - next) }
        let isNightWorker = state.short == 0 || state.nights >= nightsAWeek
        if day >= 0, isOfWeek && now > 0 || reaches, state.left < 0, isNightWorker { return nil }
        return settled(state, on: day + 1, carried: next)
      })
  }

  /// Minutes of a shift's work in the nights that begin on the evening before it, of it and after it.
  private func nightMinutes(_ option: ShiftOption, _ calendar: RuleCalendar) -> Int {
    (-1...1).reduce(0) { sum, offset in
      let date = calendar.date(option.day + offset)
      let zone = calendar.period.zone
      return sum
        + option.work(
          from: zone.instant(date, minute: from).minutes,
          to: zone.instant(date + 1, minute: to).minutes)
    }
  }

  // MARK: Examples

  /// Nights of 8 h: 22:00 to 6:00.
  private static func nights(_ days: String...) -> [String] { days.map { "\($0) 22:00-30:00" } }
  private static func days(_ days: String...) -> [String] { days.map { "\($0) 08:00-16:00" } }
  /// 40 h by day, and by night from Monday to Friday.
  private static let forty = days("mon", "tue", "wed", "thu", "fri")
  private static let night = nights("mon", "tue", "wed", "thu", "fri")

  package static let examples = [
    RuleExample(
      .lawful, "40 h in each of twelve weeks", tour: night,
      before: Array(repeating: forty, count: 11)),
    RuleExample(
      .breach, "a minute more", tour: nights("mon", "tue", "wed", "thu") + ["fri 22:00-30:01"],
      before: Array(repeating: forty, count: 11)),
    RuleExample(
      .lawful, "a minute more with one night in the week",
      tour: days("mon", "tue", "wed", "thu") + ["fri 22:00-30:01"],
      before: Array(repeating: forty, count: 11)),
    RuleExample(
      .lawful, "two shifts with 2 h 59 of the night are no night shifts",
      tour: ["mon", "tue", "wed", "thu", "fri"].map { "\($0) 15:00-23:59" },
      before: Array(repeating: forty, count: 11)),
    RuleExample(
      .breach, "with three hours of it they are, and the weeks were long",
      tour: ["mon", "tue"].map { "\($0) 16:00-24:00" } + days("wed", "thu", "fri"),
      before: Array(repeating: forty, count: 10) + [forty + ["sat 08:00-08:01"]]),
    RuleExample(
      // Five nights of 8 h, all of them between 21:00 and 6:00.
      .breach, "enough night hours in three months, across the turn of the year",
      tour: days("mon", "tue", "wed", "thu") + ["fri 08:00-16:01"],
      before: Array(repeating: forty, count: 10) + [night],
      parameters: ["night_hours": "40", "months": "3"], monday: "2027-01-04"),
    RuleExample(
      .lawful, "a minute short of them",
      tour: days("mon", "tue", "wed", "thu") + ["fri 08:00-16:01"],
      before: Array(repeating: forty, count: 10) + [night],
      parameters: ["night_hours": "40h01", "months": "3"], monday: "2027-01-04"),
    RuleExample(
      .lawful, "they have left the window of one month",
      tour: days("mon", "tue", "wed", "thu") + ["fri 08:00-16:01"],
      before: Array(repeating: forty, count: 10) + [night],
      parameters: ["night_hours": "40", "months": "1"], monday: "2027-02-01"),
    RuleExample(
      .breach, "44 h 01 in one week of a night worker where no more are allowed",
      tour: nights("mon", "tue", "wed", "thu", "fri") + ["sat 22:00-26:01"],
      parameters: ["week_hours": "44"]),
    RuleExample(
      .lawful, "44 h in it",
      tour: nights("mon", "tue", "wed", "thu", "fri") + ["sat 22:00-26:00"],
      parameters: ["week_hours": "44"]),
    RuleExample(
      .breach, "a night is an hour longer when clocks go back",
      tour: nights("mon", "tue", "wed", "thu") + ["sat 22:00-29:01"],
      parameters: ["week_hours": "40"], monday: "2026-10-19"),
  ]
}
