import TestSupport

/// What a roster costs, computed from its shifts minute by minute, sharing nothing with the engine.
final class PlainCost {
  let site: Site
  let requirement: Requirement
  private var premiumWeights: [Instant: [Instant: [Int: Int]]] = [:]
  private var slotCosts: [[Int]: Int] = [:]

  init(site: Site, requirement: Requirement) {
    self.site = site
    self.requirement = requirement
  }

  var period: Period { requirement.period }

  /// Quarters after the period that its own last night shifts must cover: until the hour of the day at
  /// which its first shift starts, and as far as any of its shifts reaches.
  private(set) lazy var followingQuarters: Int = {
    var first = period.end
    var last = period.start
    for offset in 0..<period.days {
      let day = period.firstDay + offset
      for kind in site.shiftKinds where kind.weekdays.contains(day.weekday) {
        first = min(first, period.zone.instant(day, minute: kind.start.lowerBound))
        let end = kind.start.upperBound + kind.length.upperBound
        last = max(last, period.zone.instant(day, minute: end))
      }
    }
    return max(0, min(first - period.start, last - period.end)) / Self.quarter
  }()

  var quarterCount: Int { (period.end - period.start) / Self.quarter }

  /// Cents of all shifts of a roster.
  func total(_ roster: Roster) -> Int {
    site.agents.reduce(0) { sum, agent in
      sum + tour(agent, roster.shifts.filter { $0.agent == agent.id })
    } + cover(roster.shifts)
  }

  // MARK: One agent

  /// Cents of an agent's shifts of the period: hours by civil week, premiums, wishes.
  func tour(_ agent: Agent, _ shifts: [Shift]) -> Int {
    let past = site.published.filter { $0.agent == agent.id && $0.start < period.start }
    var cents = 0
    for week in 0..<period.days / 7 {
      let from = period.midnights[7 * week]
      let to = period.midnights[7 * week + 7]
      let minutes = (past + shifts).flatMap(\.stretches).reduce(0) {
        $0 + max(0, min($1.end, to) - max($1.start, from))
      }
      cents += pay(minutes, agent)
    }
    for shift in shifts {
      cents += Int((Double(agent.hourlyWage * weight(of: shift)) / 6000).rounded())
    }
    return cents + wishes(agent, shifts)
  }

  /// Every paid minute at its own rate.
  private func pay(_ minutes: Int, _ agent: Agent) -> Int {
    let contract = site.contracts.first { $0.name == agent.contract }!
    var percents = 0
    for minute in 0..<max(minutes, contract.weeklyMinutes) {
      if contract.isFullTime {
        percents +=
          minute < 35 * 60
          ? 100
          : 100 + (minute < 43 * 60 ? site.pay.overtimePercent : site.pay.furtherOvertimePercent)
      } else {
        let over = minute - contract.weeklyMinutes
        percents +=
          over < 0
          ? 100
          : 100
            + (over * 10 < contract.weeklyMinutes
              ? site.pay.complementaryPercent : site.pay.furtherComplementaryPercent)
      }
    }
    return Int((Double(agent.hourlyWage * percents) / 6000).rounded())
  }

  /// Percent-minutes of premium: each minute of work asks its clock whether it is night and which day.
  private func weight(of shift: Shift) -> Int {
    let pauses = shift.breaks.first.map { $0.start - shift.start } ?? -1
    let key = pauses * 10_000 + (shift.breaks.first.map { $0.end - $0.start } ?? 0)
    if let known = premiumWeights[shift.start]?[shift.end]?[key] { return known }
    let holidays = PublicHoliday.byDay(from: period.firstDay, to: period.lastDay + 2)
    var weight = 0
    for stretch in shift.stretches {
      for minute in 0..<(stretch.end - stretch.start) {
        let clock = period.zone.local(stretch.start + minute)
        let isNight = clock.minute >= site.pay.nightStart || clock.minute < site.pay.nightEnd
        let isMayDay = clock.day.description.hasSuffix("-05-01")
        let night = isNight ? site.pay.nightPercent : 0
        let sunday = clock.day.weekday == .sunday ? site.pay.sundayPercent : 0
        let holiday =
          isMayDay
          ? max(100, site.pay.holidayPercent)
          : holidays[clock.day] != nil ? site.pay.holidayPercent : 0
        let premium =
          switch site.pay.cumulation {
          case .nightOnTop: max(sunday, holiday) + night
          case .sum: sunday + holiday + night
          case .highest: [sunday, holiday, night].max()!
          }
        weight += premium
      }
    }
    for pause in shift.breaks where isPaid(pause, shift) {
      weight += (pause.end - pause.start) * 100
    }
    premiumWeights[shift.start, default: [:]][shift.end, default: [:]][key] = weight
    return weight
  }

