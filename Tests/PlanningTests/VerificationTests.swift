import Planning
import Simulation
import TestSupport
import Testing
import Workforce

@Suite("A requirement raised until the promises hold")
struct VerificationTests {
  static let period = Period(
    firstDay: Day("2026-11-23")!, days: 2, intervalMinutes: 30, zone: .paris)

  /// Open from 10:00 to 16:00, with errors of the forecast that last for days.
  static func site(agents: Int, assurance: Double?) -> Site {
    let open = Opening(
      ranges: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [600..<960]) }))
    return Site(
      name: "Test", zone: .paris, intervalMinutes: 30,
      queues: [
        Queue(
          name: "calls", skill: "calls", opening: open,
          target: ServiceTarget(share: 0.8, seconds: 20), assurance: assurance)
      ],
      contracts: [
        Contract(
          name: "full", weeklyMinutes: 2100, rosteredMinutes: 0...2880, isFullTime: true)
      ],
      shiftKinds: [], pay: Pay(), coverPrice: CoverPrice(understaffing: 6000, overstaffing: 200),
      agents: (1...agents).map {
        Agent(id: "A\($0)", contract: "full", skills: ["calls"], hourlyWage: 1500)
      })
  }

  static func forecast(spread: Double) -> Forecast {
    let count = period.intervalCount
    let mean = (0..<count).map { interval in
      600..<960 ~= period.local(ofInterval: interval).minute ? 16.0 : 0
    }
    let spreads = Array(repeating: spread, count: count)
    return Forecast(
      period: period,
      queues: [
        QueueForecast(
          queue: "calls", mean: mean, low80: mean, high80: mean, low95: mean, high95: mean,
          handleTime: Array(repeating: 300, count: count),
          scatter: CallScatter(
            rateSpread: spreads, daySpread: Array(repeating: 0, count: count), periodShare: 0.9))
      ])
  }

  /// As many agents in every interval as are required, or all there are.
  static func exactRoster(
    _ requirement: Requirement, agents: Int
  ) -> VerificationRun<Int>.Candidate {
    let required = requirement.queues[0].agents
    var shifts: [Shift] = []
    for number in 1...agents {
      var start: Int?
      for interval in 0...required.count {
        let isNeeded = interval < required.count && required[interval] >= number
        if isNeeded, start == nil { start = interval }
        if !isNeeded, let first = start {
          let begin = period.start(ofInterval: first)
          shifts.append(
            Shift(
              agent: "A\(number)", day: period.zone.local(begin).day, start: begin,
              end: period.start(ofInterval: interval)))
          start = nil
        }
      }
    }
    return VerificationRun.Candidate(
      roster: Roster(period: period, shifts: shifts),
      missing: ["calls": required.map { max(0, $0 - agents) }], plan: required.reduce(0, +))
  }

  static func attempt(
    agents: Int, assurance: Double?, spread: Double, samples: Int = 25
  ) throws -> (plain: Requirement, made: VerificationRun<Int>.Attempt, rosters: Int) {
    let pipeline = try Pipeline(site: site(agents: agents, assurance: assurance))
    let forecast = forecast(spread: spread)
    let plain = try pipeline.requirement(forecast)
    var rosters = 0
    let run = VerificationRun<Int>(
      pipeline: pipeline, forecast: forecast, plain: plain,
      options: SimulationOptions(samples: samples, seed: 7, isVerifying: true)
    ) { requirement in
      rosters += 1
      return exactRoster(requirement, agents: agents)
    }
    return (plain, try #require(try run.run()), rosters)
  }

  @Test(
    "A promise for the mean that the plain requirement keeps needs one roster, and nothing more")
  func keptAtOnce() throws {
    let (plain, made, rosters) = try Self.attempt(agents: 30, assurance: nil, spread: 0.02)
    let verification = try #require(made.verification)
    #expect(verification.isKept && verification.rounds == 1 && rosters == 1)
    #expect(made.requirement == plain && verification.added.allSatisfy { $0.hours == 0 })
  }

  @Test("A promise for 95 of 100 weeks asks for more, and is kept by callers never tried before")
  func raised() throws {
    let (plain, made, rosters) = try Self.attempt(agents: 30, assurance: 0.95, spread: 0.2)
    let verification = try #require(made.verification)
    #expect(verification.isKept && rosters > 1 && verification.rounds == rosters)
    let more = made.plan - plain.queues[0].agents.reduce(0, +)
    // Half-hours.
    #expect(more > 0 && verification.added.map(\.hours) == [Double(more) / 2])
    for (raised, plain) in zip(made.requirement.queues[0].agents, plain.queues[0].agents) {
      #expect(raised >= plain)
    }
    let fresh = try SimulationRun(
      Self.exactRoster(made.requirement, agents: 30).roster,
      site: Self.site(agents: 30, assurance: 0.95), forecast: Self.forecast(spread: 0.2))
    let result = try #require(fresh.simulate(samples: 100, seed: 99, threads: 2))
    let missed = result.queues[0].whole.chanceToMiss.value
    #expect(missed <= 0.05, "missed in \(missed) of 100 weeks")
    let before = try SimulationRun(
      Self.exactRoster(plain, agents: 30).roster,
      site: Self.site(agents: 30, assurance: 0.95), forecast: Self.forecast(spread: 0.2))
    let plainMissed = try #require(before.simulate(samples: 100, seed: 99, threads: 2))
      .queues[0].whole.chanceToMiss.value
    #expect(plainMissed > 0.05, "the plain requirement misses \(plainMissed)")
  }

  @Test("Where nobody is left it stops, says so by day, and keeps the best roster")
  func nobodyLeft() throws {
    // 16 calls of 300 s in half an hour are 2.7 erlangs: with two agents the line only grows.
    let (plain, made, rosters) = try Self.attempt(agents: 2, assurance: nil, spread: 0.02)
    let verification = try #require(made.verification)
    #expect(!verification.isKept && rosters == 2 && made.requirement == plain)
    #expect(verification.misses.map(\.day) == [Self.period.firstDay, Self.period.firstDay + 1])
    let missing = plain.queues[0].agents.prefix(48).reduce(0) { $0 + max(0, $1 - 2) } * 30
    #expect(verification.misses.map(\.missingMinutes) == [missing, missing])
    #expect(verification.missingMinutes == 2 * missing)
  }

  @Test("Not asked to verify, it makes one roster and simulates nothing")
  func notAsked() throws {
    let pipeline = try Pipeline(site: Self.site(agents: 2, assurance: nil))
    let forecast = Self.forecast(spread: 0.02)
    let plain = try pipeline.requirement(forecast)
    let run = VerificationRun<Int>(
      pipeline: pipeline, forecast: forecast, plain: plain, options: SimulationOptions()
    ) { Self.exactRoster($0, agents: 2) }
    let made = try #require(try run.run())
    #expect(made.verification == nil && made.requirement == plain)
  }

  @Test("A roster that cannot be simulated is kept, and not called verified")
  func notSimulated() throws {
    let pipeline = try Pipeline(site: Self.site(agents: 2, assurance: nil))
    let forecast = Self.forecast(spread: 0.02)
    let plain = try pipeline.requirement(forecast)
    let run = VerificationRun<Int>(
      pipeline: pipeline, forecast: forecast, plain: plain,
      options: SimulationOptions(isVerifying: true)
    ) { _ in
      VerificationRun.Candidate(
        roster: Roster(period: Self.period, shifts: []), missing: [:], plan: 3)
    }
    let made = try #require(try run.run())
    #expect(made.verification == nil && made.plan == 3)
  }
}
