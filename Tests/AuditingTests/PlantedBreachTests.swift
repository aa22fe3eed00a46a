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
  private static func roster(
    _ agent: String = "", _ lines: [String] = [], week: String = "2026-W48"
  ) -> Roster {
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    let all = lawful.merging([agent: lines]) { $1 }
    return .written(
      all.flatMap { agent, lines in
        lines.map { line in
          let words = line.split(separator: " ")
          let day = Week(week)!.monday + days.firstIndex(of: String(words[0]))!
          return "\(agent) \(day) \(words[1])"
        }
      }, week: week)
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
    /// Figures of rules that make the breach one: `rule parameter value`.
    let figures: [String]
    let week: String
    /// What is not as in the lawful week.
    let change: @Sendable (inout Site) -> Void
    /// `rule day found limit unit article`, one for each breach to be found.
    let expected: [String]
    var testDescription: String { title }

    init(
      _ title: String, _ agent: String, _ lines: [String], published: [String] = [],
      figures: [String] = [], week: String = "2026-W48",
      change: @escaping @Sendable (inout Site) -> Void = { _ in }, _ expected: String...
    ) {
      self.title = title
      self.agent = agent
      self.lines = lines
      self.published = published
      self.figures = figures
      self.week = week
      self.change = change
      self.expected = expected
    }

    /// The site, the rules and the roster with the breach in it.
    var situation: (site: Site, book: RuleBook, roster: Roster) {
      var site = PlantedBreachTests.site
      site.published += published.map { .written($0) }
      change(&site)
      let position = SourcePosition(file: "site.yaml", line: 1, column: 1)
      let book = try! RuleBook(
        entries: figures.map { figure in
          let words = figure.split(separator: " ").map(String.init)
          return RuleEntry(
            key: words[0], position: position,
            parameters: [.init(name: words[1], value: words[2], position: position)])
        })
      var roster = PlantedBreachTests.roster(agent, lines, week: week)
      if !figures.isEmpty {
        // The others' week is not made for these figures.
        site.agents.removeAll { $0.id != agent }
        roster.shifts.removeAll { $0.agent != agent }
      }
      return (site, book, roster)
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

    // Rules that ask for something only with a figure, or a contract, of their own.
    Planted(
      "a day of 13 h 01", "boris", ["mon 06:59-20:00/10:00-14:30"] + fourDays,
      "amplitude 2026-11-23 781 780 minutes L3131-1"),
    Planted(
      "3 h 01 in a row without a break of 15 min", "boris",
      ["mon 09:00-15:21/12:01-12:21"] + week("tue wed thu fri", "09:00-15:30/12:00-12:30"),
      figures: ["call-sequence hours 3"],
      change: { site in site.contracts[0].rosteredMinutes = 20 * 60...42 * 60 },
      "call-sequence 2026-11-23 181 180 minutes 2002"),
    Planted(
      "five days in a row where four are allowed", "boris",
      week("mon tue wed thu fri", "09:00-17:00/12:00-13:00"),
      figures: ["consecutive-days max 4"], "consecutive-days 2026-11-27 5 4 days policy"),
    Planted(
      "six shifts where five are allowed", "boris",
      week("mon tue wed thu fri sat", "09:00-15:30/12:00-12:30"),
      figures: ["shifts-per-week max 5"], "shifts-per-week 2026-11-28 6 5 shifts policy"),
    Planted(
      "a start 3 h 01 from that of the day before", "boris",
      ["mon 08:59-17:00/12:00-13:00", "tue 12:00-20:00/15:00-16:00"]
        + week("wed thu fri", "12:00-20:00/15:00-16:00"),
      figures: ["start-stability hours 3"],
      "start-stability 2026-11-24 181 180 minutes policy"),
    Planted(
      "a full-timer's shift of less than 5 h", "boris",
      fourDays + ["mon 09:00-13:59"], figures: ["shift-length full_time_min 5"],
      "shift-length 2026-11-23 299 300 minutes policy"),
    Planted(
      // 20 h and a tenth of them; the contract itself would bear 24 h.
      "a part-timer's hours over a tenth", "chloe",
      [
        "mon 07:00-15:00/11:00-11:30", "tue 07:00-15:00/11:00-11:30", "wed 07:00-14:31/11:00-11:30",
      ],
      change: { site in site.absences = [] },
      "part-time-hours 2026-11-23 1321 1320 minutes L3123-28"),
    Planted(
      "a part-timer's interruption of 2 h 01", "chloe",
      ["mon 08:00-14:31/11:00-13:01"] + week("tue wed fri", "08:00-13:00"),
      figures: ["part-time-interruption from 30"],
      "part-time-interruption 2026-11-23 121 120 minutes L3123-30"),
    Planted(
      // 44 h and a minute over the twelve weeks to this one: eleven of 44 h 30 (2670) and this of 38 h 31
      // make 31681, one more than 31680.
      "44 h on average over twelve weeks, and a minute", "boris",
      week("mon tue wed thu", "09:00-18:00/12:00-13:00") + ["fri 09:00-16:31/12:00-13:00"],
      published: (0..<11).flatMap { week in
        let monday = Day("2026-09-07")! + 7 * week
        return (0..<5).map { "boris \(monday + $0) 09:00-18:54/12:00-13:00" }
      },
      "average-weekly-hours 2026-11-23 2641 2640 minutes L3121-22"),

    Planted(
      // Three weeks of four days before make seventeen days in four weeks.
      "five days in a week, of four on average", "boris",
      week("mon tue wed thu fri", "09:00-17:00/12:00-13:00"),
      published: [2, 3, 4, 5, 9, 10, 11, 12, 16, 17, 18, 19].map {
        "boris 2026-11-\($0 < 10 ? "0" : "")\($0) 09:00-17:00/12:00-13:00"
      },
      figures: ["average-days days 4"], "average-days 2026-11-27 17 16 days 2.7.1"),
    Planted(
      "44 minutes for lunch", "boris",
      week("mon tue wed thu", "09:00-17:00/12:00-13:00") + ["fri 09:00-17:00/12:00-12:44"],
      figures: ["meal-break minutes 45"], "meal-break 2026-11-27 44 45 minutes 2002"),
    Planted(
      // 40 h 01, of which 35 h are no overtime.
      "five hours of overtime and a minute, where five are left", "boris",
      week("mon tue wed thu", "09:00-18:00/12:00-13:00") + ["fri 09:00-18:01/12:00-13:00"],
      figures: ["overtime-contingent hours 5"],
      "overtime-contingent 2026-11-23 301 300 minutes L3121-30"),
    Planted(
      // Four nights of 8 h are 32 h.
      "a night worker's week of more than 31 h 59", "david",
      week("mon tue wed thu", "21:30-30:00/25:00-25:30"),
      figures: ["night-worker week_hours 31:59"],
      "night-worker 2026-11-23 1920 1919 minutes L3122-7"),
    Planted(
      "six days, and never two of rest in a row", "boris",
      week("mon tue wed thu fri", "09:00-17:00/12:00-13:00"),
      published: (9...14).map {
        "boris 2026-11-\($0 < 10 ? "0" : "")\($0) 09:00-14:00"
      } + [16, 17, 19, 20, 21].map { "boris 2026-11-\($0) 09:00-14:00" },
      figures: ["second-rest-day within_days 8"],
      "second-rest-day 2026-11-23 1 2 days 2.7.1"),
    Planted(
      // Tuesday owes an hour; 11 h before Wednesday and Thursday give nothing back.
      "a rest of 10 h not given back by the second day after", "anna",
      [
        "mon 14:00-22:00/17:00-18:00", "tue 08:00-18:00/12:00-13:00",
        "wed 05:00-13:00/09:00-10:00", "thu 00:00-06:00/02:00-02:30",
      ],
      figures: ["daily-rest hours 9", "equivalent-rest within_days 1"],
      change: { site in site.agents[0].worksNights = true },
      "equivalent-rest 2026-11-26 60 0 minutes D3131-2"),
    Planted(
      // Nine hours of work ask for twelve of rest.
      "11 h 59 of rest after nine hours of a night", "david",
      ["mon 21:00-30:30/25:00-25:30", "tue 18:29-22:00"]
        + week("thu fri", "21:30-30:00/25:00-25:30"),
      figures: ["night-work hours 10"], "night-rest 2026-11-24 719 720 minutes L3122-17"),
    Planted(
      "a day of 10 h 01 where none is agreed", "boris",
      ["mon 08:00-19:01/12:00-13:00"] + week("tue wed thu fri", "09:00-16:00/12:00-13:00"),
      figures: ["long-days max 0", "daily-hours hours 11"],
      "long-days 2026-11-23 1 0 days 1999"),

    // Over the changes of the clocks.
    Planted(
      // 20:00 to 7:00 are ten hours in the night of 28 March.
      "11 h of rest on the clock in spring", "anna",
      week("wed thu", "13:00-21:00/17:00-18:00")
        + ["fri 12:00-20:00/16:00-17:00", "sat 12:00-20:00/16:00-17:00", "sun 07:00-12:00"],
      week: "2026-W13", "daily-rest 2026-03-29 600 660 minutes L3131-1"),
    Planted(
      // From 21:30 to 6:00 eight and a half hours on the clock pass in nine and a half.
      "8 h of night work on the clock in autumn", "david",
      week("tue wed thu", "21:30-30:00/25:00-25:30") + ["sat 21:30-30:00/24:00-24:30"],
      week: "2026-W43", "night-work 2026-10-24 540 480 minutes L3122-6"),
    Planted(
      // 35 h on the clock from Saturday 9:00 to Sunday 20:00 are 34 h when clocks go forward.
      "35 h of weekly rest on the clock in spring", "anna",
      week("mon tue wed thu fri", "12:00-18:00/15:00-15:30")
        + ["sat 04:00-09:00", "sun 20:00-24:00"],
      week: "2026-W13",
      change: { site in site.agents[0].worksNights = true },
      "weekly-rest 2026-03-29 2040 2100 minutes L3132-2",
      "shifts-per-week 2026-03-29 7 6 shifts policy", "six-days 2026-03-29 7 6 days L3132-1",
      "daily-rest 2026-03-28 600 660 minutes L3131-1"),
    Planted(
      // From 20:00 to 5:59 on the clock ten hours and 59 minutes pass.
      "10 h on the clock of a day in autumn", "anna",
      week("mon tue wed thu", "13:00-21:00/17:00-18:00") + ["sun 01:00-12:01/06:00-07:00"],
      week: "2026-W43",
      change: { site in site.agents[0].worksNights = true },
      "daily-hours 2026-10-25 661 600 minutes L3121-18",
      "night-work 2026-10-25 661 480 minutes L3122-6"),
    Planted(
      "1 May on a queue that is closed on it", "emma",
      week("mon tue wed thu fri", "09:00-17:00/12:00-13:00"), week: "2026-W18",
      change: { site in site.queues[1].opening.openOnHolidays = false },
      "public-holidays 2026-05-01 420 0 minutes L3133-6"),
    Planted(
      "8 h 01 of a minor's day", "emma",
      ["mon 09:00-18:01/12:00-12:30/15:30-16:00"]
        + week("tue wed thu fri", "09:00-16:30/12:00-13:00"),
      change: { site in site.agents[4].birthDate = Day("2009-05-01")! },
      "minors 2026-11-23 481 480 minutes L3162-1"),
  ]

  @Test(
    "A planted breach is found, with its day, amount and article, and nothing else is",
    arguments: planted)
  func found(_ planted: Planted) {
    let (site, book, roster) = planted.situation
    let breaches = Audit(site: site, book: book).check(roster).breaches
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
