import Testing
import Workforce

@Suite("Judging rosters of call-centre weeks")
struct CallCentreWeeksScoreTests {
  typealias Weeks = CallCentreWeeks
  typealias Shift = CallCentreWeeks.Shift

  static let rules = Weeks.Rules(
    starts: 300...1380, spans: 240...600, breakOffsets: 180...330, maxStretch: 360, maxDay: 600,
    dailyRest: 660, weeklyRest: 2100, legalWeek: 2880, maxDaysWeek: 6, maxSundays: 2)
  static let prices = Weeks.Prices(
    nightStart: 1260, nightEnd: 360, nightPercent: 25, sundayPercent: 50, under: 6000, over: 100)

  /// Two weeks: one of each skill from 8:00 to 16:00, and one more for EN on day 12 from 22:00.
  static let instance: Weeks = {
    let slots = Array(0..<14 * 48)
    let day = slots.map { (16..<32).contains($0 % 48) ? 1 : 0 }
    let windows = [Range<Int>?](repeating: 300..<1980, count: 14)
    return Weeks(
      name: "hand", days: 14, slotMinutes: 30, skills: ["FR", "EN"], rules: rules, prices: prices,
      agents: [
        .init(
          id: "Ann", weekMinutes: 240...1800, skills: 3, wage: 1336,
          lastSundays: [false, true, false], windows: windows),
        .init(id: "Bob", weekMinutes: 0...1200, skills: 1, wage: 1200, windows: windows),
        .init(
          id: "Cem", weekMinutes: 0...1200, skills: 2, wage: 1256,
          lastSundays: [false, true, true], windows: windows),
      ],
      required: [day, slots.map { day[$0] + ($0 >= 12 * 48 + 44 && $0 < 13 * 48 ? 1 : 0) }])
  }()

  static func tour(_ shifts: [Int: Shift]) -> [Shift?] { (0..<14).map { shifts[$0] } }

  @Test("A roster made by hand costs what the checker of the format says")
  func whole() {
    let roster = [
      Self.tour([
        0: Shift(start: 480, end: 960, pause: 720..<780),
        5: Shift(start: 1380, end: 1980, pause: 1710..<1770),
        7: Shift(start: 480, end: 870, pause: 660..<690),
        13: Shift(start: 1320, end: 1920, pause: 1620..<1680),
      ]),
      Self.tour([
        1: Shift(start: 480, end: 840), 6: Shift(start: 1200, end: 1440),
        12: Shift(start: 1260, end: 1560),
      ]),
      Self.tour([0: Shift(start: 480, end: 720), 12: Shift(start: 1320, end: 1680)]),
    ]
    // The figures of the checker that comes with the format, for the same files.
    #expect(Self.instance.breaches(of: roster) == [])
    let cost = Self.instance.cost(of: roster)
    #expect([cost.wages, cost.under, cost.over, cost.total] == [94730, 400, 46, 2_499_330])
  }

  @Test(
    "Wages of single shifts",
    arguments: [
      // 7 h paid at 13.36.
      (0, Shift(start: 480, end: 960, pause: 720..<780), 9352),
      // 9 h; 7 h from 23:00 to 6:00 at a quarter; 9 h of Sunday, break included, at a half.
      (5, Shift(start: 1380, end: 1980, pause: 1710..<1770), 12024 + 2338 + 6012),
      // 9 h; 22:00 to 6:00 at a quarter; Sunday ends after 2 h, and so does the horizon.
      (13, Shift(start: 1320, end: 1920, pause: 1620..<1680), 12024 + 2672 + 1336),
      // 4 h, the first of them before 6:00.
      (1, Shift(start: 300, end: 540), 5344 + 334),
    ])
  func wages(day: Int, shift: Shift, cents: Int) {
    let roster = [Self.tour([day: shift]), Self.tour([:]), Self.tour([:])]
    #expect(Self.instance.cost(of: roster).wages == cents)
  }

  private static let short = Shift(start: 480, end: 720)
  private static let nine = Shift(start: 480, end: 1080, pause: 720..<780)

