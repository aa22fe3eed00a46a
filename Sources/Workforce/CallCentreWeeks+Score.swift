extension CallCentreWeeks {
  /// What a roster costs, in cents, and what for.
  package struct Cost: Hashable, Sendable {
    /// Wages with what night and Sunday add.
    package var wages: Int
    /// Agents missing, and agents too many, summed over the slots.
    package var under: Int
    package var over: Int
    package var total: Int
  }

  /// Every hard rule that the roster breaks, in words; empty for a lawful roster.
  ///
  /// Recomputed from the shifts alone and as plainly as can be, so that it may judge any solver.
  /// - Complexity: O(agents × days²)
  package func breaches(of tours: [[Shift?]]) -> [String] {
    guard tours.count == agents.count else {
      return ["\(tours.count) tours for \(agents.count) agents"]
    }
    return zip(agents, tours).flatMap { agent, tour -> [String] in
      guard tour.count == days else { return ["\(agent.id): \(tour.count) days, not \(days)"] }
      var found = tour.enumerated().flatMap { day, shift in
        shift.map { breaches(of: $0, day: day, by: agent) } ?? []
      }
      found += restBreaches(of: tour)
      found += weekBreaches(of: tour, by: agent)
      return found.map { "\(agent.id): \($0)" }
    }
  }

  /// What the roster costs; whether it is lawful plays no part.
  ///
  /// Each shift costs `⌊wage · (100 · paid + night% · minutes at night + Sunday% · minutes on Sunday) /
  /// 6000⌋` cents, presence counted with the break. In each slot, with S over the sets of skills,
  /// under = max(0, max over S of required(S) − agents with a skill in S) and over = agents − required +
  /// under. Days that a tour lacks are free.
  /// - Complexity: O(agents × days × slots of a shift + slots × 2^skills × sets of skills)
  package func cost(of tours: [[Shift?]]) -> Cost {
    let slots = days * CallCentreWeeks.day / slotMinutes
    var wages = 0
    var present = [[UInt32: Int]](repeating: [:], count: slots)
    for (agent, tour) in zip(agents, tours) {
      for case (let day, let shift?) in tour.prefix(days).enumerated() {
        wages += cents(of: shift, day: day, wage: agent.wage)
        for minute in stride(from: shift.start, to: shift.end, by: slotMinutes) {
          let slot = (day * CallCentreWeeks.day + minute) / slotMinutes
          guard slot < slots, shift.pause?.contains(minute) != true else { continue }
          present[slot][agent.skills, default: 0] += 1
        }
      }
    }
    var cost = Cost(wages: wages, under: 0, over: 0, total: 0)
    for slot in 0..<slots {
      var under = 0
      for set in 1..<(UInt32(1) << UInt32(skills.count)) {
        let wanted = skills.indices.reduce(0) {
          $0 + (set & (1 << UInt32($1)) == 0 ? 0 : required[$1][slot])
        }
        let able = present[slot].reduce(0) { $0 + ($1.key & set == 0 ? 0 : $1.value) }
        under = max(under, wanted - able)
      }
      cost.under += under
      cost.over += present[slot].values.reduce(0, +) + under
      cost.over -= skills.indices.reduce(0) { $0 + required[$1][slot] }
    }
    cost.total = wages + prices.under * cost.under + prices.over * cost.over
    return cost
  }

  /// The wage of one shift, minute by minute of the grid.
  private func cents(of shift: Shift, day: Int, wage: Int) -> Int {
    var weight = 100 * shift.paid
    for minute in stride(from: shift.start, to: shift.end, by: slotMinutes) {
      let clock = minute % CallCentreWeeks.day
      if clock >= prices.nightStart || clock < prices.nightEnd {
        weight += prices.nightPercent * slotMinutes
      }
      if (day + minute / CallCentreWeeks.day) % 7 == 6 {
        weight += prices.sundayPercent * slotMinutes
      }
    }
    return wage * weight / 6000
  }

  /// One shift against its window and the shapes that shifts may have.
  private func breaches(of shift: Shift, day: Int, by agent: Agent) -> [String] {
    var found: [String] = []
    let window = agent.windows[day]
    if window.map({ $0.lowerBound <= shift.start && shift.end <= $0.upperBound }) != true {
      found.append("outside the availability of day \(day)")
    }
    if shift.start % slotMinutes != 0 || shift.span % slotMinutes != 0
      || !rules.starts.contains(shift.start) || !rules.spans.contains(shift.span)
    {
      found.append("no shift runs \(shift.start)-\(shift.end), day \(day)")
    }
    let length = CallCentreWeeks.breakMinutes(span: shift.span)
    if let pause = shift.pause {
      let before = pause.lowerBound - shift.start
      let after = shift.end - pause.upperBound
      if pause.count != length || before % slotMinutes != 0 || max(before, after) > rules.maxStretch
        || !rules.breakOffsets.contains(before)
      {
        found.append(
          "a break \(pause.lowerBound)-\(pause.upperBound) in \(shift.start)-\(shift.end), "
            + "day \(day)")
      }
    } else if length > 0 {
      found.append("no break in \(shift.start)-\(shift.end), day \(day)")
    }
    if shift.paid > rules.maxDay { found.append("\(shift.paid) paid minutes on day \(day)") }
    return found
  }

  /// The rest between each shift and the next.
  private func restBreaches(of tour: [Shift?]) -> [String] {
    var found: [String] = []
    var last: Int?
    for case (let day, let shift?) in tour.enumerated() {
      let midnight = day * CallCentreWeeks.day
      if let last, midnight + shift.start - last < rules.dailyRest {
        found.append("\(midnight + shift.start - last) minutes of rest before day \(day)")
      }
      last = midnight + shift.end
    }
    return found
  }

  /// Hours, days, rest and Sundays of each week.
  private func weekBreaches(of tour: [Shift?], by agent: Agent) -> [String] {
    var found: [String] = []
    for week in 0..<(days / 7) {
      let mine = 7 * week..<7 * week + 7
      let paid = mine.reduce(0) { $0 + (tour[$1]?.paid ?? 0) }
      if !agent.weekMinutes.contains(paid) || paid > rules.legalWeek {
        found.append("\(paid) paid minutes in week \(week)")
      }
      let count = mine.count { tour[$0] != nil }
      if count > rules.maxDaysWeek { found.append("\(count) shifts in week \(week)") }
      if !mine.contains(where: { isRest($0, in: tour) }) {
        found.append("no weekly rest in week \(week)")
      }
    }
    let sundays = agent.lastSundays + (0..<(days / 7)).map { tour[7 * $0 + 6] != nil }
    for sunday in agent.lastSundays.count..<sundays.count where sundays[sunday] {
      let worked = sundays[max(0, sunday - 3)...sunday].count { $0 }
      if worked > rules.maxSundays {
        found.append(
          "\(worked) of 4 Sundays up to day \(7 * (sunday - agent.lastSundays.count) + 6)")
      }
    }
    return found
  }

  /// Whether nothing is worked on the day, and long enough around it.
  private func isRest(_ day: Int, in tour: [Shift?]) -> Bool {
    guard let rest = rules.weeklyRest else { return true }
    let before = (0..<day).compactMap { earlier in
      tour[earlier].map { earlier * CallCentreWeeks.day + $0.end }
    }.max()
    let after = (day + 1..<days).first { tour[$0] != nil }.map { later in
      later * CallCentreWeeks.day + tour[later]!.start
    }
    guard tour[day] == nil, before.map({ $0 <= day * CallCentreWeeks.day }) ?? true else {
      return false
    }
    // Before the first shift and after the last the agent is free for as long as may be.
    guard let before, let after else { return true }
    return after - before >= rest
  }
}
