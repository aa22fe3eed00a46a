import LinearProgramming
import Rules
import TestSupport
import Testing

@testable import Rostering

/// Bounds from below and fractional rosters.
struct BoundTests {
  /// A lawful roster by best responses, and the problem it solves.
  private static func start(_ seed: UInt64) throws -> (RosterProblem, RosterState)? {
    let random = RandomSite(
      seed: seed, agents: 6, queues: 2, weekdays: Set(Weekday.allCases), kinds: 3)
    let site = try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard)
    guard site.problem.agentsWithoutTour(threads: 1).isEmpty else { return nil }
    var search = LocalSearch(problem: site.problem)
    let order = Array(site.problem.agents.indices)
    guard var state = search.start(order: order) else { return nil }
    search.sweep(&state, order: order, rounds: 5)
    return (site.problem, state)
  }

  @Test("No bound of the bundle exceeds a lawful roster's cost, and none falls", arguments: 0..<8)
  func bundle(_ number: Int) throws {
    let seed = UInt64(300 + number)
    guard let (problem, state) = try Self.start(seed) else { return }
    let round = PricingRound(problem: problem, threads: 1)
    var bundle = DualBundle(problem: problem, start: state.tours)
    var last = -Double.infinity
    for _ in 0..<25 {
      let isPriced = bundle.iterate(round)
      #expect(isPriced)
      #expect(bundle.bound <= Double(state.cost) + 1e-3, "seed \(seed)")
      #expect(bundle.bound >= last - 1e-6 * abs(last), "seed \(seed)")
      last = bundle.bound
      for known in bundle.plans {
        #expect(abs(known.reduce(0) { $0 + $1.weight } - 1) < 1e-6, "seed \(seed)")
      }
    }
    // The duals stay where a bound is valid.
    let cover = problem.cover
    for slot in 0..<cover.slotCount {
      for component in cover.components {
        let duals = component.map { bundle.centre[$0 * cover.slotCount + slot] }
        #expect(duals.allSatisfy { $0 >= 0 })
        #expect(duals.reduce(0, +) <= cover.dualLimits[slot] * (1 + 1e-12))
      }
    }
  }

  @Test(
    "The restricted master lies between the bundle's bound and the best roster", arguments: 0..<6)
  func master(_ number: Int) throws {
    let seed = UInt64(300 + number)
    guard let (problem, state) = try Self.start(seed) else { return }
    let round = PricingRound(problem: problem, threads: 1)
    // The incumbent's tours are among the plans, so the master can choose it.
    var bundle = DualBundle(problem: problem, start: state.tours)
    for _ in 0..<12 { _ = bundle.iterate(round) }
    bundle.add(state.tours)
    var master = try RestrictedMaster(problem: problem, duals: bundle.centre)
    try master.add(bundle.newPlans(beyond: master.plans))
    let solved = try master.minimize(limits: Limits(seconds: 20))
    let outcome = try #require(solved)
    #expect(outcome.isOptimal)
    #expect(outcome.objective >= bundle.bound - 1e-4 * abs(bundle.bound), "seed \(seed)")
    #expect(outcome.objective <= Double(state.cost) + 1e-4, "seed \(seed)")
    for weights in outcome.weights { #expect(abs(weights.reduce(0, +) - 1) < 1e-6) }
    // Its duals are one more point of the Lagrangian, which lies below the master.
    let result = try #require(round.price(duals: outcome.duals))
    #expect(result.bound <= outcome.objective + 1e-4 * abs(outcome.objective), "seed \(seed)")
  }

  @Test(
    "Requirements that cost nothing when open leave the bound below the optimum", arguments: 0..<8)
  func freeSlots(_ seed: Int) throws {
    let small = RandomInstance(seed, days: 7)
    var random = SplitMix64(seed: UInt64(seed))
    // More are wanted than there are, and nobody pays for it: no multiplier may grow there.
    var instance = small.instance
    for index in instance.cover.indices where random.chance(0.4) {
      instance.cover[index].requirement = 5
      instance.cover[index].underWeight = 0
      instance.cover[index].overWeight = 0
    }
    let lawful = instance.staff.indices.map { small.lawful(of: $0).map(small.tour) }
    guard lawful.allSatisfy({ !$0.isEmpty }) else { return }
    let problem = ShiftSchedulingProblem(instance).exact()
    let least = TinyRoster.least(lawful, in: problem)
    let round = PricingRound(problem: problem, threads: 1)
    var bundle = DualBundle(problem: problem, start: lawful.map { random.pick($0) })
    for _ in 0..<20 {
      _ = bundle.iterate(round)
      #expect(bundle.bound <= Double(least) + 1e-6, "seed \(seed)")
    }
  }

  @Test("A round of pricing gives the same on one thread, two and three", arguments: 0..<4)
  func threads(_ number: Int) throws {
    let seed = UInt64(300 + number)
    guard let (problem, _) = try Self.start(seed) else { return }
    var generator = SplitMix64(seed: seed)
    let cover = problem.cover
    let rounds = (1...3).map { PricingRound(problem: problem, threads: $0) }
    for _ in 0..<5 {
      let duals = (0..<cover.required.count).map { _ in
        Double.random(in: 0...cover.dualLimits[0] / 8, using: &generator)
      }
      let results = rounds.map { $0.price(duals: duals)! }
      for result in results {
        #expect(result.bound == results[0].bound && result.tours == results[0].tours)
        #expect(result.reducedCosts == results[0].reducedCosts)
      }
    }
  }
}
