import Paying
import TestSupport
import Testing

/// Weeks calculated by hand, at 12 € an hour unless said.
struct PayrollTests {
  private static let part = Contract(
    name: "part", weeklyMinutes: 24 * 60, rosteredMinutes: 0...32 * 60, isFullTime: false)

  private static func site(
    _ pay: Pay = Pay(), contract: Contract = .fullTime, wage: Int = 1200, kinds: [ShiftKind] = [],
    published: [String] = []
  ) -> Site {
    var agent = Agent.plain("a")
    agent.contract = contract.name
    agent.hourlyWage = wage
    var site = Site.plain(agents: [agent], contracts: [contract], kinds: kinds, pay: pay)
    site.published = published.map { .written($0) }
    return site
  }

  /// Lines as `W48 night 120 × 25 % = 600`.
  private static func lines(
    _ shifts: [String], week: String = "2026-W48", weeks: Int = 1, site: Site = site()
  ) -> [String] {
    Payroll(.written(shifts.map { "a " + $0 }, week: week, weeks: weeks), for: site).lines.map {
      "\($0.week.description.dropFirst(5)) \($0.code.rawValue) \($0.minutes) × \($0.percent) % "
        + "= \($0.cents)"
    }
  }

  /// `count` shifts from 8:00, one a day from Monday on.
  private static func days(_ count: Int, until end: String) -> [String] {
    (0..<count).map { "2026-11-\(23 + $0) 08:00-\(end)" }
  }

  // MARK: Hours

