import Rules
import TestSupport
import Testing

@testable import Rostering

/// Parts of a roster as problems of their own: agents set free on a stretch of days, agents fixed.
struct RestrictionTests {
  private static func check(_ tiny: TinyRoster, seed: Int) {
    let problem = tiny.problem
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<4 {
      let tours = tiny.roster(&random)
      let state = RosterState(problem: problem, tours: tours)
      #expect(state.cost == tiny.total(tours), "\(tiny): \(tours)")
      let count = Int.random(in: 1...problem.agents.count, using: &random)
      let free = Array(problem.agents.indices.shuffled(using: &random).prefix(count))
      let days = random.chance(0.3) ? 0..<problem.days : tiny.stretch(&random)
      let said = "\(tiny), \(free) free on \(days) of \(tours)"
      let part = problem.restricted(to: free, of: state, days: days, paths: tiny.paths(tours))
      #expect(part.agents.map(\.id) == free.map { problem.agents[$0].id })
      let choices = free.map { tiny.completions(of: tours[$0], agent: $0, days: days) }

      // What the others cost, and slots that nobody who is free can reach.
      let slots =
        days.count < problem.days ? problem.slots(of: days) : 0..<problem.cover.slotCount
      let fixed =
        problem.agents.indices.filter { !free.contains($0) }.reduce(0) {
          $0 + tiny.own($1, tours[$1])
        }
        + state.cover.slotCosts.indices.filter { !slots.contains($0) }.reduce(0) {
          $0 + state.cover.slotCosts[$1]
        }
      for _ in 0..<6 {
        var whole = tours
        var cover = CoverState(problem: part)
        var own = 0
        for (position, agent) in free.enumerated() {
          let tour = random.pick(choices[position])
          whole[agent] = tour
          own += part.cost(of: tour, agent: part.agents[position])
          cover.add(tour, mask: part.masks[part.agents[position].mask], sign: 1)
        }
        #expect(cover.cost + own + fixed == tiny.total(whole), "\(said): \(whole)")
      }

      // No bound of the part lies above its best completion.
      guard choices.dropLast().reduce(1, { $0 * $1.count }) < 300 else { continue }
      let least = Double(TinyRoster.least(choices, in: part))
      var bundle = DualBundle(problem: part, start: free.map { tours[$0] })
      let round = PricingRound(problem: part, threads: 1)
      for _ in 0..<15 {
        let isPriced = bundle.iterate(round)
        #expect(isPriced, "\(said)")
        #expect(bundle.bound <= least + 1e-6 * max(1, abs(least)), "\(said)")
      }
      for (position, plans) in bundle.plans.enumerated() where problem.agents[0].tallyLimits.isEmpty
      {
        #expect(plans.allSatisfy { choices[position].contains($0.tour) }, "\(said)")
      }
    }
  }

  /// Agents given tours for good, in the problem and in its bundle.
  private static func checkFixing(_ tiny: TinyRoster, seed: Int) {
    let problem = tiny.problem
    var random = SplitMix64(seed: UInt64(seed))
    let tours = tiny.roster(&random)
    var bundle = DualBundle(problem: problem, start: tours)
    let round = PricingRound(problem: problem, threads: 1)
    for _ in 0..<8 { _ = bundle.iterate(round) }
    for _ in 0..<3 {
      let count = Int.random(in: 0..<problem.agents.count, using: &random)
      let chosen = Set(problem.agents.indices.shuffled(using: &random).prefix(count))
      let tours = tiny.roster(&random)
      let fixed = Dictionary(uniqueKeysWithValues: chosen.map { ($0, tours[$0]) })
      let left = problem.agents.indices.filter { !chosen.contains($0) }
      let part = problem.fixing(fixed)
      let said = "\(tiny), \(chosen) fixed at \(tours)"
      #expect(part.agents.map(\.id) == left.map { problem.agents[$0].id })
      let given = chosen.reduce(0) { $0 + tiny.own($1, tours[$1]) }
      let state = RosterState(problem: part, tours: left.map { tours[$0] })
      #expect(state.cost + given == tiny.total(tours), "\(said)")

      var rest = bundle.fixing(fixed)
      #expect(rest.plans.map { $0.map(\.tour) } == left.map { bundle.plans[$0].map(\.tour) })
      // Presence is that of the plans that are left.
      let recounted = DualBundle(
        problem: part, plans: rest.plans, centre: rest.centre, tallyCentre: rest.tallyCentre,
        step: rest.step
      ).present
      #expect(rest.present == recounted, "\(said)")
      let choices = left.map { tiny.lawful[$0] }
      guard choices.dropLast().reduce(1, { $0 * $1.count }) < 300 else { continue }
      let least = Double(TinyRoster.least(choices, in: part))
      round.problem = part
      for _ in 0..<15 {
        let isPriced = rest.iterate(round)
        #expect(isPriced, "\(said)")
        #expect(rest.bound <= least + 1e-6 * max(1, abs(least)), "\(said)")
      }
    }
  }

  @Test("Parts of two weeks of a site: costs add up, bounds hold", arguments: 0..<8)
  func site(_ seed: Int) throws {
    guard let tiny = try TinyRoster.site(100 + seed, agents: 3, queues: 2) else { return }
    Self.check(tiny, seed: seed)
    Self.checkFixing(tiny, seed: seed)
  }

  @Test(
    "Parts of an instance: costs add up, bounds hold, with tallies and without", arguments: 0..<12)
  func instance(_ seed: Int) throws {
    let small = RandomInstance(seed, days: 7, members: 3, tallied: seed % 3 == 0)
    guard let tiny = TinyRoster.instance(small, relaxed: seed % 3 == 1) else { return }
    Self.check(tiny, seed: seed)
    Self.checkFixing(tiny, seed: seed)
  }

  @Test(
    "Cover that others give is taken off, and slots out of reach cost nothing", arguments: 0..<10)
  func reduced(_ seed: Int) throws {
    let random = RandomSite(
      seed: UInt64(seed), agents: 5, queues: 3, weekdays: [.monday, .saturday], kinds: 2)
    let problem = try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard
    ).problem
    var generator = SplitMix64(seed: UInt64(seed))
    func some() -> [Int32] {
      var state = CoverState(problem: problem)
      for _ in 0..<6 {
        var tour = RosterProblem.Tour(repeating: -1, count: problem.days)
        let option = Int.random(in: problem.options.indices, using: &generator)
        tour[problem.options[option].day] = Int32(option)
        state.add(tour, mask: generator.pick(problem.masks), sign: 1)
      }
      return state.present
    }
    let cover = problem.cover
    for _ in 0..<5 {
      let (others, mine) = (some(), some())
      let first = Int.random(in: 0..<cover.slotCount, using: &generator)
      let slots = first..<Int.random(in: first...cover.slotCount, using: &generator)
      let left = cover.reduced(by: others, slots: slots)
      let both = zip(others, mine).map { $0 + $1 }
      for slot in 0..<cover.slotCount {
        let expected = slots.contains(slot) ? cover.cost(present: both, slot: slot) : 0
        #expect(left.cost(present: mine, slot: slot) == expected, "seed \(seed), slot \(slot)")
        #expect(left.dualLimits[slot] == (slots.contains(slot) ? cover.dualLimits[slot] : 0))
      }
    }
  }
}
