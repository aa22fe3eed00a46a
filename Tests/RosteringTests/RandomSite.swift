import Rules
import TestSupport

/// A small site with everything that can make rostering hard, drawn from a seed.
struct RandomSite {
  var site: Site
  var requirement: Requirement
  let seed: UInt64

  /// - Parameters:
  ///   - weekdays: days on which shifts may start.
  ///   - kinds: number of shift kinds; each has one or two starts and one length.
  init(
    seed: UInt64, agents: Int, queues: Int, weekdays: Set<Weekday>, kinds: Int, weeks: Int = 1
  ) {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    let names = (0..<queues).map { "q\($0)" }
    site = Site.plain(
      contracts: [], queues: names.map { .plain($0) },
      kinds: (0..<kinds).map { RandomSite.kind($0, weekdays: weekdays, &random) },
      pay: Pay(
        nightPercent: random.pick([0, 25]), sundayPercent: random.pick([0, 100]),
        holidayPercent: random.pick([0, 100])),
      intervalMinutes: random.pick([30, 60]))
    // Not drawn, so that what is drawn stays the same.
    site.pay.cumulation = Pay.Cumulation.allCases[Int(seed % 3)]
    if seed % 2 == 0 { site.shiftKinds[0].pause?.isPaid = true }
    if queues > 1, random.chance(0.3) { site.queues[0].sundayBasis = .none }
    site.coverPrice = CoverPrice(
      understaffing: 60 * Int.random(in: 20...120, using: &random),
      overstaffing: 60 * Int.random(in: 0...20, using: &random))
    let hours = weekdays.count * 4
    site.contracts = [
      Contract(
        name: "full", weeklyMinutes: 35 * 60,
        rosteredMinutes: 60 * random.pick([0, hours / 2])...60 * random.pick([hours + 8, 48]),
        isFullTime: true),
      Contract(
        name: "part", weeklyMinutes: 16 * 60, rosteredMinutes: 0...60 * random.pick([16, 21]),
        isFullTime: false, exemption: .branchAgreement),
    ]
    let monday = Week(random.pick(["2026-W48", "2026-W13", "2026-W43", "2026-W20"]))!.monday
    site.agents = (0..<agents).map { number in
      RandomSite.agent("a\(number)", skills: names, &random)
    }
    let period = Period(
      week: Week(containing: monday), count: weeks, intervalMinutes: site.intervalMinutes,
      zone: .paris)
    for agent in site.agents {
      if random.chance(0.15) {
        let day = monday + Int.random(in: 0..<7 * weeks, using: &random)
        site.absences.append(Absence(agent: agent.id, from: day, to: day, kind: "leave"))
      }
      if random.chance(0.5) {
        site.wishes.append(
          Wish(
            agent: agent.id, day: monday + Int.random(in: 0..<7 * weeks, using: &random),
            content: random.chance(0.5) ? .off : .shift(kind: random.pick(site.shiftKinds).name),
            weight: Int.random(in: 1...5000, using: &random)))
      }
      if random.chance(0.4) {
        let start = 60 * Int.random(in: 14...22, using: &random)
        let parts = 60 / site.intervalMinutes
        let end =
          start + site.intervalMinutes * Int.random(in: 3 * parts...9 * parts, using: &random)
        site.published.append(
          Shift.written("\(agent.id) \(monday - 1) \(start.clock)-\(end.clock)"))
      }
    }
    requirement = RandomSite.requirement(period, site: site, weekdays: weekdays, &random)
    // Some queues ask for somebody whatever the calls, and some for more by night.
    for queue in site.queues.indices where random.chance(0.6) {
      site.queues[queue].minimumAgents = random.pick([0, 1, 1, 2])
      if random.chance(0.4) {
        site.queues[queue].minimumByHour = [HourRange(1200..<1440, 2), HourRange(0..<420, 1)]
      }
    }
    site.coverPrice.belowMinimum =
      site.coverPrice.understaffing + 60 * random.pick([0, 10, 100, 500])
  }

  private static func kind(
    _ number: Int, weekdays: Set<Weekday>, _ random: inout SplitMix64
  ) -> ShiftKind {
    let start = 60 * random.pick([0, 5, 6, 8, 10, 13, 14, 16, 20, 22])
    let length = 60 * random.pick([3, 4, 5, 7, 8, 9])
    let pause = 30 * Int.random(in: 1...2, using: &random)
    let first = 60 * random.pick([2, 3])
    return ShiftKind(
      name: "k\(number)", weekdays: weekdays, start: start...start, length: length...length,
      step: 60,
      pause: length >= 360
        ? ShiftKind.Pause(minutes: pause, window: first...first + random.pick([0, 60])) : nil)
  }

  private static func agent(
    _ id: String, skills: [String], _ random: inout SplitMix64
  ) -> Agent {
    var chosen = Set(skills.filter { _ in random.chance(0.6) })
    if chosen.isEmpty, random.chance(0.8) { chosen = [random.pick(skills)] }
    var agent = Agent(
      id: id, contract: random.pick(["full", "part"]), skills: chosen,
      hourlyWage: Int.random(in: 1100...1900, using: &random),
      worksSundays: random.chance(0.7), worksNights: random.chance(0.7))
    if random.chance(0.2) {
      agent.availability = Dictionary(
        uniqueKeysWithValues: Weekday.allCases.filter { _ in random.chance(0.9) }.map {
          ($0, 300..<60 * Int.random(in: 14...30, using: &random))
        })
    }
    return agent
  }

  /// Needs around the hours of the kinds; none before the first shift of a period without a past.
  private static func requirement(
    _ period: Period, site: Site, weekdays: Set<Weekday>, _ random: inout SplitMix64
  ) -> Requirement {
    let earliest = site.shiftKinds.map(\.start.lowerBound).min()!
    let queues = site.queues.map { queue in
      let level = (0..<24).map { _ in Int.random(in: 0...2, using: &random) }
      let agents = (0..<period.intervalCount).map { interval -> Int in
        let moment = period.local(ofInterval: interval)
        if site.published.isEmpty, moment.day == period.firstDay, moment.minute < earliest {
          return 0
        }
        return weekdays.contains(moment.day.weekday) ? level[moment.minute / 60] : 0
      }
      return QueueRequirement(
        queue: queue.name, calls: [], handleTime: [], agents: agents)
    }
    return Requirement(period: period, queues: queues)
  }
}
