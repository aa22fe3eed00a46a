import Interchange
import Testing
import Workforce

@Suite("Reading a site folder")
struct SiteFolderTests {
  @Test("Every value of a small site arrives")
  func values() throws {
    let site = try SiteFolder.read(SmallSite.inputs())
    #expect(site.name == "Lille" && site.zone.identifier == "Europe/Paris")
    let support = site.queues[0]
    #expect(support.target == ServiceTarget(share: 0.8, seconds: 20))
    #expect(support.maximumOccupancy == 0.88 && support.shrinkage == 0.12)
    #expect(support.minimumAgents == 2 && support.defaultHandleTime == 320)
    #expect(support.opening == .always)
    #expect(support.sundayBasis == .listed(line: "assistance téléphonique"))
    let sales = site.queues[1]
    #expect(sales.opening.ranges[.friday] == [480..<720, 780..<1080])
    #expect(sales.opening.ranges[.sunday] == nil && !sales.opening.openOnHolidays)
    #expect(sales.maximumOccupancy == 1 && sales.minimumAgents == 0 && sales.shrinkage == 0)
    #expect(
      site.contracts == [
        Contract(
          name: "full-time", weeklyMinutes: 2100, rosteredMinutes: 1920...2340,
          isFullTime: true),
        Contract(
          name: "part-time", weeklyMinutes: 1440, rosteredMinutes: 1440...1440,
          isFullTime: false),
      ])
    #expect(
      site.shiftKinds == [
        ShiftKind(
          name: "day", start: 360...660, length: 420...540, step: 30,
          pause: ShiftKind.Pause(minutes: 45, window: 180...330)),
        ShiftKind(name: "night", start: 1260...1260, length: 510...510, step: 30, pause: nil),
      ])
    #expect(site.pay == Pay(nightPercent: 25, sundayPercent: 50))
    // Without a price of its own, an hour below a minimum is five times as dear as another.
    #expect(
      site.coverPrice
        == CoverPrice(understaffing: 6000, overstaffing: 200, belowMinimum: 30_000))
    #expect(site.rules.map(\.key) == ["daily-rest", "six-days", "weekly-rest"])
    #expect(
      site.rules[0].parameters == [
        RuleEntry.Parameter(
          name: "hours", value: "11",
          position: SourcePosition(file: "site.yaml", line: 35, column: 23))
      ])
    #expect(site.rules[1].parameters.isEmpty)
    #expect(site.rules[2].parameters.map(\.name) == ["value"])
    #expect(
      site.agents[1]
        == Agent(
          id: "A2", contract: "part-time", skills: ["sales"], team: "South",
          hourlyWage: 1300,
          availability: [
            .monday: 420..<1200, .tuesday: 420..<1200, .wednesday: 420..<1200,
            .thursday: 420..<1200, .friday: 420..<1200, .saturday: 480..<960,
          ]))
    #expect(site.agents[0].worksNights && site.agents[0].birthDate == Day("1990-02-28"))
    #expect(site.agents[2].hourlyWage == 1275)
    #expect(site.agents[2].availability?[.sunday] == 1200..<1920)
    #expect(
      site.absences == [
        Absence(agent: "A1", from: Day("2026-11-23")!, to: Day("2026-11-27")!, kind: "leave")
      ])
    #expect(site.wishes.map(\.content) == [.off, .shift(kind: "day")])
    #expect(site.wishes.map(\.weight) == [500, 750])
    #expect(site.events.map(\.effect) == [1.25, nil])
    #expect(site.published.map(\.paidMinutes) == [435, 510])
    let calls = try #require(site.calls.records["support"])
    #expect(calls.map(\.offered) == [4, 1, 0, 2, 1.5, 3])
    #expect(calls.map(\.handleTime) == [310, 300, nil, 300, 300, 305.5])
    #expect(calls[3].start == LocalMoment(day: Day("2026-10-25")!, minute: 120))
  }

  @Test("Optional files may be missing; the others may not")
  func missingFiles() throws {
    let site = try SiteFolder.read(
      SmallSite.inputs([
        "absences.csv": nil, "wishes.csv": nil, "events.csv": nil, "published/2026-W47.csv": nil,
      ]))
    #expect(site.absences.isEmpty && site.published.isEmpty)
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs(["agents.csv": nil, "calls.csv": nil]))
    }
    #expect(refused?.problems.map(\.position.file) == ["agents.csv", "calls.csv"])
  }

  @Test("A folder that is not there, and a file in its place, are refused")
  func noFolder() throws {
    try WholeFileTests.inFolder { folder in
      let absent = #expect(throws: InputRefused.self) { try SiteFolder.read(at: folder + "/no") }
      #expect(absent?.problems.first?.found == "no such folder")
      let empty = #expect(throws: InputRefused.self) { try SiteFolder.read(at: folder) }
      #expect(
        empty?.problems.map(\.position.file) == ["agents.csv", "calls.csv", "site.yaml"])
    }
  }

  @Test("A site without agents is refused, whatever else refers to them")
  func noAgents() {
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(
        SmallSite.inputs([
          "agents.csv": "agent,contract,skills,hourly_wage\n", "absences.csv": nil,
          "wishes.csv": nil,
        ]))
    }
    #expect(
      refused?.description
        == "agents.csv:1:1: found no agents, expected at least one row below the header.")
  }

  @Test("Every key that comes twice is told, with what else is wrong")
  func repeatedKeys() {
    let text = SmallSite.files["site.yaml"]!
      .replacing("holidays: france\n", with: "holidays: france\nholidays: x\nholidays: y\n")
      .replacing("    shrinkage: 12\n", with: "    shrinkage: 12\n    shrinkage: 13\n")
      .replacing("step: 30", with: "step: 0")
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs(["site.yaml": text]))
    }
    #expect(
      refused?.problems.map { "\($0.position)" } == [
        "site.yaml:5:1", "site.yaml:6:1", "site.yaml:14:5", "site.yaml:32:11",
      ])
  }

  @Test(
    "Files made to exhaust memory or stack are refused at once",
    arguments: [
      String(repeating: "- ", count: 100_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "[", count: 100_000), "{'a':" + String(repeating: "{'a':", count: 150_000),
      "x: a #'\ny: " + String(repeating: "[", count: 100_000),
      (0..<1300).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
      "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", String(repeating: "x", count: 1_048_577),
    ])
  func bombs(text: String) {
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(SmallSite.inputs(["site.yaml": text]))
    }
    #expect(refused?.problems.map(\.position.file) == ["site.yaml"])
  }

  @Test("Of two versions of a published week the later counts")
  func versions() throws {
    let site = try SiteFolder.read(
      SmallSite.inputs([
        "published/2026-W47-2.csv": "agent,date,start,end\nA1,2026-11-17,09:00,17:00\n",
        "published/2026-W46.csv": "agent,date,start,end\nGone,2026-11-09,09:00,17:00\n",
      ]))
    #expect(site.published.map(\.agent) == ["Gone", "A1"])
    #expect(site.published.map(\.day) == [Day("2026-11-09")!, Day("2026-11-17")!])
  }

  @Test("Problems of all files are told together, in the order of file and line")
  func together() {
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(
        SmallSite.inputs([
          "site.yaml": SmallSite.files["site.yaml"]!
            .replacing("shrinkage: 12", with: "shrinkage: -1")
            .replacing("interval_minutes: 30", with: "interval_minutes: 20"),
          "agents.csv": SmallSite.files["agents.csv"]!.replacing(",sales,", with: ",saless,"),
          "wishes.csv": "agent,date,wish\nA9,2026-02-30,nigh\n",
        ]))
    }
    #expect(
      refused?.problems.map { "\($0.position)" } == [
        "agents.csv:3:14", "site.yaml:3:19", "site.yaml:11:16", "wishes.csv:2:1", "wishes.csv:2:4",
        "wishes.csv:2:15",
      ])
    #expect(refused?.problems.map(\.maybe) == ["sales", nil, nil, nil, nil, "night"])
  }

  @Test("An event without a queue is one of every queue")
  func eventOfAll() throws {
    let site = try SiteFolder.read(
      SmallSite.inputs(["events.csv": "date,queue,kind\n2026-12-24,,closure\n"]))
    #expect(site.events.map(\.queue) == ["sales", "support"])
    #expect(site.events.allSatisfy { $0.day == Day("2026-12-24")! && $0.kind == .closure })
  }

  @Test("An event of several days, one with a name, and a queue called from abroad arrive")
  func eventsAndCallers() throws {
    let site = try SiteFolder.read(
      SmallSite.inputs([
        "events.csv": """
        date,queue,kind,effect,name,to
        2026-12-01,sales,campaign,,soldes,03/12/2026
        2026-12-08,support,holiday,,Immaculée Conception,
        """,
        "site.yaml": SmallSite.files["site.yaml"]!
          .replacing("max_occupancy: 88", with: "holidays: be\n    max_occupancy: 88"),
      ]))
    #expect(
      site.events == (1...3).map {
        Event(
          day: Day(year: 2026, month: 12, day: $0)!, queue: "sales", kind: .campaign, effect: nil,
          name: "soldes")
      } + [
        Event(
          day: Day("2026-12-08")!, queue: "support", kind: .holiday, effect: nil,
          name: "Immaculée Conception")
      ])
    #expect(site.queues[0].holidays?.code == "be" && site.queues[1].holidays == nil)
  }
}
