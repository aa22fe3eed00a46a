import TestSupport
import Testing
import Workforce

@Suite("Shares of the fairness ledger")
struct FairnessShareTests {
  private static let half = Contract(
    name: "half", weeklyMinutes: 1050, rosteredMinutes: 0...1050, isFullTime: false)
  /// Days of a shift in each of the four weeks, for those who are only to be there.
  private static let mondays = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23"]

  /// Shares over the four weeks 2026-W45 to W48 of somebody called `a` who works all four Sundays, and others
  /// who work on all Mondays from `since` on.
  private static func sundayShares(
    _ others: [Agent], since: [String: String] = [:], change: (inout Site) -> Void = { _ in }
  ) -> [Double] {
    var site = Site.plain(agents: [.plain("a")] + others, contracts: [.fullTime, half])
    change(&site)
    var lines = mondays.map { "a \(Day($0)! + 6) 09:00-17:00" } + ["a 2026-11-02 09:00-17:00"]
    for agent in others {
      lines += mondays.filter { $0 >= since[agent.id] ?? "" }
        .map { "\(agent.id) \($0) 09:00-17:00" }
    }
    let ledger = FairnessLedger(
      lines.map { Shift.written($0) }, site: site, from: Day("2026-11-02")!,
      until: Day("2026-11-29")!)
    return ledger.entries.map { $0.shares[.sundays] ?? 0 }
  }

