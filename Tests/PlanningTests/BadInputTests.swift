import Foundation
import Testing

/// One mistake in a site, and what a person must read about it.
struct Mistake: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let file: String
  let change: @Sendable (String) -> String
  /// Parts of the message: place, what was found, what was expected.
  let message: [String]

  init(
    _ name: String, in file: String, says message: String...,
    change: @escaping @Sendable (String) -> String
  ) {
    testDescription = name
    self.file = file
    self.message = message
    self.change = change
  }

  /// `find` replaced by `replacement` in its first place.
  init(
    _ name: String, in file: String, _ find: String, _ replacement: String, says message: String...
  ) {
    testDescription = name
    self.file = file
    self.message = message
    change = { text in
      guard let range = text.range(of: find) else { return text }
      return text.replacingCharacters(in: range, with: replacement)
    }
  }

  /// Mistakes that the files show before anything is planned: exit status 2.
  static let refused: [Mistake] = [
    // site.yaml
    Mistake(
      "a bracket left open", in: "site.yaml", "interval_minutes: 30", "interval_minutes: [30",
      says: "site.yaml:"),
    Mistake(
      "an unknown key", in: "site.yaml", "    shrinkage: 0", "    shrinkag: 0",
      says: "site.yaml:13:5:", "\"shrinkag\"", "Maybe shrinkage?"),
    Mistake(
      "a key twice", in: "site.yaml", "interval_minutes: 30", "interval_minutes: 30\nname: Lens",
      says: "site.yaml:5:1:", "name"),
    Mistake(
      "an unknown time zone", in: "site.yaml", "Europe/Paris", "Europe/Lille",
      says: "site.yaml:3:12:", "Europe/Lille"),
    Mistake(
      "intervals that do not divide an hour", in: "site.yaml", "interval_minutes: 30",
      "interval_minutes: 25", says: "site.yaml:4:19:", "25"),
    Mistake(
      "a share that is not a number", in: "site.yaml", "max_occupancy: 88", "max_occupancy: .nan",
      says: "site.yaml:12:20:", "nan"),
    Mistake(
      "a negative price", in: "site.yaml", "understaffing: 60.00", "understaffing: -60.00",
      says: "site.yaml:", "-60.00"),
    Mistake(
      "a skill that nobody has", in: "site.yaml", "skill: sales", "skill: billing",
      says: "site.yaml:19:12:", "billing"),
    Mistake(
      "an unknown rule", in: "site.yaml", "shifts-per-week:", "shifts-per-weak:",
      says: "site.yaml:53:3:", "shifts-per-weak", "Maybe shifts-per-week?"),
    Mistake(
      "an unknown parameter", in: "site.yaml", "{max: 5}", "{maxi: 5}",
      says: "site.yaml:53:", "\"maxi\"", "Maybe max?"),
    Mistake(
      "a rest below what the law allows", in: "site.yaml", "shifts-per-week: {max: 5}",
      "daily-rest: {hours: 8}", says: "site.yaml:53:", "daily-rest.hours \"8\"", "L3131-1"),
    Mistake(
      "a week above what the law allows", in: "site.yaml", "shifts-per-week: {max: 5}",
      "weekly-hours: {hours: 61}", says: "site.yaml:53:", "L3121-20"),
    // agents.csv
    Mistake(
      "a quotation mark left open", in: "agents.csv", "A003,", "\"A003,", says: "agents.csv:4:1:"),
    Mistake(
      "a row with a cell too few", in: "agents.csv", ",yes,no,,\n", ",yes,no,\n",
      says: "agents.csv:3:"),
    Mistake(
      "an agent twice", in: "agents.csv", "A002,", "A001,", says: "agents.csv:3:1:", "A001"),
    Mistake(
      "a negative wage", in: "agents.csv", "14.50", "-14.50", says: "agents.csv:2:", "-14.50"),
    Mistake(
      "a wage that is no number", in: "agents.csv", "14.50", "NaN", says: "agents.csv:2:", "NaN"),
    Mistake(
      "an unknown contract", in: "agents.csv", "full-time-35", "full-time-53",
      says: "agents.csv:3:6:", "full-time-53", "Maybe full-time-35?"),
    Mistake(
      "an agent whom no shift fits", in: "agents.csv", "mon-fri 08:00-17:00|sat 08:00-18:00",
      "mon 02:00-03:00", says: "agents.csv:2:", "A001", "no shift"),
    Mistake(
      "hours too few for the contract", in: "agents.csv", "mon-fri 08:00-17:00|sat 08:00-18:00",
      "mon-tue 08:00-17:00", says: "agents.csv:2:", "A001", "part-time-30"),
    Mistake("no agents", in: "agents.csv", says: "agents.csv") { String($0.prefix { $0 != "\n" }) },
    // calls.csv
    Mistake(
      "calls below zero", in: "calls.csv", "2026-05-25T00:30,support,0,",
      "2026-05-25T00:30,support,-1,", says: "calls.csv:3:", "-1"),
    Mistake(
      "calls that are no number", in: "calls.csv", "2026-05-25T00:30,support,0,",
      "2026-05-25T00:30,support,NaN,", says: "calls.csv:3:26:", "NaN"),
    Mistake(
      "a time that does not exist", in: "calls.csv", "2026-05-25T00:30", "2026-05-32T00:30",
      says: "calls.csv:3:1:", "2026-05-32T00:30"),
    Mistake(
      "an unknown queue", in: "calls.csv", "2026-05-25T00:30,support",
      "2026-05-25T00:30,suport", says: "calls.csv:3:18:", "suport", "Maybe support?"),
    Mistake("no history", in: "calls.csv", says: "calls.csv", "history", "support") {
      String($0.prefix { $0 != "\n" }) + "\n"
    },
    Mistake(
      "a history of one week", in: "calls.csv", says: "calls.csv", "1 full week", "2 are needed"
    ) {
      history($0, from: "2026-11-16")
    },
    // absences.csv, wishes.csv, published
    Mistake(
      "an absence on a day that does not exist", in: "absences.csv", "2026-11-30", "2026-11-31",
      says: "absences.csv:2:6:", "2026-11-31"),
    Mistake(
      "an absence of a stranger", in: "absences.csv", "A001", "A101", says: "absences.csv:2:1:",
      "A101"),
    Mistake(
      "a wish for a shift that is none", in: "wishes.csv", "early", "erly", says: "wishes.csv:3:",
      "erly", "Maybe early?"),
    Mistake(
      "published shifts that overlap", in: "published/2026-W47.csv",
      "A001,2026-11-17,2026-11-17T08:00", "A001,2026-11-17,2026-11-16T16:30",
      says: "published/2026-W47.csv:"),
  ]

  /// The rows of a history from a day on.
  static func history(_ text: String, from day: String) -> String {
    text.split(separator: "\n").filter { $0 >= day || $0.hasPrefix("start") }.joined(
      separator: "\n")
      + "\n"
  }
}

