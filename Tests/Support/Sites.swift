extension Zone {
  /// The zone of most tests; its clocks change on 2026-03-29 and 2026-10-25.
  package static let paris = Zone(identifier: "Europe/Paris")!
}

extension Site {
  /// A site with one queue and nothing unusual, for tests that change what they are about.
  package static func plain(
    agents: [Agent] = [], contracts: [Contract] = [.fullTime], queues: [Queue] = [.plain("calls")],
    kinds: [ShiftKind] = [], pay: Pay = Pay(), intervalMinutes: Int = 60
  ) -> Site {
    Site(
      name: "test", zone: .paris, intervalMinutes: intervalMinutes, queues: queues,
      contracts: contracts, shiftKinds: kinds, pay: pay,
      coverPrice: CoverPrice(understaffing: 6000, overstaffing: 600), agents: agents)
  }
}

extension Queue {
  /// An always open queue whose skill is its name, with a ground for Sunday work.
  package static func plain(
    _ name: String, basis: SundayBasis = .listed(line: "assistance téléphonique")
  ) -> Queue {
    Queue(
      name: name, skill: name, target: ServiceTarget(share: 0.8, seconds: 20), sundayBasis: basis)
  }
}

extension Contract {
  /// 35 h a week, of which any number up to 48 may be rostered.
  package static let fullTime = Contract(
    name: "full", weeklyMinutes: 35 * 60, rosteredMinutes: 0...48 * 60, isFullTime: true)
}

extension Agent {
  /// An agent who takes everything on the queue `calls`.
  package static func plain(_ id: String, skills: Set<String> = ["calls"]) -> Agent {
    Agent(
      id: id, contract: "full", skills: skills, hourlyWage: 1200, worksSundays: true,
      worksNights: true)
  }
}

extension Roster {
  /// The civil weeks `weeks` from `week` on, with shifts written as `alice 2026-11-23 09:00-13:00`, or with
  /// a break `alice 2026-11-23 09:00-17:00/12:00-12:30`; hours past 24 lie on the next day.
  package static func written(
    _ lines: [String], week: String, weeks: Int = 1, intervalMinutes: Int = 60
  ) -> Roster {
    Roster(
      period: Period(
        week: Week(week)!, count: weeks, intervalMinutes: intervalMinutes, zone: .paris),
      shifts: lines.map { Shift.written($0) })
  }
}

extension Shift {
  /// See ``Roster/written(_:week:weeks:intervalMinutes:)``.
  package static func written(_ line: String) -> Shift {
    func minutes(_ clock: Substring) -> Int {
      let parts = clock.split(separator: ":")
      return Int(parts[0])! * 60 + Int(parts[1])!
    }
    let words = line.split(separator: " ")
    let day = Day(words[1])!
    let spans = words[2].split(separator: "/").map { span in
      let ends = span.split(separator: "-").map(minutes)
      return (
        Zone.paris.instant(day, minute: ends[0]), Zone.paris.instant(day, minute: ends[1])
      )
    }
    return Shift(
      agent: String(words[0]), day: day, start: spans[0].0, end: spans[0].1,
      breaks: spans.dropFirst().map { Break(start: $0.0, end: $0.1) })
  }
}

extension ShiftOption {
  /// A shift as rules see it while rosters are built: one break at most.
  package init(_ shift: Shift, firstDay: Day) {
    precondition(shift.breaks.count <= 1)
    self.init(
      day: shift.day - firstDay, start: shift.start.minutes, end: shift.end.minutes,
      breakStart: shift.breaks.first?.start.minutes, breakEnd: shift.breaks.first?.end.minutes)
  }

  /// The option as `agent`'s shift.
  package func shift(agent: String, firstDay: Day) -> Shift {
    Shift(
      agent: agent, day: firstDay + day, start: Instant(minutes: start), end: Instant(minutes: end),
      breaks: breakEnd > breakStart
        ? [Break(start: Instant(minutes: breakStart), end: Instant(minutes: breakEnd))] : [])
  }
}

extension SplitMix64 {
  /// True with this probability.
  package mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }

  /// A random member of a collection that is not empty.
  package mutating func pick<Value>(_ values: some Collection<Value>) -> Value {
    values.randomElement(using: &self)!
  }
}
