import Foundation
import Testing

@Suite("Sampled paths on the command line")
struct PathsCommandTests {
  private func table(_ workspace: Workspace, _ path: String) throws -> PlainTable {
    try PlainTable(workspace.text(path))
  }

  @Test("forecast --samples writes whole calls for every sample, queue and interval, reproducibly")
  func site() throws {
    let workspace = try Workspace(example: "hotline")
    func run(_ paths: String, _ extra: [String] = []) throws -> ReleveCommand.Outcome {
      try ReleveCommand.run(
        ["forecast", "site", "--week", "2026-W48", "--out", "f.csv", "--samples", "30", "--paths"]
          + [paths] + extra, in: workspace)
    }
    let first = try run("a.csv")
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.contains("Written: f.csv, a.csv"))
    #expect(try run("b.csv").status == 0)
    #expect(try run("c.csv", ["--seed", "2"]).status == 0)
    #expect(try workspace.bytes("a.csv") == workspace.bytes("b.csv"))
    #expect(try workspace.bytes("a.csv") != workspace.bytes("c.csv"))

    let forecast = try table(workspace, "f.csv")
    let paths = try table(workspace, "a.csv")
    #expect(paths.columns == ["sample", "queue", "start", "calls"])
    #expect(paths.rows.count == 30 * forecast.rows.count)
    var sum = 0.0
    for (index, row) in paths.rows.enumerated() {
      let expected = forecast.rows[index % forecast.rows.count]
      #expect(row["sample"] == "\(index / forecast.rows.count + 1)")
      #expect(row["queue"] == expected["queue"] && row["start"] == expected["start"])
      let calls = try #require(row["calls"].flatMap { Int($0) })
      #expect(calls >= 0 && (expected["mean"] != "0.000" || calls == 0))
      sum += Double(calls)
    }
    let mean = forecast.rows.compactMap { $0["mean"].flatMap { Double($0) } }.reduce(0, +)
    #expect(abs(sum / 30 / mean - 1) < 0.1)
  }

  @Test("Paths of a bare history have the intervals at which it is open")
  func history() throws {
    let workspace = try Workspace()
    var text = "start,queue,offered\n"
    for day in 1...28 {
      for hour in 8..<18 {
        let date = "2026-06-\(day < 10 ? "0" : "")\(day)"
        text += "\(date)T\(hour < 10 ? "0" : "")\(hour):00,line,\(10 + hour % 5 + day % 3)\n"
      }
    }
    try workspace.write(text, to: "calls.csv")
    let run = try ReleveCommand.run(
      ["forecast", "--history", "calls.csv", "--days", "7", "--samples", "5"], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let paths = try table(workspace, "paths.csv")
    #expect(paths.rows.count == 5 * 7 * 10)
    #expect(paths.rows.allSatisfy { Int($0["calls"] ?? "").map { $0 > 0 } ?? false })
  }

  @Test("A number of samples that makes no sense is refused", arguments: ["0", "-3", "100000"])
  func refused(samples: String) throws {
    let workspace = try Workspace(example: "hotline")
    let run = try ReleveCommand.run(
      ["forecast", "site", "--week", "2026-W48", "--samples=\(samples)"], in: workspace)
    #expect(run.status == 64 && run.errors.contains("--samples must be 1 to 10000."))
    #expect(try !workspace.contents().keys.contains("paths.csv"))
  }
}