@Suite("Bad input, told on the command line")
struct BadInputTests {
  private static let plan = [
    "plan", "site", "--week", "2026-W48", "--work", "1", "--out", "site/p",
  ]

  @Test(
    "One mistake in the files: status 2, its place and words, no file", arguments: Mistake.refused)
  func refused(_ mistake: Mistake) throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/\(mistake.file)", mistake.change)
    let before = try workspace.contents()
    let run = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(run.status == 2, "\(run.errors)")
    for part in mistake.message { #expect(run.errors.contains(part), "\(part) in \(run.errors)") }
    #expect(run.output.isEmpty)
    #expect(try workspace.contents() == before)
  }

  @Test("Mistakes in several files are told in one run, and check tells what plan tells")
  func severalMistakes() throws {
    let workspace = try Workspace(example: "hotline")
    let names = [
      "an unknown key", "an agent twice", "calls below zero",
      "an absence on a day that does not exist", "a wish for a shift that is none",
    ]
    for mistake in Mistake.refused where names.contains(mistake.testDescription) {
      try workspace.edit("site/\(mistake.file)", mistake.change)
    }
    let check = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(check.status == 2)
    for file in ["site.yaml", "agents.csv", "calls.csv", "absences.csv", "wishes.csv"] {
      #expect(check.errors.contains("\(file):"), "\(file) in \(check.errors)")
    }
    let plan = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(plan.errors == check.errors)
  }

