package import Workforce

/// Why an agent has the shift they have on a day, and what else they could have had.
package struct ShiftAnswer: Sendable, Equatable {
  package let agent: String
  package let day: Day
  /// The shift of the roster; nil for a day off.
  package let current: Shift?
  /// What else the day could hold while all others stay as they are: the cheapest of each other start, the
  /// cheapest first, with the agent's other days as good as they can be; and the day off.
  package let alternatives: [Alternative]
  /// Why the agent can have no day off, or no shift, where that is so: a minimal set.
  package let against: [Reason]
  /// Least and most cents more than this roster costs, where all others may move, too, and the day holds
  /// no shift of the same start and end; nil where nothing else is lawful or the search was too short to
  /// prove anything.
  package let wholeRoster: ClosedRange<Int>?

  package struct Alternative: Sendable, Equatable {
    /// Nil for a day off.
    package let shift: Shift?
    /// The agent's other days that change with it: the new shift, or nil for a day off.
    package let moves: [Move]
    package let change: Change
  }

  package struct Move: Sendable, Equatable {
    package let day: Day
    package let shift: Shift?
  }

  /// Cents more than the roster as it is, and agent-minutes more uncovered.
  package struct Change: Sendable, Equatable {
    package let pay: Int
    package let wishes: Int
    package let fairness: Int
    /// Too few agents, within the period and in the night after it.
    package let understaffing: Int
    package let overstaffing: Int
    package let uncoveredMinutes: Int

    package var total: Int { pay + wishes + fairness + understaffing + overstaffing }

    init(_ new: RosterCost, _ old: RosterCost) {
      pay = new.hours + new.premiums - old.hours - old.premiums
      wishes = new.wishes - old.wishes
      fairness = new.fairness - old.fairness
      understaffing =
        new.understaffing + new.followingNight - old.understaffing - old.followingNight
      overstaffing = new.overstaffing - old.overstaffing
      uncoveredMinutes = new.understaffedMinutes - old.understaffedMinutes
    }
  }
}
