import TestSupport
import Testing

@testable import Rostering

/// Searches of parts of a roster against all completions of the part.
struct NeighbourhoodTests {
  /// Sizes that have shrunk as far as they do, so that not everybody is free.
  private static func small(_ state: RosterState, _ random: inout SplitMix64)
    -> Neighbourhood.Sizes
  {
    var sizes = Neighbourhood.Sizes()
    for _ in 0..<80 {
      sizes.learn(
        Neighbourhood(state, sizes: sizes, generator: &random), .open, problem: state.problem)
    }
    return sizes
  }

  private static func check(_ tiny: TinyRoster, seed: Int) {
    let problem = tiny.problem
    var random = SplitMix64(seed: UInt64(seed))
    let tours = tiny.roster(&random)
    var bundle = DualBundle(problem: problem, start: tours)
    let round = PricingRound(problem: problem, threads: 1)
    for _ in 0..<10 { _ = bundle.iterate(round) }
    var state = RosterState(problem: problem, tours: tours)
    let sizes = Self.small(state, &random)
    for _ in 0..<6 {
      let part = Neighbourhood(state, sizes: sizes, generator: &random)
      let said = "\(tiny), \(part.agents) on \(part.days) of \(state.tours)"
      #expect(part.agents == part.agents.sorted() && Set(part.agents).count == part.agents.count)
      #expect(!part.days.isEmpty && (0..<problem.days).contains(part.days.lowerBound))
      #expect(part.days.upperBound <= problem.days)
      let paths = tiny.paths(state.tours)
      let outcome = part.improve(
        state, paths: paths, bundle: bundle, round: round, generator: &random,
        shouldStop: { false })
      let choices = part.agents.map {
        tiny.completions(of: state.tours[$0], agent: $0, days: part.days)
      }
      switch outcome {
      case .better(let found):
        #expect(found.count == part.agents.count, "\(said)")
        var whole = state.tours
        for (position, agent) in part.agents.enumerated() {
          #expect(choices[position].contains(found[position]), "\(said): \(found[position])")
          whole[agent] = found[position]
        }
        #expect(tiny.total(whole) < tiny.total(state.tours), "\(said): \(found)")
        if tiny.total(whole) < tiny.total(state.tours) {
          state = RosterState(problem: problem, tours: whole)
        }
      case .closed:
        guard choices.dropLast().reduce(1, { $0 * $1.count }) < 600 else { continue }
        let part = problem.restricted(to: part.agents, of: state, days: part.days, paths: paths)
        let now = RosterState(
          problem: part,
          tours: choices.indices.map { index in
            state.tours[problem.agents.firstIndex { $0.id == part.agents[index].id }!]
          })
        #expect(TinyRoster.least(choices, in: part) >= now.cost, "\(said)")
      case .open: break
      }
    }
  }

  @Test("What is found is lawful and cheaper; closed parts hold nothing: a site", arguments: 0..<8)
  func site(_ seed: Int) throws {
    guard let tiny = try TinyRoster.site(300 + seed, agents: 4, queues: 2) else { return }
    Self.check(tiny, seed: seed)
  }

  @Test(
    "What is found is lawful and cheaper; closed parts hold nothing: an instance",
    arguments: 0..<15)
  func instance(_ seed: Int) throws {
    let small = RandomInstance(seed, days: 8, members: 4, tallied: seed % 3 == 0)
    guard let tiny = TinyRoster.instance(small) else { return }
    Self.check(tiny, seed: seed)
  }

  @Test("Nobody waits for a part that was stopped")
  func stopped() throws {
    let tiny = try #require(TinyRoster.instance(RandomInstance(1, members: 3)))
    var random = SplitMix64(seed: 1)
    let state = RosterState(problem: tiny.problem, tours: tiny.roster(&random))
    let bundle = DualBundle(problem: tiny.problem, start: state.tours)
    let part = Neighbourhood(state, sizes: Neighbourhood.Sizes(), generator: &random)
    let outcome = part.improve(
      state, paths: tiny.paths(state.tours), bundle: bundle,
      round: PricingRound(problem: tiny.problem, threads: 1), generator: &random,
      shouldStop: { true })
    guard case .open = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("Parts shrink while they stay open, grow once they are closed, and keep their bounds")
  func sizes() throws {
    let tiny = try #require(TinyRoster.instance(RandomInstance(1, members: 4)))
    var random = SplitMix64(seed: 2)
    let state = RosterState(problem: tiny.problem, tours: tiny.roster(&random))
    let start = Neighbourhood.Sizes()
    for isLong in [false, true] {
      let part = { (random: inout SplitMix64) in
        while true {
          let part = Neighbourhood(state, sizes: start, generator: &random)
          if part.isLong == isLong { return part }
        }
      }(&random)
      var sizes = start
      for _ in 0..<100 { sizes.learn(part, .open, problem: tiny.problem) }
      #expect(sizes[isLong].agents == 3 && sizes[isLong].days == start[isLong].days)
      // 3 · 1.03^n grows past the four agents there are, then the days up to all.
      for _ in 0..<10 { sizes.learn(part, .closed, problem: tiny.problem) }
      #expect(sizes[isLong].agents == 4)
      for _ in 0..<100 { sizes.learn(part, .closed, problem: tiny.problem) }
      #expect(sizes[isLong].agents == 4 && sizes[isLong].days == Double(tiny.problem.days))
      let kept = sizes[isLong]
      sizes.learn(part, .better([]), problem: tiny.problem)
      #expect(sizes[isLong].agents == kept.agents && sizes[isLong].days == kept.days)
      #expect(sizes[!isLong].agents == start[!isLong].agents)
    }
  }
}
