import Rules
import TestSupport
import Testing

@testable import Rostering

/// The dynamic program against trying every tour.
struct PricingTests {
  /// Days with shifts, kinds and weeks: few enough to try every tour.
  static let shapes: [(days: Set<Weekday>, kinds: Int, weeks: Int)] = [
    ([.friday, .saturday, .sunday, .monday], 2, 1), ([.monday, .tuesday, .wednesday], 3, 1),
    ([.sunday, .monday], 2, 2), ([.saturday, .sunday, .monday], 1, 2),
    ([.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday], 1, 1),
  ]

  @Test(
    "The cheapest tour is the cheapest of all tours that the audit lets pass", arguments: 0..<30)
  func cheapest(_ seed: Int) throws {
    let shape = Self.shapes[seed % Self.shapes.count]
    let random = RandomSite(
      seed: UInt64(seed), agents: 2, queues: 1, weekdays: shape.days, kinds: shape.kinds,
      weeks: shape.weeks)
    let problem = try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard)
    let cost = PlainCost(site: random.site, requirement: random.requirement)
    let pricing = Pricing(problem: problem.problem)
    var generator = SplitMix64(seed: UInt64(seed))
    for (index, agent) in random.site.agents.enumerated() {
      let lawful = LawfulTours(agent, in: problem).tours
      let model = problem.problem.agents[index]
      let fixed = lawful.map { cost.tour(agent, $0) }
      let quarters = lawful.map { $0.flatMap(cost.quarters) }
      for _ in 0..<6 {
        let scale = generator.pick([0, 100, 1000, 5000])
        let prices = (0..<problem.problem.cover.slotCount).map { _ in
          Double(Int.random(in: -scale...scale, using: &generator))
        }
        let share = Double(PlainCost.quarter) / Double(problem.problem.slotMinutes)
        let costs = lawful.indices.map { tour in
          Double(fixed[tour])
            + quarters[tour].reduce(0.0) {
              $0 + share * prices[$1 * PlainCost.quarter / problem.problem.slotMinutes]
            }
        }
        pricing.setGroupValues(network: model.network, slotPrices: prices)
        let found = pricing.cheapestTour(of: model)
        #expect((found == nil) == lawful.isEmpty, "seed \(seed), agent \(agent.id)")
        guard let found, let least = costs.min() else { continue }
        #expect(abs(found.cost - least) < 1e-6, "seed \(seed), agent \(agent.id)")
        // The tour walked back is lawful and costs what the program says.
        let shifts = found.tour.filter { $0 >= 0 }.map {
          problem.shiftOptions[Int($0)].shift(
            agent: agent.id, firstDay: problem.period.firstDay)
        }
        let position = try #require(lawful.firstIndex(of: shifts), "seed \(seed)")
        #expect(abs(costs[position] - least) < 1e-6)
        #expect(problem.problem.cost(of: found.tour, agent: model) == fixed[position])
      }
    }
  }
}
