import Foundation
import Testing

@Suite("The command line, run as a process")
struct CommandTests {
  private func table(_ workspace: Workspace, _ path: String) throws -> PlainTable {
    try PlainTable(workspace.text(path))
  }

  // MARK: init and check

  @Test("init writes the same bytes for the same seed, the published roster included")
  func initIsRepeatable() throws {
    let workspace = try Workspace()
    for name in ["a", "b"] {
      let run = try ReleveCommand.run(
        ["init", name, "--agents", "10", "--seed", "7"], in: workspace)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("releve plan \(name) --week 2026-W48"))
    }
    let contents = try workspace.contents()
    let names = [
      "README.md", "absences.csv", "agents.csv", "calls.csv", "events.csv", "published",
      "published/2026-W47.csv", "site.yaml", "wishes.csv",
    ]
    #expect(contents.keys.filter { $0.hasPrefix("a/") }.sorted() == names.map { "a/" + $0 })
    for name in names { #expect(contents["a/" + name] == contents["b/" + name], "\(name)") }
    let check = try ReleveCommand.run(["check", "a"], in: workspace)
    #expect(check.status == 0)
    #expect(check.output.contains("10 agents, 2 queues"))
    #expect(check.output.contains("no problem found"))
  }

  @Test("Another seed gives another history")
  func initFollowsTheSeed() throws {
    let workspace = try Workspace()
    for seed in ["1", "2"] {
      try ReleveCommand.run(
        ["init", seed, "--agents", "10", "--seed", seed, "--without-roster"], in: workspace
      )
      .expectDone()
    }
    #expect(try workspace.bytes("1/calls.csv") != workspace.bytes("2/calls.csv"))
    #expect(!workspace.exists("1/published"))
  }

  @Test("init leaves a folder that holds anything as it is")
  func initRefusesFullFolders() throws {
    let workspace = try Workspace()
    try workspace.write("mine", to: "notes.txt")
    let run = try ReleveCommand.run(["init", ".", "--agents", "10"], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains("not empty"))
    #expect(try workspace.contents() == ["notes.txt": Data("mine".utf8)])
  }

  @Test("init refuses a place where no folder can be", arguments: ["notes.txt", "notes.txt/site"])
  func initRefusesFiles(_ place: String) throws {
    let workspace = try Workspace()
    try workspace.write("mine", to: "notes.txt")
    let run = try ReleveCommand.run(["init", place, "--agents", "10"], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors == "\(place): cannot be written: the folder cannot be made or read\n")
    #expect(try workspace.contents() == ["notes.txt": Data("mine".utf8)])
  }

  // MARK: forecast and staff

  @Test("forecast of a site: one row for a queue and open interval, limits around the mean")
  func forecastOfASite() throws {
    let workspace = try Workspace(example: "hotline")
    let run = try ReleveCommand.run(
      ["forecast", "site", "--week", "2026-W48", "--out", "f.csv"], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("support: ") && run.output.contains("calls expected"))
    let forecast = try table(workspace, "f.csv")
    #expect(forecast.columns == ["queue", "start", "mean", "lo80", "hi80", "lo95", "hi95"])
    // Seven days of 48 half-hours for support, which is always open.
    #expect(forecast.rows.count { $0["queue"] == "support" } == 336)
    for row in forecast.rows {
      let values = try ["lo95", "lo80", "mean", "hi80", "hi95"].map { name in
        try #require(row[name].flatMap { Double($0) })
      }
      #expect(values[0] >= 0 && values[0] <= values[1] && values[3] <= values[4], "\(row)")
      #expect(values[0] <= values[2] && values[2] <= values[4], "\(row)")
    }
  }

