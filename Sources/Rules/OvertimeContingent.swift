internal import Workforce

/// At most so many hours of overtime in a calendar year: those over 35 in each civil week.
///
/// A week is of the year of its Sunday, on which its overtime is known. The law allows more overtime with
/// compulsory rest once the works council was heard; it is for people to decide, and not planned.
package struct OvertimeContingent: Rule {
  package static let key = "overtime-contingent"
  package static let citation = Citation(
    "Code du travail, L3121-30, D3121-24", level: .fallback, confidence: .a,
    ranges: [.init("hours", 220 * 60...1000 * 60, "Code du travail, L3121-33", confidence: .a)])
  package static let summary = "At most 220 h of overtime in a calendar year."

  static let legalWeek = 35 * 60
  /// Seven days of thirteen hours, which leave no more than the daily rest.
  static let longestWeek = 7 * 13 * 60
  let limit: Int

  // MARK: Parameters

  /// `hours`: 220; another number only by an agreement (L3121-33; 130 in IDCC 2148).
  package init(from fields: inout RuleFields) {
    limit = fields.hours("hours", default: 220 * 60, in: 0...1000 * 60)
  }

  package var lookback: Lookback? { .year(.overtime) }

  // MARK: Optimising

  /// The state holds what is left of the year's contingent and the minutes of the week so far; once what
  /// is left cannot be used in the period's weeks, there is but one state.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let limit = limit
    let packing = 20_000
    let free = -1
    let weeks = calendar.period.days / 7
    func year(weekOf day: Int) -> Int {
      (calendar.date(day).monday + 6).date.year
    }
    let reach = calendar.reach
    let isNewYear = (-reach...calendar.period.days).map { day in
      calendar.weekday(day) == .monday && year(weekOf: day) != year(weekOf: day - 7)
    }
    let isSunday = (-reach..<calendar.period.days).map { calendar.weekday($0) == .sunday }
    let longestDay = Self.longestWeek / 7
    /// The state on the morning of a day: the year's overtime and the minutes of the week before it.
    @Sendable func settled(_ day: Int, used: Int, minutes: Int) -> Int {
      guard day >= 0 else { return used * packing + minutes }
      // What can still be worked in the week, and what of it would be overtime.
      let room = (7 - day % 7) * longestDay
      let ofWeek = max(0, minutes + room - max(Self.legalWeek, minutes))
      let ofOthers = (weeks - day / 7 - 1) * (Self.longestWeek - Self.legalWeek)
      if limit - used >= ofWeek + ofOthers { return free }
      return used * packing + max(minutes, Self.legalWeek - room)
    }
    /// The state on a Monday.
    @Sendable func open(_ day: Int, used: Int, minutes: Int) -> Int {
      settled(
        day, used: isNewYear[day + reach] ? 0 : min(used, limit + 1), minutes: minutes)
    }
    let automaton = Automaton(
      identity: [Self.key, "\(limit)"], start: 0,
      opening: subject.opening(in: calendar) { balance, day in
        open(
          day, used: balance.overtime ?? 0,
          minutes: balance.work(after: calendar.midnight(day)))
      },
      feature: { option in
        let (now, next) = calendar.minutesByWeek(option)
        return now * packing + next
      },
      step: { state, day, feature in
        let (now, next) = (feature ?? 0).quotientAndRemainder(dividingBy: packing)
        if state == free {
          // A new year's contingent may bind where the old one could not.
          return isSunday[day + reach] && isNewYear[day + 1 + reach]
            ? open(day + 1, used: 0, minutes: next) : free
        }
        var (used, minutes) = state.quotientAndRemainder(dividingBy: packing)
        let more = max(0, minutes + now - max(Self.legalWeek, minutes))
        used = min(used + more, limit + 1)
        if day >= 0 && more > 0 && used > limit { return nil }
        minutes += now
        return isSunday[day + reach]
          ? open(day + 1, used: used, minutes: next)
          : settled(day + 1, used: used, minutes: minutes)
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let balance = timeline.subject.balance
    var year = 0
    var used = 0
    var found: [Breach] = []
    guard let first = timeline.mondays.first, let last = timeline.mondays.last else { return [] }
    var monday = first.firstMondayOfYear
    while monday <= last {
      let ofWeek = (monday + 6).date.year
      if ofWeek != year {
        year = ofWeek
        used = 0
      }
      if let balance, monday < balance.asOf {
        // All weeks before its day at once.
        used = balance.year == year ? balance.overtime ?? 0 : 0
      } else {
        let over = max(0, timeline.work(inWeekOf: monday) - Self.legalWeek)
        used += over
        if over > 0, used > limit, monday >= first, timeline.isAudited(weekOf: monday) {
          found.append(
            Breach(
              rule: Self.key, agent: timeline.subject.agent.id, day: monday, found: used,
              limit: limit, unit: .minutes, citation: Self.citation,
              message: "\(over.duration) of overtime in the civil week from \(monday) make "
                + "\(used.duration) in \(year); at most \(limit.duration)"))
        }
      }
      monday = monday + 7
    }
    return found
  }

  // MARK: Examples

  private static func week(_ last: String) -> [String] {
    ["mon", "tue", "wed", "thu"].map { "\($0) 09:00-17:00" } + [last]
  }
  /// 35 h and 40 h.
  private static let legal = week("fri 09:00-12:00")
  private static let long = week("fri 09:00-17:00")
  private static let ten = ["hours": "10"]

  package static let examples = [
    RuleExample(.lawful, "35 h are no overtime", tour: legal, parameters: ["hours": "0"]),
    RuleExample(
      .breach, "a minute over 35 h", tour: week("fri 09:00-12:01"), parameters: ["hours": "0"]),
    RuleExample(.lawful, "10 h in two weeks", tour: long, before: [long], parameters: ten),
    RuleExample(
      .breach, "10 h 01 in two weeks", tour: week("fri 09:00-17:01"), before: [long],
      parameters: ten),
    RuleExample(
      .lawful, "a week of 30 h gives nothing back and takes nothing", tour: long,
      before: [long, Array(long.dropLast())], parameters: ten),
    RuleExample(
      .breach, "nor does it make up for a third long week", tour: long,
      before: [long, Array(long.dropLast()), long], parameters: ten),
    RuleExample(
      .breach, "a third long week of the old year", tour: long,
      before: [long, long], parameters: ten, monday: "2026-12-21"),
    RuleExample(
      .lawful, "a new year, a new contingent", tour: long, before: [long, long], parameters: ten,
      monday: "2026-12-28"),
    RuleExample(
      .breach, "what a Sunday night brings into the week counts", tour: week("fri 09:00-12:00"),
      before: [["sun 20:00-24:01"]], parameters: ["hours": "0"]),
    RuleExample(
      .breach, "three hours on the clock are four when clocks go back",
      tour: week("sun 00:00-03:00"), parameters: ["hours": "0"], monday: "2026-10-19"),
    RuleExample(
      .lawful, "four hours on the clock are three when clocks go forward",
      tour: week("sun 00:00-04:00"), parameters: ["hours": "0"], monday: "2026-03-23"),
  ]
}
