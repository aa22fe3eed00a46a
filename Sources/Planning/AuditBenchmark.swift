internal import Auditing
internal import Rules
internal import Workforce

/// An invented site with a long lawful roster, to measure the audit on.
///
/// Agents work one of five rotas that keep every rule: days, early and late weeks in turn, nights, part-time
/// mornings, and two Sundays of four. The seed decides who works which from when on.
package struct AuditBenchmark: Sendable {
  /// What was measured.
  package struct Measure: Sendable {
    package let shifts: Int
    package let breaches: Int
    /// Seconds for the site and its roster, and for the audit.
    package let readySeconds: Double
    package let auditSeconds: Double
  }

  private let agents: Int
  private let weeks: Int
  private let seed: UInt64
  /// Weeks before the roster that are published: what averages look back on.
  private static let past = 12

  /// - Precondition: at least one agent and week, at most 104 weeks.
  package init(agents: Int, weeks: Int, seed: UInt64 = 1) {
    precondition(agents > 0 && (1...104).contains(weeks))
    self.agents = agents
    self.weeks = weeks
    self.seed = seed
  }

  /// Audits the roster once.
  package func measure(threads: Int) throws -> Measure {
    let clock = ContinuousClock()
    let begin = clock.now
    let (site, roster) = situation()
    let audit = try Audit(site: site, book: RuleBook(site: site, during: roster.period))
    let ready = clock.now
    let result = audit.check(roster, threads: threads)
    let end = clock.now
    return Measure(
      shifts: roster.shifts.count, breaches: result.findings.count,
      readySeconds: (ready - begin) / .seconds(1), auditSeconds: (end - ready) / .seconds(1))
  }

  /// The hours of one rota in one of its weeks: days from Monday, start, length and break, in minutes.
  private struct Hours {
    let days: Range<Int>
    let start: Int
    let length: Int
    let pauseAfter: Int
    let pause: Int

    init(_ days: Range<Int>, from start: Int, length: Int, pause: Int, after: Int) {
      self.days = days
      self.start = start
      self.length = length
      self.pause = pause
      pauseAfter = after
    }
  }

  private static let rotas: [[Hours]] = [
    [Hours(0..<5, from: 9 * 60, length: 480, pause: 60, after: 180)],
    [
      Hours(0..<5, from: 6 * 60, length: 480, pause: 60, after: 240),
      Hours(1..<6, from: 13 * 60, length: 480, pause: 60, after: 240),
    ],
    [Hours(0..<4, from: 21 * 60 + 30, length: 510, pause: 30, after: 210)],
    [Hours(0..<4, from: 8 * 60, length: 390, pause: 30, after: 180)],
    [
      Hours(2..<7, from: 10 * 60, length: 480, pause: 60, after: 180),
      Hours(1..<6, from: 10 * 60, length: 480, pause: 60, after: 180),
    ],
  ]

  func situation() -> (site: Site, roster: Roster) {
    var random = SplitMix64(seed: seed)
    let zone = Zone(identifier: "Europe/Paris")!
    let period = Period(
      week: Week("2026-W14")!, count: weeks, intervalMinutes: 30, zone: zone)
    let first = period.firstDay - 7 * Self.past
    var staff: [Agent] = []
    var shifts: [Shift] = []
    for number in 0..<agents {
      let id = "A\(10_000 + number)"
      let rota = Int.random(in: 0..<Self.rotas.count, using: &random)
      let turn = Int.random(in: 0..<2, using: &random)
      staff.append(
        Agent(
          id: id, contract: rota == 3 ? "part" : "full", skills: ["calls"], hourlyWage: 1300,
          worksSundays: rota == 4, worksNights: rota == 2))
      for week in 0..<weeks + Self.past {
        let hours = Self.rotas[rota][(week + turn) % Self.rotas[rota].count]
        for offset in hours.days {
          let day = first + 7 * week + offset
          let start = zone.instant(day, minute: hours.start)
          let pause = start + hours.pauseAfter
          shifts.append(
            Shift(
              agent: id, day: day, start: start, end: start + hours.length,
              breaks: [Break(start: pause, end: pause + hours.pause)]))
        }
      }
    }
    let split = shifts.partition { $0.start >= period.start }
    let site = Site(
      name: "Audit", zone: zone, intervalMinutes: 30,
      queues: [
        Queue(
          name: "calls", skill: "calls", target: ServiceTarget(share: 0.8, seconds: 20),
          sundayBasis: .listed(line: "assistance téléphonique"))
      ],
      contracts: [
        Contract(
          name: "full", weeklyMinutes: 2100, rosteredMinutes: 1680...2520, isFullTime: true),
        Contract(
          name: "part", weeklyMinutes: 1440, rosteredMinutes: 1440...1560, isFullTime: false),
      ],
      shiftKinds: [], pay: Pay(), coverPrice: CoverPrice(understaffing: 6000, overstaffing: 200),
      agents: staff, published: shifts[..<split].sorted { $0.start < $1.start })
    return (site, Roster(period: period, shifts: Array(shifts[split...])))
  }
}
