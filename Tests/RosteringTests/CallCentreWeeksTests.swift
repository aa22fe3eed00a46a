import Rules
import TestSupport
import Testing
import Workforce

@testable import Rostering

/// Call-centre weeks through the engine of the sites.
struct CallCentreWeeksTests {
  typealias Weeks = CallCentreWeeks

  /// One agent whose shifts are few, under rules that differ from seed to seed.
  private static func alone(_ random: inout SplitMix64) -> Weeks {
    let days = 7 * Int.random(in: 1...3, using: &random)
    let early = 30 * Int.random(in: 10...40, using: &random)
    let low = 30 * Int.random(in: 8...13, using: &random)
    let rules = Weeks.Rules(
      starts: early...min(1380, early + 180), spans: low...low + 120, breakOffsets: 180...240,
      maxStretch: 360, maxDay: 600, dailyRest: random.pick([600, 660, 720, 960]),
      weeklyRest: random.pick([nil, 0, 1500, 2100, 2400, 3000]), legalWeek: 2880,
      maxDaysWeek: Int.random(in: 3...7, using: &random),
      maxSundays: Int.random(in: 0...3, using: &random))
    let agent = Weeks.Agent(
      id: "A", weekMinutes: 0...2880, skills: 1, wage: 1200,
      lastSundays: (0..<3).map { _ in random.chance(0.4) },
      windows: (0..<days).map { _ in random.chance(0.95) ? early..<min(2400, early + 780) : nil })
    return Weeks(
      name: "alone", days: days, slotMinutes: 30, skills: ["FR"], rules: rules,
      prices: .init(
        nightStart: 1260, nightEnd: 360, nightPercent: 25, sundayPercent: 50, under: 6000,
        over: 100),
      agents: [agent], required: [[Int](repeating: 1, count: days * 48)])
  }