  @Test("forecast of a bare history by days and by hours, with other column names")
  func forecastOfAHistory() throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/calls.csv") {
      $0.replacing("start,queue,offered,handle_time", with: "timestamp,series_id,value,seconds")
    }
    let arguments = [
      "forecast", "--history", "site/calls.csv",
      "--columns", "start=timestamp,queue=series_id,offered=value", "--out",
    ]
    try ReleveCommand.run(arguments + ["days.csv", "--days", "2"], in: workspace).expectDone()
    try ReleveCommand.run(
      arguments + ["hours.csv", "--hours", "5", "--from", "2026-11-16"], in: workspace
    ).expectDone()
    let days = try table(workspace, "days.csv")
    let support = days.rows.filter { $0["queue"] == "support" }
    #expect(support.count == 96)
    // The history ends on Sunday 2026-11-22 at 24:00.
    #expect(support.first?["start"] == "2026-11-23T00:00")
    #expect(support.last?["start"] == "2026-11-24T23:30")
    let hours = try table(workspace, "hours.csv").rows.filter { $0["queue"] == "support" }
    #expect(
      hours.map { $0["start"] }
        == (0..<10).map {
          "2026-11-16T0\($0 / 2):\($0 % 2 == 0 ? "00" : "30")"
        })
  }

  @Test("A forecast from a day does not change with the rows after it")
  func forecastLooksOnlyBack() throws {
    let workspace = try Workspace(example: "hotline")
    let arguments = [
      "forecast", "--history", "site/calls.csv", "--from", "2026-11-16", "--days", "7", "--out",
    ]
    try ReleveCommand.run(arguments + ["all.csv"], in: workspace).expectDone()
    try workspace.edit("site/calls.csv") { text in
      text.split(separator: "\n").filter { $0 < "2026-11-16" || $0.hasPrefix("start") }
        .joined(separator: "\n")
    }
    try ReleveCommand.run(arguments + ["before.csv"], in: workspace).expectDone()
    #expect(try workspace.bytes("all.csv") == workspace.bytes("before.csv"))
  }

  @Test("staff writes the requirement that plan uses; an edited one goes back in")
  func requirementRoundTrip() throws {
    let workspace = try Workspace.quick()
    try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--out", "r.csv"], in: workspace
    ).expectDone()
    let requirement = try table(workspace, "r.csv")
    #expect(requirement.columns == ["queue", "start", "calls", "handle_time", "agents"])
    #expect(requirement.rows.count == 2 * 336)
    // One more agent on support at noon on Wednesday.
    let noon = "support,2026-11-25T12:00,"
    let row = try #require(
      try workspace.text("r.csv").split(separator: "\n").first { $0.hasPrefix(noon) })
    let before = try #require(row.split(separator: ",").last.flatMap { Int($0) })
    let edited = row.dropLast(String(before).count) + "\(before + 1)"
    try workspace.edit("r.csv") { $0.replacing(row, with: edited) }
    try ReleveCommand.run(
      [
        "plan", "site", "--week", "2026-W48", "--requirement", "r.csv", "--work", "1", "--out", "p",
      ],
      in: workspace
    ).expectDone()
    #expect(try workspace.text("p/requirement.csv") == workspace.text("r.csv"))
    let cover = try table(workspace, "p/cover.csv").rows
    #expect(
      cover.first { $0["queue"] == "support" && $0["start"] == "2026-11-25T12:00" }?["required"]
        == "\(before + 1)")
  }

  // MARK: Usage

  @Test(
    "What is not understood ends with 64 and a hint",
    arguments: [
      "paln site --week 2026-W48", "plan site", "plan site --week 2026-W99",
      "plan site --week 2026W48", "plan site --week 2026-W+8", "plan site --week 48",
      "plan site --week 2026-W48 --wek 2", "plan site --week 2026-W48 --weeks 0",
      "plan site --week 2026-W48 --time 0s", "plan site --week 2026-W48 --time nan",
      "plan site --week 2026-W48 --work 0", "plan site --week 2026-W48 --time 5s --work 5",
      "plan site --week 2026-W48 --threads 0",
      "plan site --week 2026-W48 --gap nan", "plan site --week 2026-W48 --gap -1",
      "plan site --week 2026-W48 --csv excel", "plan site --week 2026-W48 --lang de",
      "init site --agents 9", "init site --agents many", "audit site",
      "forecast --week 2026-W48", "forecast site", "forecast --history calls.csv",
      "forecast --history calls.csv --days 2 --hours 3", "forecast --history calls.csv --days 0",
      "forecast --history calls.csv --days 999999999999999999",
      "forecast --history calls.csv --hours 8785",
      "forecast site --history calls.csv --days 2",
    ])
  func usage(_ line: String) throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(line.split(separator: " ").map(String.init), in: workspace)
    #expect(run.status == 64, "\(run.errors)")
    #expect(run.errors.contains("--help"))
    #expect(run.output.isEmpty)
    #expect(try workspace.contents().isEmpty)
  }

  @Test("rules names an article for every rule of law; help and version are there")
  func rules() throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(["rules"], in: workspace)
    #expect(run.status == 0)
    for article in ["L3131-1", "L3121-18", "L3132-1", "L3132-2", "L3121-20", "L3121-16", "L3132-3"]
    {
      #expect(run.output.contains(article), "\(article)")
    }
    for arguments in [["--help"], ["plan", "--help"], ["--version"]] {
      #expect(try ReleveCommand.run(arguments, in: workspace).status == 0)
    }
  }
}

extension ReleveCommand.Outcome {
  /// Records a failure, with the command's own words, unless it ended well.
  func expectDone(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(status == 0, "\(errors)", sourceLocation: sourceLocation)
  }
}
