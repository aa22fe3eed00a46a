import Auditing
import Rules
import TestSupport
import Testing

/// A lawful week in which one breach at a time is planted; the audit must name it and nothing else.
struct PlantedBreachTests {
  // MARK: The lawful week

  /// Boris works days, Anna afternoons and Sundays, David nights, Chloé 20 h in the mornings, and Emma
  /// on a queue that has no ground for Sundays.
  static let site: Site = {
    func agent(
      _ id: String, _ contract: String, skill: String = "help", sundays: Bool, nights: Bool
    )
      -> Agent
    {
      Agent(
        id: id, contract: contract, skills: [skill], hourlyWage: 1300, worksSundays: sundays,
        worksNights: nights)
    }
    var site = Site.plain(
      agents: [
        agent("anna", "full", sundays: true, nights: false),
        agent("boris", "full", sundays: false, nights: false),
        agent("chloe", "part", sundays: true, nights: false),
        agent("david", "full", sundays: true, nights: true),
        agent("emma", "full", skill: "sales", sundays: true, nights: false),
      ],
      contracts: [
        Contract(
          name: "full", weeklyMinutes: 35 * 60, rosteredMinutes: 28 * 60...42 * 60, isFullTime: true
        ),
        Contract(
          name: "part", weeklyMinutes: 20 * 60, rosteredMinutes: 16 * 60...24 * 60,
          isFullTime: false, exemption: .branchAgreement),
      ],
      queues: [.plain("help"), .plain("sales", basis: .none)])
    site.agents[2].availability = Dictionary(
      uniqueKeysWithValues: Weekday.allCases.dropLast().map { ($0, 7 * 60..<15 * 60) })
    site.absences = [
      Absence(
        agent: "chloe", from: Day("2026-11-26")!, to: Day("2026-11-26")!, kind: "training")
    ]
    site.published = [.written("anna 2026-11-19 09:00-13:00")]
    return site
  }()

  static let lawful: [String: [String]] = [
    "anna": week("tue wed thu fri sat", "13:00-21:00/17:00-18:00"),
    "boris": week("mon tue wed thu fri", "09:00-17:00/12:00-13:00"),
    "chloe": week("mon tue wed", "08:00-14:30/11:00-11:30"),
    "david": week("mon tue wed thu", "21:30-30:00/25:00-25:30"),
    "emma": week("mon tue wed thu fri", "09:00-17:00/12:00-13:00"),
  ]

  /// The same hours on each of some days of 2026-W48.
  private static func week(_ days: String, _ hours: String) -> [String] {
    days.split(separator: " ").map { "\($0) \(hours)" }
  }

  /// The lawful week, one agent's part replaced.
  private static func roster(_ agent: String = "", _ lines: [String] = []) -> Roster {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    let all = lawful.merging([agent: lines]) { $1 }
    return .written(
      all.flatMap { agent, lines in
        lines.map { line in
          let words = line.split(separator: " ")
          let day = Day("2026-11-23")! + days.firstIndex(of: String(words[0]))!
          return "\(agent) \(day) \(words[1])"
        }
      }, week: "2026-W48")
  }

  @Test("The week is lawful as it stands")
  func clean() {
    let result = Audit(site: Self.site, book: .standard).check(Self.roster())
    #expect(result.isClean, "\(result.breaches)")
    #expect(result.agentCount == 5 && result.shiftCount == 22)
    #expect(result.ruleCount == RuleBook.all.count)
  }

  // MARK: The breaches

  struct Planted: CustomTestStringConvertible, Sendable {
    let title: String
    let agent: String
    let lines: [String]
    let published: [String]
    /// `rule day found limit unit article`, one for each breach to be found.
    let expected: [String]
    var testDescription: String { title }

    init(
      _ title: String, _ agent: String, _ lines: [String], published: [String] = [],
      _ expected: String...
    ) {
      self.title = title
      self.agent = agent
      self.lines = lines
      self.published = published
      self.expected = expected
    }
  }

