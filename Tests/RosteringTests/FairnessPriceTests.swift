import Auditing
import Rules
import TestSupport
import Testing

@testable import Rostering

/// The price of giving burdens to those above their share, recounted from shifts.
struct FairnessPriceTests {
  /// A random site that asks for fairness, with a past of some weeks.
  private static func site(
    _ seed: Int, agents: Int, weekdays: Set<Weekday>, kinds: Int = 2
  ) -> RandomSite {
    var random = SplitMix64(seed: UInt64(7000 + seed))
    var made = RandomSite(
      seed: UInt64(5000 + seed), agents: agents, queues: 1 + seed % 2, weekdays: weekdays,
      kinds: kinds)
    made.site.fairness = Fairness(
      weeks: random.pick([2, 6]),
      prices: Dictionary(
        uniqueKeysWithValues: Burden.allCases.map {
          ($0, random.pick([0, 700, 1500, 4000]))
        }), wishPrice: random.pick([0, 300]))
    let monday = made.requirement.period.firstDay
    for agent in made.site.agents {
      for back in 3..<40 where random.chance(0.4) {
        let start = Int.random(in: 6...22, using: &random)
        made.site.published.append(
          .written("\(agent.id) \(monday - back) \(start):00-\(start + 7):00"))
        if random.chance(0.3) {
          made.site.wishes.append(
            Wish(agent: agent.id, day: monday - back - 1, content: .off, weight: 100))
        }
      }
    }
    made.site.published.sort { ($0.start, $0.agent) < ($1.start, $1.agent) }
    return made
  }

  /// Cents for fairness' sake, from shifts, wishes and the ledger alone.
  private static func recount(_ roster: Roster, _ site: Site) -> Int {
    let first = roster.period.firstDay
    let ledger = FairnessLedger(
      site.published, site: site, from: first - 7 * site.fairness.weeks, until: first - 1)
    let holidays = PublicHoliday.byDay(from: first, to: roster.period.lastDay + 1)
    var cents = 0
    for entry in ledger.entries {
      let own = roster.shifts.filter { $0.agent == entry.agent }
      for shift in own {
        let sum = shift.burdens(in: site.zone, pay: site.pay, holidays: holidays).sorted()
          .reduce(0.0) {
            $0 + Double(site.fairness.prices[$1] ?? 0) * max(0, entry.excess(of: $1))
          }
        cents += Int(sum.rounded())
      }
      let missed = site.wishes.filter { wish in
        guard wish.agent == entry.agent, first <= wish.day, wish.day <= roster.period.lastDay else {
          return false
        }
        let shift = own.first { $0.day == wish.day }
        return switch wish.content {
        case .off: shift != nil
        case .shift(let name):
          !(shift.map { shift in
            site.shiftKinds.contains { $0.name == name && $0.offers(shift, in: site.zone) }
          } ?? false)
        }
      }
      let behind = Double(site.fairness.wishPrice) * max(0, ledger.wishesBehind(entry))
      cents += missed.count * Int(behind.rounded())
    }
    return cents
  }

  @Test("What fairness costs is what a recount from shifts says; all else costs as before")
  func components() throws {
    var priced = 0
    for seed in 0..<24 {
      let made = Self.site(seed, agents: 5, weekdays: Set(Weekday.allCases), kinds: 3)
      let problem = try SiteProblem(
        site: made.site, requirement: made.requirement, book: .standard)
      let solver = RosterSolver(problem, limits: SolveLimits(seconds: nil, work: 3, threads: 1))
      guard case .roster(let result) = solver.solve() else { continue }
      let fairness = Self.recount(result.roster, made.site)
      #expect(result.cost.fairness == fairness, "seed \(seed)")
      let plain = PlainCost(site: made.site, requirement: made.requirement)
      #expect(result.cost.total == plain.total(result.roster) + fairness, "seed \(seed)")
      if fairness > 0 { priced += 1 }
      if let bound = result.bound {
        #expect(bound <= Double(result.cost.total) + 1e-3, "seed \(seed)")
      }
      #expect(Audit(site: made.site, book: .standard).check(result.roster).isClean)
    }
    #expect(priced >= 6, "\(priced)")
  }

