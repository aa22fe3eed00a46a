import Foundation
import Interchange
import TestSupport
import Testing

@testable import Rostering

/// Public multi-activity instances: tours, tasks, bounds and the search as a whole.
struct MultiActivityTests {
  private typealias Instance = MultiActivityInstance

  /// A few days with random cover, and staff of whom each may work one to three shifts.
  static func random(
    _ seed: UInt64, days: Int = 2, tasks: Int = 2, members: Int = 4
  ) -> MultiActivityInstance {
    var random = SplitMix64(seed: seed)
    let staff = (0..<members).map { index in
      let least = 360 * Int.random(in: 0...2, using: &random)
      return MultiActivityInstance.Member(
        id: "M\(index)", minutes: least...least + Int.random(in: 360...900, using: &random))
    }
    // Every two hours another wish.
    var cover: [ClosedRange<Int>?] = []
    for period in 0..<days * 96 {
      for task in 0..<tasks {
        var local = SplitMix64(seed: seed &+ UInt64(1000 + period / 8 * tasks + task))
        let low = Int.random(in: 0...1, using: &local)
        cover.append(low...low + Int.random(in: 0...1, using: &local))
      }
    }
    return MultiActivityInstance(days: days, tasks: tasks, staff: staff, cover: cover)
  }

  /// Breaches of the tours; the cover's are left out.
  private static func tourBreaches(
    _ roster: [[MultiActivityInstance.Stretch]], _ instance: MultiActivityInstance
  ) -> [String] {
    instance.breaches(of: roster).filter { !$0.hasPrefix("period") }
  }

  private static func missing(
    _ roster: [[MultiActivityInstance.Stretch]], _ instance: MultiActivityInstance
  ) -> Int {
    var missing = instance.cover.map { $0?.lowerBound ?? 0 }
    for stretch in roster.joined() {
      for period in stretch.periods { missing[period * instance.tasks + stretch.task] -= 1 }
    }
    return missing.reduce(0) { $0 + max(0, $1) }
  }

  @Test(
    "Annealing keeps every rule of the tours, and counts what the judge counts",
    arguments: [(1, 2, 1), (2, 2, 3), (3, 5, 2), (4, 7, 2), (5, 9, 1), (6, 7, 3)])
  func moves(seed: Int, days: Int, tasks: Int) {
    let instance = Self.random(UInt64(seed), days: days, tasks: tasks, members: 6)
    let roster = TaskRoster(TaskModel(instance))
    var generator = SplitMix64(seed: UInt64(seed))
    #expect(roster.fill(generator: &generator) == [])
    #expect(Self.tourBreaches(roster.stretches, instance) == [], "seed \(seed), the start")
    let chain = Annealing(roster, seed: UInt64(seed))
    for temperature in [1000, 100, 20, 5, 1, 0.2] {
      chain.temperature = temperature
      for _ in 0..<20 {
        chain.run(moves: 100, shouldStop: { false })
        let stretches = roster.stretches
        #expect(Self.tourBreaches(stretches, instance) == [], "seed \(seed) at \(temperature)")
        #expect(instance.objective(of: stretches) == roster.over, "seed \(seed)")
        #expect(Self.missing(stretches, instance) == roster.short, "seed \(seed)")
      }
    }
    if chain.bestCost < .max {
      #expect(instance.breaches(of: chain.best.stretches) == [])
      #expect(instance.objective(of: chain.best.stretches) == chain.bestCost)
    }
  }

  @Test("What is undone is as it was", arguments: 1...4)
  func undo(seed: Int) {
    let instance = Self.random(UInt64(seed), days: 7, tasks: 3)
    let roster = TaskRoster(TaskModel(instance))
    var generator = SplitMix64(seed: UInt64(seed))
    _ = roster.fill(generator: &generator)
    let before = (roster.stretches, roster.over, roster.short, Array(roster.surplus))
    roster.begin()
    for _ in 0..<500 {
      let member = Int.random(in: 0..<4, using: &generator)
      let task = Int.random(in: -1..<3, using: &generator)
      roster.setTask(
        member, Int.random(in: 0..<7 * 96, using: &generator),
        task < 0 ? TaskRoster.off : UInt8(task))
      roster.setShift(member, Int.random(in: 0..<8, using: &generator), 10, 40)
    }
    roster.undo()
    #expect(roster.stretches == before.0)
    #expect((roster.over, roster.short) == (before.1, before.2))
    #expect(Array(roster.surplus) == before.3)
  }

  /// Every sequence of stretches over a number of periods.
  private static func sequences(_ count: Int, _ tasks: Int, after: Int? = nil) -> [[Int]] {
    if count == 0 { return [[]] }
    guard count >= 4 else { return [] }
    return (0..<tasks).filter { $0 != after }.flatMap { task in
      (4...count).flatMap { length in
        sequences(count - length, tasks, after: task).map {
          [Int](repeating: task, count: length) + $0
        }
      }
    }
  }

