internal import Rules
internal import Workforce

/// Agents who can share a network: when they can work is alike, and so are the Sundays left to them.
struct CallCentreKind: Sendable {
  /// For each day and slot, the latest end of a shift that starts there and lies in a window of some
  /// agent; -1 where there is none.
  private(set) var latestEnds: [[Int]]
  /// The past Sundays, one bit each and the latest lowest; nil where nobody works Sundays.
  private let sundays: Int?

  /// All kinds of an instance, and which each agent belongs to.
  struct Sorted: Sendable {
    var all: [CallCentreKind] = []
    var kindOfAgent: [Int] = []
  }

  /// Networks beyond which windows are told apart less finely.
  private static let most = 32

  /// The kinds of an instance.
  ///
  /// Agents are told apart by the hull of their windows on a grid: the finest of a few on which the kinds
  /// stay few. Whom a kind's network allows more than their own windows do is kept to them by prices.
  static func of(_ instance: CallCentreWeeks) -> Sorted {
    let histories = futures(instance)
    var sorted = Sorted()
    for grid in [60, 240, 720, 4 * CallCentreWeeks.day] {
      sorted = Sorted()
      var known: [[Int]: Int] = [:]
      for agent in instance.agents {
        let open = agent.windows.compactMap { $0 }
        let from = (open.map(\.lowerBound).min() ?? 0) / grid
        let to = ((open.map(\.upperBound).max() ?? 0) + grid - 1) / grid
        let worksSundays = stride(from: 6, to: instance.days, by: 7)
          .contains { agent.windows[$0] != nil }
        let past = worksSundays ? histories[history(of: agent)] : nil
        let kind = known[[from, to, past ?? -1]] ?? sorted.all.count
        if kind == sorted.all.count {
          known[[from, to, past ?? -1]] = kind
          sorted.all.append(
            CallCentreKind(
              latestEnds: [[Int]](
                repeating: [Int](repeating: -1, count: CallCentreWeeks.day / instance.slotMinutes),
                count: instance.days), sundays: past))
        }
        sorted.all[kind].admit(agent, slotMinutes: instance.slotMinutes)
        sorted.kindOfAgent.append(kind)
      }
      if sorted.all.count <= most { break }
    }
    return sorted
  }

  private mutating func admit(_ agent: CallCentreWeeks.Agent, slotMinutes: Int) {
    for case (let day, let window?) in agent.windows.enumerated() {
      let first = (window.lowerBound + slotMinutes - 1) / slotMinutes
      for slot in latestEnds[day].indices.dropFirst(first) {
        // What follows has been reached from an earlier slot already.
        if latestEnds[day][slot] >= window.upperBound { break }
        latestEnds[day][slot] = window.upperBound
      }
    }
  }

  private static func history(of agent: CallCentreWeeks.Agent) -> Int {
    agent.lastSundays.suffix(3).reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
  }

  /// For each history of three Sundays, the least that allows the same Sundays over the horizon.
  private static func futures(_ instance: CallCentreWeeks) -> [Int] {
    var classes = [Int](repeating: 0, count: 8)
    for _ in 0..<(instance.days / 7) {
      let rows = classes.indices.map { past -> [Int] in
        let off = classes[past << 1 & 7]
        let isOpen = past.nonzeroBitCount < instance.rules.maxSundays
        return [off, isOpen ? classes[(past << 1 | 1) & 7] : -1]
      }
      classes = rows.map { row in rows.firstIndex(of: row)! }
    }
    return classes.map { value in classes.firstIndex(of: value)! }
  }

  /// Rests, days and Sundays, as far as they bind.
  func automata(_ instance: CallCentreWeeks) -> [Automaton] {
    let rules = instance.rules
    var automata = [CallCentreKind.dailyRest(rules.dailyRest)]
    if let rest = rules.weeklyRest { automata.append(CallCentreKind.weeklyRest(rest)) }
    // A day off in every week leaves six.
    if rules.maxDaysWeek < (rules.weeklyRest == nil ? 7 : 6) {
      automata.append(CallCentreKind.days(rules.maxDaysWeek))
    }
    if let sundays {
      automata.append(CallCentreKind.sundays(rules.maxSundays, past: sundays))
    }
    return automata
  }

  private static let packing = 10_000

  /// Start and end of an option in minutes of its day.
  @Sendable private static func ends(_ option: ShiftOption) -> Int {
    let midnight = option.day * CallCentreWeeks.day
    return (option.start - midnight) * packing + option.end - midnight
  }

  /// The state is the minute of the day before which no shift may start.
  private static func dailyRest(_ rest: Int) -> Automaton {
    Automaton(
      identity: ["daily rest", "\(rest)"], start: 0, feature: ends,
      step: { state, _, feature in
        guard let feature else { return max(0, state - CallCentreWeeks.day) }
        let (start, end) = feature.quotientAndRemainder(dividingBy: packing)
        return start < state ? nil : max(0, end + rest - CallCentreWeeks.day)
      })
  }

  /// The state holds the minutes since the last shift's end at midnight (negative if it ends later),
  /// whether the week has had its rest, and whether the last week's must still reach its length.
  private static func weeklyRest(_ rest: Int) -> Automaton {
    let longAgo = rest + 2 * CallCentreWeeks.day
    let shift = 4 * CallCentreWeeks.day
    @Sendable func state(_ since: Int, _ hasRest: Bool, _ isOwed: Bool) -> Int {
      (since + shift) * 4 + (hasRest ? 1 : 0) + (isOwed ? 2 : 0)
    }
    return Automaton(
      identity: ["weekly rest", "\(rest)"], start: state(longAgo, false, false), feature: ends,
      step: { packed, day, feature in
        var since = packed / 4 - shift
        var hasRest = packed & 1 != 0
        var isOwed = packed & 2 != 0
        if let feature {
          let (start, end) = feature.quotientAndRemainder(dividingBy: packing)
          let gap = since + start
          if isOwed && gap < rest { return nil }
          isOwed = false
          // Yesterday was a whole day off, and of this week.
          if day % 7 > 0 && since >= CallCentreWeeks.day && gap >= rest { hasRest = true }
          since = CallCentreWeeks.day - end
        } else {
          since = min(longAgo, since + CallCentreWeeks.day)
        }
        if day % 7 == 6 {
          if !hasRest {
            if since < CallCentreWeeks.day { return nil }
            isOwed = since < rest
          }
          hasRest = false
        }
        return state(since, hasRest, isOwed)
      })
  }

  /// The state counts the shifts of the week.
  private static func days(_ most: Int) -> Automaton {
    Automaton(
      identity: ["days", "\(most)"], start: 0, feature: { _ in 1 },
      step: { state, day, feature in
        let count = (day % 7 == 0 ? 0 : state) + (feature ?? 0)
        return count <= most ? count : nil
      })
  }

  /// The state is the last three Sundays, one bit each and the latest lowest.
  private static func sundays(_ most: Int, past: Int) -> Automaton {
    Automaton(
      identity: ["Sundays", "\(most)"], start: past, feature: { _ in 1 },
      step: { state, day, feature in
        guard day % 7 == 6 else { return state }
        if feature != nil && state.nonzeroBitCount >= most { return nil }
        return (state << 1 | (feature ?? 0)) & 7
      })
  }
}
