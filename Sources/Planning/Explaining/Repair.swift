internal import Rostering
package import Workforce

/// Something that could be changed so that more is covered, with its price.
package struct Repair: Sendable, Equatable {
  package let change: Change
  package let effect: Effect

  package enum Change: Sendable, Equatable {
    /// Nothing: what is uncovered stays uncovered.
    case none
    /// One more agent on this contract, for these queues.
    case hire(contract: String, queues: [String], sundays: Bool, nights: Bool)
    /// A figure of a rule (`daily-rest hours`) set by an agreement, at the end of what the law lets one set.
    case agreement(rule: String, from: String, to: String, law: LawText)
    /// A figure of house policy loosened by one step.
    case policy(rule: String, from: String, to: String)
    /// An agent at work on days on which they were to be away.
    case absence(Absence)
    /// An agent who takes Sundays, or nights, and did not; one of several.
    case volunteer(agent: String, others: Int, isForNights: Bool)
    /// All wishes of the days in question set aside.
    case wishes(count: Int)
  }

  package enum Effect: Sendable, Equatable {
    /// There is still no roster, because of these agents.
    case stillImpossible(agents: [String])
    case roster(Figures)
  }

  /// What the best roster with the change is like.
  package struct Figures: Sendable, Equatable {
    package let uncoveredMinutes: Int
    /// Cents of pay more than without the change; the whole pay where there is no roster without.
    package let pay: Int
    /// Proven least and most cents by which the best roster's whole cost changes; nil where there is
    /// no roster without the change, or a bound is missing.
    package let change: ClosedRange<Int>?

    init(_ with: RosterResult, without: RosterResult?) {
      uncoveredMinutes = with.cost.understaffedMinutes
      let paid = { (cost: RosterCost) in cost.hours + cost.premiums }
      pay = paid(with.cost) - (without.map { paid($0.cost) } ?? 0)
      guard let without, let high = without.bound, let low = with.bound else {
        change = nil
        return
      }
      let least = Int(low.rounded(.down)) - without.cost.total
      change = least...max(least, with.cost.total - Int(high.rounded(.down)))
    }
  }
}
