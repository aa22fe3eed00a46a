import Foundation
import Testing

@testable import Planning

@Suite("releve benchmark of staffing")
struct StaffingBenchmarkTests {
  @Test("Every table is filled; a peer's wrong answer is counted and shown to be wrong")
  func tables() throws {
    let workspace = try Workspace()
    // 60 calls of 300 s in 30 minutes: 10 erlangs. C(13) = 0.2853, 1 − C e^(−3 · 20 / 300) = 0.766;
    // C(14) = 0.1741, 1 − C e^(−4 · 20 / 300) = 0.867: 14. 6 calls: 1 erlang; C(2) = 1/3,
    // 1 − e^(−1/15) / 3 = 0.688; C(3) = 1/11, 1 − e^(−2/15) / 11 = 0.92: 3.
    try workspace.write(
      "interval,scenario,calls,required\n0,0,60.0,14\n1,0,6.0,4\n", to: "a.csv")
    try workspace.write(
      "method,intervals,wall_s,cpu_s,us_per_interval_cpu,sum_required\npeer,2,1,1,500,18\n",
      to: "t.csv")
    let run = try ReleveCommand.run(
      [
        "benchmark", "--staffing", "--peers", "a.csv,t.csv", "--scenarios", "1", "--cases", "1",
        "--json", "b.json",
      ], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let found = try JSONDecoder().decode(
      StaffingBenchmark.self, from: workspace.bytes("b.json"))
    let peer = try #require(found.peers?.first)
    #expect(peer.ownAgents == 17 && peer.agents == 18)
    #expect(peer.differences == 1 && peer.differencesWhereOursIsLeast == 1)
    #expect(abs(peer.ratio * peer.ownMicrosecondsPerInterval - 500) < 1e-6)
    #expect(found.requirements.map(\.model) == ["Erlang C", "Erlang A"])
    #expect(found.requirements.allSatisfy { $0.intervals == 672 && $0.agents > 2 * 672 })
    #expect(found.site.map { $0.queues == 5 && $0.agents > 0 } == true)
    // A week's calls of 500 agents, and steady ones: 2 days of 90/240 + 40/300 + 15/360 calls a second.
    #expect(found.simulations.count == 2 && found.simulations[1].agents == 500)
    #expect((100_000...300_000).contains(found.simulations[1].calls))
    let steady = 172_800.0 * (90 / 240.0 + 40 / 300.0 + 15 / 360.0)
    #expect(abs(Double(found.simulations[0].calls) - steady) < 6 * steady.squareRoot())
    #expect(found.agreements.map(\.figures) == [3, 4])
    for row in found.agreements { #expect(row.within + row.outside.count == row.figures) }
    for title in ["| requirement |", "| same cases by |", "| simulation |", "| steady queues |"] {
      #expect(run.output.contains(title), "\(title)")
    }
  }

  @Test("A peer's files that do not belong together are refused before anything is measured")
  func refused() throws {
    let workspace = try Workspace()
    try workspace.write("interval,scenario,calls,required\n0,0,many,14\n", to: "a.csv")
    try workspace.write(
      "method,intervals,wall_s,cpu_s,us_per_interval_cpu,sum_required\npeer,2,1,1,500,18\n",
      to: "t.csv")
    func errors() throws -> String {
      let run = try ReleveCommand.run(
        ["benchmark", "--staffing", "--peers", "a.csv,t.csv"], in: workspace)
      #expect(run.status == 2 && run.output.isEmpty)
      return run.errors
    }
    #expect(try errors().contains("a.csv:2:5: found \"many\""))
    try workspace.write("interval,scenario,calls,required\n0,0,6,3\n", to: "a.csv")
    #expect(try errors().contains("t.csv: found 2 intervals of peer, expected the 1 of a.csv"))
  }

  @Test(
    "Arguments that do not go together: status 64",
    arguments: [
      ["--peers", "a.csv,t.csv"], ["--staffing", "--peers", "a.csv"],
      ["--staffing", "--queues", "3"], ["--staffing", "--scenarios", "0"],
    ])
  func usage(_ arguments: [String]) throws {
    let run = try ReleveCommand.run(["benchmark"] + arguments, in: Workspace())
    #expect(run.status == 64, "\(run.errors)")
  }
}
