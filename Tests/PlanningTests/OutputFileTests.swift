import Foundation
import Testing

@Suite("Where forecasts are written")
struct OutputFileTests {
  /// Four weeks of hours from 08:00 to 17:00.
  static let calls =
    "start,queue,offered\n"
    + (1...28).flatMap { day in
      (8..<18).map { hour in
        let date = "2026-06-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour):00"
        return "\(date),line,\(10 + hour % 5 + day % 3)\n"
      }
    }.joined()

  @Test(
    "Outputs that are an input, each other or nowhere are refused, and nothing is written",
    arguments: [
      ("--history own.csv --days 7 --out own.csv", "own.csv: cannot be written: it is read as"),
      ("--history own.csv --days 7 --out ./own.csv", "it is read as own.csv"),
      (
        "--history own.csv --days 7 --samples 2 --out p.csv --paths p.csv",
        "it is also to hold p.csv"
      ),
      (
        "--history own.csv --days 7 --samples 2 --out good.csv --paths none/x.csv",
        "No such file or directory"
      ),
      ("--history own.csv --as-of 2026-06-28T12:00 --out own.csv", "it is read as"),
      ("site --week 2026-W48 --out site/calls.csv", "it is read as site/calls.csv"),
      ("site --week 2026-W48 --out site/agents.csv", "it is read as site/agents.csv"),
    ])
  func refused(line: String, message: String) throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.write(OutputFileTests.calls, to: "own.csv")
    let before = try workspace.contents()
    let run = try ReleveCommand.run(
      ["forecast"] + line.split(separator: " ").map(String.init), in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(try workspace.contents() == before)
  }

  @Test("backtest --json does not replace what it reads")
  func backtest() throws {
    let workspace = try Workspace()
    try workspace.write(OutputFileTests.calls, to: "own.csv")
    let run = try ReleveCommand.run(
      ["backtest", "--history", "own.csv", "--json", "own.csv"], in: workspace)
    #expect(run.status == 2 && run.errors.contains("it is read as own.csv"), "\(run.errors)")
    #expect(try workspace.text("own.csv") == OutputFileTests.calls)
  }

  @Test("--paths without --samples is refused")
  func paths() throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(
      ["forecast", "--history", "own.csv", "--days", "7", "--paths", "p.csv"], in: workspace)
    #expect(run.status == 64)
    #expect(run.errors.contains("--paths goes with --samples"), "\(run.errors)")
  }
}
