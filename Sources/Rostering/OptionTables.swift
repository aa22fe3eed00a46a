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

  init(options: [ShiftOption], site: Site, calendar: RuleCalendar, slotMinutes: Int) {
    let period = calendar.period
    let slotCount = (period.end - period.start) / slotMinutes
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

/// The requirement in slots, with what earlier rosters already bring.
struct SlotDemand: Sendable {
  let required: [[Int]]
  let present: [UInt32: [Int]]
  let notes: [String]

  init(
    site: Site, requirement: Requirement, options: [ShiftOption], masks: [UInt32],
    slotMinutes: Int
  ) {
    let period = requirement.period
    let perInterval = period.intervalMinutes / slotMinutes
    var required = site.queues.map { queue in
      let agents =
        requirement.queues.first { $0.queue == queue.name }?.agents
        ?? [Int](repeating: 0, count: period.intervalCount)
      return agents.flatMap { [Int](repeating: $0, count: perInterval) }
    }
    let slotCount = required.first?.count ?? 0
    var present: [UInt32: [Int]] = [:]
    var notes: [String] = []
    let maskOf = Dictionary(
      zip(site.agents.map(\.id), masks), uniquingKeysWith: { first, _ in first })
    let before = site.published.filter { $0.start < period.start }
    for shift in before where shift.end > period.start {
      guard let mask = maskOf[shift.agent] else { continue }
      for stretch in shift.stretches {
        // Slots worked in part are not counted on.
        let from = max(0, (stretch.start - period.start + slotMinutes - 1) / slotMinutes)
        let to = min(slotCount, (stretch.end - period.start) / slotMinutes)
        for slot in from..<max(from, to) {
          present[mask, default: [Int](repeating: 0, count: slotCount)][slot] += 1
        }
      }
    }
    // Without the roster of the week before, nobody can be planned for the hours that its night
    // shifts cover: until the first shift starts, and as far as the last night of a week reaches.
    let hasWeekBefore = before.contains { $0.day >= period.firstDay - 7 }
    let first = options.map(\.start).min() ?? period.start.minutes
    let nightsReach = (options.map(\.end).max() ?? 0) - period.end.minutes
    let earliest = min(first, period.start.minutes + nightsReach)
    if !hasWeekBefore, earliest > period.start.minutes {
      let slots = min(slotCount, (earliest - period.start.minutes) / slotMinutes)
      let open = required.contains { $0.prefix(slots).contains { $0 > 0 } }
      for queue in required.indices {
        for slot in 0..<slots { required[queue][slot] = 0 }
      }
      if open {
        notes.append(
          "\(period.firstDay) before \(period.zone.local(Instant(minutes: earliest)).minute.clock): "
            + "no roster of the week before is published; its night shifts are taken to cover these "
            + "hours.")
      }
    }
    self.required = required
    self.present = present
    self.notes = notes
  }
}