  @Test(
    "With prices on, the solver finds the cheapest of all rosters, its bound below",
    arguments: 0..<10)
  func optimum(_ seed: Int) throws {
    let made = Self.site(
      seed, agents: 2, weekdays: [[.saturday, .sunday], [.sunday, .monday]][seed % 2])
    let problem = try SiteProblem(site: made.site, requirement: made.requirement, book: .standard)
    let plain = PlainCost(site: made.site, requirement: made.requirement)
    var least: Int?
    let tours = made.site.agents.map { LawfulTours($0, in: problem).tours }
    for one in tours[0] {
      for two in tours[1] {
        let roster = Roster(period: made.requirement.period, shifts: one + two)
        let cost = plain.total(roster) + Self.recount(roster, made.site)
        least = min(least ?? cost, cost)
      }
    }
    let solver = RosterSolver(
      problem, limits: SolveLimits(seconds: nil, work: 25, threads: 1, seed: 3))
    switch solver.solve() {
    case .impossible: #expect(least == nil, "seed \(seed)")
    case .roster(let result):
      #expect(result.cost.total == least, "seed \(seed)")
      #expect(try #require(result.bound) <= Double(least ?? 0) + 1e-3, "seed \(seed)")
    }
  }

  @Test("What another shift would cost includes fairness")
  func alternatives() throws {
    var asked = 0
    for seed in 0..<24 {
      var made = Self.site(seed, agents: 2, weekdays: [.saturday, .sunday])
      made.site.fairness.prices = [.sundays: 1500, .nights: 900, .lateFinishes: 700]
      let problem = try SiteProblem(
        site: made.site, requirement: made.requirement, book: .standard)
      let plain = PlainCost(site: made.site, requirement: made.requirement)
      let lawful = made.site.agents.map { LawfulTours($0, in: problem).tours }
      guard let mine = lawful[0].last, let other = lawful[1].first else { continue }
      let total = { (tour: [Shift]) in
        let roster = Roster(period: problem.period, shifts: tour + other)
        return plain.total(roster) + Self.recount(roster, made.site)
      }
      let sunday = problem.period.lastDay
      let current = mine.first { $0.day == sunday }?.start
      var least: [Instant?: Int] = [:]
      for tour in lawful[0] {
        let start = tour.first { $0.day == sunday }?.start
        if start != current { least[start] = min(least[start] ?? .max, total(tour)) }
      }
      let answer = try ShiftQuestion(
        problem, roster: Roster(period: problem.period, shifts: mine + other)
      ).answer(
        agent: made.site.agents[0].id, day: sunday, most: 100,
        limits: SolveLimits(seconds: nil, work: 10, threads: 1), stop: StopSignal())
      let found = Dictionary(
        uniqueKeysWithValues: answer.alternatives.map { ($0.shift?.start, $0.change.total) })
      #expect(found == least.mapValues { $0 - total(mine) }, "seed \(seed)")
      asked += answer.alternatives.count { $0.change.fairness != 0 }
    }
    #expect(asked > 0)
  }

  // MARK: Who works the Sunday

  /// One Sunday shift, two agents alike but for their wages, and five Sundays in the past, all of `a`.
  private static func oneSunday(_ fairness: Fairness) throws -> (String?, RosterCost) {
    let kind = ShiftKind(
      name: "day", weekdays: [.sunday], start: 540...540, length: 300...300, step: 60, pause: nil)
    var site = Site.plain(agents: [.plain("a"), .plain("b")], kinds: [kind])
    site.pay.sundayPercent = 100
    site.fairness = fairness
    // Five hours of b's Sunday cost 5 € more than a's.
    site.agents[1].hourlyWage += 100
    let monday = Week("2026-W48")!.monday
    // The house lets nobody work more than two Sundays of four.
    for back in 1...11 {
      if [3, 5, 7, 9, 11].contains(back) {
        site.published.append(.written("a \(monday - 7 * back + 6) 09:00-14:00"))
      }
      site.published.append(.written("b \(monday - 7 * back + 1) 09:00-14:00"))
    }
    site.published.sort { $0.start < $1.start }
    let period = Period(week: Week("2026-W48")!, count: 1, intervalMinutes: 60, zone: .paris)
    let requirement = Requirement(
      period: period,
      queues: [
        QueueRequirement(
          queue: "calls", calls: [], handleTime: [],
          agents: (0..<168).map { 6 * 24 + 9 <= $0 && $0 < 6 * 24 + 14 ? 1 : 0 })
      ])
    let problem = try SiteProblem(site: site, requirement: requirement, book: .standard)
    let solver = RosterSolver(problem, limits: SolveLimits(seconds: nil, work: 10, threads: 1))
    guard case .roster(let result) = solver.solve() else {
      Issue.record("no roster")
      throw RosteringError.noShifts
    }
    #expect(result.roster.shifts.count == 1)
    return (result.roster.shifts.first?.agent, result.cost)
  }

