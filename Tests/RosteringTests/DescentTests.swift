import TestSupport
import Testing

@testable import Rostering

/// Descent by stretches of days, and dives from a fractional roster.
struct DescentTests {
  private static func check(_ tiny: TinyRoster, seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    for length in [1, 2, 3, 5, tiny.problem.days, tiny.problem.days + 3] {
      let tours = tiny.roster(&random)
      let start = RosterState(problem: tiny.problem, tours: tours)
      var descent = WindowDescent(start)
      var asked = 0
      var last = start.cost
      let patience = random.chance(0.3) ? Int.random(in: 0...20, using: &random) : .max
      descent.run(length: length) {
        asked += 1
        return asked > patience
      }
      let said = "\(tiny), length \(length) from \(tours)"
      #expect(descent.state.cost <= last, "\(said)")
      last = descent.state.cost
      #expect(descent.state.cost == tiny.total(descent.state.tours), "\(said)")
      for (agent, tour) in descent.state.tours.enumerated() {
        #expect(tiny.lawful[agent].contains(tour), "\(said): \(tour)")
        #expect(descent.paths[agent].tour == tour, "\(said)")
      }
      // Going on from there never costs more.
      descent.run(length: length) { false }
      #expect(descent.state.cost <= last, "\(said)")
    }
  }

  @Test("Stretches of a site: never dearer, always lawful", arguments: 0..<10)
  func site(_ seed: Int) throws {
    guard let tiny = try TinyRoster.site(400 + seed, agents: 3, queues: 2) else { return }
    Self.check(tiny, seed: seed)
  }

  @Test("Stretches of an instance: never dearer, always lawful", arguments: 0..<12)
  func instance(_ seed: Int) throws {
    let small = RandomInstance(seed, days: 8, members: 3, tallied: seed % 3 == 0)
    guard let tiny = TinyRoster.instance(small) else { return }
    Self.check(tiny, seed: seed)
  }

  @Test(
    "A single member ends with the best of all tours where the stretch is everything",
    arguments: 0..<8)
  func single(_ seed: Int) throws {
    let small = RandomInstance(seed, days: 8, members: 1)
    guard let tiny = TinyRoster.instance(small) else { return }
    var random = SplitMix64(seed: UInt64(seed))
    let start = RosterState(problem: tiny.problem, tours: tiny.roster(&random))
    var descent = WindowDescent(start)
    descent.run(length: 8) { false }
    #expect(descent.state.cost == tiny.lawful[0].map { tiny.total([$0]) }.min(), "\(tiny)")
  }

  @Test(
    "A dive ends with lawful tours, or is closed where nothing is below the cutoff",
    arguments: 0..<15)
  func dive(_ seed: Int) throws {
    let small = RandomInstance(seed, days: 7, members: 3, tallied: seed % 3 == 0)
    guard let tiny = TinyRoster.instance(small) else { return }
    let problem = tiny.problem
    var random = SplitMix64(seed: UInt64(seed))
    let round = PricingRound(problem: problem, threads: 1)
    var bundle = DualBundle(problem: problem, start: tiny.roster(&random))
    for _ in 0..<10 { _ = bundle.iterate(round) }
    let count = tiny.lawful.dropLast().reduce(1) { $0 * $1.count }
    let least = count < 4000 ? TinyRoster.least(tiny.lawful, in: problem) : nil
    for _ in 0..<3 {
      let cutoffs = [Double.infinity] + (least.map { [Double($0) + 0.5, Double($0)] } ?? [])
      for cutoff in cutoffs {
        var dive = Dive(round: round)
        dive.cutoff = cutoff
        let tours = dive.run(bundle, generator: &random, shouldStop: { false })
        round.problem = problem
        #expect(dive.iterations <= dive.rounds * problem.agents.count)
        if let tours {
          #expect(!dive.isClosed, "\(tiny)")
          for (agent, tour) in tours.enumerated() {
            #expect(tiny.lawful[agent].contains(tour), "\(tiny): \(tour)")
          }
          if let least { #expect(tiny.total(tours) >= least, "\(tiny)") }
        } else if cutoff == .infinity {
          // Only a limit on tallies can keep an agent from being given a tour.
          #expect(!problem.agents[0].tallyLimits.isEmpty, "\(tiny)")
        }
        if dive.isClosed, let least { #expect(Double(least) >= cutoff - 1e-6, "\(tiny)") }
      }
    }
  }
}
