import TestSupport
import Testing

@testable import Rostering

/// Limits that are left to multipliers: most shifts of a type, most weekends.
struct TallyTests {
  /// The types that the relaxed problem counts as tallies: those that somebody may work, but not always.
  private static func tallied(_ instance: ShiftSchedulingInstance) -> [Int] {
    instance.shifts.indices.filter { type in
      instance.staff.contains { (1..<instance.days).contains($0.maxShifts[type]) }
    }
  }

  @Test(
    "At prices of tallies the cheapest tour is that of all tours without their limits",
    arguments: 0..<10)
  func prices(_ seed: Int) {
    let small = RandomInstance(seed, days: 7 + seed % 2)
    let instance = small.instance
    let problem = ShiftSchedulingProblem(instance).relaxed
    let pricing = Pricing(problem: problem)
    let tallied = Self.tallied(instance)
    let types = instance.shifts.count
    var random = SplitMix64(seed: UInt64(seed))
    for (index, agent) in problem.agents.enumerated() {
      let member = instance.staff[index]
      #expect(
        agent.tallyLimits
          == tallied.map { member.maxShifts[$0] > 0 ? member.maxShifts[$0] : instance.days }
          + [member.maxWeekends], "\(small)")
      let lawful = small.lawful(of: index) {
        $0.maxShifts = $0.maxShifts.map { $0 > 0 ? instance.days : 0 }
        $0.maxWeekends = instance.days
      }
      let tours = lawful.map(small.tour)
      let wishes = small.wishes(of: index)
      let counts = lawful.map { tour in
        tallied.map { type in tour.count { $0 == type } }
          + [instance.weekends.count { weekend in weekend.contains { tour[$0] != nil } }]
      }
      for round in 0..<8 {
        let prices = (0..<problem.cover.slotCount).map { _ in
          Double(Int.random(in: -20...20, using: &random))
        }
        let tallyPrices = agent.tallyLimits.map { _ in
          Double(Int.random(in: 0...30, using: &random))
        }
        let costs = lawful.indices.map { tour in
          var cost = Double(wishes.objective(of: [lawful[tour]]))
          for (day, type) in lawful[tour].enumerated() {
            if let type { cost += prices[day * types + type] }
          }
          return cost + zip(counts[tour], tallyPrices).reduce(0) { $0 + Double($1.0) * $1.1 }
        }
        pricing.setGroupValues(network: agent.network, slotPrices: prices)
        // Every other time a stretch alone is free.
        var frame: TourFrame?
        var choice = Array(tours.indices)
        if round % 2 == 1, let tour = tours.randomElement(using: &random) {
          let first = Int.random(in: 0..<instance.days, using: &random)
          let days = first..<Int.random(in: first + 1...instance.days, using: &random)
          frame = TourPath(tour, agent: agent, problem: problem)
            .frame(days, agent: agent, problem: problem)
          choice = choice.filter { other in
            tour.indices.allSatisfy { days.contains($0) || tours[other][$0] == tour[$0] }
          }
        }
        let found = pricing.cheapestTour(of: agent, tallyPrices: tallyPrices[...], frame: frame)
        guard let found else {
          #expect(tours.isEmpty, "\(small), \(agent.id)")
          continue
        }
        let position = tours.firstIndex(of: found.tour)
        guard let position, choice.contains(position) else {
          Issue.record("\(small), \(agent.id): \(found.tour) is not lawful")
          continue
        }
        let least = choice.map { costs[$0] }.min()!
        #expect(costs[position] == least, "\(small), \(agent.id): \(found.tour)")
        #expect(problem.tallies(of: found.tour, agent: agent) == counts[position])
        // Without a frame the program says the whole cost.
        if frame == nil { #expect(found.cost == least, "\(small), \(agent.id)") }
      }
    }
  }

  @Test("Whoever has a tour within the limits on tallies is given one of them", arguments: 0..<16)
  func within(_ seed: Int) {
    let small = RandomInstance(seed, days: 7, tallied: seed % 2 == 0)
    guard let tiny = TinyRoster.instance(small, relaxed: seed % 4 > 0) else { return }
    var random = SplitMix64(seed: UInt64(seed))
    let pricing = Pricing(problem: tiny.problem)
    for (index, agent) in tiny.problem.agents.enumerated() {
      for _ in 0..<6 {
        let prices = (0..<tiny.problem.cover.slotCount).map { _ in
          Double(Int.random(in: -20...20, using: &random))
        }
        pricing.setGroupValues(network: agent.network, slotPrices: prices)
        guard let found = pricing.tourWithinTallies(of: agent) else { continue }
        #expect(tiny.lawful[index].contains(found.tour), "\(tiny), \(agent.id): \(found.tour)")
        let cost = { Double(tiny.own(index, $0)) + tiny.value(index, $0, prices) }
        #expect(found.cost == cost(found.tour), "\(tiny), \(agent.id)")
        #expect(found.cost >= tiny.lawful[index].map(cost).min()!, "\(tiny), \(agent.id)")
      }
    }
  }

  @Test(
    "The relaxed bound lies below the enumerated optimum, and so does what follows from it",
    arguments: 0..<12)
  func bound(_ seed: Int) {
    let small = RandomInstance(seed, days: 7, tallied: seed % 2 == 0)
    guard
      let relaxed = TinyRoster.instance(small, relaxed: true),
      let exact = TinyRoster.instance(small)
    else { return }
    var random = SplitMix64(seed: UInt64(seed))
    let optimum = Double(TinyRoster.least(exact.lawful, in: exact.problem))
    let start = exact.roster(&random)
    var bundle = DualBundle(problem: relaxed.problem, start: start)
    let round = PricingRound(problem: relaxed.problem, threads: 1)
    for _ in 0..<25 {
      _ = bundle.iterate(round)
      #expect(bundle.bound <= optimum + 1e-6, "\(small)")
    }
    #expect(bundle.tallyCount == relaxed.problem.agents[0].tallyLimits.count)
    // The multipliers go over to the exact problem, with the plans that it knows and the start.
    var transferred = bundle.transferred(to: exact.problem, with: start)
    #expect(transferred.centre == bundle.centre)
    #expect(transferred.tallyCount == exact.problem.agents[0].tallyLimits.count, "\(small)")
    for (index, plans) in transferred.plans.enumerated() {
      #expect(plans.contains { $0.tour == start[index] }, "\(small)")
      #expect(abs(plans.reduce(0) { $0 + $1.weight } - 1) < 1e-9, "\(small)")
      for plan in plans {
        #expect(exact.problem.accepts(plan.tour, agent: exact.problem.agents[index]))
        #expect(plan.cost == exact.own(index, plan.tour), "\(small)")
      }
    }
    let exactRound = PricingRound(problem: exact.problem, threads: 1)
    // Its first bound is that of the relaxed problem's multipliers, which only fewer tours are priced at.
    _ = transferred.iterate(exactRound)
    #expect(transferred.bound >= bundle.bound - 1e-6, "\(small)")
    for _ in 0..<25 {
      _ = transferred.iterate(exactRound)
      #expect(transferred.bound <= optimum + 1e-6, "\(small)")
    }
  }

  @Test("An instance with too many levels keeps a limit as a tally in the exact problem, too")
  func tallied() {
    let kept = (0..<12).filter { seed in
      let problem = ShiftSchedulingProblem(RandomInstance(seed, days: 7, tallied: true).instance)
        .exact()
      return !problem.agents[0].tallyLimits.isEmpty
    }
    #expect(kept.count >= 6, "the tests of tallies would test little: \(kept)")
  }
}
