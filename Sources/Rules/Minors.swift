internal import Workforce

/// What protects agents under eighteen, who for most of it may not be asked to agree otherwise.
///
/// At most eight hours a day and thirty-five a week (L3162-1), thirty minutes of break before more than four
/// and a half hours in a row (L3162-3), no night (L3163-1, L3163-2), twelve hours of daily rest, fourteen
/// under sixteen (L3164-1), Sunday and a day next to it off (L3164-2), no public holiday (L3164-6). The
/// derogations that some sectors have are left out. Age is that of the day on which a shift starts, for
/// the week's hours that of its Monday.
package struct Minors: Rule {
  package static let key = "minors"
  package static let citation = article("L3162-1")
  package static let summary =
    "Under 18: 8 h a day, 35 h a week, 12 h of rest, two days off, no night, no holiday."

  static func article(_ number: String) -> Citation {
    Citation("Code du travail, \(number)", level: .publicOrder, confidence: .b)
  }

  static let dailyLimit = 8 * 60
  static let weeklyLimit = 35 * 60
  static let sequence = 4 * 60 + 30
  static let pause = 30
  static let nightEnd = 6 * 60

  /// Rest before a shift on `day`; nil for adults.
  static func rest(_ agent: Agent, on day: Day) -> Int? {
    agent.isMinor(on: day) ? (agent.isYounger(than: 16, on: day) ? 14 * 60 : 12 * 60) : nil
  }

  /// The minute of the clock from which a shift of `day` is night work.
  static func nightStart(_ agent: Agent, on day: Day) -> Int {
    agent.isYounger(than: 16, on: day) ? 20 * 60 : 22 * 60
  }

  // MARK: Parameters

  /// No parameters: what the law leaves open here is not for a call centre.
  package init(from fields: inout RuleFields) {}

  // MARK: Optimising

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let agent = subject.agent
    guard agent.isMinor(on: calendar.period.firstDay), let birth = agent.birthDate else {
      return []
    }
    let identity = [Self.key, "\(birth)"]
    let packing = 10_000
    // The state is the minute of today at which the last shift ended, before zero for yesterday's.
    let longAgo = -2 * 24 * 60
    let rest = Automaton(
      identity: identity + ["rest"], start: longAgo,
      feature: { option in
        let midnight = calendar.midnight(option.day)
        return (option.start - midnight) * packing + option.end - midnight
      },
      step: { state, day, feature in
        let length = calendar.midnight(day + 1) - calendar.midnight(day)
        guard let feature else { return max(longAgo, state - length) }
        let (start, end) = feature.quotientAndRemainder(dividingBy: packing)
        let least = Self.rest(agent, on: calendar.date(day)) ?? longAgo
        return day >= 0 && start - state < least ? nil : end - length
      })
    // The state is whether Saturday was worked, until Monday.
    let twoDays = Automaton(
      identity: identity + ["two days"], start: 0, feature: { _ in 1 },
      step: { state, day, feature in
        switch calendar.weekday(day) {
        case .saturday: return feature ?? 0
        case .sunday: return state
        case .monday:
          let isProtected = agent.isMinor(on: calendar.date(day - 1))
          return day >= 0 && state == 1 && feature != nil && isProtected ? nil : 0
        default: return 0
        }
      })
    return [
      .filter(filter(agent, region: subject.holidayRegion, calendar)),
      .weeklyMinutes { agent.isMinor(on: $0) ? 0...Self.weeklyLimit : 0...7 * 24 * 60 },
      .automaton(rest), .automaton(twoDays),
    ]
  }

  /// The shifts that are lawful by themselves.
  private func filter(
    _ agent: Agent, region: PublicHoliday.Region, _ calendar: RuleCalendar
  ) -> @Sendable (ShiftOption) -> Bool {
    let zone = calendar.period.zone
    let holidays = PublicHoliday.byDay(
      from: calendar.period.firstDay, to: calendar.period.lastDay + 1, region: region)
    return { option in
      let date = calendar.date(option.day)
      guard agent.isMinor(on: date) else { return true }
      guard option.workMinutes <= Self.dailyLimit else { return false }
      let isInterrupted = option.breakEnd - option.breakStart >= Self.pause
      let longest =
        isInterrupted
        ? max(option.breakStart - option.start, option.end - option.breakEnd) : option.workMinutes
      guard longest <= Self.sequence else { return false }
      func works(_ from: Int, _ to: Int) -> Bool {
        option.end > from && option.start < to && option.work(from: from, to: to) > 0
      }
      for day in [date, date + 1] where day.weekday == .sunday || holidays[day] != nil {
        if works(zone.midnight(day).minutes, zone.midnight(day + 1).minutes) { return false }
      }
      let evening = Self.nightStart(agent, on: date)
      return [date - 1, date, date + 1].allSatisfy { day in
        !works(
          zone.instant(day, minute: evening).minutes,
          zone.instant(day + 1, minute: Self.nightEnd).minutes)
      }
    }
  }
}
