internal import Workforce

/// After six days of work in a civil week, a second day of rest soon after, attached to other rest, where
/// IDCC 2098 applies.
///
/// A day of rest is a civil day without work. One that follows another free day is attached to it, and
/// gives back one day owed, the oldest first; it must come within so many days after the civil week's end.
/// A week with work on six days owes one, whether or not the six are in a row. How many days of rest
/// there are in all is for `average-days`. Nothing is asked that could only have been done before the
/// period.
package struct SecondRestDay: Rule {
  package static let key = "second-rest-day"
  package static let citation = Citation(
    "IDCC 2098, agreement of 11 April 2000, art. 2.7.1", level: .convention, confidence: .a,
    version: "2000-04-11")
  package static let summary =
    "Where IDCC 2098 holds, after six days the second day of rest within 15 days."

  private static let unlimited = 99
  private static let most = 15
  let within: Int

  // MARK: Parameters

  /// `within_days`: none; 15 in IDCC 2098, or fewer.
  package init(from fields: inout RuleFields) {
    within = fields.integer("within_days", default: Self.unlimited, in: 1...Self.most)
  }

  // MARK: Optimising

  private struct State {
    /// Days worked since Monday.
    var days: Int
    var wasFree: Bool
    /// Whether a night shift reaches into this day.
    var isReached: Bool
    /// Days owed for the last three civil weeks, the latest lowest.
    var owed: Int

    init(packed: Int) {
      owed = packed & 7
      isReached = packed & 8 != 0
      wasFree = packed & 16 == 0
      days = packed >> 5
    }

    var packed: Int { days << 5 | (wasFree ? 0 : 16) | (isReached ? 8 : 0) | owed }

    /// Gives the oldest day owed back.
    mutating func pay() {
      for bit in [4, 2, 1] where owed & bit != 0 {
        owed &= ~bit
        return
      }
    }
  }

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard within <= Self.most else { return [] }
    let within = within
    return [
      .automaton(
        Automaton(
          identity: [Self.key, "\(within)"], start: 0,
          feature: { $0.end > calendar.midnight($0.day + 1) ? 1 : 0 },
          step: { packed, day, feature in
            var state = State(packed: packed)
            let isFree = feature == nil && !state.isReached
            let couldPay = day > 0 || state.wasFree && !state.isReached
            if isFree && state.wasFree { state.pay() }
            if !isFree { state.days += 1 }
            let weekday = calendar.weekday(day).rawValue
            for (week, bit) in [1, 2, 4].enumerated()
            where state.owed & bit != 0 && weekday + 7 * week == within {
              if day >= 0 && couldPay { return nil }
              state.owed &= ~bit
            }
            if weekday == 7 {
              state.owed = (state.owed << 1 | (state.days >= 6 ? 1 : 0)) & 7
              state.days = 0
            }
            state.wasFree = isFree
            state.isReached = feature == 1
            return state.packed
          }))
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard within <= Self.most, let first = timeline.shifts.first?.day.monday else { return [] }
    let period = timeline.period
    // A shift that ends at midnight does not touch the next day.
    func days(_ shifts: [Shift]) -> Set<Int> {
      Set(
        shifts.flatMap { shift in
          let last = period.zone.local(shift.end - 1).day.number
          return Array(shift.day.number...max(shift.day.number, last))
        })
    }
    let worked = days(timeline.shifts)
    let past = days(timeline.shifts.filter { $0.start < period.start })
    var owed: [(monday: Int, until: Int)] = []
    var found: [Breach] = []
    for day in first.number...max(first.number, period.lastDay.number) {
      if !worked.contains(day), !worked.contains(day - 1), !owed.isEmpty { owed.removeFirst() }
      if let due = owed.first, due.until == day {
        owed.removeFirst()
        let isFirst = day == period.firstDay.number
        let isPast = isFirst && (worked.contains(day - 1) || past.contains(day))
        if day >= period.firstDay.number && !isPast {
          found.append(
            Breach(
              rule: Self.key, agent: timeline.subject.agent.id, day: Day(number: day), found: 1,
              limit: 2, unit: .days, citation: Self.citation,
              message: "six days of work in the civil week from \(Day(number: due.monday)), and no "
                + "second day of rest, attached to another, within \(within) days after it"))
        }
      }
      if Day(number: day).weekday == .sunday {
        let count = (day - 6...day).count { worked.contains($0) }
        if count >= 6 { owed.append((day - 6, day + within)) }
      }
    }
    return found
  }

  // MARK: Examples

  private static func days(_ names: String) -> [String] {
    names.split(separator: " ").map { "\($0) 09:00-13:00" }
  }
  private static let six = days("mon tue wed thu fri sat")
  /// Five days, none of rest next to another.
  private static let split = days("mon tue thu fri sat")
  private static let convention = ["within_days": "15"]

  package static let examples = [
    RuleExample(.lawful, "no figure given", tour: split, before: [six, split, split]),
    RuleExample(
      .breach, "no two days of rest in a row for fifteen days", tour: split,
      before: [six, split, split], parameters: convention),
    RuleExample(
      .lawful, "Monday, the fifteenth day, after a Sunday off", tour: days("tue wed fri sat"),
      before: [six, split, split], parameters: convention),
    RuleExample(
      .breach, "Tuesday and Wednesday, the sixteenth day", tour: days("mon thu fri sat"),
      before: [six, split, split], parameters: convention),
    RuleExample(
      .lawful, "a Saturday and Sunday a week later", tour: split,
      before: [six, days("mon tue wed thu fri"), split], parameters: convention),
    RuleExample(
      .breach, "two weeks of six days and one day given back", tour: split,
      before: [six, six, days("tue wed thu fri sat"), split], parameters: convention,
      monday: "2027-01-04"),
    RuleExample(
      .lawful, "five days owe nothing", tour: split, before: [split, split, split],
      parameters: convention),
    RuleExample(
      .lawful, "a fifteenth day after a Sunday worked is the past's", tour: split,
      before: [six, split, days("mon tue wed fri sun")], parameters: convention),
    RuleExample(
      .breach, "a sixth day by a night that ends on it", tour: split,
      before: [
        days("mon tue wed thu") + ["fri 20:00-26:00"], split, split,
      ], parameters: convention),
  ]
}