  private static func expect(
    _ found: [Double], _ expected: [Double], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 },
      "\(found), not \(expected)", sourceLocation: location)
  }

  private static func plain(_ id: String, _ change: (inout Agent) -> Void) -> Agent {
    var agent = Agent.plain(id)
    change(&agent)
    return agent
  }

  @Test("Equal hours share equally, half the hours take half")
  func hours() {
    Self.expect(Self.sundayShares([.plain("b")]), [2, 2])
    // Weights 2 : 1 of four Sundays.
    Self.expect(
      Self.sundayShares([Self.plain("b") { $0.contract = "half" }]), [8.0 / 3, 4.0 / 3])
  }

  @Test("Who does not take Sundays has no share of them")
  func refusers() {
    Self.expect(Self.sundayShares([Self.plain("b") { $0.worksSundays = false }]), [4, 0])
  }

  @Test("Whose queues are closed on Sundays, without ground or never free then has no share")
  func unreachable() {
    let sales = Agent.plain("b", skills: ["sales"])
    let sunless = Opening(
      ranges: Dictionary(
        uniqueKeysWithValues: Weekday.allCases.dropLast().map { ($0, [480..<1200]) }))
    Self.expect(
      Self.sundayShares([sales]) {
        $0.queues.append(.plain("sales"))
        $0.queues[1].opening = sunless
      }, [4, 0])
    Self.expect(
      Self.sundayShares([sales]) { $0.queues.append(.plain("sales", basis: .none)) }, [4, 0])
    Self.expect(Self.sundayShares([Agent.plain("b", skills: [])]), [4, 0])
    let weekdays = Dictionary(
      uniqueKeysWithValues: Weekday.allCases.dropLast().map { ($0, 480..<1440) })
    Self.expect(Self.sundayShares([Self.plain("b") { $0.availability = weekdays }]), [4, 0])
    // A Saturday's window that reaches into Sunday is time on Sunday.
    let night = weekdays.merging([.saturday: 1200..<1800]) { $1 }
    Self.expect(Self.sundayShares([Self.plain("b") { $0.availability = night }]), [2, 2])
  }

  @Test("Under an order of the prefect those who have consented share")
  func consents() {
    let order = SundayOrder(
      number: "1", from: Day("2026-11-09")!, until: Day("2026-11-22")!,
      ground: .agreement(document: "d"))
    // The order permits the Sundays of W46 and W47; the consent is signed before the second.
    Self.expect(
      Self.sundayShares([Agent.plain("b", skills: ["sales"])]) {
        $0.queues.append(.plain("sales", basis: .prefect(order)))
        $0.sundayConsents = [SundayConsent(agent: "b", signed: Day("2026-11-18")!)]
      }, [3.5, 0.5])
  }

  @Test("Somebody new owes nothing of what was before the week they came in")
  func newcomers() {
    // Two of four Sundays are shared.
    Self.expect(Self.sundayShares([.plain("b")], since: ["b": "2026-11-16"]), [3, 1])
    // Nothing worked yet.
    Self.expect(Self.sundayShares([.plain("b")], since: ["b": "2027"]), [4, 0])
    // The week counts whole, whatever its first shift: a Sunday still lies before who comes on Thursday.
    let site = Site.plain(agents: [.plain("a"), .plain("b")])
    let shifts = ["a 2026-11-29 09:00-17:00", "b 2026-11-26 09:00-17:00"].map { Shift.written($0) }
    let ledger = FairnessLedger(
      shifts, site: site, from: Day("2026-11-02")!, until: Day("2026-11-29")!)
    Self.expect(ledger.entries.map { $0.shares[.sundays] ?? 0 }, [0.5, 0.5])
  }

  @Test("Days away count by the week, once where absences overlap")
  func absences() {
    func absence(_ from: String, _ to: String) -> Absence {
      Absence(agent: "b", from: Day(from)!, to: Day(to)!, kind: "leave")
    }
    // Away for W46 and W47: two Sundays are a's alone.
    Self.expect(
      Self.sundayShares([.plain("b")]) { $0.absences = [absence("2026-11-09", "2026-11-22")] },
      [3, 1])
    Self.expect(
      Self.sundayShares([.plain("b")]) {
        $0.absences = [absence("2026-11-09", "2026-11-20"), absence("2026-11-12", "2026-11-22")]
      }, [3, 1])
    // Leave of one Sunday alone takes a seventh of the week's weight: 6/13, not nothing.
    Self.expect(
      Self.sundayShares([.plain("b")]) { $0.absences = [absence("2026-11-15", "2026-11-15")] },
      [1.5 + 7.0 / 13, 1.5 + 6.0 / 13])
    // Long ill, before the first day and after the last.
    Self.expect(
      Self.sundayShares([.plain("b")]) { $0.absences = [absence("2026-01-01", "2027-12-31")] },
      [4, 0])
  }

  @Test("Nights from which somebody is spared are no arrear; other burdens are shared as before")
  func protections() {
    var site = Site.plain(agents: [.plain("a"), .plain("b")])
    let shifts =
      (Self.mondays.flatMap { ["a \($0) 22:00-30:00", "b \($0) 09:00-17:00"] }
      + ["a 2026-11-29 09:00-17:00"]).map { Shift.written($0) }
    func shares(_ burden: Burden) -> [Double] {
      FairnessLedger(shifts, site: site, from: Day("2026-11-02")!, until: Day("2026-11-29")!)
        .entries.map { $0.shares[burden] ?? 0 }
    }
    Self.expect(shares(.nights), [2, 2])
    site.protections = [
      Protection(agent: "b", from: Day("2026-11-09")!, until: Day("2026-11-22")!, kind: .noNights)
    ]
    Self.expect(shares(.nights), [3, 1])
    site.protections = [Protection(agent: "b", from: Day("2026-01-01")!, kind: .noNights)]
    Self.expect(shares(.nights), [4, 0])
    Self.expect(shares(.sundays), [0.5, 0.5])
  }

  @Test("Nights and late finishes are shared by those whose queues are open then")
  func hoursOfQueues() {
    var site = Site.plain(
      agents: [.plain("a"), .plain("b", skills: ["sales"])], queues: [.plain("calls")])
    let shifts = [
      "a 2026-11-02 22:00-30:00", "a 2026-11-04 14:00-22:00", "b 2026-11-02 9:00-17:00",
    ]
    .map { Shift.written($0) }
    func shares(_ closing: Int) -> [Double] {
      site.queues = [.plain("calls"), .plain("sales")]
      site.queues[1].opening = Opening(ranges: [.monday: [480..<closing]])
      let entry = FairnessLedger(
        shifts, site: site, from: Day("2026-11-02")!, until: Day("2026-11-08")!
      ).entries[1]
      return [entry.shares[.nights] ?? 0, entry.shares[.lateFinishes] ?? 0]
    }
    Self.expect(shares(21 * 60), [0, 0])
    Self.expect(shares(22 * 60), [0, 0.5])
    Self.expect(shares(24 * 60), [0.5, 0.5])
  }

  @Test("What is carried in spite of everything is counted, and shared by who carried it")
  func againstTheFile() {
    // b does not take Sundays and worked one, in W45: that week both share, later only a.
    var site = Site.plain(agents: [.plain("a"), Self.plain("b") { $0.worksSundays = false }])
    let shifts = [
      "a 2026-11-02 09:00-17:00", "b 2026-11-02 09:00-17:00", "b 2026-11-08 09:00-17:00",
      "a 2026-11-15 09:00-17:00",
    ].map { Shift.written($0) }
    func ledger() -> FairnessLedger {
      FairnessLedger(shifts, site: site, from: Day("2026-11-02")!, until: Day("2026-11-15")!)
    }
    Self.expect(ledger().entries.map { $0.shares[.sundays] ?? 0 }, [1.5, 0.5])
    // All noted as away all the time: each keeps what they carried.
    site.absences = ["a", "b"].map {
      Absence(agent: $0, from: Day("2026-11-01")!, to: Day("2026-11-30")!, kind: "leave")
    }
    Self.expect(ledger().entries.map { $0.shares[.sundays] ?? 0 }, [1, 1])
  }

  // MARK: Properties

  /// A site of eight with all that shares look at, and three months of shifts.
  private static func random(_ seed: UInt64) -> (site: Site, shifts: [Shift], from: Day, until: Day)
  {
    var random = SplitMix64(seed: seed)
    let from = Day("2026-02-02")! + Int.random(in: 0...200, using: &random)
    let until = from + Int.random(in: 20...90, using: &random)
    var site = Site.plain(
      contracts: [.fullTime, half], queues: [.plain("calls"), .plain("sales", basis: .none)])
    site.queues[1].opening = Opening(ranges: [.monday: [480..<1320]], openOnHolidays: false)
    var shifts: [Shift] = []
    for number in 0..<8 {
      var agent = Agent.plain(
        "a\(number)", skills: random.pick([["calls"], ["sales"]] as [Set<String>]))
      agent.contract = random.pick(["full", "half"])
      agent.worksSundays = random.chance(0.7)
      agent.worksNights = random.chance(0.7)
      site.agents.append(agent)
      let first = from + random.pick([0, 0, 10, 30])
      for number in first.number...(max(first, until).number + 3) where random.chance(0.6) {
        let start = 60 * Int.random(in: 0...23, using: &random)
        let end = start + 60 * Int.random(in: 3...9, using: &random)
        shifts.append(
          .written("\(agent.id) \(Day(number: number)) \(start.clock)-\(end.clock)"))
      }
      for _ in 0..<Int.random(in: 0...2, using: &random) {
        let day = from + Int.random(in: 0...60, using: &random)
        site.absences.append(
          Absence(
            agent: agent.id, from: day, to: day + Int.random(in: 0...20, using: &random),
            kind: random.pick(["leave", "sick"])))
      }
    }
    return (site, shifts, from, until)
  }

  @Test("Shares sum to what was carried", arguments: UInt64(1)...60)
  func sums(_ seed: UInt64) {
    let (site, shifts, from, until) = Self.random(seed)
    let ledger = FairnessLedger(shifts, site: site, from: from, until: until)
    for burden in Burden.allCases {
      let count = ledger.entries.reduce(0) { $0 + ($1.counts[burden] ?? 0) }
      let shares = ledger.entries.reduce(0.0) { $0 + ($1.shares[burden] ?? 0) }
      #expect(abs(Double(count) - shares) < 1e-6, "seed \(seed), \(burden)")
      #expect(burden == .holidays || count > 0, "seed \(seed), \(burden)")
      let excess = ledger.entries.reduce(0.0) { $0 + $1.excess(of: burden) }
      #expect(abs(excess) < 1e-6, "seed \(seed), \(burden)")
    }
  }

  @Test(
    "Birth dates, teams, wages, kinds of absence and the order of agents change no share",
    arguments: UInt64(1)...20)
  func personal(_ seed: UInt64) {
    let (site, shifts, from, until) = Self.random(seed)
    let before = FairnessLedger(shifts, site: site, from: from, until: until)
    var random = SplitMix64(seed: seed + 1000)
    var other = site
    for index in other.agents.indices {
      other.agents[index].birthDate =
        Day("1950-01-01")! + Int.random(in: 0...27_000, using: &random)
      other.agents[index].team = random.pick(["North", "South"])
      other.agents[index].hourlyWage = Int.random(in: 1200...3000, using: &random)
    }
    for index in other.absences.indices {
      other.absences[index].kind = random.pick(["maternity", "strike", "mandate", "sick"])
    }
    other.agents.shuffle(using: &random)
    other.absences.shuffle(using: &random)
    let after = FairnessLedger(
      shifts.shuffled(using: &random), site: other, from: from, until: until)
    for entry in before.entries {
      let again = after.entries.first { $0.agent == entry.agent }!
      #expect(again.counts == entry.counts, "seed \(seed)")
      for burden in Burden.allCases {
        let (one, two) = (again.shares[burden] ?? 0, entry.shares[burden] ?? 0)
        #expect(abs(one - two) < 1e-9, "seed \(seed), \(entry.agent), \(burden)")
      }
    }
    // Days away do change them: this test can fail.
    let most = after.entries.max {
      ($0.shares[.lateFinishes] ?? 0) < ($1.shares[.lateFinishes] ?? 0)
    }!
    other.absences.append(Absence(agent: most.agent, from: from, to: until, kind: "sick"))
    let away = FairnessLedger(shifts, site: other, from: from, until: until)
    let less = away.entries.first { $0.agent == most.agent }!
    #expect(
      less.shares[.lateFinishes] ?? 0 < most.shares[.lateFinishes] ?? 0, "seed \(seed)")
  }
}