  private static let fourDays = week("tue wed thu fri", "09:00-17:00/12:00-13:00")
  private static let lateWeek = week("wed thu fri sat", "13:00-21:00/17:00-18:00")

  static let planted: [Planted] = [
    Planted(
      "10 h 59 of rest", "anna",
      ["tue 13:00-21:00/17:00-18:00", "wed 07:59-15:00/11:00-12:00"]
        + week("thu fri sat", "13:00-21:00/17:00-18:00"),
      "daily-rest 2026-11-25 659 660 minutes L3131-1"),
    Planted(
      "10 h 59 of rest after a published shift", "anna",
      ["mon 08:59-13:00"] + lateWeek, published: ["anna 2026-11-22 16:00-22:00"],
      "daily-rest 2026-11-23 659 660 minutes L3131-1"),
    Planted(
      "10 h 01 on a civil day", "boris", ["mon 08:00-19:01/12:00-13:00"] + fourDays,
      "daily-hours 2026-11-23 601 600 minutes L3121-18"),
    Planted(
      // Tuesday: 0:00–6:00 less half an hour, and 17:00–22:00 less half an hour.
      "a night's end and an evening make more than 10 h", "david",
      ["mon 22:00-30:00/25:00-25:30", "tue 17:00-22:05"]
        + week("wed thu", "21:30-30:00/25:00-25:30"),
      "daily-hours 2026-11-24 635 600 minutes L3121-18"),
    Planted(
      "6 h without a break", "boris", ["mon 09:00-15:00"] + fourDays,
      "break-after-six-hours 2026-11-23 0 20 minutes L3121-16"),
    Planted(
      "two breaks of 15 min", "boris", ["mon 09:00-16:30/11:00-11:15/13:00-13:15"] + fourDays,
      "break-after-six-hours 2026-11-23 15 20 minutes L3121-16"),
    Planted(
      "a break after 6 h 01", "boris", ["mon 09:00-16:30/15:01-15:31"] + fourDays,
      "break-after-six-hours 2026-11-23 361 360 minutes L3121-16"),
    Planted(
      "seven days", "anna", week("mon tue wed thu fri sat sun", "09:00-14:00"),
      "six-days 2026-11-29 7 6 days L3132-1", "shifts-per-week 2026-11-29 7 6 shifts policy",
      // 14:00 to 9:00, of which nineteen lie in the week, each day.
      "weekly-rest 2026-11-29 1140 2100 minutes L3132-2"),
    Planted(
      "34 h 59 of weekly rest", "anna",
      week("mon tue wed", "09:00-17:00/12:00-13:00") + [
        "thu 14:00-20:01/17:00-17:30", "sat 07:00-11:00", "sun 08:00-12:00",
      ],
      "weekly-rest 2026-11-29 2099 2100 minutes L3132-2"),
    Planted(
      // Saturday 21:00 to Monday 7:59, of a week that has no other rest.
      "the rest of the week before cut short on Monday", "anna",
      ["mon 07:59-13:00"] + lateWeek,
      published: (16...20).map { "anna 2026-11-\($0) 09:00-13:00" }
        + ["anna 2026-11-21 13:00-21:00/16:00-17:00"],
      "weekly-rest 2026-11-23 2099 2100 minutes L3132-2"),
    Planted(
      "48 h 30", "boris",
      week("mon tue wed thu fri", "08:00-18:00/12:00-13:00") + ["sat 08:00-11:30"],
      "contract-hours 2026-11-23 2910 2520 minutes L3123-9",
      "weekly-hours 2026-11-23 2910 2880 minutes L3121-20"),
    Planted(
      "fewer hours than the contract", "boris", Array(fourDays.dropLast()),
      "contract-hours 2026-11-23 1260 1680 minutes L3123-9"),
    Planted(
      // A fifth of 20 h is away with Thursday: 16 h to 24 h become 12 h to 20 h.
      "more hours than a part-timer's contract", "chloe",
      week("mon tue wed", "08:00-14:30/11:00-11:30") + ["fri 09:00-12:00"],
      "contract-hours 2026-11-23 1260 1200 minutes L3123-9"),
    Planted(
      "nothing at all", "emma", [], "contract-hours 2026-11-23 0 1680 minutes L3123-9"),
    Planted(
      "a Sunday against the agent's will", "boris", Array(fourDays) + ["sun 09:00-13:00"],
      "sunday-work 2026-11-29 240 0 minutes L3132-25-4"),
    Planted(
      "a Saturday night that ends on Sunday", "boris", fourDays + ["sat 17:00-24:01/20:00-21:00"],
      "sunday-work 2026-11-29 1 0 minutes L3132-25-4",
      // 21:00 to 24:01 is a night shift besides, and leaves no day of rest in the week but Monday.
      "night-work 2026-11-28 181 179 minutes L3122-5"),
    Planted(
      "a Sunday without a ground", "emma", fourDays + ["sun 09:00-13:00"],
      "sunday-work 2026-11-29 240 0 minutes L3132-3"),
    Planted(
      "a third Sunday of four", "anna", lateWeek + ["sun 13:00-18:00"],
      published: ["anna 2026-11-08 09:00-13:00", "anna 2026-11-15 09:00-13:00"],
      "sunday-work 2026-11-29 3 2 sundays policy"),
    Planted(
      "a night shift by a day agent", "boris",
      ["mon 16:00-24:00/19:00-19:30"] + week("tue wed thu fri", "11:00-19:00/14:00-15:00"),
      "night-work 2026-11-23 180 179 minutes L3122-5"),
    Planted(
      "8 h 01 in a night shift", "david",
      ["mon 21:29-30:00/25:00-25:30"] + week("tue wed thu", "21:30-30:00/25:00-25:30"),
      "night-work 2026-11-23 481 480 minutes L3122-6"),
    Planted(
      "a shift on a day of absence", "chloe",
      week("mon tue", "08:00-14:30/11:00-11:30") + ["thu 08:00-12:00"],
      "availability 2026-11-26 240 0 minutes L3123-6"),
    Planted(
      "a minute outside the agreed hours", "chloe",
      ["mon 08:31-15:01/11:00-11:30"] + week("tue wed", "08:00-14:30/11:00-11:30"),
      "availability 2026-11-23 1 0 minutes L3123-6"),
    Planted(
      "a Sunday without agreed hours", "chloe",
      week("mon tue", "08:00-14:30/11:00-11:30") + ["sun 09:00-13:00"],
      "availability 2026-11-29 240 0 minutes L3123-6"),
  ]

  @Test(
    "A planted breach is found, with its day, amount and article, and nothing else is",
    arguments: planted)
  func found(_ planted: Planted) {
    var site = Self.site
    site.published += planted.published.map { .written($0) }
    let breaches = Audit(site: site, book: .standard)
      .check(Self.roster(planted.agent, planted.lines)).breaches
    #expect(breaches.allSatisfy { $0.agent == planted.agent }, "\(breaches)")
    let found = breaches.map {
      "\($0.rule) \($0.day) \($0.found) \($0.limit) \($0.unit.rawValue)"
    }
    let expected = planted.expected.map { text in
      (text: text, article: String(text.split(separator: " ").last!))
    }
    #expect(
      Set(found)
        == Set(expected.map { String($0.text.dropLast($0.article.count + 1)) }))
    #expect(found.count == expected.count)
    for breach in breaches {
      let article = expected.first { $0.text.hasPrefix(breach.rule) }?.article ?? "none"
      #expect(breach.citation.article.contains(article), "\(breach)")
      #expect(!breach.message.isEmpty)
    }
  }
}