  @Test("The network accepts just the tours that the score finds lawful", arguments: 1...16)
  func twoJudges(_ seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let instance = Self.alone(&random)
    let problem = CallCentreWeeksProblem(instance)
    let network = problem.problem.networks[0]
    let kinds = CallCentreKind.of(instance)
    let start = kinds.all[0].automata(instance).map(\.start)
    let window = instance.agents[0].windows
    let byDay = (0..<instance.days).map { day in
      problem.shapes.options.indices.filter { index in
        let option = problem.shapes.options[index]
        return option.day == day
          && window[day].map {
            option.start - 1440 * day >= $0.lowerBound && option.end - 1440 * day <= $0.upperBound
          } == true
      }
    }
    var lawful = 0
    var table = [Int](repeating: 0, count: 2)
    for _ in 0..<200 {
      let density = random.pick([0.2, 0.5, 0.7, 0.85])
      let tour = byDay.map { options in
        options.isEmpty || !random.chance(density) ? nil : random.pick(options)
      }
      let shifts = tour.map { $0.flatMap { problem.shapes.shift(Int32($0)) } }
      // Hours are levels of the dynamic program, not of the network.
      let breaches = instance.breaches(of: [shifts]).filter { !$0.contains("paid minutes in week") }
      #expect(
        network.accepts(tour, from: start) == breaches.isEmpty,
        "seed \(seed): \(shifts) \(breaches)")
      if breaches.isEmpty {
        lawful += 1
        let cents = problem.problem.cost(
          of: tour.map { Int32($0 ?? -1) }, agent: problem.problem.agents[0])
        #expect(cents == instance.cost(of: [shifts]).wages, "seed \(seed)")
      }
      table[breaches.isEmpty ? 1 : 0] += 1
    }
    #expect(lawful > 10, "seed \(seed): \(table)")
  }

  /// Two agents who may work Saturday and Sunday, six shifts a day.
  private static func small(_ seed: UInt64) -> Weeks {
    var random = SplitMix64(seed: seed)
    let first = random.pick([600, 1080, 1350])
    let windows = { (random: inout SplitMix64) -> [Range<Int>?] in
      (0..<7).map { $0 < 5 ? nil : first..<(random.chance(0.8) ? 1980 : first + 390) }
    }
    return Weeks(
      name: "small", days: 7, slotMinutes: 30, skills: ["FR", "EN"],
      rules: .init(
        starts: first...first + 30, spans: 360...390, breakOffsets: 180...210, maxStretch: 360,
        maxDay: 600, dailyRest: random.pick([660, 1050]), weeklyRest: 2100, legalWeek: 2880,
        maxDaysWeek: 6, maxSundays: random.pick([1, 2])),
      prices: .init(
        nightStart: 1260, nightEnd: 360, nightPercent: 25, sundayPercent: 50,
        under: random.pick([300, 6000]), over: 100),
      agents: (0..<2).map { index in
        .init(
          id: "A\(index)", weekMinutes: random.pick([0...360, 360...720, 360...360]),
          skills: UInt32(random.pick([1, 2, 3])), wage: 8 * random.pick([150, 163]),
          lastSundays: (0..<3).map { _ in random.chance(0.3) }, windows: windows(&random))
      },
      required: (0..<2).map { _ in
        (0..<7 * 48).map { $0 > 5 * 48 && random.chance(0.4) ? 1 : 0 }
      })
  }

  /// The least cost over all rosters without a breach.
  private static func least(_ instance: Weeks) -> Int? {
    let starts = [instance.rules.starts.lowerBound, instance.rules.starts.upperBound]
    let shifts: [Weeks.Shift?] =
      [nil]
      + starts.flatMap { start -> [Weeks.Shift?] in
        [
          .init(start: start, end: start + 360),
          .init(start: start, end: start + 390, pause: start + 180..<start + 210),
          .init(start: start, end: start + 390, pause: start + 210..<start + 240),
        ]
      }
    let week = [Weeks.Shift?](repeating: nil, count: 5)
    let tours = shifts.flatMap { saturday in shifts.map { week + [saturday, $0] } }
    let lawful = instance.agents.map { agent in
      var alone = instance
      alone.agents = [agent]
      return tours.filter { alone.breaches(of: [$0]).isEmpty }
    }
    return lawful[0].flatMap { first in
      lawful[1].map { instance.cost(of: [first, $0]).total }
    }.min()
  }

  @Test("Small instances: lawful rosters at the enumerated optimum", arguments: 1...10)
  func small(_ seed: Int) throws {
    let instance = Self.small(UInt64(seed))
    let least = Self.least(instance)
    let outcome = CallCentreWeeksProblem(instance)
      .solve(limits: SolveLimits(seconds: nil, work: 40, threads: 2))
    switch outcome {
    case .impossible: #expect(least == nil, "seed \(seed)")
    case .nothing, .infeasible: Issue.record("no roster for seed \(seed)")
    case .roster(let result):
      let cost = instance.cost(of: result.roster)
      #expect(instance.breaches(of: result.roster) == [], "seed \(seed)")
      #expect(cost.total == result.objective, "seed \(seed)")
      let optimum = try #require(least)
      #expect(result.objective == optimum, "seed \(seed)")
      #expect(try #require(result.bound) <= Double(optimum), "seed \(seed)")
    }
  }

  @Test("Agents share a network where windows and the Sundays left to them are alike")
  func kinds() {
    var instance = Self.small(1)
    let agent = instance.agents[0]
    func with(_ sundays: [Bool], _ window: Range<Int>) -> Weeks.Agent {
      var other = agent
      other.lastSundays = sundays
      other.windows = [Range<Int>?](repeating: window, count: instance.days)
      return other
    }
    let (no, yes) = (false, true)
    instance.rules.maxSundays = 2
    instance.agents = [
      with([no, no, no], 360..<1320), with([yes, no, no], 360..<1320),
      with([no, yes, yes], 360..<1320), with([yes, yes, no], 360..<1320),
      with([no, no, no], 1200..<1920),
    ]
    // One week: whoever worked two of the last three Sundays may not work this one.
    #expect(CallCentreKind.of(instance).kindOfAgent == [0, 0, 1, 1, 2])
    // Two weeks: a Sunday of three weeks ago no longer counts for the second.
    instance.days = 14
    instance.agents = instance.agents.map {
      var agent = $0
      agent.windows += agent.windows
      return agent
    }
    #expect(CallCentreKind.of(instance).kindOfAgent == [0, 0, 1, 2, 3])
  }

  @Test(
    "Whoever has no lawful tour is named with the rules at fault",
    arguments: [
      // 1500 minutes on two days of at most 540.
      (1500...2400, [0, 1], 6, ["availability", "min_week"]),
      // More than the law allows.
      (3000...3300, Array(0..<7), 6, ["min_week", "legal_week"]),
      // Nine hours a day: 2 × 540 < 1500.
      (1500...2400, Array(0..<7), 2, ["min_week", "max_days_week"]),
      (1500...2400, Array(0..<7), 6, nil),
    ] as [(ClosedRange<Int>, [Int], Int, [String]?)])
  func conflicts(minutes: ClosedRange<Int>, days: [Int], most: Int, rules: [String]?) {
    var instance = Self.small(3)
    instance.rules.spans = 240...600
    instance.rules.breakOffsets = 180...330
    instance.rules.starts = 480...600
    instance.rules.maxDaysWeek = most
    instance.rules.dailyRest = 660
    instance.agents = [instance.agents[0], instance.agents[0]]
    instance.agents[0].weekMinutes = 0...2400
    instance.agents[1].id = "Zoe"
    instance.agents[1].weekMinutes = minutes
    instance.agents[1].lastSundays = [false, false, false]
    instance.agents[1].windows = (0..<7).map { days.contains($0) ? 480..<1320 : nil }
    let outcome = CallCentreWeeksProblem(instance)
      .solve(limits: SolveLimits(seconds: nil, work: 2, threads: 1))
    switch outcome {
    case .impossible(let conflicts):
      #expect(conflicts.map(\.agent) == ["Zoe"])
      #expect(conflicts.first?.rules == rules)
      for rule in rules ?? [] { #expect(conflicts.first?.message.contains(rule) == true) }
    case .nothing, .infeasible: Issue.record("no roster")
    case .roster(let result):
      #expect(rules == nil)
      #expect(instance.breaches(of: result.roster) == [])
    }
  }
}
