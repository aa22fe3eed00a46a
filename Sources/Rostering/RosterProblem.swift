internal import Rules
internal import Workforce

/// A roster to be built, compiled to flat tables: the only input of the optimiser.
///
/// Time is in slots of `slotMinutes`; hours of a week in levels of `levelMinutes`; money in cents.
struct RosterProblem: Sendable {
  let slotMinutes: Int
  let levelMinutes: Int
  let days: Int
  let cover: CoverModel
  let options: [Option]
  let networks: [TourNetwork]
  /// The distinct sets of queues that agents can serve.
  let masks: [UInt32]
  let agents: [AgentModel]
  /// The day after the last of each civil week (or of the period).
  let weekEnds: [Int]

  /// Presence of one shift in slots of the period; what lies outside is cut off.
  struct Option: Sendable {
    let day: Int
    let first: Int32
    let end: Int32
    let breakFirst: Int32
    let breakEnd: Int32
    /// The tally that the shift counts in, or -1.
    var tally: Int32 = -1
  }

  /// One agent: what they may work, from which state, and at what cost.
  struct AgentModel: Sendable {
    let id: String
    let network: Int
    let mask: Int
    let initialNode: Int?
    /// Levels already worked in the first week by shifts of the past.
    let initialLevel: Int
    /// Cents for each group of the network: premiums and wishes; nil where the agent may not work it.
    let groupCosts: [Int32]
    /// Cents for each day without a shift (a wish not kept).
    let offCosts: [Int32]
    /// For each week, the levels within which its hours must lie, and the cost of each level from 0.
    let weekLevels: [ClosedRange<Int>]
    let weekCosts: [[Int32]]
    /// Most shifts of each tally in the whole period; empty where there are no tallies.
    var tallyLimits: [Int] = []

    static let forbidden = Int32.max
  }

  /// One agent's shifts: the option of each day, or -1.
  typealias Tour = [Int32]

  /// Shifts of each tally in a tour.
  func tallies(of tour: Tour, agent: AgentModel) -> [Int] {
    var counts = [Int](repeating: 0, count: agent.tallyLimits.count)
    guard !counts.isEmpty else { return counts }
    for option in tour where option >= 0 && options[Int(option)].tally >= 0 {
      counts[Int(options[Int(option)].tally)] += 1
    }
    return counts
  }

  /// For each option, the group it belongs to, in each network (or -1).
  let groupOfOption: [[Int32]]

  /// Cents of a tour for an agent: pay and wishes, without cover.
  /// - Precondition: the tour is lawful for the agent.
  func cost(of tour: Tour, agent: AgentModel) -> Int {
    let network = networks[agent.network]
    var cost = 0
    var level = agent.initialLevel
    var week = 0
    for day in 0..<days {
      var carried = 0
      if tour[day] >= 0 {
        let group = Int(groupOfOption[agent.network][Int(tour[day])])
        cost += Int(agent.groupCosts[group])
        level += network.groups[group].levels
        carried = network.groups[group].levelsNextWeek
      } else {
        cost += Int(agent.offCosts[day])
      }
      if day + 1 == weekEnds[week] {
        cost += Int(agent.weekCosts[week][level])
        level = carried
        week += 1
      }
    }
    return cost
  }
}

/// Agents present by subset and slot, and what that costs.
struct CoverState: Sendable {
  let problem: RosterProblem
  /// `present[subset * slotCount + slot]`.
  private(set) var present: [Int32]

  init(problem: RosterProblem) {
    self.problem = problem
    present = [Int32](
      repeating: 0, count: problem.cover.subsets.count * problem.cover.slotCount)
  }

  /// Adds (`sign` 1) or takes away (-1) an agent's tour.
  mutating func add(_ tour: RosterProblem.Tour, mask: UInt32, sign: Int32) {
    let slots = problem.cover.slotCount
    for (subset, queues) in problem.cover.subsets.enumerated() where queues & mask != 0 {
      for option in tour where option >= 0 {
        let shift = problem.options[Int(option)]
        for slot in Int(shift.first)..<Int(shift.end) { present[subset * slots + slot] += sign }
        for slot in Int(shift.breakFirst)..<Int(shift.breakEnd) {
          present[subset * slots + slot] -= sign
        }
      }
    }
  }

  /// Cents for being under and over the requirement in the whole period.
  var cost: Int {
    (0..<problem.cover.slotCount).reduce(0) {
      $0 + problem.cover.cost(present: present, slot: $1)
    }
  }

  /// What one more agent with the skills of `mask` would add to the cost of each slot, in cents.
  func marginalPrices(mask: UInt32, into prices: inout [Double]) {
    let cover = problem.cover
    let slots = cover.slotCount
    for slot in 0..<slots {
      var price = 0
      for component in cover.components where cover.subsets[component.upperBound - 1] & mask != 0 {
        var before = 0
        var after = 0
        for subset in component {
          let open = cover.required[subset * slots + slot] - Int(present[subset * slots + slot])
          before = max(before, open)
          after = max(after, cover.subsets[subset] & mask != 0 ? open - 1 : open)
        }
        price +=
          (cover.underPrices[slot] + cover.overPrices[slot]) * (after - before)
          + cover.overPrices[slot]
      }
      prices[slot] = Double(price)
    }
  }
}
