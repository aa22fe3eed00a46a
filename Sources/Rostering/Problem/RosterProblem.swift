internal import Rules
internal import Workforce

/// A roster to be built, compiled to flat tables: the only input of the optimiser.
///
/// Time is in slots of `slotMinutes`; hours of a week in levels of `levelMinutes`; money in cents.
struct RosterProblem: Sendable {
  let slotMinutes: Int
  let levelMinutes: Int
  let days: Int
  private(set) var cover: CoverModel
  let options: [Option]
  let networks: [TourNetwork]
  /// The distinct sets of queues that agents can serve.
  let masks: [UInt32]
  private(set) var agents: [AgentModel]
  /// The day after the last of each civil week (or of the period).
  let weekEnds: [Int]
  /// The days on which tours are free; all of them, unless the agents have frames.
  private(set) var freeDays: Range<Int>
  /// The slots that the options of each day touch.
  private let slotsOfDay: [Range<Int>]

  /// The slots that the options of a stretch of days touch.
  func slots(of days: Range<Int>) -> Range<Int> {
    var first = cover.slotCount
    var end = 0
    for day in days where !slotsOfDay[day].isEmpty {
      first = min(first, slotsOfDay[day].lowerBound)
      end = max(end, slotsOfDay[day].upperBound)
    }
    return first..<max(first, end)
  }

  /// Presence of one shift in slots of the period; what lies outside is cut off.
  struct Option: Sendable {
    let day: Int
    let first: Int32
    let end: Int32
    let breakFirst: Int32
    let breakEnd: Int32
    /// The tallies that the shift counts in, or -1.
    var tally: Int32 = -1
    var secondTally: Int32 = -1
    /// Levels of work, where hours are tallies.
    var hours: Int32 = 0
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
    /// The days that are free, where not all of them are.
    var frame: TourFrame?

    static let forbidden = Int32.max
  }

  /// One agent's shifts: the option of each day, or -1.
  typealias Tour = [Int32]

  init(
    slotMinutes: Int, levelMinutes: Int, days: Int, cover: CoverModel, options: [Option],
    networks: [TourNetwork], masks: [UInt32], agents: [AgentModel], weekEnds: [Int],
    groupOfOption: [[Int32]], hoursTally: Int? = nil
  ) {
    self.slotMinutes = slotMinutes
    self.levelMinutes = levelMinutes
    self.days = days
    self.cover = cover
    self.options = options
    self.networks = networks
    self.masks = masks
    self.agents = agents
    self.weekEnds = weekEnds
    freeDays = 0..<days
    self.groupOfOption = groupOfOption
    self.hoursTally = hoursTally
    var firsts = [Int](repeating: cover.slotCount, count: days)
    var ends = [Int](repeating: 0, count: days)
    for option in options {
      firsts[option.day] = min(firsts[option.day], Int(option.first))
      ends[option.day] = max(ends[option.day], Int(option.end))
    }
    slotsOfDay = zip(firsts, ends).map { $0..<max($0, $1) }
  }

  /// The problem that is left when all but some agents keep their tours.
  ///
  /// Costs are those of the agents that are left and of the cover as far as they can change it.
  /// - Parameters:
  ///   - free: the agents that are left, in this order.
  ///   - days: the days of their tours that are free.
  ///   - paths: of all agents; needed where not all days are free.
  func restricted(
    to free: [Int], of state: RosterState, days: Range<Int>, paths: [TourPath] = []
  ) -> RosterProblem {
    var result = self
    var others = state.cover
    for agent in free {
      others.add(state.tours[agent], mask: masks[agents[agent].mask], sign: -1)
    }
    result.cover = cover.reduced(
      by: others.present, slots: days.count < self.days ? slots(of: days) : 0..<cover.slotCount)
    result.agents = free.map { index in
      var agent = agents[index]
      if days.count < self.days {
        agent.frame = paths[index].frame(days, agent: agent, problem: self)
      }
      return agent
    }
    result.freeDays = days
    return result
  }

  /// The problem that is left when these agents are given tours for good.
  func fixing(_ tours: [Int: Tour]) -> RosterProblem {
    var fixed = CoverState(problem: self)
    for (agent, tour) in tours { fixed.add(tour, mask: masks[agents[agent].mask], sign: 1) }
    var result = self
    result.cover = cover.reduced(by: fixed.present, slots: 0..<cover.slotCount)
    result.agents = agents.indices.filter { tours[$0] == nil }.map { agents[$0] }
    return result
  }

  /// Shifts of each tally in a tour.
  func tallies(of tour: Tour, agent: AgentModel) -> [Int] {
    var counts = [Int](repeating: 0, count: agent.tallyLimits.count)
    guard !counts.isEmpty else { return counts }
    for index in tour where index >= 0 {
      let option = options[Int(index)]
      if option.tally >= 0 { counts[Int(option.tally)] += 1 }
      if option.secondTally >= 0 { counts[Int(option.secondTally)] += 1 }
      if let hoursTally {
        counts[hoursTally] += Int(option.hours)
        counts[hoursTally + 1] -= Int(option.hours)
      }
    }
    return counts
  }

  /// Additions that pricing all agents once takes, about.
  var pricingSize: Int {
    agents.reduce(0) { total, agent in
      let levels = (agent.weekLevels.map(\.upperBound).max() ?? 0) + 1
      return total + networks[agent.network].arcHubs.count * levels
    }
  }

  /// Whether a tour is lawful for an agent; tallies are not looked at.
  func accepts(_ tour: Tour, agent: AgentModel) -> Bool {
    guard let start = agent.initialNode else { return false }
    let network = networks[agent.network]
    let groups = tour.map { $0 < 0 ? -1 : Int(groupOfOption[agent.network][Int($0)]) }
    guard network.accepts(groups, from: start) else { return false }
    var level = agent.initialLevel
    var first = 0
    for (week, end) in weekEnds.enumerated() {
      var carried = 0
      for day in first..<end where groups[day] >= 0 {
        level += network.groups[groups[day]].levels
        if day + 1 == end { carried = network.groups[groups[day]].levelsNextWeek }
      }
      if !agent.weekLevels[week].contains(level) { return false }
      (level, first) = (carried, end)
    }
    return true
  }

  /// For each option, the group it belongs to, in each network (or -1).
  let groupOfOption: [[Int32]]

  /// The first of the two tallies that hours are, where weeks do not count them: the levels of the whole
  /// tour, and the same below zero, so that their limits are the most and the least hours.
  let hoursTally: Int?

  /// How far a tally's multiplier moves where a slot's dual moves by one: hours change by more than one
  /// from tour to tour.
  func pace(ofTally tally: Int) -> Double {
    guard let hoursTally, tally >= hoursTally else { return 1 }
    let longest = options.reduce(1) { max($0, $1.hours) }
    return 1 / Double(longest * longest)
  }

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