  @Test(
    "A full-timer's hours: the contract's in any case, eight at a quarter more, the rest at half")
  func fullTime() {
    // Nobody called: 35 × 12 €.
    #expect(Self.lines([]) == ["W48 base 2100 × 100 % = 42000"])
    // 5 × 8 h: 420 € + 5 × 15 €.
    #expect(
      Self.lines(Self.days(5, until: "16:00")) == [
        "W48 base 2100 × 100 % = 42000", "W48 overtime 300 × 125 % = 7500",
      ])
    // 6 × 8 h: 420 € + 8 × 15 € + 5 × 18 €.
    #expect(
      Self.lines(Self.days(6, until: "16:00")) == [
        "W48 base 2100 × 100 % = 42000", "W48 overtime 480 × 125 % = 12000",
        "W48 overtime-further 300 × 150 % = 9000",
      ])
  }

  @Test("A part-timer's hours beyond a tenth of the contract are told from those before")
  func partTime() {
    let site = Self.site(contract: Self.part)
    // 4 × 7 h = 28 h. A tenth of 24 h is 144 min: 2.4 × 13.20 €; then 1.6 × 15 €.
    #expect(
      Self.lines(Self.days(4, until: "15:00"), site: site) == [
        "W48 base 1440 × 100 % = 28800", "W48 complementary 144 × 110 % = 3168",
        "W48 complementary-further 96 × 125 % = 2400",
      ])
    // 3 × 8 h + 2 h = 26 h: 2 × 13.20 €.
    #expect(
      Self.lines(Self.days(3, until: "16:00") + ["2026-11-27 08:00-10:00"], site: site) == [
        "W48 base 1440 × 100 % = 28800", "W48 complementary 120 × 110 % = 2640",
      ])
  }

  // MARK: Premiums

  @Test("A night across a clock change earns what was worked, not what the clocks showed")
  func clockChange() {
    let site = Self.site(Pay(nightPercent: 25, sundayPercent: 50))
    // Back on 25 October: 22:00 to 6:00 is nine hours, less one of break. 8 × 3 €; Sunday's seven hours
    // less the break: 6 × 6 €.
    #expect(
      Self.lines(["2026-10-24 22:00-30:00/25:00-26:00"], week: "2026-W43", site: site) == [
        "W43 base 2100 × 100 % = 42000", "W43 sunday 360 × 50 % = 3600",
        "W43 night 480 × 25 % = 2400",
      ])
    // Forward on 29 March: seven hours, less the break before midnight: 6 × 3 €; Sunday's five: 5 × 6 €.
    #expect(
      Self.lines(["2026-03-28 22:00-30:00/23:00-24:00"], week: "2026-W13", site: site) == [
        "W13 base 2100 × 100 % = 42000", "W13 sunday 300 × 50 % = 3000",
        "W13 night 360 × 25 % = 1800",
      ])
  }

  @Test(
    "On a holiday that is a Sunday, by night: three ways to add premiums up",
    arguments: zip(
      Pay.Cumulation.allCases,
      [
        // Saturday's two hours are night alone. Night on top: 8 × 3 €, and of 6 × 12 € and 6 × 6 € the
        // higher.
        ["holiday 360 × 100 % = 7200", "night 480 × 25 % = 2400"],
        // All: 6 × 12 € + 6 × 6 € + 8 × 3 €.
        ["holiday 360 × 100 % = 7200", "sunday 360 × 50 % = 3600", "night 480 × 25 % = 2400"],
        // The highest alone: 6 × 12 €; by Saturday's night 2 × 3 €.
        ["holiday 360 × 100 % = 7200", "night 120 × 25 % = 600"],
      ]))
  func cumulation(_ cumulation: Pay.Cumulation, _ premiums: [String]) {
    // All Saints' 2026 is a Sunday.
    let site = Self.site(
      Pay(
        nightPercent: 25, sundayPercent: 50, holidayPercent: 100, cumulation: cumulation))
    #expect(
      Self.lines(["2026-10-31 22:00-30:00"], week: "2026-W44", site: site)
        == ["W44 base 2100 × 100 % = 42000"] + premiums.map { "W44 " + $0 })
  }

  @Test("Of two equal premiums that do not add up, one is paid")
  func equalPremiums() {
    let site = Self.site(Pay(sundayPercent: 100, holidayPercent: 100))
    // 4 × 12 €.
    #expect(
      Self.lines(["2026-11-01 08:00-12:00"], week: "2026-W44", site: site).dropFirst()
        == ["W44 holiday 240 × 100 % = 4800"])
  }

  @Test("1 May is paid twice, whatever holidays earn, and more where they earn more")
  func mayDay() {
    // A Friday. 8 × 12 €.
    let day = ["2026-05-01 09:00-17:00"]
    #expect(
      Self.lines(day, week: "2026-W18", site: Self.site(Pay(holidayPercent: 0))).dropFirst()
        == ["W18 may-day 480 × 100 % = 9600"])
    #expect(
      Self.lines(day, week: "2026-W18", site: Self.site(Pay(holidayPercent: 150))).dropFirst()
        == ["W18 may-day 480 × 150 % = 14400"])
    // 8 May is a holiday like others.
    #expect(
      Self.lines(["2026-05-08 09:00-17:00"], week: "2026-W19", site: Self.site()).count == 1)
  }

  @Test("Two nights that a shift touches both earn, the day between them does not")
  func twoNights() {
    // Monday 4:00 to Tuesday 0:00: 4:00–6:00 and 21:00–24:00.
    #expect(
      Self.lines(["2026-11-23 04:00-24:00"], site: Self.site(Pay(nightPercent: 20))).dropFirst()
        == ["W48 night 300 × 20 % = 1200"])
  }

  // MARK: Paid breaks

  @Test("A break is paid where a kind that fits the shift pays it; it is no work")
  func paidBreak() {
    let night = ShiftKind(
      name: "night", start: 1260...1380, length: 420...480, step: 30,
      pause: ShiftKind.Pause(minutes: 20, window: 180...300, isPaid: true))
    let day = ShiftKind(
      name: "day", start: 480...600, length: 420...480, step: 30,
      pause: ShiftKind.Pause(minutes: 20, window: 180...300))
    let site = Self.site(Pay(nightPercent: 25), kinds: [night, day])
    // 21:00–5:00 less 20 min: 460 min of night at 3 € = 23 €; the break 20 min at 12 € = 4 €, no premium.
    #expect(
      Self.lines(["2026-11-23 21:00-29:00/25:00-25:20"], site: site).dropFirst() == [
        "W48 night 460 × 25 % = 2300", "W48 paid-break 20 × 100 % = 400",
      ])
    // The day's is not paid; nor one that is longer, too early, or of a shift that is too long.
    for unpaid in [
      "08:00-16:00/12:00-12:20", "21:00-29:00/25:00-25:30", "21:00-29:00/23:00-23:20",
      "21:00-30:00/25:00-25:20", "20:30-28:30/24:00-24:20",
    ] {
      #expect(
        !Self.lines(["2026-11-23 " + unpaid], site: site).contains { $0.contains("paid-break") },
        "\(unpaid)")
    }
    // Off the grid of half-hours it is the same kind of shift.
    #expect(
      Self.lines(["2026-11-23 21:10-29:00/25:00-25:20"], site: site).last
        == "W48 paid-break 20 × 100 % = 400")
    // Across the hour that comes twice: 21:00 to 5:00 on the clock, four elapsed hours before the break.
    #expect(
      Self.lines(["2026-10-24 21:00-29:00/25:00-25:20"], week: "2026-W43", site: site).last
        == "W43 paid-break 20 × 100 % = 400")
  }

  // MARK: Borders of weeks

  @Test(
    "A last night earns its premiums at once, in the week in which they fall, its hours with that week"
  )
  func border() {
    let pay = Pay(nightPercent: 25, sundayPercent: 50)
    let night = "2026-11-29 22:00-30:00"
    // Sunday 22:00–24:00: 2 × 6 € and 2 × 3 €; Monday until 6:00: 6 × 3 €.
    #expect(
      Self.lines([night], site: Self.site(pay)) == [
        "W48 base 2100 × 100 % = 42000", "W48 sunday 120 × 50 % = 1200",
        "W48 night 120 × 25 % = 600", "W49 night 360 × 25 % = 1800",
      ])
    // The week after: Monday's six hours and 5 × 7 h are 41 h; 6 × 15 €. No premium a second time.
    let after = (1...5).map { "2026-12-0\($0) 08:00-15:00" }
    #expect(
      Self.lines(after, week: "2026-W49", site: Self.site(pay, published: ["a " + night])) == [
        "W49 base 2100 × 100 % = 42000", "W49 overtime 360 × 125 % = 9000",
      ])
  }

  // MARK: Rounding

  @Test("Codes share what is rounded once: a line may be up to a cent off, their sum is not")
  func rounding() {
    let site = Self.site(Pay(nightPercent: 25, sundayPercent: 50), wage: 1187)
    // Sunday 21:00–22:10, 70 min at 11.87 €: 50 % is 692.4 cents, 25 % is 346.2; both 1038.6, so 1039.
    // Sunday takes 692 and leaves 347.
    // Hours: 35 × 1187 = 41545, and the week is below its contract.
    #expect(
      Self.lines(["2026-11-29 21:00-22:10"], site: site) == [
        "W48 base 2100 × 100 % = 41545", "W48 sunday 70 × 50 % = 692",
        "W48 night 70 × 25 % = 347",
      ])
    // 40 h: 41545 + 5 × 1483.75 = 48963.75, so 48964: 7419 for overtime.
    #expect(
      Self.lines(Self.days(5, until: "16:00"), site: site).last
        == "W48 overtime 300 × 125 % = 7419")
  }

  @Test(
    "Payrolls of weeks that follow each other add up to the payroll of all of them",
    arguments: 1...8)
  func additivity(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let pay = Pay(
      nightPercent: 25, sundayPercent: 50, holidayPercent: 100,
      cumulation: random.pick(Pay.Cumulation.allCases))
    var site = Self.site(pay, contract: random.pick([.fullTime, Self.part]), wage: 1237)
    // Over the clock change of 25 October and All Saints', a Sunday.
    let monday = Day("2026-10-19")!
    let shifts = (0..<28).filter { _ in random.chance(0.6) }.map { day -> Shift in
      let start = Int.random(in: 0...23, using: &random)
      let end = min(start + Int.random(in: 3...9, using: &random), 32)
      return .written("a \(monday + day) \(start):00-\(end):00")
    }
    let whole = Payroll(
      Roster(
        period: Period(firstDay: monday, days: 28, intervalMinutes: 60, zone: .paris),
        shifts: shifts), for: site)
    var lines: [[String]: PayLine] = [:]
    for week in 0..<4 {
      let period = Period(
        firstDay: monday + 7 * week, days: 7, intervalMinutes: 60, zone: .paris)
      site.published = shifts.filter { $0.day < period.firstDay }
      let own = shifts.filter { $0.day >= period.firstDay && $0.day <= period.lastDay }
      for line in Payroll(Roster(period: period, shifts: own), for: site).lines {
        let key = [line.week.description, line.code.rawValue]
        lines[key]?.minutes += line.minutes
        lines[key]?.cents += line.cents
        if lines[key] == nil { lines[key] = line }
      }
    }
    #expect(Payroll(lines: Array(lines.values)) == whole, "seed \(seed)")
  }

  // MARK: Order and sums

  @Test("Lines come by agent, week and code, totals by code; nothing else is in them")
  func order() {
    var site = Self.site(Pay(sundayPercent: 50))
    site.agents.insert(.plain("b"), at: 0)
    let payroll = Payroll(
      .written(
        ["b 2026-11-29 08:00-12:00", "a 2026-12-06 08:00-10:00"], week: "2026-W48", weeks: 2),
      for: site)
    #expect(
      payroll.lines.map { "\($0.agent) \($0.week) \($0.code.rawValue)" } == [
        "a 2026-W48 base", "a 2026-W49 base", "a 2026-W49 sunday", "b 2026-W48 base",
        "b 2026-W48 sunday", "b 2026-W49 base",
      ])
    #expect(payroll.totals.map(\.code) == PayCode.allCases)
    #expect(payroll.totals.first { $0.code == .sunday }!.minutes == 360)
    // 6 × 6 €; 4 × 420 €.
    #expect(payroll.totals.first { $0.code == .sunday }!.cents == 3600)
    #expect(payroll.cents == 168_000 + 3600)
    #expect(payroll.totals.reduce(0) { $0 + $1.cents } == payroll.cents)
  }
}
