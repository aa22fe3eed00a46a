import Rules
import TestSupport

@testable import Rostering

/// A roster problem so small that every lawful tour of every agent is known, with what judges it: costs
/// found from the words of the domain, sharing nothing with the optimiser.
struct TinyRoster: CustomStringConvertible {
  let description: String
  let problem: RosterProblem
  /// Every lawful tour of each agent, as the optimiser writes them.
  let lawful: [[RosterProblem.Tour]]
  /// Cents of one agent's tour: pay and wishes.
  let own: (Int, RosterProblem.Tour) -> Int
  /// Cents of a whole roster.
  let total: ([RosterProblem.Tour]) -> Int
  /// What presence in the slots of an agent's shifts is worth at these prices.
  let value: (Int, RosterProblem.Tour, [Double]) -> Double
  /// Minutes that the shift of the day works after the midnight that ends it.
  let carried: (RosterProblem.Tour, Int) -> Int

  /// The lawful tours that agree with `tour` outside the days and, where those end with a week that is
  /// not the last, hand as much work over to the next.
  func completions(of tour: RosterProblem.Tour, agent: Int, days: Range<Int>)
    -> [RosterProblem.Tour]
  {
    let handsOver = days.upperBound < problem.days && problem.weekEnds.contains(days.upperBound)
    return lawful[agent].filter { other in
      other.indices.allSatisfy { days.contains($0) || other[$0] == tour[$0] }
        && (!handsOver
          || carried(other, days.upperBound - 1) == carried(tour, days.upperBound - 1))
    }
  }

  /// A lawful tour for each agent.
  func roster(_ random: inout SplitMix64) -> [RosterProblem.Tour] {
    lawful.map { random.pick($0) }
  }

  /// A stretch of at least one day; many end with a week, or begin with one.
  func stretch(_ random: inout SplitMix64) -> Range<Int> {
    let border = random.pick(problem.weekEnds)
    if random.chance(0.3) { return Int.random(in: 0..<border, using: &random)..<border }
    if border < problem.days, random.chance(0.3) {
      return border..<Int.random(in: border + 1...problem.days, using: &random)
    }
    let first = Int.random(in: 0..<problem.days, using: &random)
    return first..<Int.random(in: first + 1...problem.days, using: &random)
  }

  func paths(_ tours: [RosterProblem.Tour]) -> [TourPath] {
    tours.indices.map { TourPath(tours[$0], agent: problem.agents[$0], problem: problem) }
  }

  /// The least cost of any choice of tours, one from each list, in a problem with as many agents.
  static func least(_ choices: [[RosterProblem.Tour]], in problem: RosterProblem) -> Int {
    let costs = zip(problem.agents, choices).map { agent, tours in
      tours.map { problem.cost(of: $0, agent: agent) }
    }
    var cover = CoverState(problem: problem)
    var prices = [Double](repeating: 0, count: problem.cover.slotCount)
    var least = Int.max
    func choose(_ agent: Int, _ sum: Int) {
      let mask = problem.masks[problem.agents[agent].mask]
      if agent == choices.count - 1 {
        // No tour is twice in a slot, so the marginal prices of one agent are exact.
        cover.marginalPrices(mask: mask, into: &prices)
        for (tour, cost) in zip(choices[agent], costs[agent]) {
          var value = 0.0
          for index in tour where index >= 0 {
            let option = problem.options[Int(index)]
            for slot in Int(option.first)..<Int(option.end)
            where !(Int(option.breakFirst)..<Int(option.breakEnd)).contains(slot) {
              value += prices[slot]
            }
          }
          least = min(least, sum + cost + cover.cost + Int(value))
        }
        return
      }
      for (tour, cost) in zip(choices[agent], costs[agent]) {
        cover.add(tour, mask: mask, sign: 1)
        choose(agent + 1, sum + cost)
        cover.add(tour, mask: mask, sign: -1)
      }
    }
    choose(0, 0)
    return least
  }

