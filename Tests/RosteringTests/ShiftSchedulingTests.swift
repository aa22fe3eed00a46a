import Foundation
import Interchange
import TestSupport
import Testing

@testable import Rostering

/// Public instances through the engine of the sites.
struct ShiftSchedulingTests {
  private typealias Instance = ShiftSchedulingInstance

  /// Three people, six days from a Wednesday on are enough for edges, runs, weekends and limits.
  private static func small(_ seed: UInt64) -> ShiftSchedulingInstance {
    var random = SplitMix64(seed: seed)
    let days = 7
    let shifts = [
      Instance.ShiftType(id: "E", minutes: 480),
      Instance.ShiftType(id: "L", minutes: random.next() % 2 == 0 ? 480 : 600, forbiddenNext: [0]),
    ]
    let staff = (0..<2).map { index in
      let minRun = Int.random(in: 1...2, using: &random)
      return Instance.Member(
        id: "M\(index)",
        maxShifts: [Int.random(in: 0...7, using: &random), Int.random(in: 1...4, using: &random)],
        minutes: 480 * Int.random(in: 0...2, using: &random)...480 * 5,
        maxConsecutiveShifts: Int.random(in: minRun...4, using: &random),
        minConsecutiveShifts: minRun,
        minConsecutiveDaysOff: Int.random(in: 1...2, using: &random),
        maxWeekends: Int.random(in: 0...1, using: &random),
        daysOff: random.next() % 2 == 0 ? [Int.random(in: 0..<days, using: &random)] : [])
    }
    func requests() -> [Instance.Request] {
      (0..<2).flatMap { member in
        (0..<days).filter { _ in random.next() % 3 == 0 }.map { day in
          Instance.Request(
            member: member, day: day, shift: Int.random(in: 0...1, using: &random),
            weight: Int.random(in: 1...3, using: &random))
        }
      }
    }
    return Instance(
      days: days, shifts: shifts, staff: staff, onRequests: requests(), offRequests: requests(),
      cover: (0..<days).flatMap { day in
        (0..<2).map { shift in
          Instance.Cover(
            day: day, shift: shift, requirement: Int.random(in: 0...2, using: &random),
            underWeight: Int.random(in: 1...100, using: &random),
            overWeight: Int.random(in: 0...2, using: &random))
        }
      })
  }

  /// The least objective over all rosters without a breach: 3^7 tours each, those lawful alone joined.
  private static func least(_ instance: ShiftSchedulingInstance) -> Int? {
    let tours = (0..<2187).map { number -> [Int?] in
      var left = number
      return (0..<instance.days).map { _ in
        defer { left /= 3 }
        return left % 3 == 0 ? nil : left % 3 - 1
      }
    }
    let lawful = instance.staff.map { member in
      let alone = Instance(days: instance.days, shifts: instance.shifts, staff: [member])
      return tours.filter { alone.breaches(of: [$0]).isEmpty }
    }
    var least: Int?
    for first in lawful[0] {
      for second in lawful[1] {
        let objective = instance.objective(of: [first, second])
        if objective < least ?? .max { least = objective }
      }
    }
    return least
  }

  @Test("Small instances: lawful rosters, no bound above the enumerated optimum", arguments: 1...8)
  func small(_ seed: Int) throws {
    let instance = Self.small(UInt64(seed))
    let least = Self.least(instance)
    let outcome = ShiftSchedulingProblem(instance)
      .solve(limits: SolveLimits(seconds: nil, work: 60, threads: 2))
    switch outcome {
    case .impossible: #expect(least == nil, "seed \(seed)")
    case .nothing, .infeasible: Issue.record("no roster for seed \(seed)")
    case .roster(let result):
      #expect(instance.breaches(of: result.roster) == [], "seed \(seed)")
      #expect(instance.objective(of: result.roster) == result.objective, "seed \(seed)")
      let optimum = try #require(least)
      #expect(result.objective == optimum, "seed \(seed)")
      #expect(try #require(result.bound) <= Double(optimum), "seed \(seed)")
    }
  }

