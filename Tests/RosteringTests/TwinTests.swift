import Rules
import TestSupport
import Testing

@testable import Rostering

/// Agents who are alike in everything are priced once: the result is that of pricing each.
struct TwinTests {
  /// A site some of whose agents are copies of another's, most in everything, some with one change.
  private static func site(_ seed: Int) throws -> RosterProblem {
    var random = RandomSite(
      seed: UInt64(seed), agents: 3, queues: 2,
      weekdays: [.monday, .tuesday, .thursday, .saturday, .sunday], kinds: 2)
    var generator = SplitMix64(seed: UInt64(seed))
    let originals = random.site.agents
    for number in 0..<6 {
      let origin = Int.random(in: originals.indices, using: &generator)
      var copy = originals[origin]
      copy.id = "copy\(number)"
      let day = random.requirement.period.firstDay + Int.random(in: 0..<7, using: &generator)
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: copy.hourlyWage += 100
      case 1: copy.skills = copy.skills.isEmpty ? ["q0"] : []
      case 2:
        random.site.absences.append(
          Absence(agent: copy.id, from: day, to: day, kind: "leave"))
      case 3:
        random.site.wishes.append(
          Wish(agent: copy.id, day: day, content: .off, weight: 700))
      case 4:
        // On a day without shifts this changes nothing but what the day costs.
        let kind = random.site.shiftKinds[0].name
        random.site.wishes.append(
          Wish(agent: copy.id, day: day, content: .shift(kind: kind), weight: 500))
      case 5: copy.contract = copy.contract == "full" ? "part" : "full"
      default: break
      }
      let original = originals[origin].id
      random.site.absences += random.site.absences.filter { $0.agent == original }.map {
        Absence(agent: copy.id, from: $0.from, to: $0.to, kind: $0.kind)
      }
      random.site.wishes += random.site.wishes.filter { $0.agent == original }.map {
        Wish(agent: copy.id, day: $0.day, content: $0.content, weight: $0.weight)
      }
      random.site.published += random.site.published.filter { $0.agent == original }.map {
        Shift(agent: copy.id, day: $0.day, start: $0.start, end: $0.end, breaks: $0.breaks)
      }
      random.site.agents.append(copy)
    }
    return try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard
    ).problem
  }

  /// The same problem, whose agents each have a limit that nothing counts in, and so no twins.
  private static func alone(_ problem: RosterProblem) -> RosterProblem {
    RosterProblem(
      slotMinutes: problem.slotMinutes, levelMinutes: problem.levelMinutes, days: problem.days,
      cover: problem.cover, options: problem.options, networks: problem.networks,
      masks: problem.masks,
      agents: problem.agents.map { agent in
        var agent = agent
        agent.tallyLimits = [problem.days]
        return agent
      },
      weekEnds: problem.weekEnds, groupOfOption: problem.groupOfOption)
  }

  private static func duals(_ problem: RosterProblem, _ random: inout SplitMix64) -> [Double] {
    problem.cover.required.map { _ in
      Double.random(in: 0...problem.cover.dualLimits[0] / 4, using: &random)
    }
  }

  @Test("The round's tours, costs and bound are those without the shortcut", arguments: 0..<30)
  func round(_ seed: Int) throws {
    let problem = try Self.site(seed)
    var random = SplitMix64(seed: UInt64(seed))
    let reference = PricingRound(problem: Self.alone(problem), threads: 1)
    let rounds = (1...3).map { PricingRound(problem: problem, threads: $0) }
    for _ in 0..<4 {
      let duals = Self.duals(problem, &random)
      let expected = reference.price(duals: duals)
      for round in rounds {
        let result = round.price(duals: duals)
        #expect(result?.tours == expected?.tours, "seed \(seed)")
        #expect(result?.reducedCosts == expected?.reducedCosts, "seed \(seed)")
        #expect(result?.bound == expected?.bound, "seed \(seed)")
      }
    }
  }

  @Test("Who is alike is found again when agents are fixed", arguments: 0..<8)
  func fixing(_ seed: Int) throws {
    let problem = try Self.site(seed)
    guard problem.agentsWithoutTour(threads: 1).isEmpty else { return }
    var random = SplitMix64(seed: UInt64(seed))
    let round = PricingRound(problem: problem, threads: 2)
    let start = try #require(round.price(duals: Self.duals(problem, &random)))
    for _ in 0..<4 {
      // The first of some twins goes, and another has to stand for the rest.
      let count = Int.random(in: 1..<problem.agents.count, using: &random)
      let fixed = Dictionary(
        uniqueKeysWithValues: problem.agents.indices.shuffled(using: &random).prefix(count)
          .map { ($0, start.tours[$0]) })
      let part = problem.fixing(fixed)
      round.problem = part
      let duals = Self.duals(part, &random)
      let result = try #require(round.price(duals: duals))
      let expected = try #require(
        PricingRound(problem: Self.alone(part), threads: 1).price(duals: duals))
      #expect(result.tours == expected.tours, "seed \(seed), \(fixed.keys.sorted()) fixed")
      #expect(result.bound == expected.bound, "seed \(seed), \(fixed.keys.sorted()) fixed")
    }
  }

  @Test("Agents alike keep each their own tour where only some days are free", arguments: 0..<4)
  func frames(_ seed: Int) throws {
    let problem = try Self.site(20 + seed)
    guard problem.agentsWithoutTour(threads: 1).isEmpty else { return }
    var random = SplitMix64(seed: UInt64(seed))
    // Twins with different tours have different completions.
    let tours = problem.agents.indices.map { agent in
      PricingRound(problem: problem, threads: 1)
        .price(duals: Self.duals(problem, &random))!.tours[agent]
    }
    let paths = tours.indices.map {
      TourPath(tours[$0], agent: problem.agents[$0], problem: problem)
    }
    let days = 2..<4
    let part = problem.restricted(
      to: Array(problem.agents.indices), of: RosterState(problem: problem, tours: tours),
      days: days, paths: paths)
    let result = try #require(
      PricingRound(problem: part, threads: 1).price(duals: Self.duals(part, &random)))
    for (agent, tour) in result.tours.enumerated() {
      #expect(
        tour.indices.allSatisfy { days.contains($0) || tour[$0] == tours[agent][$0] },
        "seed \(20 + seed), agent \(agent)")
    }
  }
}
