import Foundation
import TestSupport
import Testing

@Suite("Exports of calls on the command line")
struct HistoryFormatTests {
  /// Four weeks of quarters of an hour in UTC, as Genesys Cloud writes them.
  private static let genesys: String = {
    let start = Zone.utc.midnight(Day("2026-10-12")!)
    let rows = (0..<28 * 96).flatMap { quarter in
      let time = "\(Zone.utc.local(start + 15 * quarter)):00Z"
      let calls = 2 + quarter % 5
      return [
        "\(time),Hotline N1,Voice,,,\(calls),\(calls - 1),\(300 * (calls - 1))",
        "\(time),Hotline N1,Email,,,9,9,900",
      ]
    }
    return "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,"
      + "Interactions Handled,Total Handle Time (Seconds)\n" + rows.joined(separator: "\n") + "\n"
  }()

  @Test("forecast --history in the form of Genesys Cloud, on the clock of Paris")
  func forecast() throws {
    let workspace = try Workspace()
    try workspace.write(HistoryFormatTests.genesys, to: "export.csv")
    let run = try ReleveCommand.run(
      [
        "forecast", "--history", "export.csv", "--format", "genesys-cloud", "--zone",
        "Europe/Paris", "--days", "7",
      ], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    // 28 days of 96 quarters of an hour.
    #expect(run.output.contains("2,688 rows of EMAIL left out."), "\(run.output)")
    let rows = try PlainTable(workspace.text("forecast.csv")).rows
    // The last row starts at 23:45Z on 8 November, 00:45 on the 9th in Paris.
    #expect(rows.count == 7 * 96)
    #expect(rows.first?["start"] == "2026-11-09T01:00")
    let mean = try #require(rows.first?["mean"].flatMap { Double($0) })
    #expect((2...6).contains(mean))
  }

  @Test("check of a site whose calls are such an export")
  func site() throws {
    let workspace = try Workspace(example: "hotline")
    let log = HistoryFormatTests.genesys.replacing("Hotline N1", with: "Ventes")
      .split(separator: "\n").dropFirst().joined(separator: "\n")
    try workspace.write(HistoryFormatTests.genesys + log, to: "site/calls.csv")
    try workspace.edit("site/site.yaml") {
      $0 + "calls:\n  format: genesys-cloud\n"
        + "  queues: {\"Hotline N1\": support, Ventes: sales}\n"
    }
    let check = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("5,376 rows of EMAIL left out."), "\(check.output)")
    #expect(check.output.contains("5376 rows of calls"))
    // The same calls with another name of the queue are no queue of the site.
    try workspace.edit("site/site.yaml") { $0.replacing(", Ventes: sales", with: "") }
    let without = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(without.status == 2)
    #expect(without.errors.contains("sales"), "\(without.errors)")
  }

  @Test("A queue_log, without a site")
  func queueLog() throws {
    let workspace = try Workspace()
    let start = Zone.paris.midnight(Day("2026-10-05")!).minutes * 60
    // Three weeks with a call every ten minutes, 200 seconds long.
    let events = (0..<21 * 144).map { call in
      "\(start + 600 * call)|c\(call)|hotline|NONE|ENTERQUEUE||x|1\n"
        + "\(start + 600 * call + 210)|c\(call)|hotline|S|COMPLETECALLER|10|200|1\n"
    }
    try workspace.write(events.joined(), to: "queue_log")
    let run = try ReleveCommand.run(
      [
        "forecast", "--history", "queue_log", "--format", "asterisk-queue-log", "--zone",
        "Europe/Paris", "--days", "1",
      ], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let rows = try PlainTable(workspace.text("forecast.csv")).rows
    #expect(rows.count == 48)
    #expect(
      rows.allSatisfy { abs(Double($0["mean"] ?? "")! - 3) < 0.5 }, "three calls in half an hour")
  }

  @Test(
    "What cannot be a format is refused with a guess",
    arguments: [
      ("--format genesis-cloud --history h --days 1", "Maybe genesys-cloud?"),
      ("--zone Europe/Lille --history h --days 1", "--zone must be"),
      ("--format plain --zone Europe/Paris site --week 2026-W48", "site.yaml"),
      ("--missing nothing --history h --days 1", "unknown"),
    ])
  func usage(line: String, message: String) throws {
    let run = try ReleveCommand.run(
      ["forecast"] + line.split(separator: " ").map(String.init), in: Workspace())
    #expect(run.status == 64)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test("Bad rows of an export: status 2, told by line, nothing written")
  func badRows() throws {
    let workspace = try Workspace()
    try workspace.write(
      HistoryFormatTests.genesys.replacing("Voice,,,3,", with: "Voice,,,-3,"), to: "export.csv")
    let run = try ReleveCommand.run(
      ["forecast", "--history", "export.csv", "--format", "genesys-cloud", "--days", "7"],
      in: workspace)
    #expect(run.status == 2)
    // Every fifth of 2,688 quarters from the second on: 538, of which five are told.
    #expect(run.errors.contains("(and 533 more like it)"), "\(run.errors)")
    #expect(run.errors.contains("export.csv:4:"))
    #expect(!workspace.exists("forecast.csv"))
  }
}