  @Test(
    "With hours as tallies: lawful tours alone keep all limits, and no bound exceeds the optimum",
    arguments: 1...12)
  func hourless(_ seed: Int) throws {
    let instance = Self.small(UInt64(seed))
    guard let least = Self.least(instance) else { return }
    let exact = ShiftSchedulingProblem(instance).exact()
    let hourless = ShiftSchedulingProblem.compile(
      instance, states: 0, countsWeekends: false, countsHours: false)
    var search = LocalSearch(problem: exact)
    let started = search.start(order: Array(exact.agents.indices))
    let state = try #require(started, "seed \(seed)")
    // What the exact problem finds keeps the limits of the tallies, hours among them.
    for (tour, agent) in zip(state.tours, hourless.agents) {
      #expect(hourless.accepts(tour, agent: agent))
      for (count, limit) in zip(hourless.tallies(of: tour, agent: agent), agent.tallyLimits) {
        #expect(count <= limit, "seed \(seed)")
      }
    }
    // The exact bound's limit is no more than the optimum; that without hours is no more, at any point.
    let round = PricingRound(problem: hourless, threads: 1)
    var bundle = DualBundle(problem: hourless, start: state.tours)
    for _ in 0..<80 {
      let isPriced = bundle.iterate(round)
      #expect(isPriced)
      #expect(bundle.bound <= Double(least) + 1e-6, "seed \(seed)")
    }
    var generator = SplitMix64(seed: UInt64(seed))
    for _ in 0..<20 {
      let result = try #require(
        round.price(
          duals: hourless.cover.dualLimits.map { Double.random(in: 0...1, using: &generator) * $0 },
          tallyDuals: bundle.tallyCentre.map { _ in Double.random(in: 0...20, using: &generator) }))
      #expect(result.bound <= Double(least) + 1e-6, "seed \(seed)")
    }
  }

  @Test("A long dive's tours keep hours and limits", arguments: 1...8)
  func longDive(_ seed: Int) throws {
    let instance = Self.small(UInt64(seed))
    let exact = ShiftSchedulingProblem.compile(instance, states: 0, sharesNetworks: true)
    guard exact.agentsWithoutTour(threads: 1).isEmpty else { return }
    let hourless = ShiftSchedulingProblem.compile(
      instance, states: 0, countsWeekends: false, countsHours: false)
    var search = LocalSearch(problem: exact)
    let order = Array(exact.agents.indices)
    guard let start = search.start(order: order) else { return }
    let round = PricingRound(problem: hourless, threads: 1)
    var bundle = DualBundle(problem: hourless, start: start.tours)
    for _ in 0..<30 { _ = bundle.iterate(round) }
    var dive = LongDive(whole: exact, round: round)
    var generator = SplitMix64(seed: UInt64(seed))
    let tours = try #require(
      dive.run(
        bundle, agents: order, tours: start.tours, generator: &generator, shouldStop: { false }))
    let types = Int32(instance.shifts.count)
    let roster = tours.map { tour in tour.map { $0 < 0 ? nil : Int($0 % types) } }
    #expect(instance.breaches(of: roster) == [], "seed \(seed)")
    let state = RosterState(problem: exact, tours: tours)
    #expect(state.cost == instance.objective(of: roster), "seed \(seed)")
  }

  /// Three to seven shifts E on the days before the weekend.
  private static func zoe(
    minutes: ClosedRange<Int> = 1440...3360, most: Int = 7, longest: Int = 5, daysOff: [Int] = []
  ) -> ShiftSchedulingInstance.Member {
    Instance.Member(
      id: "Zoe", maxShifts: [most, 0], minutes: minutes, maxConsecutiveShifts: longest,
      minConsecutiveShifts: 1, minConsecutiveDaysOff: 1, maxWeekends: 0, daysOff: daysOff)
  }

  @Test(
    "Whoever has no lawful tour is named with the rules at fault",
    arguments: [
      (zoe(), []),
      // Six shifts, three at a time: Monday to Wednesday and the weekend with the day before.
      (zoe(minutes: 2880...3360, longest: 3), ["least minutes", "most weekends"]),
      // Three of two.
      (zoe(most: 2), ["least minutes", "most shifts of each type"]),
      // Thursday and Friday are left.
      (zoe(daysOff: [0, 1, 2]), ["least minutes", "most weekends", "days off"]),
    ])
  func conflicts(_ member: ShiftSchedulingInstance.Member, _ rules: [String]) {
    let instance = Instance(
      days: 7,
      shifts: [.init(id: "E", minutes: 480), .init(id: "L", minutes: 480, forbiddenNext: [0])],
      staff: [member])
    let outcome = ShiftSchedulingProblem(instance)
      .solve(limits: SolveLimits(seconds: nil, work: 2, threads: 1))
    switch outcome {
    case .impossible(let conflicts):
      #expect(conflicts.map(\.agent) == ["Zoe"])
      #expect(conflicts[0].rules == rules)
    case .nothing, .infeasible: Issue.record("no roster")
    case .roster: #expect(rules.isEmpty)
    }
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data/shift-scheduling").path

  @Test(
    "Published optima are found and proven",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder), "the public instances are not here"),
    arguments: [(2, 828), (3, 1001), (4, 1716)])
  func published(_ number: Int, _ optimum: Int) throws {
    let instance = try ShiftSchedulingFile.read(
      InputFile.reading(Self.folder + "/Instance\(number).txt"))
    let outcome = ShiftSchedulingProblem(instance)
      .solve(limits: SolveLimits(seconds: 60, threads: 2))
    guard case .roster(let result) = outcome else {
      Issue.record("no roster")
      return
    }
    #expect(instance.breaches(of: result.roster) == [])
    #expect(instance.objective(of: result.roster) == result.objective)
    #expect(result.objective == optimum && result.bound == Double(optimum))
  }
}
