import Foundation
import Testing

@Suite("The rest of today on the command line")
struct IntradayCommandTests {
  /// The example with rows of Monday 23 November until noon: those of the week before three times over.
  static func workspace() throws -> Workspace {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/calls.csv") { text in
      let lines = text.split(separator: "\n").compactMap { line -> String? in
        guard line.hasPrefix("2026-11-16T"), line.dropFirst(11).prefix(5) < "12:00" else {
          return nil
        }
        var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        cells[0] = cells[0].replacing("2026-11-16", with: "2026-11-23")
        cells[2] = "\(3 * Double(cells[2])!)"
        return cells.joined(separator: ",")
      }
      return text + lines.joined(separator: "\n") + "\n"
    }
    return workspace
  }

  @Test("A site: so far, the rest and this morning are told; the file holds the rest of the day")
  func site() throws {
    let workspace = try Self.workspace()
    let run = try ReleveCommand.run(
      ["forecast", "site", "--as-of", "2026-11-23T11:00", "--out", "rest.csv"], in: workspace)
    run.expectDone()
    let pattern =
      #/support: so far [\d,]+ calls, \d+ % above what was expected; rest of today [\d,]+ \(this morning [\d,]+\)/#
    #expect(run.output.contains(pattern), "\(run.output)")
    let table = try PlainTable(workspace.text("rest.csv"))
    #expect(
      table.columns == ["queue", "start", "mean", "lo80", "hi80", "lo95", "hi95", "morning"])
    let support = table.rows.filter { $0["queue"] == "support" }
    #expect(support.count == 26 && support.first?["start"] == "2026-11-23T11:00")
    #expect(support.last?["start"] == "2026-11-23T23:30")
    let sum = { (name: String) in
      support.compactMap { $0[name].flatMap { Double($0) } }.reduce(0, +)
    }
    #expect(sum("mean") >= sum("morning"))
    let french = try ReleveCommand.run(
      ["forecast", "site", "--as-of", "2026-11-23T11:00", "--lang", "fr"], in: workspace)
    #expect(french.output.contains("au-dessus du prévu ; reste du jour"), "\(french.output)")
  }

  @Test("Figures set by hand are this morning's, and are told")
  func overrides() throws {
    let workspace = try Self.workspace()
    try workspace.write(
      "queue,from,to,calls,reason\nsupport,2026-11-23T14:00,2026-11-23T16:00,80,fair\n",
      to: "site/overrides.csv")
    let run = try ReleveCommand.run(
      ["forecast", "site", "--as-of", "2026-11-23T11:00", "--out", "rest.csv"], in: workspace)
    run.expectDone()
    #expect(run.output.contains("support Mon 23 Nov 14:00–16:00: 80 calls by hand (model "))
    let morning = try PlainTable(workspace.text("rest.csv")).rows.filter {
      $0["queue"] == "support" && ("2026-11-23T14:00"..<"2026-11-23T16:00").contains($0["start"]!)
    }.compactMap { $0["morning"].flatMap { Double($0) } }
    #expect(morning.count == 4 && abs(morning.reduce(0, +) - 80) < 0.01)
  }

  @Test("On the day when autumn repeats an hour, the rest has 25 hours less those passed")
  func autumn() throws {
    let workspace = try Workspace(example: "hotline")
    for (time, rows) in [("10:00", 28), ("00:00", 50), ("02:30", 45)] {
      try ReleveCommand.run(
        ["forecast", "site", "--as-of", "2026-10-25T\(time)", "--out", "rest.csv"], in: workspace
      ).expectDone()
      let table = try PlainTable(workspace.text("rest.csv"))
      #expect(table.rows.count { $0["queue"] == "support" } == rows, "\(time)")
    }
  }

  @Test("A bare file of calls gives the same columns")
  func history() throws {
    let workspace = try Self.workspace()
    let run = try ReleveCommand.run(
      [
        "forecast", "--history", "site/calls.csv", "--as-of", "2026-11-23T11:00", "--out",
        "rest.csv",
      ], in: workspace)
    run.expectDone()
    #expect(run.output.contains("support: so far "))
    let table = try PlainTable(workspace.text("rest.csv"))
    #expect(table.columns.last == "morning")
    #expect(table.rows.allSatisfy { $0["start"]!.hasPrefix("2026-11-23T") })
    // Sales are open from 08:00 to 20:00.
    #expect(table.rows.count { $0["queue"] == "sales" } == 18)
  }

  @Test(
    "What does not go together is refused with the usage",
    arguments: [
      ["site", "--as-of", "2026-11-23T11:00", "--week", "2026-W48"],
      ["--history", "site/calls.csv", "--as-of", "2026-11-23T11:00", "--days", "1"],
      ["--as-of", "2026-11-23T11:00"],
      ["site", "--as-of", "2026-11-23"],
      ["site", "--as-of", "2026-11-23T24:00"],
      ["site", "--as-of", "2026-11-31T11:00"],
    ])
  func usage(arguments: [String]) throws {
    let workspace = try Workspace(example: "hotline")
    let run = try ReleveCommand.run(["forecast"] + arguments, in: workspace)
    #expect(run.status == 64, "\(run.output)\(run.errors)")
    #expect(!workspace.exists("forecast.csv"))
  }

  @Test("A day before the history is refused by name")
  func tooEarly() throws {
    let workspace = try Workspace(example: "hotline")
    let run = try ReleveCommand.run(
      ["forecast", "site", "--as-of", "2025-01-06T11:00"], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains("calls.csv: the call history has no rows for the queue support"))
  }
}
