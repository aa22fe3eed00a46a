import Foundation
import Testing

@Suite("releve simulate")
struct SimulateCommandTests {
  struct Simulated: Decodable {
    struct Queue: Decodable {
      let queue: String
      let service_level: Double?
      let low: Double?
      let high: Double?
      let abandonment: Double?
      let asa_seconds: Double?
      let occupancy: Double?
      let promised: Double
      let chance_to_miss: Double
    }
    let samples: Int
    let queues: [Queue]
  }

  /// The small example with its roster of last week in force.
  private static let roster = "site/published/2026-W47.csv"

  private func simulate(_ options: [String], in workspace: Workspace) throws
    -> ReleveCommand.Outcome
  {
    try ReleveCommand.run(["simulate", "site", Self.roster] + options, in: workspace)
  }

  @Test("Table, JSON and quality sheet say the same, for any number of threads")
  func results() throws {
    let workspace = try Workspace(example: "hotline")
    for threads in ["1", "3"] {
      let run = try simulate(
        [
          "--samples", "20", "--threads", threads, "--patience", "120", "--absence", "4",
          "--waiting-price", "6", "--json", "s\(threads).json", "--out", "q\(threads).csv",
        ], in: workspace)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
      #expect(run.output.contains("20 samples, ") && run.output.contains("support: 80.0 % in 20 s"))
      #expect(run.output.contains("4.0 % of shifts missed"))
      try workspace.write(run.output, to: "t\(threads).txt")
    }
    for name in ["s#.json", "q#.csv", "t#.txt"] {
      #expect(
        try workspace.bytes(name.replacing("#", with: "1"))
          == workspace.bytes(name.replacing("#", with: "3")), "\(name)")
    }
    let found = try JSONDecoder().decode(Simulated.self, from: workspace.bytes("s1.json"))
    #expect(found.samples == 20 && found.queues.map(\.queue) == ["support", "sales"])
    let sheet = try PlainTable(workspace.text("q1.csv"))
    // Seven days and a week for each queue.
    #expect(sheet.rows.count == 2 * 8)
    for queue in found.queues {
      let level = try #require(queue.service_level)
      let (low, high) = (try #require(queue.low), try #require(queue.high))
      #expect(low <= level && level <= high && high - low < 0.2)
      let rows = sheet.rows.filter { $0["queue"] == queue.queue }
      let week = try #require(rows.last)
      #expect(week["from"] == "2026-11-16" && week["to"] == "2026-11-22")
      func number(_ row: [String: String], _ name: String) throws -> Double {
        try #require(row[name].flatMap { Double($0) }, "\(name)")
      }
      #expect(abs(try number(week, "service_level_of_offered") - level) < 1e-4)
      #expect(abs(try number(week, "asa_seconds") - #require(queue.asa_seconds)) < 0.06)
      #expect(abs(try number(week, "occupancy") - #require(queue.occupancy)) < 1e-4)
      #expect(try number(week, "promised") == queue.promised)
      #expect(try number(week, "chance_to_miss") == queue.chance_to_miss)
      for row in rows {
        let (offered, answered) = (try number(row, "offered"), try number(row, "answered"))
        #expect(abs(offered - answered - (try number(row, "abandoned"))) < 0.011)
      }
      let days = try rows.dropLast().reduce(0) { try $0 + number($1, "offered") }
      #expect(abs(days - (try number(week, "offered"))) < 0.05)
    }
    // Sales is closed on Sunday: nothing to take a share of.
    let sunday = try #require(
      sheet.rows.first { $0["queue"] == "sales" && $0["from"] == "2026-11-22" })
    #expect(sunday["service_level_of_offered"] == "" && sunday["offered"] == "0.00")
  }

  @Test("A requirement's calls stand in for the forecast; French for French Excel")
  func requirement() throws {
    let workspace = try Workspace(example: "hotline")
    try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W47", "--out", "r.csv"], in: workspace
    ).expectDone()
    let run = try simulate(
      [
        "--samples", "5", "--requirement", "r.csv", "--out", "q.csv", "--csv", "excel-fr", "--lang",
        "fr",
      ], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("5 échantillons") && run.output.contains("personne ne raccroche"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
    #expect(try workspace.text("q.csv").contains("support;16/11/2026;16/11/2026;"))
    try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--out", "other.csv"], in: workspace
    ).expectDone()
    let other = try simulate(["--requirement", "other.csv"], in: workspace)
    #expect(other.status == 2)
    #expect(other.errors.contains("expected one from 2026-11-16 to 2026-11-22"))
  }

  @Test("A roster that does not fit the site is refused, with what does not")
  func refusals() throws {
    let workspace = try Workspace(example: "hotline")
    let lines = try workspace.text(Self.roster).split(separator: "\n")
    try workspace.write(
      lines.joined(separator: "\n").replacing("A003,", with: "Z9,") + "\n", to: "unknown.csv")
    // A001 takes support only, so nobody is there for sales.
    try workspace.write(
      ([lines[0]] + lines.filter { $0.hasPrefix("A001,") }).joined(separator: "\n") + "\n",
      to: "alone.csv")
    for (file, told) in [
      ("unknown.csv", "Z9"), ("alone.csv", "nobody in the roster has its skill, sales"),
    ] {
      let run = try ReleveCommand.run(
        ["simulate", "site", file, "--json", "s.json"], in: workspace)
      #expect(run.status == 2 && run.errors.contains(told), "\(run.errors)")
      #expect(!workspace.exists("s.json"))
    }
  }

  @Test("More work than agents is told with queue and hours")
  func overload() throws {
    let workspace = try Workspace(example: "hotline")
    let lines = try workspace.text(Self.roster).split(separator: "\n")
    try workspace.write(
      ([lines[0]] + lines.filter { $0.hasPrefix("A003,") }).joined(separator: "\n") + "\n",
      to: "thin.csv")
    let run = try ReleveCommand.run(
      ["simulate", "site", "thin.csv", "--samples", "2", "--patience", "60"], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("More work than the agents there can do:"))
    #expect(run.output.contains("  support Mon 16 Nov "))
  }

  @Test(
    "What is not understood ends with 64",
    arguments: [
      "--samples 0", "--patience 0", "--patience nan", "--absence 95", "--absence -1",
      "--threads 0", "--pause -1", "--handle-time-variation -1", "--waiting-price -1",
    ])
  func usage(_ options: String) throws {
    let workspace = try Workspace()
    let run = try simulate(options.split(separator: " ").map(String.init), in: workspace)
    #expect(run.status == 64 && run.errors.contains("--help"), "\(run.errors)")
  }

  @Test("Ctrl-C tells what the samples so far say")
  func interruption() throws {
    let workspace = try Workspace(example: "hotline")
    func interrupted(after delay: Double) throws -> ReleveCommand.Outcome {
      try ReleveCommand.run(
        ["simulate", "site", Self.roster, "--samples", "1000000", "--json", "s.json"],
        in: workspace, signal: SIGINT, after: delay)
    }
    var run = try interrupted(after: 8)
    // On a busy machine the first sample may come later; before it there is nothing to tell.
    if run.status == 130 { run = try interrupted(after: 60) }
    #expect(run.status == 0 && run.seconds < 5, "\(run.errors)")
    #expect(run.output.contains("of 1000000 samples"))
    let found = try JSONDecoder().decode(Simulated.self, from: workspace.bytes("s.json"))
    #expect((1..<1_000_000).contains(found.samples))
  }
}
