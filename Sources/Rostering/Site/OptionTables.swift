internal import Rules
internal import Workforce

/// What the optimiser needs of each option that is the same for every agent.
struct OptionTables {
  /// Presence in slots of the period.
  let options: [RosterProblem.Option]
  /// Minutes of work before and after the end of the civil week in which the option starts.
  let splits: [(Int, Int)]
  /// Sum over all premiums of minutes × percent: cents = wage × weight / 6000.
  let premiumWeights: [Int]

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
    let holidays = PublicHoliday.byDay(
      from: period.firstDay, to: period.lastDay + 1, region: site.holidayRegion)
    premiumWeights = options.map { option in
      var weight = 0
      for day in (option.day - 1)...(option.day + 1) {
        let night = calendar.night(day)
        weight +=
          option.work(from: night.lowerBound, to: night.upperBound) * site.pay.nightPercent
        guard day >= option.day else { continue }
        let worked = option.work(from: calendar.midnight(day), to: calendar.midnight(day + 1))
        // Of Sunday and holiday premium the higher is paid; night comes on top (house policy).
        let sunday = calendar.weekday(day) == .sunday ? site.pay.sundayPercent : 0
        let holiday = holidays[calendar.date(day)] != nil ? site.pay.holidayPercent : 0
        weight += worked * max(sunday, holiday)
      }
      return weight
    }
  }
}
