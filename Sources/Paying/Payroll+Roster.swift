package import Workforce

extension Payroll {
  /// The pay of a roster's civil weeks, from its finished shifts alone.
  ///
  /// Hours: all work that falls into a civil week of the period, that of published shifts which reach into
  /// it included; the contract's hours are paid even when fewer are worked. Premiums and paid breaks: those
  /// of the roster's own shifts, in the civil week in which they fall. A last night that passes into the week
  /// after thus earns its premiums here, in a line of that week, and its hours with that week's payroll:
  /// over payrolls that follow each other, every minute is paid once.
  ///
  /// Cents: the hours of an agent's week are rounded once, halves up, and so are the premiums and breaks
  /// of a shift, for these are the amounts that a plan weighs. Codes share each of them by running totals,
  ///
  ///     cents of code k = round(first k codes) − round(first k − 1 codes)
  ///
  /// so that lines add up to what is owed to the cent, and each of them is less than a cent off for a
  /// week's hours or a shift. The lines' total is thus the plan's hours and premiums.
  ///
  /// - Precondition: the period begins on a Monday and ends on a Sunday; every agent's contract exists.
  /// - Complexity: O(agents × weeks + shifts × weeks).
  package init(_ roster: Roster, for site: Site) {
    let period = roster.period
    precondition(period.firstDay.weekday == .monday && period.days % 7 == 0)
    let site = site.known(on: period.firstDay)
    // Sundays may earn some agents more than the house gives; few sets of agents differ.
    let sundays = stride(from: 6, to: period.days, by: 7).map { period.firstDay + $0 }
    var calendars: [[Int]: PayCalendar] = [:]
    let own = Dictionary(grouping: roster.shifts, by: \.agent)
    let past = Dictionary(
      grouping: site.published.filter { $0.start < period.start && $0.end > period.start },
      by: \.agent)
    var lines: [PayLine] = []
    for agent in site.agents {
      let contract = site.contracts.first { $0.name == agent.contract }!
      let shifts = own[agent.id] ?? []
      let percents = sundays.map { site.sundayPercent(of: agent, on: $0) }
      let calendar =
        calendars[percents]
        ?? PayCalendar(period: period, site: site) { site.sundayPercent(of: agent, on: $0) }
      calendars[percents] = calendar
      var sheet = PaySheet(
        agent: agent, pay: site.pay,
        sundays: Dictionary(
          uniqueKeysWithValues: zip(sundays.map { Week(containing: $0) }, percents)))
      for (week, minutes) in period.worked(shifts + (past[agent.id] ?? [])) {
        sheet.add(site.pay.hours(minutes, contract: contract).map { (week, $0.code, $0.minutes) })
      }
      for shift in shifts {
        var earned = shift.stretches.flatMap { calendar.premiums(from: $0.start, to: $0.end) }
        for pause in shift.breaks where site.pays(pause, of: shift) {
          let week = Week(containing: site.zone.local(pause.start).day)
          earned.append((week, .paidBreak, pause.end - pause.start))
        }
        sheet.add(earned)
      }
      lines += sheet.lines
    }
    self.init(lines: lines)
  }
}

/// One agent's lines while they are summed.
private struct PaySheet {
  let agent: Agent
  let pay: Pay
  /// Percent that the Sunday of each week earns this agent.
  let sundays: [Week: Int]
  private(set) var lines: [PayLine] = []

  init(agent: Agent, pay: Pay, sundays: [Week: Int]) {
    self.agent = agent
    self.pay = pay
    self.sundays = sundays
  }

  private func percent(of code: PayCode, in week: Week) -> Int {
    code == .sunday ? sundays[week] ?? pay.sundayPercent : pay.percent(of: code)
  }

  /// Adds what is owed together and rounded once.
  mutating func add(_ parts: [(week: Week, code: PayCode, minutes: Int)]) {
    var percentMinutes = 0
    var paid = 0
    for part in parts.sorted(by: { ($0.week, $0.code) < ($1.week, $1.code) }) {
      percentMinutes += part.minutes * percent(of: part.code, in: part.week)
      // Wages are cents for sixty minutes, percentages hundredths; half of 6000 rounds halves up.
      let total = (agent.hourlyWage * percentMinutes + 3000) / 6000
      add(part.week, part.code, minutes: part.minutes, cents: total - paid)
      paid = total
    }
  }

  private mutating func add(_ week: Week, _ code: PayCode, minutes: Int, cents: Int) {
    guard minutes > 0 else { return }
    if let index = lines.firstIndex(where: { $0.week == week && $0.code == code }) {
      lines[index].minutes += minutes
      lines[index].cents += cents
    } else {
      lines.append(
        PayLine(
          agent: agent.id, week: week, code: code, minutes: minutes,
          percent: percent(of: code, in: week), cents: cents))
    }
  }
}

extension Pay {
  /// The codes of a civil week's hours, in their order; some may have no minutes.
  fileprivate func hours(
    _ worked: Int, contract: Contract
  ) -> [(code: PayCode, minutes: Int)] {
    let paid = max(worked, contract.weeklyMinutes)
    // Overtime begins at the legal week of 35 h, and after eight hours of it the second rate.
    let base = min(paid, contract.isFullTime ? 35 * 60 : contract.weeklyMinutes)
    let first = min(paid - base, contract.isFullTime ? 8 * 60 : contract.weeklyMinutes / 10)
    let rest = paid - base - first
    return contract.isFullTime
      ? [(.base, base), (.overtime, first), (.overtimeFurther, rest)]
      : [(.base, base), (.complementary, first), (.complementaryFurther, rest)]
  }
}

extension Period {
  /// Minutes of work in each civil week, those without work too.
  fileprivate func worked(_ shifts: [Shift]) -> [(week: Week, minutes: Int)] {
    stride(from: 0, to: days, by: 7).map { day in
      let begin = midnights[day]
      let end = midnights[day + 7]
      let minutes = shifts.flatMap(\.stretches).reduce(0) {
        $0 + max(0, min($1.end, end) - max($1.start, begin))
      }
      return (Week(containing: firstDay + day), minutes)
    }
  }
}
