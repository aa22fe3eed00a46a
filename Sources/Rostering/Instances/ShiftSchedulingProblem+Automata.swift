internal import Rules
internal import Workforce

// The hard rules of a member as automata.

extension ShiftSchedulingProblem {
  /// The types whose shifts are counted exactly for a member, the smallest limits first, as long as the
  /// states stay few; the other limits become tallies, whose bound is weaker.
  static func countedTypes(
    of member: ShiftSchedulingInstance.Member, days: Int, levelMinutes: Int, states: Int
  ) -> [Int] {
    let limited = member.maxShifts.indices.filter { (1..<days).contains(member.maxShifts[$0]) }
    let most = states / max(1, days * (member.minutes.upperBound / levelMinutes + 1))
    var counted: [Int] = []
    var product = 1
    for type in limited.sorted(by: { (member.maxShifts[$0], $0) < (member.maxShifts[$1], $1) }) {
      product *= member.maxShifts[type] + 1
      if product > most { break }
      counted.append(type)
    }
    return counted.sorted()
  }

  /// Runs of work and of days off, successions, weekends, and shifts of the counted types.
  static func automata(
    of member: ShiftSchedulingInstance.Member, counting types: [Int], countsWeekends: Bool,
    instance: ShiftSchedulingInstance
  ) -> [Automaton] {
    let type: @Sendable (ShiftOption) -> Int = { $0.start % 5_000 }
    let days = instance.days
    let minOff = max(1, member.minConsecutiveDaysOff)
    let minRun = member.minConsecutiveShifts
    let maxRun = member.maxConsecutiveShifts
    // 1…minOff: days off so far, cut there; 1000 + 2k: a run of k shifts, odd if it began on day 0. What
    // lies before the horizon counts as enough days off.
    let runs = Automaton(
      identity: ["runs", "\(minOff)", "\(minRun)", "\(maxRun)"], start: minOff, feature: { _ in 0 },
      step: { state, day, feature in
        if feature == nil {
          if state < 1000 { return min(minOff, state + 1) }
          return (state - 1000) / 2 >= minRun || state % 2 == 1 ? 1 : nil
        }
        if state < 1000 {
          return state >= minOff && maxRun > 0 ? 1002 + (day == 0 ? 1 : 0) : nil
        }
        return (state - 1000) / 2 < maxRun ? state + 2 : nil
      })
    let banned = instance.shifts.map { Set($0.forbiddenNext) }
    let successions = Automaton(
      identity: ["successions"], start: 0, feature: type,
      step: { state, _, feature in
        guard let feature else { return 0 }
        return state > 0 && banned[state - 1].contains(feature) ? nil : feature + 1
      })
    // 2k after k weekends, 2k + 1 in one that its Saturday opened; k stays 0 where weekends are a tally.
    let most = countsWeekends ? member.maxWeekends : days
    let weekends = Automaton(
      identity: ["weekends", "\(most)"], start: 0,
      feature: { $0.start % 10_000 >= 5_000 ? 1 : 0 },
      step: { state, day, feature in
        let (count, isOpen) = (state / 2, state % 2 == 1)
        let next = countsWeekends ? count + 1 : 0
        switch day % 7 {
        case 5:
          guard feature != nil else { return 2 * count }
          return count < most ? 2 * next + 1 : nil
        case 6:
          guard let feature else { return 2 * count }
          if isOpen { return feature == 0 ? 2 * count : nil }
          return feature == 1 && count < most ? 2 * next : nil
        default: return state
        }
      })
    let counts = types.map { counted in
      let most = member.maxShifts[counted]
      return Automaton(
        identity: ["count", "\(counted)", "\(most)"], start: 0,
        feature: { $0.start % 5_000 == counted ? 1 : 0 },
        step: { state, _, feature in
          let count = state + (feature ?? 0)
          return count <= most ? count : nil
        })
    }
    return [runs, successions, weekends] + counts
  }
}
