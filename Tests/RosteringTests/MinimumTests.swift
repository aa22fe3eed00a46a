import Rules
import TestSupport
import Testing

@testable import Rostering

/// A queue's minimum in rosters small enough to work out by hand.
struct MinimumTests {
  /// Two agents who can work one shift of five hours each: Saturday needs two, Sunday one.
  private static func solve(
    belowMinimum: Int?, saturday: Int = 2, sunday: Int = 1
  ) throws -> RosterResult {
    let kind = ShiftKind(
      name: "day", weekdays: [.saturday, .sunday], start: 540...540, length: 300...300, step: 60,
      pause: nil)
    var contract = Contract.fullTime
    contract.rosteredMinutes = 0...300
    var queue = Queue.plain("calls")
    queue.minimumAgents = 1
    var site = Site.plain(
      agents: [.plain("a"), .plain("b")], contracts: [contract], queues: [queue], kinds: [kind],
      pay: Pay(sundayPercent: 100))
    site.coverPrice = CoverPrice(
      understaffing: 6000, overstaffing: 600, belowMinimum: belowMinimum)
    let period = Period(week: Week("2026-W48")!, intervalMinutes: 60, zone: .paris)
    let agents = (0..<period.intervalCount).map { interval -> Int in
      let moment = period.local(ofInterval: interval)
      guard (540..<840).contains(moment.minute) else { return 0 }
      return moment.day.weekday == .saturday
        ? saturday : moment.day.weekday == .sunday ? sunday : 0
    }
    let requirement = Requirement(
      period: period,
      queues: [QueueRequirement(queue: "calls", calls: [], handleTime: [], agents: agents)])
    let problem = try SiteProblem(site: site, requirement: requirement, book: .standard)
    let outcome = RosterSolver(
      problem, limits: SolveLimits(seconds: nil, work: 20, threads: 1)
    ).solve()
    guard case .roster(let result) = outcome else {
      throw CancellationError()
    }
    return result
  }

  private static func sundays(_ result: RosterResult) -> Int {
    result.roster.shifts.count { $0.day.weekday == .sunday }
  }

  // Both agents are paid 35 h at 12 €: 840 €. Five hours of one agent missing cost 300 € on either day;
  // a Sunday costs 60 € more. Nobody on Sunday: 840 + 300 = 1140 €; one on each day: 1200 €.
  @Test("At one price for every hour missing, the dear day is left empty")
  func linear() throws {
    let result = try Self.solve(belowMinimum: 6000)
    #expect(Self.sundays(result) == 0)
    #expect(result.cost.total == 114_000)
    #expect(result.cost.belowMinimumMinutes == 300 && result.cost.understaffedMinutes == 300)
    #expect(try #require(result.bound) <= 114_000.001)
  }

  // Nobody on Sunday is now five hours below the minimum, at 300 € each: 840 + 1500 = 2340 €.
  @Test("Where the minimum is dearer, each day has somebody", arguments: [nil, 30_000])
  func dearer(_ price: Int?) throws {
    let result = try Self.solve(belowMinimum: price)
    #expect(Self.sundays(result) == 1)
    #expect(result.cost.total == 120_000)
    #expect(result.cost.belowMinimumMinutes == 0 && result.cost.understaffedMinutes == 300)
    #expect(result.cost.understaffing == 30_000)
    #expect(try #require(result.bound) <= 120_000.001)
  }

  // With a Sunday that needs three, all may be on Saturday for 840 + 900 + 1200 (of five hours the first is
  // dearer by 240 €) = 2940 €, or one on each day for 840 + 300 + 600 + 60 = 1800 €: one on Saturday is
  // missing and two are on Sunday.
  @Test("Only what is missing to the minimum is dearer, not all that is missing")
  func partly() throws {
    let result = try Self.solve(belowMinimum: nil, sunday: 3)
    #expect(result.cost.total == 180_000)
    #expect(result.cost.understaffedMinutes == 900 && result.cost.belowMinimumMinutes == 0)
  }

  @Test("A requirement that a planner set below the minimum is the minimum")
  func edited() throws {
    let result = try Self.solve(belowMinimum: nil, sunday: 0)
    #expect(Self.sundays(result) == 0)
    #expect(result.cost.total == 84_000)
    #expect(result.cost.belowMinimumMinutes == 0)
  }
}
