import Rules
import TestSupport
import Testing

@testable import Rostering

/// Why rosters are impossible, or short.
struct ConflictTests {
  @Test(
    "Of reasons that exclude each other in several ways, one way is found whole", arguments: 1...40)
  func filter(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let count = Int.random(in: 1...30, using: &random)
    let ways = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      Set(
        (0..<Int.random(in: 1...5, using: &random)).map { _ in
          Int.random(in: 0..<count, using: &random)
        })
    }
    var questions = 0
    let found = ConflictFilter<Int> { kept in
      questions += 1
      return ways.contains { $0.isSubset(of: kept) }
    }.minimal(of: Array(0..<count))
    let minimal = ways.filter { way in !ways.contains { $0.isStrictSubset(of: way) } }
    #expect(minimal.contains(Set(found)) && Set(found).count == found.count, "seed \(seed)")
    // 2c·(log2(n) + 1) + 1 questions at most: each reason that stays is found by halving.
    #expect(questions <= 2 * found.count * 6 + 1)
  }

  // MARK: Written cases

  /// A site of one queue, whose requirement is written as `sun 9-13` (one agent) and whose shifts are
  /// all starts from 6 to 20 of four hours.
  private static func problem(
    agents: [Agent], asks: [(day: Int, hours: Range<Int>)], contract: ClosedRange<Int> = 0...2400,
    absences: [Absence] = [], published: [Shift] = []
  ) throws -> (problem: SiteProblem, requirement: Requirement) {
    var site = Site.plain(agents: agents)
    site.contracts[0].rosteredMinutes = contract
    site.shiftKinds = [
      ShiftKind(name: "four", start: 360...1200, length: 240...240, step: 60, pause: nil)
    ]
    site.absences = absences
    site.published = published
    let period = Period(week: Week("2026-W48")!, intervalMinutes: 60, zone: .paris)
    var needed = [Int](repeating: 0, count: period.intervalCount)
    for (day, hours) in asks { for hour in hours { needed[24 * day + hour] = 1 } }
    let requirement = Requirement(
      period: period,
      queues: [
        QueueRequirement(
          queue: site.queues[0].name, calls: [], handleTime: [], agents: needed)
      ])
    return (
      try SiteProblem(site: site, requirement: requirement, book: .standard), requirement
    )
  }

  private static func find(
    agents: [Agent], asks: [(day: Int, hours: Range<Int>)], contract: ClosedRange<Int> = 0...2400,
    absences: [Absence] = [], published: [Shift] = []
  ) throws -> CoverConflictSearch.Finding {
    let (problem, requirement) = try problem(
      agents: agents, asks: asks, contract: contract, absences: absences, published: published)
    return CoverConflictSearch(problem, requirement: requirement, threads: 1).find()
  }

  private static func words(_ conflict: CoverConflict) -> [String] {
    conflict.reasons.map { reason in
      switch reason {
      case .rule(let key): key
      case .absence(let absence): "absence of \(absence.agent)"
      case .past: "past"
      case .requirement(let queue, let from, let to):
        "\(queue) \(Zone.paris.local(from).day) \((to - from) / 60) h"
      }
    }
  }

  private static let onSundays: Agent = {
    var agent = Agent.plain("a")
    agent.worksSundays = true
    return agent
  }()

  @Test("Nobody takes Sundays: four hours of Sunday stay open, because of that rule alone")
  func sunday() throws {
    var agent = Self.onSundays
    agent.worksSundays = false
    let found = try Self.find(agents: [agent], asks: [(6, 9..<13)])
    #expect(found.uncoveredMinutes == 240)
    // Two hours are enough for a conflict; what is left of the day makes another.
    #expect(
      found.conflicts.map(Self.words)
        == [["sunday-work", "calls 2026-11-29 2 h"], ["sunday-work", "calls 2026-11-29 2 h"]])
    #expect(found.conflicts[0].standings[0].open.isEmpty)
    #expect(found.conflicts[0].standings[0].closed.map(\.agents) == [["a"]])
  }

  @Test("An absence, and the rule that heeds it")
  func absence() throws {
    let away = Absence(
      agent: "a", from: Day("2026-11-25")!, to: Day("2026-11-25")!, kind: "leave")
    let found = try Self.find(agents: [Self.onSundays], asks: [(2, 9..<11)], absences: [away])
    #expect(found.uncoveredMinutes == 120)
    #expect(
      found.conflicts.map(Self.words)
        == [["availability", "absence of a", "calls 2026-11-25 2 h"]])
  }

  @Test("Eight hours asked for, four in the contract: both days and the contract, half uncovered")
  func hours() throws {
    let found = try Self.find(
      agents: [Self.onSundays], asks: [(0, 9..<13), (1, 9..<13)], contract: 0...240)
    #expect(found.uncoveredMinutes == 240)
    let words = try #require(found.conflicts.first.map(Self.words))
    #expect(words.first == "contract-hours")
    #expect(words.count == 3)
  }

  @Test("Evening and early morning of one agent: the daily rest lies between")
  func rest() throws {
    // 20:00 to 24:00 and from 6:00 are six hours of rest; all else is open.
    let found = try Self.find(
      agents: [Self.onSundays], asks: [(0, 22..<24), (1, 6..<8)])
    // One of the two is covered, the other two hours are not.
    #expect(found.uncoveredMinutes == 120)
    #expect(
      found.conflicts.map(Self.words)
        == [["daily-rest", "calls 2026-11-23 2 h", "calls 2026-11-24 2 h"]])
  }

  @Test("A night published before leaves no rest for an early Monday")
  func past() throws {
    let found = try Self.find(
      agents: [Self.onSundays], asks: [(0, 6..<8)],
      published: [.written("a 2026-11-22 20:00-24:00")])
    #expect(found.uncoveredMinutes == 120)
    #expect(
      found.conflicts.map(Self.words) == [["daily-rest", "past", "calls 2026-11-23 2 h"]])
  }

  @Test("Two agents on one spot, or all covered: no conflict")
  func covered() throws {
    let found = try Self.find(
      agents: [Self.onSundays], asks: [(0, 9..<13), (1, 9..<13), (6, 9..<13)])
    #expect(found.uncoveredMinutes == 0)
    #expect(found.conflicts.isEmpty)
  }

  // MARK: Any case

  @Test("What is proven uncovered is uncovered in every roster, also with the reasons alone")
  func enumeration() throws {
    var (proven, needed, freed) = (0, 0, 0)
    for seed in UInt64(1)...24 {
      let random = RandomSite(
        seed: seed, agents: 2, queues: 1, weekdays: [.saturday, .sunday, .monday], kinds: 2)
      let problem = try SiteProblem(
        site: random.site, requirement: random.requirement, book: .standard)
      let least = Self.leastUncovered(random, problem)
      guard let all = least(nil) else { continue }
      let found = CoverConflictSearch(
        problem, requirement: random.requirement, threads: 1
      ).find(most: 2)
      #expect(found.uncoveredMinutes <= all, "seed \(seed)")
      #expect(found.conflicts.isEmpty == (found.uncoveredMinutes == 0), "seed \(seed)")
      for conflict in found.conflicts {
        proven += 1
        let short = try #require(least(conflict.reasons))
        #expect(conflict.uncoveredMinutes > 0 && conflict.uncoveredMinutes <= short, "seed \(seed)")
        for reason in conflict.reasons {
          needed += 1
          if least(conflict.reasons.filter { $0 != reason }) == 0 { freed += 1 }
        }
      }
    }
    #expect(proven > 8)
    // Half an agent can be proven nothing about; elsewhere each reason left out lets all be covered.
    #expect(freed * 10 > needed * 8, "\(freed) of \(needed)")
  }

  /// The least agent-minutes uncovered in any lawful roster, by trying all; with reasons given, under
  /// these alone. Nil where there is no roster.
  private static func leastUncovered(
    _ random: RandomSite, _ problem: SiteProblem
  ) -> ([Reason]?) -> Int? {
    let period = problem.period
    return { reasons in
      var site = random.site
      var keys: [String]?
      var asked = [Bool](repeating: true, count: problem.demand.periodSlots)
      if let reasons {
        keys = reasons.compactMap { if case .rule(let key) = $0 { key } else { nil } }
        site.absences = reasons.compactMap { if case .absence(let one) = $0 { one } else { nil } }
        if !reasons.contains(.past) { site.published = [] }
        for slot in asked.indices {
          let at = period.start + slot * problem.problem.slotMinutes
          asked[slot] = reasons.contains {
            if case .requirement(_, let from, let to) = $0 { from <= at && at < to } else { false }
          }
        }
      }
      let before = problem.demand.present.filter { $0.key == 1 }.values.first
      let choices = site.agents.map { agent in
        let canServe = agent.skills.contains(site.queues[0].skill)
        return LawfulTours(agent, in: problem, keeping: keys, site: site).tours.map { tour in
          asked.indices.map { slot in
            let at = period.start + slot * problem.problem.slotMinutes
            let isThere = tour.contains { shift in
              shift.stretches.contains { $0.start <= at && at < $0.end }
            }
            return isThere && canServe ? 1 : 0
          }
        }
      }
      var least: Int?
      for first in Set(choices[0]) {
        for second in Set(choices[1]) {
          var short = 0
          for slot in asked.indices where asked[slot] {
            short += max(
              0,
              problem.demand.required[0][slot] - (before?[slot] ?? 0) - first[slot] - second[slot])
          }
          least = min(least ?? .max, short * problem.problem.slotMinutes)
        }
      }
      return least
    }
  }
}
