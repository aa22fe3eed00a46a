import TestSupport
import Testing

@testable import Rostering

/// The roster's cost as tours come and go, against counting all of it again.
struct RosterStateTests {
  private static func check(_ tiny: TinyRoster, seed: Int) {
    let problem = tiny.problem
    var random = SplitMix64(seed: UInt64(seed))
    // Nobody works: only the requirement is there.
    var state = RosterState(problem: problem)
    #expect(state.cost == RosterState(problem: problem, tours: state.tours).cover.cost)
    var tours = tiny.roster(&random)
    for agent in tours.indices { state.setTour(tours[agent], of: agent) }
    var lifted: (agent: Int, days: Range<Int>)?
    for step in 0..<60 {
      let agent = Int.random(in: tours.indices, using: &random)
      var done = ""
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        done = "set \(agent)"
        tours[agent] = random.pick(tiny.lawful[agent])
        state.setTour(tours[agent], of: agent)
      case 1:
        done = "remove and restore \(agent)"
        state.remove(agent)
        #expect(state.tours[agent].allSatisfy { $0 < 0 } && state.tourCosts[agent] == 0)
        var others = CoverState(problem: problem)
        var own = 0
        for other in tours.indices where other != agent {
          others.add(tours[other], mask: problem.masks[problem.agents[other].mask], sign: 1)
          own += tiny.own(other, tours[other])
        }
        #expect(state.cost == own + others.cost, "\(tiny), step \(step): \(done)")
        state.setTour(tours[agent], of: agent)
      default:
        let days = tiny.stretch(&random)
        done = "lift and replace \(agent) on \(days)"
        lifted = (agent, days)
        state.lift(agent, days: days)
        // What is left is the cover of a tour with days off there.
        var rest = tours
        for day in days { rest[agent][day] = -1 }
        var cover = CoverState(problem: problem)
        for other in rest.indices {
          cover.add(rest[other], mask: problem.masks[problem.agents[other].mask], sign: 1)
        }
        #expect(state.cover.present == cover.present, "\(tiny), step \(step): \(done)")
        #expect(state.cover.cost == cover.cost, "\(tiny), step \(step): \(done)")
        // One more agent there costs what the marginal prices say.
        let slots = problem.slots(of: days)
        let mask = problem.masks[problem.agents[agent].mask]
        var prices = [Double](repeating: .nan, count: problem.cover.slotCount)
        state.cover.marginalPrices(mask: mask, into: &prices, slots: slots)
        #expect(prices.indices.allSatisfy { slots.contains($0) != prices[$0].isNaN })
        let next = random.pick(tiny.completions(of: tours[agent], agent: agent, days: days))
        let before = state.cover.cost
        state.replace(next, of: agent, days: days)
        var change = 0.0
        for day in days where next[day] >= 0 {
          let option = problem.options[Int(next[day])]
          for slot in Int(option.first)..<Int(option.end)
          where !(Int(option.breakFirst)..<Int(option.breakEnd)).contains(slot) {
            change += prices[slot]
          }
        }
        #expect(Double(state.cover.cost - before) == change, "\(tiny), step \(step): \(done)")
        tours[agent] = next
      }
      #expect(state.tours == tours)
      #expect(state.cost == tiny.total(tours), "\(tiny), step \(step): \(done)")
      let fresh = RosterState(problem: problem, tours: tours)
      #expect(state.cover.present == fresh.cover.present, "\(tiny), step \(step): \(done)")
      #expect(state.cover.slotCosts == fresh.cover.slotCosts, "\(tiny), step \(step): \(done)")
      #expect(state.tourCosts == fresh.tourCosts)
    }
    #expect(lifted != nil)
  }

  @Test("In two weeks of a site with several queues", arguments: 0..<8)
  func site(_ seed: Int) throws {
    guard let tiny = try TinyRoster.site(200 + seed, agents: 3, queues: 3) else { return }
    Self.check(tiny, seed: seed)
  }

  @Test("In an instance", arguments: 0..<6)
  func instance(_ seed: Int) throws {
    guard let tiny = TinyRoster.instance(RandomInstance(seed, days: 8, members: 3)) else { return }
    Self.check(tiny, seed: seed)
  }
}