  @Test("The Sunday goes to who is below their share when the price says so")
  func shifted() throws {
    // a had five of five Sundays and a share of half of them.
    let free = try Self.oneSunday(Fairness())
    #expect(free.0 == "a" && free.1.fairness == 0)
    // 2.5 × 1.96 € = 4.90 € is less than the 5 € of wage, 2.5 × 2.04 € is more.
    let cheap = try Self.oneSunday(Fairness(prices: [.sundays: 196]))
    #expect(cheap.0 == "a" && cheap.1.fairness == 490 && cheap.1.premiums == free.1.premiums)
    let dear = try Self.oneSunday(Fairness(prices: [.sundays: 204]))
    #expect(dear.0 == "b" && dear.1.fairness == 0)
    #expect(dear.1.premiums == free.1.premiums + 500)
    // Over four weeks a had the only one and is half a Sunday above: 1.02 € do not move it.
    let short = try Self.oneSunday(Fairness(weeks: 4, prices: [.sundays: 204]))
    #expect(short.0 == "a" && short.1.fairness == 102)
    // Another burden's price asks nothing of a day on a Sunday.
    let nights = try Self.oneSunday(Fairness(prices: [.nights: 9000]))
    #expect(nights.0 == "a" && nights.1 == free.1)
  }

  @Test("Prices beyond all measure do not overflow")
  func measureless() throws {
    let found = try Self.oneSunday(
      Fairness(prices: [.sundays: Int(Int32.max)], wishPrice: .max / 2))
    #expect(found.0 == "b" && found.1.fairness == 0)
  }

  @Test("Balances in place of past shifts do not wipe out who has carried what")
  func balances() throws {
    var made = Self.site(1, agents: 4, weekdays: [.saturday, .sunday])
    made.site.fairness.prices = [.sundays: 1500, .nights: 500]
    let options = { (site: Site) throws -> [Int] in
      let problem = try SiteProblem(site: site, requirement: made.requirement, book: .standard)
      return site.agents.indices.flatMap { agent in
        problem.shiftOptions.indices.map { problem.fairness.cents(agent: agent, option: $0) }
      }
    }
    let before = try options(made.site)
    #expect(before.contains { $0 > 0 })
    let first = made.requirement.period.firstDay
    made.site.balances = made.site.agents.map { Balance(agent: $0.id, asOf: first) }
    #expect(try options(made.site) == before)
  }

  @Test("Without prices nothing is asked and nothing costs otherwise", arguments: 0..<6)
  func off(_ seed: Int) throws {
    let made = Self.site(seed, agents: 4, weekdays: Set(Weekday.allCases))
    var results: [RosterResult] = []
    for fairness in [Fairness(), Fairness(weeks: 3, prices: [.sundays: 0, .nights: 0])] {
      var site = made.site
      site.fairness = fairness
      let problem = try SiteProblem(site: site, requirement: made.requirement, book: .standard)
      let solver = RosterSolver(problem, limits: SolveLimits(seconds: nil, work: 3, threads: 1))
      guard case .roster(let result) = solver.solve() else { return }
      results.append(result)
    }
    #expect(results[0].roster.shifts == results[1].roster.shifts, "seed \(seed)")
    #expect(results[0].cost == results[1].cost && results[0].cost.fairness == 0, "seed \(seed)")
    let plain = PlainCost(site: made.site, requirement: made.requirement)
    #expect(results[0].cost.total == plain.total(results[0].roster), "seed \(seed)")
  }
}