  @Test("A mistake in every row is told with the first rows, and hides no other file's")
  func everyRow() throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/site.yaml") {
      $0.replacing("interval_minutes: 30", with: "interval_minutes: 60")
    }
    try workspace.edit("site/wishes.csv") { $0.replacing("off", with: "offf") }
    let run = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains("calls.csv:3:1: found \"2026-05-25T00:30\""))
    #expect(run.errors.contains("wishes.csv:2:"))
    #expect(run.errors.split(separator: "\n").count < 40)
  }

  @Test("Files that are missing or no text", arguments: ["site.yaml", "agents.csv", "calls.csv"])
  func missing(_ file: String) throws {
    let workspace = try Workspace(example: "hotline")
    try Data([0x41, 0xE9, 0x0A]).write(to: workspace.url.appendingPathComponent("site/\(file)"))
    let latin = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(latin.status == 2)
    #expect(latin.errors.contains("\(file):1:2: found a byte that is not UTF-8"))
    try workspace.remove("site/\(file)")
    let gone = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(gone.status == 2)
    #expect(gone.errors.contains("\(file): found no such file"))
    #expect(!workspace.exists("site/p"))
  }

  @Test("A site that is not there, or is a file", arguments: ["nowhere", "site/site.yaml"])
  func noSite(_ site: String) throws {
    let workspace = try Workspace(example: "hotline")
    for command in [["check"], ["plan", "--week", "2026-W48"], ["staff", "--week", "2026-W48"]] {
      let run = try ReleveCommand.run(command + [site], in: workspace)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("\(site): found "), "\(run.errors)")
    }
  }

  @Test("Nowhere to write: status 2 before any search", arguments: ["blocked", "blocked/deep/p"])
  func noOutput(_ out: String) throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.write("a file in the way", to: "blocked")
    let before = try workspace.contents()
    // A search of a minute that must not begin.
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--time", "60s", "--gap", "0", "--out", out],
      in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains(out) && run.errors.contains("not a folder"), "\(run.errors)")
    #expect(run.seconds < 20)
    #expect(try workspace.contents() == before)
    for command in ["forecast", "staff"] {
      let run = try ReleveCommand.run(
        [command, "site", "--week", "2026-W48", "--out", "blocked/f.csv"], in: workspace)
      #expect(run.status == 2, "\(command)")
      #expect(run.errors.contains("blocked/f.csv"))
    }
    #expect(try workspace.contents() == before)
  }

  @Test(
    "A requirement that is for another week, or not whole",
    arguments: [
      ("2026-11-", "2026-12-", "r.csv: found a requirement from 2026-12-23"),
      ("support,2026-11-24T00:00,", "suport,2026-11-24T00:00,", "Maybe support?"),
      ("support,2026-11-24T00:00,", "support,2026-11-24T00:30,", "r.csv:"),
    ])
  func badRequirement(_ find: String, _ replacement: String, _ message: String) throws {
    let workspace = try Workspace(example: "hotline")
    try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--out", "r.csv"], in: workspace
    ).expectDone()
    try workspace.edit("r.csv") { $0.replacing(find, with: replacement) }
    let run = try ReleveCommand.run(Self.plan + ["--requirement", "r.csv"], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(!workspace.exists("site/p"))
  }

  @Test("A requirement that leaves out a queue is refused: nobody would be planned for it")
  func requirementWithoutQueue() throws {
    let workspace = try Workspace(example: "hotline")
    try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--out", "r.csv"], in: workspace
    ).expectDone()
    try workspace.edit("r.csv") { text in
      text.split(separator: "\n").filter { !$0.hasPrefix("sales,") }.joined(separator: "\n")
    }
    let run = try ReleveCommand.run(Self.plan + ["--requirement", "r.csv"], in: workspace)
    #expect(run.status == 2, "\(run.errors)")
    #expect(run.errors.contains("r.csv: found no rows of the queue sales"), "\(run.errors)")
    #expect(!workspace.exists("site/p"))
  }

  @Test("Hours that no rule-abiding week can hold: status 3, with agent and rule")
  func impossibleContract() throws {
    let workspace = try Workspace(example: "hotline")
    // Four shifts of at most 8 h 15 make 33 h; full-time contracts ask for 34 h.
    try workspace.edit("site/site.yaml") {
      $0.replacing("shifts-per-week: {max: 5}", with: "shifts-per-week: {max: 4}")
    }
    let before = try workspace.contents()
    let run = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("agent A002 has no lawful tour"), "\(run.errors)")
    #expect(run.errors.contains("34h00 to 37h00 must be worked"))
    #expect(run.errors.contains("shifts-per-week") && run.errors.contains("contract-hours"))
    // Part-time people of 24 h can do with four shifts.
    #expect(!run.errors.contains("A004"))
    #expect(try workspace.contents() == before)
  }

  @Test("A requirement that nobody can meet is shown as understaffing; no law gives way")
  func unmeetableRequirement() throws {
    let workspace = try Workspace.quick()
    try workspace.edit("site/site.yaml") {
      $0.replacing("minimum_agents: 1 ", with: "minimum_agents: 500 ")
    }
    let run = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    // Short from the first minute to the last of the week.
    #expect(
      run.output.contains("thin: support Mon 23 Nov 00:00–Mon 30 Nov 00:00, up to 500 missing"),
      "\(run.output)")
    #expect(run.output.contains("no breach"))
    let cover = try PlainTable(workspace.text("site/p/cover.csv"))
    let missing = cover.rows.filter { $0["queue"] == "support" }.map { Int($0["gap"]!)! }
    // Twelve agents, five hundred asked for.
    #expect(missing.allSatisfy { (-500 ... -488).contains($0) })
    try ReleveCommand.run(["audit", "site", "site/p/roster.csv"], in: workspace).expectDone()
  }

  @Test("Three weeks of history are enough")
  func shortHistory() throws {
    let workspace = try Workspace.quick()
    try workspace.edit("site/calls.csv") { Mistake.history($0, from: "2026-11-02") }
    let run = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("3 weeks of history"), "\(run.output)")
    try ReleveCommand.run(["audit", "site", "site/p/roster.csv"], in: workspace).expectDone()
  }

  @Test("A bare history too short is named as the file it is")
  func shortBareHistory() throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/calls.csv") { Mistake.history($0, from: "2026-11-20") }
    let run = try ReleveCommand.run(
      ["forecast", "--history", "site/calls.csv", "--days", "3"], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("site/calls.csv: "), "\(run.errors)")
    #expect(!workspace.exists("forecast.csv"))
  }
}
