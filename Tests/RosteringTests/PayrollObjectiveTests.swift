import Paying
import Rules
import TestSupport
import Testing

@testable import Rostering

/// What the optimiser weighs for pay is what the payroll says, to the cent.
struct PayrollObjectiveTests {
  /// Both clock changes, 1 May on a Friday, a holiday on a Sunday (1 November 2026), 1 May on a Sunday
  /// (2033), Christmas and New Year, and a plain week.
  private static let weeks = [
    "2026-W13", "2026-W43", "2026-W18", "2026-W44", "2033-W17", "2026-W52", "2026-W53", "2026-W48",
  ]

  /// A site with part-timers who may work a third more than their contract, a full-timer of 39 hours and
  /// shifts at all hours, some with a paid break, over two weeks from `week`.
  private static func site(seed: UInt64, week: String) -> (site: Site, period: Period) {
    var random = SplitMix64(seed: seed)
    let pay = Pay(
      nightStart: 60 * random.pick([20, 21, 22]), nightEnd: 60 * random.pick([5, 6, 7]),
      nightPercent: random.pick([0, 25, 60]), sundayPercent: random.pick([0, 50, 100]),
      holidayPercent: random.pick([0, 50, 100, 150]), overtimePercent: random.pick([10, 25]),
      cumulation: random.pick(Pay.Cumulation.allCases))
    let kinds = (0..<5).map { number in
      let length = 60 * random.pick([4, 6, 8, 9])
      let pause =
        length < 360
        ? nil
        : ShiftKind.Pause(
          minutes: random.pick([15, 30, 45]), window: 120...240, isPaid: random.chance(0.5))
      let start = 60 * random.pick([0, 5, 8, 13, 17, 20, 22, 23])
      return ShiftKind(
        name: "k\(number)", start: start...start, length: length...length + 30, step: 30,
        pause: pause)
    }
    let contracts = [
      Contract(
        name: "full", weeklyMinutes: 35 * 60, rosteredMinutes: 0...96 * 60, isFullTime: true),
      Contract(
        name: "39", weeklyMinutes: 39 * 60, rosteredMinutes: 0...96 * 60, isFullTime: true),
      Contract(
        name: "part", weeklyMinutes: 24 * 60, rosteredMinutes: 0...32 * 60, isFullTime: false),
    ]
    var site = Site.plain(contracts: contracts, kinds: kinds, pay: pay)
    let period = Period(week: Week(week)!, count: 2, intervalMinutes: 60, zone: .paris)
    for number in 0..<6 {
      var agent = Agent.plain("a\(number)")
      agent.contract = contracts[number % 3].name
      agent.hourlyWage = Int.random(in: 1188...2399, using: &random)
      site.agents.append(agent)
      if number % 2 == 0 {
        let start = Int.random(in: 17...22, using: &random)
        site.published.append(
          .written(
            "\(agent.id) \(period.firstDay - 1) \(start):00-\(start + 8):00/23:00-23:20"))
      }
    }
    return (site, period)
  }

  @Test("Any tours cost the objective what the payroll pays", arguments: weeks)
  func tours(_ week: String) throws {
    var used: Set<PayCode> = []
    for seed in UInt64(1)...12 {
      let (site, period) = Self.site(seed: seed, week: week)
      let requirement = Requirement(
        period: period,
        queues: [
          QueueRequirement(
            queue: "calls", calls: [], handleTime: [],
            agents: [Int](repeating: 0, count: period.intervalCount))
        ])
      // With an agreement part-timers may work a third over their contract (L3123-20).
      let here = SourcePosition(file: "test")
      let third = RuleEntry.Parameter(name: "one_in", value: "3", position: here)
      let book = try RuleBook(entries: [
        RuleEntry(key: "part-time-hours", position: here, parameters: [third])
      ])
      let compiled = try SiteProblem(site: site, requirement: requirement, book: book)
      let problem = compiled.problem
      var random = SplitMix64(seed: seed + 100)
      // Tours as they come: rests and rules do not matter to pay, contract hours are the upper limit.
      let tours = problem.agents.map { agent -> RosterProblem.Tour in
        let open = problem.networks[agent.network].groups.filter { group in
          group.options.allSatisfy {
            agent.groupCosts[
              Int(
                problem.groupOfOption[agent.network][$0])] != RosterProblem.AgentModel.forbidden
          }
        }
        while true {
          let share = Double.random(in: 0...0.9, using: &random)
          let tour = (0..<problem.days).map { day -> Int32 in
            let options = open.filter { $0.day == day }.flatMap(\.options)
            return options.isEmpty || !random.chance(share) ? -1 : Int32(random.pick(options))
          }
          if Self.isWithinHours(tour, agent, problem) { return tour }
        }
      }
      let objective = zip(tours, problem.agents).reduce(0) {
        $0 + problem.cost(of: $1.0, agent: $1.1)
      }
      let payroll = Payroll(compiled.roster(tours), for: site)
      #expect(payroll.cents == objective, "seed \(seed), \(site.pay)")
      // Every code is used by some seed, and no line is far from minutes × rate.
      for line in payroll.lines {
        used.insert(line.code)
        let wage = site.agents.first { $0.id == line.agent }!.hourlyWage
        let exact = Double(line.minutes * wage * line.percent) / 6000
        #expect(abs(Double(line.cents) - exact) < 8, "seed \(seed), \(line)")
      }
    }
    let expected: Set<PayCode> = ["2026-W18", "2033-W17"].contains(week) ? [.mayDay] : []
    #expect(
      used.isSuperset(
        of: expected.union([
          .base, .overtime, .complementary, .complementaryFurther, .sunday, .night, .paidBreak,
        ])))
  }

  private static func isWithinHours(
    _ tour: RosterProblem.Tour, _ agent: RosterProblem.AgentModel, _ problem: RosterProblem
  ) -> Bool {
    var level = agent.initialLevel
    for week in 0..<problem.days / 7 {
      var next = 0
      for day in 7 * week..<7 * week + 7 where tour[day] >= 0 {
        let group = problem.networks[agent.network].groups[
          Int(problem.groupOfOption[agent.network][Int(tour[day])])]
        level += group.levels
        if day % 7 == 6 { next = group.levelsNextWeek }
      }
      if level >= agent.weekCosts[week].count { return false }
      level = next
    }
    return true
  }

  @Test("A solved roster's hours and premiums are its payroll's total", arguments: 0..<8)
  func solved(_ number: Int) throws {
    let random = RandomSite(
      seed: UInt64(900 + number), agents: 5, queues: 2, weekdays: Set(Weekday.allCases), kinds: 3,
      weeks: 1 + number % 2)
    let problem = try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard)
    let solver = RosterSolver(problem, limits: SolveLimits(seconds: nil, work: 5, threads: 1))
    guard case .roster(let result) = solver.solve() else { return }
    let payroll = Payroll(result.roster, for: random.site)
    #expect(
      payroll.cents == result.cost.hours + result.cost.premiums, "seed \(random.seed)")
  }
}
