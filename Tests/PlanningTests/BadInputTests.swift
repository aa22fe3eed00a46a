import Foundation
import Testing

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
    try workspace.edit("site/calls.csv") { $0.replacing(",support,", with: ",support,x") }
    try workspace.edit("site/wishes.csv") { $0.replacing("off", with: "offf") }
    let run = try ReleveCommand.run(Self.plan, in: workspace)
    #expect(run.status == 2)
    let rows = try workspace.text("site/calls.csv").split(separator: "\n")
      .count { $0.contains(",support,") }
    #expect(run.errors.contains("calls.csv:2:26: found \"x"), "\(run.errors)")
    #expect(
      run.errors.replacing(",", with: "").contains("(and \(rows - 5) more like it)"),
      "\(run.errors)")
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
      run.output.contains(": support Mon 23 Nov 00:00–Mon 30 Nov 00:00, up to 500 missing"),
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
    #expect(run.output.contains("The history is short (3 weeks)"), "\(run.output)")
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
