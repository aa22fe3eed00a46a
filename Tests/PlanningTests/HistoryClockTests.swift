import Foundation
import TestSupport
import Testing

@Suite("The clock of a bare history")
struct HistoryClockTests {
  /// Five weeks of half-hours of Paris before `day`, each elapsed half-hour once.
  private static func calls(before day: Day) -> String {
    let start = Zone.paris.midnight(day - 35)
    let count = (Zone.paris.midnight(day) - start) / 30
    return "start,queue,offered\n"
      + (0..<count).map { "\(Zone.paris.label(start + 30 * $0)),line,\(3 + $0 % 5)\n" }.joined()
  }

  private static func forecast(_ day: String, _ extra: [String]) throws -> [[String: String]] {
    let workspace = try Workspace()
    try workspace.write(calls(before: Day(day)!), to: "calls.csv")
    let run = try ReleveCommand.run(
      ["forecast", "--history", "calls.csv", "--days", "1"] + extra, in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    return try PlainTable(workspace.text("forecast.csv")).rows
  }

  @Test(
    "With a zone spring leaves its hour out and autumn tells it twice, with offsets",
    arguments: [("2026-03-29", 46), ("2026-10-25", 50), ("2026-06-01", 48)])
  func changes(day: String, rows: Int) throws {
    let found = try HistoryClockTests.forecast(day, ["--zone", "Europe/Paris"])
    let start = Zone.paris.midnight(Day(day)!)
    #expect(
      found.map { $0["start"] } == (0..<rows).map { Zone.paris.label(start + 30 * $0) })
    // Without a zone every day has 24 hours.
    #expect(try HistoryClockTests.forecast(day, []).count == 48)
  }

  @Test("What was written for the day of 25 hours can be read again")
  func readAgain() throws {
    let workspace = try Workspace()
    try workspace.write(HistoryClockTests.calls(before: Day("2026-10-20")!), to: "calls.csv")
    let first = try ReleveCommand.run(
      [
        "forecast", "--history", "calls.csv", "--zone", "Europe/Paris", "--days", "21", "--samples",
        "1",
      ], in: workspace)
    #expect(first.status == 0, "\(first.errors)")
    // 21 days and the hour more.
    #expect(try PlainTable(workspace.text("forecast.csv")).rows.count == 21 * 48 + 2)
    #expect(try PlainTable(workspace.text("paths.csv")).rows.count == 21 * 48 + 2)
    for zone in [[], ["--zone", "Europe/Paris"]] {
      let again = try ReleveCommand.run(
        [
          "forecast", "--history", "forecast.csv", "--columns", "offered=mean", "--days", "1",
          "--out", "again.csv",
        ] + zone, in: workspace)
      #expect(again.status == 0, "\(again.errors)")
    }
  }

  @Test(
    "A first day far beyond the last row is told, in both languages",
    arguments: [
      ("2029-12-03", "en", "The history ends 3 years before, on 2026-10-19"),
      ("2029-12-03", "fr", "L'historique s'arrête 3 ans avant, le 2026-10-19"),
      ("2026-11-17", "en", "The history ends 4 weeks before"), ("2026-11-16", "en", ""),
    ])
  func gap(from: String, language: String, message: String) throws {
    let workspace = try Workspace()
    try workspace.write(HistoryClockTests.calls(before: Day("2026-10-20")!), to: "calls.csv")
    let run = try ReleveCommand.run(
      [
        "forecast", "--history", "calls.csv", "--from", from, "--days", "1", "--lang", language,
      ], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    if !message.isEmpty {
      #expect(run.output.contains(message), "\(run.output)")
    } else {
      #expect(!run.output.contains("The history ends"))
    }
    #expect(run.output.contains("line : ") == (language == "fr"))
    #expect(
      run.output.contains(language == "fr" ? "Fichiers écrits : " : "Written: "))
  }
}
