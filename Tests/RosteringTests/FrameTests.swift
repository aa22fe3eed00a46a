import TestSupport
import Testing

@testable import Rostering

/// Tours of which a stretch of days is free, against trying every tour that agrees outside it.
struct FrameTests {
  private static func check(_ tiny: TinyRoster, seed: Int) {
    let problem = tiny.problem
    var random = SplitMix64(seed: UInt64(seed))
    let pricing = Pricing(problem: problem)
    for (index, agent) in problem.agents.enumerated() {
      let own = tiny.lawful[index].map { tiny.own(index, $0) }
      #expect(tiny.lawful[index].allSatisfy { problem.accepts($0, agent: agent) }, "\(tiny)")
      for _ in 0..<8 {
        let tour = random.pick(tiny.lawful[index])
        let path = TourPath(tour, agent: agent, problem: problem)
        let days = tiny.stretch(&random)
        let scale = random.pick([0, 10, 1000, 5000])
        let prices = (0..<problem.cover.slotCount).map { _ in
          Double(Int.random(in: -scale...scale, using: &random))
        }
        let cost = { (tour: RosterProblem.Tour) in
          Double(tiny.own(index, tour)) + tiny.value(index, tour, prices)
        }
        let completions = Set(tiny.completions(of: tour, agent: index, days: days))
        let least = zip(tiny.lawful[index], own).filter { completions.contains($0.0) }
          .map { Double($0.1) + tiny.value(index, $0.0, prices) }.min()!
        let said = "\(tiny), \(agent.id), days \(days) of \(tour)"
        // Prices of the free days are enough.
        pricing.setGroupValues(
          network: agent.network, slotPrices: prices, days: random.chance(0.5) ? days : nil)
        let frame = path.frame(days, agent: agent, problem: problem)
        guard let found = pricing.cheapestTour(of: agent, frame: frame) else {
          Issue.record("no tour for \(said)")
          continue
        }
        #expect(completions.contains(found.tour), "\(said): \(found.tour)")
        #expect(abs(cost(found.tour) - least) < 1e-6, "\(said): \(found.tour)")
        #expect(problem.cost(of: found.tour, agent: agent) == tiny.own(index, found.tour))
      }
    }
  }

  @Test(
    "In two weeks of a site, whatever lies before, in and after the stretch", arguments: 0..<24)
  func site(_ seed: Int) throws {
    guard let tiny = try TinyRoster.site(seed) else { return }
    Self.check(tiny, seed: seed)
  }

  @Test("In instances with runs, weekends and counts of types", arguments: 0..<12)
  func instance(_ seed: Int) throws {
    guard let tiny = TinyRoster.instance(RandomInstance(seed, days: 7 + seed % 2)) else { return }
    Self.check(tiny, seed: seed)
  }
}
