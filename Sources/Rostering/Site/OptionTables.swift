internal import Rules
internal import Workforce

/// What the optimiser needs of each option that is the same for every agent.
struct OptionTables {
  /// Presence in slots of the period.
  let options: [RosterProblem.Option]
  /// Minutes of work before and after the end of the civil week in which the option starts.
  let splits: [(Int, Int)]

  /// - Parameter slotCount: slots in which cover counts; what a shift does after them is cut off.
  init(
    options: [ShiftOption], site: Site, calendar: RuleCalendar, slotMinutes: Int, slotCount: Int
  ) {
    let period = calendar.period
    let slot = { (minute: Int) -> Int32 in
      Int32(max(0, min(slotCount, (minute - period.start.minutes) / slotMinutes)))
    }
    self.options = options.map {
      RosterProblem.Option(
        day: $0.day, first: slot($0.start), end: slot($0.end), breakFirst: slot($0.breakStart),
        breakEnd: slot($0.breakEnd))
    }
    splits = options.map { option in
      guard calendar.weekday(option.day) == .sunday else { return (option.workMinutes, 0) }
      let midnight = calendar.midnight(option.day + 1)
      return (
        option.work(from: option.start, to: midnight), option.work(from: midnight, to: option.end)
      )
    }
  }

  /// Sum over all premiums and paid breaks of minutes × percent, for each option: cents = wage × weight /
  /// 6000.
  /// - Parameter sundayPercent: what a Sunday earns, which can differ among agents.
  static func premiumWeights(
    _ options: [ShiftOption], site: Site, calendar: RuleCalendar, sundayPercent: (Day) -> Int
  ) -> [Int] {
    let period = calendar.period
    let holidays = PublicHoliday.byDay(
      from: period.firstDay, to: period.lastDay + 1, region: site.holidayRegion)
    return options.map { option in
      var weight = site.paysBreak(of: option, on: calendar.date(option.day)) ? 100 : 0
      weight *= option.breakEnd - option.breakStart
      // A shift of 24 hours at most reaches into the day after.
      for day in option.day...(option.day + 1) {
        let begin = calendar.midnight(day)
        let end = calendar.midnight(day + 1)
        let nightly = [calendar.night(day - 1), calendar.night(day)].reduce(0) { sum, night in
          let from = max(begin, night.lowerBound)
          return sum + option.work(from: from, to: max(from, min(end, night.upperBound)))
        }
        let date = calendar.date(day)
        let rates = DayRates(
          date, holidays: holidays, pay: site.pay,
          sunday: date.weekday == .sunday ? sundayPercent(date) : 0)
        weight += nightly * rates.night
        weight += (option.work(from: begin, to: end) - nightly) * rates.day
      }
      return weight
    }
  }
}

/// Percent on the hourly wage for an hour of a civil day, by day and by night.
private struct DayRates {
  let day: Int
  let night: Int

  init(_ date: Day, holidays: [Day: PublicHoliday], pay: Pay, sunday: Int) {
    var holiday = holidays[date] != nil ? pay.holidayPercent : 0
    // 1 May is paid twice (L3133-6).
    if date.date.month == 5, date.date.day == 1 { holiday = max(holiday, 100) }
    switch pay.cumulation {
    case .nightOnTop:
      day = max(sunday, holiday)
      night = day + pay.nightPercent
    case .sum:
      day = sunday + holiday
      night = day + pay.nightPercent
    case .highest:
      day = max(sunday, holiday)
      night = max(day, pay.nightPercent)
    }
  }
}

extension Site {
  /// Whether the break of an option is paid.
  fileprivate func paysBreak(of option: ShiftOption, on day: Day) -> Bool {
    let pause = Break(
      start: Instant(minutes: option.breakStart), end: Instant(minutes: option.breakEnd))
    return pays(
      pause,
      of: Shift(
        agent: "", day: day, start: Instant(minutes: option.start),
        end: Instant(minutes: option.end)))
  }
}