  // MARK: Sites

  /// Two weeks of a site with shifts on few days, some of them across the border of the weeks.
  /// - Returns: nil where somebody has no lawful tour.
  static func site(_ seed: Int, agents: Int = 2, queues: Int = 1) throws -> TinyRoster? {
    let shapes: [(days: Set<Weekday>, kinds: Int)] = [([.sunday, .monday], 2), ([.sunday], 3)]
    let shape = shapes[seed % 2]
    let random = RandomSite(
      seed: UInt64(seed), agents: agents, queues: queues, weekdays: shape.days,
      kinds: shape.kinds, weeks: 2)
    let compiled = try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard)
    let cost = PlainCost(site: random.site, requirement: random.requirement)
    let problem = compiled.problem
    let period = compiled.period
    let staff = random.site.agents
    let shifts = { (agent: Int, tour: RosterProblem.Tour) in
      tour.filter { $0 >= 0 }.map {
        compiled.shiftOptions[Int($0)].shift(agent: staff[agent].id, firstDay: period.firstDay)
      }
    }
    let lawful = staff.map { agent -> [RosterProblem.Tour] in
      let options = compiled.shiftOptions.map {
        $0.shift(agent: agent.id, firstDay: period.firstDay)
      }
      return LawfulTours(agent, in: compiled).tours.map { lawful in
        var tour = RosterProblem.Tour(repeating: -1, count: period.days)
        for shift in lawful {
          tour[shift.day - period.firstDay] = Int32(options.firstIndex(of: shift)!)
        }
        return tour
      }
    }
    if lawful.contains(where: \.isEmpty) { return nil }
    return TinyRoster(
      description: "site \(seed)", problem: problem, lawful: lawful,
      own: { cost.tour(staff[$0], shifts($0, $1)) },
      total: { tours in
        tours.indices.reduce(0) { $0 + cost.tour(staff[$1], shifts($1, tours[$1])) }
          + cost.cover(tours.indices.flatMap { shifts($0, tours[$0]) })
      },
      value: { agent, tour, prices in
        let share = Double(PlainCost.quarter) / Double(problem.slotMinutes)
        return shifts(agent, tour).flatMap(cost.quarters).reduce(0) {
          $0 + share * prices[$1 * PlainCost.quarter / problem.slotMinutes]
        }
      },
      carried: { tour, day in
        guard tour[day] >= 0 else { return 0 }
        let midnight = period.zone.instant(period.firstDay + day + 1, minute: 0)
        return shifts(0, [tour[day]])[0].stretches.reduce(0) {
          $0 + max(0, $1.end - max($1.start, midnight))
        }
      })
  }

  // MARK: Shift scheduling

  /// An instance of public shift scheduling, and which of its tours may be chosen.
  /// - Returns: nil where somebody has no lawful tour.
  static func instance(_ small: RandomInstance, relaxed: Bool = false) -> TinyRoster? {
    let instance = small.instance
    let compiled = ShiftSchedulingProblem(instance)
    let types = instance.shifts.count
    let lawful = instance.staff.indices.map { small.lawful(of: $0).map(small.tour) }
    if lawful.contains(where: \.isEmpty) { return nil }
    let shifts = { (tour: RosterProblem.Tour) in tour.map { $0 < 0 ? nil : Int($0) % types } }
    return TinyRoster(
      description: "\(small)", problem: relaxed ? compiled.relaxed : compiled.exact(),
      lawful: lawful, own: { small.wishes(of: $0).objective(of: [shifts($1)]) },
      total: { instance.objective(of: $0.map(shifts)) },
      value: { _, tour, prices in
        zip(tour.indices, shifts(tour)).reduce(0) { sum, cell in
          sum + (cell.1.map { prices[cell.0 * types + $0] } ?? 0)
        }
      },
      carried: { _, _ in 0 })
  }
}