  private func wishes(_ agent: Agent, _ shifts: [Shift]) -> Int {
    site.wishes.filter { $0.agent == agent.id && period.firstDay <= $0.day }
      .filter { $0.day <= period.lastDay }
      .reduce(0) { missed, wish in
        let shift = shifts.first { $0.day == wish.day }
        let isKept =
          switch wish.content {
          case .off: shift == nil
          case .shift(let name):
            shift.map { fits($0, site.shiftKinds.first { $0.name == name }!) } ?? false
          }
        return missed + (isKept ? 0 : wish.weight)
      }
  }

  /// Whether a kind whose break is paid offers the shift.
  private func isPaid(_ pause: Break, _ shift: Shift) -> Bool {
    site.shiftKinds.contains { $0.pause?.isPaid == true && fits(shift, $0) }
  }

  /// Whether the kind offers the shift.
  private func fits(_ shift: Shift, _ kind: ShiftKind) -> Bool {
    let at = { (minute: Int) in self.period.zone.instant(shift.day, minute: minute) }
    for start in stride(from: kind.start.lowerBound, through: kind.start.upperBound, by: kind.step)
    where at(start) == shift.start {
      for length in stride(
        from: kind.length.lowerBound, through: kind.length.upperBound, by: kind.step)
      where at(start + length) == shift.end {
        guard let pause = kind.pause else { return shift.breaks.isEmpty }
        return stride(
          from: pause.window.lowerBound, through: pause.window.upperBound, by: kind.step
        )
        .contains { offset in
          shift.breaks == [
            Break(start: at(start) + offset, end: at(start) + offset + pause.minutes)
          ]
        }
      }
    }
    return false
  }

  // MARK: Cover

  /// Quarters of an hour, the finest grid of the test sites.
  static let quarter = 15

  /// The quarters of the period and the night after it in which a shift works.
  func quarters(of shift: Shift) -> [Int] {
    shift.stretches.flatMap { stretch in
      let first = max(0, stretch.start - period.start) / Self.quarter
      let end = min(
        quarterCount + followingQuarters, (stretch.end - period.start) / Self.quarter)
      return first..<max(first, end)
    }
  }

  /// Cents of being under and over the requirement.
  func cover(_ shifts: [Shift]) -> Int {
    var present = [[Int]](repeating: [], count: quarterCount + followingQuarters)
    for shift in site.published.filter({ $0.start < period.start }) + shifts {
      let agent = site.agents.firstIndex { $0.id == shift.agent }!
      for quarter in quarters(of: shift) where shift.end > period.start {
        present[quarter].append(agent)
      }
    }
    return cover(present: present)
  }

  /// - Parameter present: the agents at work in each quarter.
  func cover(present: [[Int]]) -> Int {
    present.indices.reduce(0) { cost, quarter in
      cost + slot(demand(in: quarter), agents: present[quarter].sorted())
    }
  }

  /// Agents that each queue requires, and its minimum.
  struct Demand: Hashable {
    var required: [Int]
    var minima: [Int]
  }

  func demand(in quarter: Int) -> Demand {
    let interval = quarter % quarterCount / (period.intervalMinutes / Self.quarter)
    let clock = period.zone.local(period.start + interval * period.intervalMinutes).minute
    return Demand(
      required: requirement.queues.map { $0.agents[interval] },
      minima: site.queues.map { queue in
        queue.minimumByHour.first { $0.minutes.contains(clock) }?.value ?? queue.minimumAgents
      })
  }

  /// The cheapest way to put each agent present on one of their queues, all ways tried. An agent missing
  /// is one below the minimum where fewer are there than the minimum and the requirement ask.
  func slot(_ demand: Demand, agents: [Int]) -> Int {
    let (required, minima) = (demand.required, demand.minima)
    let key = required + minima + [-1] + agents
    if let known = slotCosts[key] { return known }
    let price = site.coverPrice
    func best(_ open: [Int], _ left: ArraySlice<Int>) -> Int {
      guard let agent = left.first else {
        return open.indices.reduce(0) { cents, queue in
          let open = open[queue]
          let below = max(0, open - max(0, required[queue] - minima[queue]))
          return cents
            + (below * price.belowMinimum + max(0, open - below) * price.understaffing
              + max(0, -open) * price.overstaffing) * Self.quarter / 60
        }
      }
      let queues = site.queues.indices.filter {
        site.agents[agent].skills.contains(site.queues[$0].skill)
      }
      if queues.isEmpty { return best(open, left.dropFirst()) }
      return queues.map { queue in
        var open = open
        open[queue] -= 1
        return best(open, left.dropFirst())
      }.min()!
    }
    let cost = best(required, agents[...])
    slotCosts[key] = cost
    return cost
  }
}
