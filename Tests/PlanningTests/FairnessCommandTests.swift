import Foundation
import Testing

@Suite("Fairness from the command line")
struct FairnessCommandTests {
  private static func fairness(_ more: [String], in workspace: Workspace) throws
    -> ReleveCommand.Outcome
  {
    try ReleveCommand.run(["fairness", "site"] + more, in: workspace)
  }

  @Test("A plan under prices writes the ledger and the cost, and `fairness` counts the same")
  func planned() throws {
    let workspace = try Workspace.quick()
    try workspace.edit("site/site.yaml") {
      $0 + "\nfairness: {weeks: 4, sundays: 50, late_finishes: 5, wishes: 2}\n"
    }
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "1", "--out", "p", "--quiet"],
      in: workspace)
    try #require(run.status == 0, "\(run.errors)")
    let summary = try JSONDecoder().decode(
      PlannedExample.Summary.self, from: workspace.bytes("p/summary.json"))
    #expect(try #require(summary.cost["fairness"]) > 0)
    #expect(summary.cost.values.reduce(0, +) == summary.objective)
    // Four weeks before and the week itself.
    let again = try Self.fairness(
      ["--roster", "p/roster.csv", "--weeks", "5", "--file", "again.csv"], in: workspace)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try workspace.bytes("again.csv") == workspace.bytes("p/fairness.csv"))
    // Sundays counted again from the files: 22 and 29 November.
    let midnight = try ParisTime.minutes("2026-11-22T00:00")
    let shifts =
      try PlainShift.all(
        workspace.text("site/published/2026-W47.csv"))
      + PlainShift.all(workspace.text("p/roster.csv"))
    let rows = try PlainTable(workspace.text("p/fairness.csv")).rows
    var shares = 0.0
    for row in rows where row["measure"] == "sundays" {
      let count = [0, 7].count { day in
        shifts.contains {
          $0.agent == row["agent"]
            && $0.work(midnight + day * 1440, midnight + (day + 1) * 1440) > 0
        }
      }
      #expect(row["count"] == "\(count)")
      shares += Double(row["share"]!)!
    }
    let total = rows.filter { $0["measure"] == "sundays" }.reduce(0) { $0 + Int($1["count"]!)! }
    #expect(total > 0 && abs(shares - Double(total)) < 0.3)
  }

  @Test("Without prices the summary has no cost of fairness, and says nothing of it")
  func unpriced() throws {
    let workspace = try Workspace.quick()
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "1", "--out", "p"], in: workspace)
    try #require(run.status == 0, "\(run.errors)")
    let summary = try JSONDecoder().decode(
      PlannedExample.Summary.self, from: workspace.bytes("p/summary.json"))
    #expect(summary.cost["fairness"] == 0)
    #expect(!run.output.contains("fairness  "))
    #expect(workspace.exists("p/fairness.csv"))
  }

  @Test("The table speaks English and French")
  func languages() throws {
    let workspace = try Workspace(example: "hotline")
    let english = try Self.fairness(["--weeks", "1"], in: workspace)
    #expect(english.status == 0, "\(english.errors)")
    for word in [
      "Mon 16 Nov", "count (above or below the share)", "Sundays", "Holidays", "A001",
      "Widest gap between two agents: Sundays ",
    ] { #expect(english.output.contains(word), "\(word): \(english.output)") }
    let french = try Self.fairness(["--weeks", "1", "--lang", "fr"], in: workspace)
    for word in [
      "Du ", "nombre (écart à la part équitable)", "Dimanches", "Fériés", "A001",
      "Plus grand écart entre deux agents : dimanches ",
    ] { #expect(french.output.contains(word), "\(word): \(french.output)") }
    // The same figures, with the comma.
    let lines = { (text: String) in
      text.split(separator: "\n").filter { $0.hasPrefix("A0") }
        .map { $0.replacing(",", with: ".").split(separator: " ").map(String.init) }
    }
    #expect(lines(english.output).count > 3)
    #expect(lines(english.output) == lines(french.output))
    #expect(!english.output.contains("-0.0"))
  }

  @Test("A roster named takes the place of the published one of its week")
  func replaces() throws {
    let workspace = try Workspace(example: "hotline")
    let published = "site/published/2026-W47.csv"
    let plain = try Self.fairness(["--file", "a.csv"], in: workspace)
    let twice = try Self.fairness(["--roster", published, "--file", "b.csv"], in: workspace)
    #expect(plain.status == 0 && twice.status == 0, "\(twice.errors)")
    #expect(plain.output == twice.output || twice.output.hasPrefix(plain.output.prefix(40)))
    #expect(try workspace.bytes("a.csv") == workspace.bytes("b.csv"))
    // One without the Sunday's shifts: nobody has any.
    let rows = try workspace.text(published).split(separator: "\n")
    try workspace.write(
      rows.filter { !$0.contains(",2026-11-22,") && !$0.contains(",2026-11-21,") }
        .joined(separator: "\n") + "\n", to: "c.csv")
    let less = try Self.fairness(["--roster", "c.csv", "--file", "d.csv"], in: workspace)
    #expect(less.status == 0, "\(less.errors)")
    let sundays = { (file: String) in
      try PlainTable(workspace.text(file)).rows.filter { $0["measure"] == "sundays" }
        .reduce(0) { $0 + Int($1["count"]!)! }
    }
    #expect(try sundays("a.csv") > 0)
    #expect(try sundays("d.csv") == 0)
  }

  @Test("Without a published roster it says so", arguments: [[], ["--until", "2026-11-29"]])
  func nothing(_ more: [String]) throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.remove("site/published/2026-W47.csv")
    let run = try Self.fairness(more + ["--file", "f.csv"], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains("published: found no roster"), "\(run.errors)")
    #expect(run.errors.contains("--roster"))
    #expect(!workspace.exists("f.csv"))
  }

  @Test(
    "Wrong options are refused",
    arguments: [["--weeks", "0"], ["--weeks", "105"], ["--until", "2026-02-30"]])
  func options(_ more: [String]) throws {
    let workspace = try Workspace(example: "hotline")
    let run = try Self.fairness(more, in: workspace)
    #expect(run.status != 0 && run.errors.contains(more[0]), "\(run.errors)")
  }
}