  @Test(
    "Each hard rule speaks for itself",
    arguments: [
      ([0: short], []),
      ([0: Shift(start: 1260, end: 1620, pause: nil)], ["outside the availability of day 0"]),
      ([3: short], ["outside the availability of day 3"]),
      ([0: Shift(start: 480, end: 690)], ["no shift runs 480-690, day 0"]),
      ([0: Shift(start: 490, end: 730)], ["no shift runs 490-730, day 0"]),
      ([0: Shift(start: 480, end: 870)], ["no break in 480-870, day 0"]),
      ([0: Shift(start: 480, end: 870, pause: 690..<720)], []),
      (
        [0: Shift(start: 480, end: 870, pause: 690..<750)],
        ["a break 690-750 in 480-870, day 0"]
      ),
      (
        [0: Shift(start: 480, end: 870, pause: 630..<660)],
        ["a break 630-660 in 480-870, day 0"]
      ),
      (
        [0: Shift(start: 480, end: 1080, pause: 660..<720)], []
      ),
      (
        [0: Shift(start: 480, end: 1080, pause: 840..<900)],
        ["a break 840-900 in 480-1080, day 0"]
      ),
      (
        [0: Shift(start: 480, end: 720, pause: 660..<690)],
        ["a break 660-690 in 480-720, day 0"]
      ),
      // 20:30 to 7:00 is 630 minutes; 20:00 to 7:00 is 660.
      (
        [0: Shift(start: 990, end: 1230), 1: Shift(start: 420, end: 660)],
        ["630 minutes of rest before day 1"]
      ),
      ([0: Shift(start: 960, end: 1200), 1: Shift(start: 420, end: 660)], []),
      ([0: nine, 1: nine, 2: nine, 4: nine], []),
      ([0: nine, 1: nine, 2: nine, 4: nine, 5: nine], ["2700 paid minutes in week 0"]),
      (
        [0: short, 1: short, 2: short, 4: short, 5: short],
        []
      ),
      // Nothing on day 3, but only from 20:00 to 6:00 the day after next: 34 h.
      (
        [
          0: short, 1: short, 2: Shift(start: 960, end: 1200), 4: Shift(start: 360, end: 600),
          5: short, 6: short,
        ], ["no weekly rest in week 0"]
      ),
      // 19:00 to 6:00: 35 h.
      (
        [
          0: short, 1: short, 2: Shift(start: 900, end: 1140), 4: Shift(start: 360, end: 600),
          5: short, 6: short,
        ], []
      ),
      // The rest of the first Sunday goes on into the next week: 13:00 to 7:00.
      (
        [
          0: short, 1: short, 2: short, 4: short, 5: Shift(start: 540, end: 780),
          7: Shift(start: 420, end: 660),
        ], []
      ),
      ([6: short, 13: short], ["3 of 4 Sundays up to day 13"]),
      ([13: short], []),
    ] as [([Int: Shift], [String])])
  func breaches(shifts: [Int: Shift], expected: [String]) {
    var instance = Self.instance
    var agent = instance.agents[0]
    agent.weekMinutes = 0...2400
    agent.lastSundays = [false, false, true]
    agent.windows = (0..<14).map { $0 == 3 ? nil : 300..<1320 }
    instance.agents = [agent]
    #expect(
      instance.breaches(of: [Self.tour(shifts)]) == expected.map { "Ann: " + $0 })
  }

  @Test("Least hours, the law's week and days of a week")
  func week() {
    var instance = Self.instance
    instance.agents = [instance.agents[0]]
    #expect(
      instance.breaches(of: [Self.tour([0: Self.short])]) == ["Ann: 0 paid minutes in week 1"])
    let both = Self.tour([0: Self.short, 1: Self.short, 7: Self.short])
    #expect(instance.breaches(of: [both]) == [])
    instance.rules.maxDaysWeek = 1
    #expect(instance.breaches(of: [both]) == ["Ann: 2 shifts in week 0"])
    instance.rules.maxDaysWeek = 6
    instance.rules.legalWeek = 450
    #expect(instance.breaches(of: [both]) == ["Ann: 480 paid minutes in week 0"])
    instance.rules.legalWeek = 2880
    instance.rules.maxDay = 210
    #expect(
      instance.breaches(of: [both]) == [0, 1, 7].map { "Ann: 240 paid minutes on day \($0)" })
  }

  @Test("Rosters of another shape are breaches, not crashes")
  func shape() {
    #expect(Self.instance.breaches(of: []) == ["0 tours for 3 agents"])
    #expect(Self.instance.breaches(of: [[nil], [nil], [nil]]).count == 3)
    // Sixteen slots a day for either skill, and four more on day 12.
    #expect(Self.instance.cost(of: []).under == 14 * 32 + 4)
  }
}