  @Test("The tasks of a shift are the best of all sequences", arguments: 1...6)
  func sequence(seed: Int) {
    let tasks = 2 + seed % 2
    let instance = Self.random(UInt64(seed), days: 1, tasks: tasks, members: 3)
    let roster = TaskRoster(TaskModel(instance))
    var generator = SplitMix64(seed: UInt64(seed))
    // Somebody else's work, at random, so that prices differ from period to period.
    for period in 0..<96 {
      roster.setTask(1, period, UInt8(Int.random(in: 0..<tasks, using: &generator)))
      roster.setTask(2, period, UInt8(Int.random(in: 0..<tasks, using: &generator)))
    }
    let first = Int.random(in: 0...16, using: &generator)
    let end = first + 24
    let weight = 7.0
    let least = Self.sequences(24, tasks).map { sequence in
      sequence.enumerated().reduce(0.0) { cost, item in
        cost + roster.price((first + item.offset) * tasks + item.element, weight: weight)
      }
    }.min()!
    let before = Double(roster.over) + weight * Double(roster.short)
    let solver = TaskSequence(roster.model)
    solver.fill(roster, 0, first, end, weight: weight)
    roster.setShift(0, 0, first, end)
    #expect(Double(roster.over) + weight * Double(roster.short) - before == least)
    #expect(
      roster.stretches[0].allSatisfy { $0.periods.count >= 4 }, "\(roster.stretches[0])")
  }

  @Test("The tours' network is the judge's rules", arguments: 1...3)
  func network(seed: Int) {
    let instance = MultiActivityInstance(
      days: 7, tasks: 1, staff: [.init(id: "A", minutes: 0...100_000)],
      cover: [ClosedRange<Int>](repeating: 0...9, count: 7 * 96))
    let model = TaskModel(instance)
    let relaxation = TourRelaxation(model)
    let network = relaxation.problem.networks[0]
    var random = SplitMix64(seed: UInt64(seed))
    var lawful = 0
    for _ in 0..<400 {
      let roster = TaskRoster(model)
      for day in 0..<8 where !model.starts[day].isEmpty && random.next() % 4 < 3 {
        let first = model.starts[day].randomElement(using: &random)!
        let end = min(7 * 96, first + Int.random(in: 24...40, using: &random))
        roster.setShift(0, day, first, end)
        for period in first..<end { roster.setTask(0, period, 0) }
      }
      let isJudged = (0..<8).allSatisfy { day in
        roster.firsts[day] < 0
          || roster.fits(0, day, Int(roster.firsts[day]), Int(roster.ends[day]))
            && roster.runFits(0, day)
      }
      let tour = relaxation.tours(of: roster)[0]
      #expect(network.accepts(tour.map { $0 < 0 ? nil : Int($0) }, from: [0, 0]) == isJudged)
      // Shifts that overlap are one to the judge, so only rosters that were drawn apart are compared.
      if isJudged {
        lawful += 1
        #expect(instance.breaches(of: roster.stretches) == [])
      }
    }
    #expect(lawful > 5)
  }

  @Test(
    "One task and one shift each: the best of all rosters is found and proven", arguments: 1...4)
  func enumerated(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    var cover = (0..<96).map { _ in Int.random(in: 0...1, using: &random) }.map { 0...$0 }
    // Somebody must be there for a while.
    let must = Int.random(in: 24...60, using: &random)
    for period in must..<must + 6 { cover[period] = 1...1 }
    let instance = MultiActivityInstance(
      days: 1, tasks: 1,
      staff: [.init(id: "A", minutes: 360...360), .init(id: "B", minutes: 360...375)],
      cover: cover)
    func options(_ lengths: ClosedRange<Int>) -> [[MultiActivityInstance.Stretch]] {
      (0..<96).filter { MultiActivityInstance.isStart($0) }.flatMap { first in
        lengths.filter { first + $0 <= 96 }.map { [.init(first..<first + $0, task: 0)] }
      }
    }
    var optimum = Int.max
    for one in options(24...24) {
      for other in options(24...25) where instance.breaches(of: [one, other]).isEmpty {
        optimum = min(optimum, instance.objective(of: [one, other]))
      }
    }
    let outcome = MultiActivityProblem(instance)
      .solve(limits: SolveLimits(seconds: nil, work: 40, threads: 2))
    guard case .roster(let result) = outcome else {
      #expect(optimum == .max, "seed \(seed): no roster found")
      return
    }
    #expect(instance.breaches(of: result.roster) == [])
    #expect(result.objective == optimum, "seed \(seed)")
    #expect(try #require(result.bound) <= Double(optimum), "seed \(seed)")
  }

  @Test(
    "The relaxation never costs more than the roster, and as much with one task", arguments: 1...6)
  func relaxation(seed: Int) {
    let tasks = seed % 3 + 1
    let instance = Self.random(UInt64(seed), days: 3, tasks: tasks, members: 4)
    let model = TaskModel(instance)
    let roster = TaskRoster(model)
    var generator = SplitMix64(seed: UInt64(seed))
    _ = roster.fill(generator: &generator)
    let chain = Annealing(roster, seed: UInt64(seed))
    chain.run(moves: 5000, shouldStop: { false })
    guard chain.bestCost < .max else { return }
    let relaxation = TourRelaxation(model)
    var state = RosterState(problem: relaxation.problem)
    for (member, tour) in relaxation.tours(of: chain.best).enumerated() {
      state.setTour(tour, of: member)
    }
    #expect(state.cost <= chain.bestCost)
    // The slots' steps are exact up to three beyond the most.
    if tasks == 1, chain.best.surplus.allSatisfy({ $0 <= 3 }) {
      #expect(state.cost == chain.bestCost)
    }
  }

  @Test("Members who are alike are priced once, and as if each were alone")
  func twins() throws {
    let spans = [600...1200, 900...1500, 600...1200, 900...1500, 600...1200]
    func relaxation(_ spans: [ClosedRange<Int>]) -> RosterProblem {
      TourRelaxation(
        TaskModel(
          MultiActivityInstance(
            days: 3, tasks: 1, staff: spans.map { .init(id: "A", minutes: $0) },
            cover: [ClosedRange<Int>](repeating: 1...1, count: 3 * 96)))
      ).problem
    }
    let together = relaxation(spans)
    var random = SplitMix64(seed: 7)
    let duals = together.cover.dualLimits.map { Double.random(in: 0...$0, using: &random) }
    let all = try #require(PricingRound(problem: together, threads: 2).price(duals: duals))
    for (member, span) in spans.enumerated() {
      let alone = PricingRound(problem: relaxation([span]), threads: 1)
      let one = try #require(alone.price(duals: duals))
      #expect(all.reducedCosts[member] == one.reducedCosts[0])
      #expect(all.tours[member] == one.tours[0])
    }
    #expect(all.tours[0] != all.tours[1])
  }

  @Test("Threads do not matter to the roster; the seed does")
  func repeatable() throws {
    var instance = Self.random(3, days: 7, tasks: 2, members: 5)
    for cell in instance.cover.indices { instance.cover[cell] = 0...cell % 7 / 5 }
    func solve(_ threads: Int, _ seed: UInt64) -> [[MultiActivityInstance.Stretch]]? {
      let outcome = MultiActivityProblem(instance)
        .solve(limits: SolveLimits(seconds: nil, work: 12, threads: threads, seed: seed))
      if case .roster(let result) = outcome { return result.roster }
      return nil
    }
    let one = try #require(solve(1, 5))
    #expect(solve(2, 5) == one)
    #expect(solve(2, 6) != one)
  }

  @Test("Only who can keep no rule is named; cover beyond everybody gives no roster")
  func impossible() {
    // Five shifts of ten hours are 3000 minutes, one of six hours in the last night makes 3360.
    let busy = MultiActivityInstance(
      days: 6, tasks: 1, staff: [.init(id: "A", minutes: 3360...3360)],
      cover: [ClosedRange<Int>](repeating: 0...1, count: 6 * 96))
    guard case .roster(let result) = MultiActivityProblem(busy).solve(limits: SolveLimits(work: 4))
    else {
      Issue.record("no roster for somebody busy")
      return
    }
    #expect(busy.breaches(of: result.roster) == [])
    let free = [ClosedRange<Int>](repeating: 0...1, count: 96)
    let stuck = MultiActivityInstance(
      days: 1, tasks: 1,
      staff: [.init(id: "A", minutes: 0...300), .init(id: "B", minutes: 60...300)], cover: free)
    guard
      case .impossible(let conflicts) = MultiActivityProblem(stuck).solve(
        limits: SolveLimits(work: 4))
    else {
      Issue.record("B is not named")
      return
    }
    #expect(conflicts.map(\.agent) == ["B"])
    #expect(conflicts.map(\.rules) == [["minutes"]])
    let crowded = MultiActivityInstance(
      days: 1, tasks: 1, staff: [.init(id: "A", minutes: 360...600)],
      cover: [ClosedRange<Int>](repeating: 2...2, count: 96))
    guard
      case .infeasible(let reason) = MultiActivityProblem(crowded).solve(
        limits: SolveLimits(work: 4))
    else {
      Issue.record("a roster of nobody")
      return
    }
    #expect(reason.contains("2 of 1"))
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/data/multi-activity").path

  @Test(
    "The known optimum of a public instance is found and proven",
    .enabled(
      if: FileManager.default.fileExists(atPath: folder), "the public instances are not here"))
  func published() throws {
    let instance = try MultiActivityFile.read(InputFile.reading(Self.folder + "/1_7_10_1.txt"))
    #expect(instance.freeBound == 383)
    let outcome = MultiActivityProblem(instance).solve(limits: SolveLimits(seconds: 60, threads: 2))
    guard case .roster(let result) = outcome else {
      Issue.record("no roster")
      return
    }
    #expect(instance.breaches(of: result.roster) == [])
    #expect(instance.objective(of: result.roster) == result.objective)
    #expect(result.objective == 383 && result.bound == 383)
  }
}
