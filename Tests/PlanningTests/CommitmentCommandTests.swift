import Foundation
import Testing

@Suite("Commitments in releve check and releve simulate")
struct CommitmentCommandTests {
  struct Simulated: Decodable {
    struct Commitment: Decodable {
      struct Worst: Decodable {
        let from: String
        let to: String
        let kept: Double
        let value: Double?
      }
      let name: String?
      let queue: String?
      let measure: String
      let formula: String?
      let within_seconds: Double?
      let at_least: Double?
      let at_most: Double?
      let over: String
      let value: Double
      let low: Double
      let high: Double
      let kept: Double
      let all_kept: Double
      let worst: Worst?
    }
    let commitments: [Commitment]
  }

  private static let roster = "site/published/2026-W47.csv"

  private static let list = """
    commitments:
      - {name: "accueil de la clientèle et des professionnels, par téléphone seulement", queue: support, measure: service-level, formula: of-answered, within_seconds: 20, at_least: 99, over: day}
      - {measure: asa, at_most: 45}
      - {measure: longest-wait, at_most: 100, over: interval, queue: sales}
      - {measure: announced-wait-respected, at_least: 80, over: day}

    """

  private func workspace() throws -> Workspace {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/site.yaml") {
      $0.replacing("    handle_time: 320", with: "    announced_wait: 60\n    handle_time: 320")
        + Self.list
    }
    return workspace
  }

  private func simulate(_ options: [String], in workspace: Workspace) throws
    -> ReleveCommand.Outcome
  {
    let run = try ReleveCommand.run(
      ["simulate", "site", Self.roster, "--samples", "10", "--patience", "120"] + options,
      in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    return run
  }

  @Test("The site is accepted, and text and JSON say what is promised and how often it is kept")
  func block() throws {
    let workspace = try workspace()
    try ReleveCommand.run(["check", "site"], in: workspace).expectDone()
    let run = try simulate(["--json", "s.json", "--out", "q.csv"], in: workspace)
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
    for text in [
      "The centre's own commitments:", "at least 99.0 % within 20 s (of calls answered), each",
      "  all queues: ASA at most 45.0 s, each week", " kept in 100.0 % of samples",
      "  sales: longest wait at most 100 s, each interval", " % of intervals, by all of them in",
      "  all queues: at least 80.0 % within the wait announced (of calls not abandoned",
      "    worst ",
    ] {
      #expect(run.output.contains(text), "\(text)\n\(run.output)")
    }
    let found = try JSONDecoder().decode(Simulated.self, from: workspace.bytes("s.json"))
      .commitments
    #expect(
      found.map(\.measure) == ["service-level", "asa", "longest-wait", "announced-wait-respected"])
    #expect(found.map(\.queue) == ["support", nil, "sales", nil])
    #expect(found.map(\.over) == ["day", "week", "interval", "day"])
    #expect(found.map(\.at_least) == [0.99, nil, nil, 0.8])
    #expect(found.map(\.at_most) == [nil, 45, 100, nil])
    #expect(found[0].formula == "of-answered" && found[0].within_seconds == 20)
    #expect(found[0].name?.hasPrefix("accueil") == true && found[1].name == nil)
    // A roster of a week: samples that keep it are weeks that do.
    #expect(found[1].kept == found[1].all_kept)
    for commitment in found {
      #expect(commitment.low <= commitment.value && commitment.value <= commitment.high)
      #expect(commitment.all_kept <= commitment.kept)
    }
    let worst = try #require(found[0].worst)
    #expect(worst.kept <= found[0].kept && worst.from < worst.to)

    // The quality sheet says the same of the week; sales announces no wait.
    let rows = try PlainTable(workspace.text("q.csv")).rows
    let week = try #require(rows.first { $0["queue"] == "support" && $0["from"] != $0["to"] })
    let announced = try #require(week["announced_wait_respected"].flatMap { Double($0) })
    #expect(abs(announced - found[3].value) < 1e-4 && announced < 1)
    let level = try #require(week["service_level_of_answered"].flatMap { Double($0) })
    #expect(abs(level - found[0].value) < 1e-4)
    let share = try #require(week["abandonment"].flatMap { Double($0) })
    let counts = try ["abandoned", "offered"].map { try #require(Double(week[$0] ?? "")) }
    #expect(abs(share - counts[0] / counts[1]) < 1e-3 && share > 0)
    #expect(
      rows.filter { $0["queue"] == "sales" }.allSatisfy { $0["announced_wait_respected"] == "" })
  }

  @Test("The same for any number of threads, and in French")
  func threads() throws {
    let workspace = try workspace()
    let runs = try ["1", "3"].map { threads in
      try simulate(
        ["--threads", threads, "--lang", "fr", "--json", "s\(threads).json"], in: workspace
      ).output
    }
    #expect(runs[0] == runs[1])
    #expect(try workspace.bytes("s1.json") == workspace.bytes("s3.json"))
    #expect(runs[0].split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(runs[0])")
    for text in [
      "Engagements propres du centre :", "au moins 99,0 % en 20 s (des appels traités), chaque",
      "  toutes les files : DMR au plus 45,0 s, chaque semaine", " tenu dans 100,0 % des",
    ] {
      #expect(runs[0].contains(text), "\(text)\n\(runs[0])")
    }
  }

  @Test("What cannot be committed to is refused by check")
  func refusal() throws {
    let workspace = try workspace()
    try workspace.edit("site/site.yaml") { $0.replacing("at_most: 45", with: "at_least: 45") }
    let run = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(run.status == 2)
    #expect((run.output + run.errors).contains("at_least of commitment 2, on asa"))
  }

  @Test("Without commitments there is no block, and an empty list in JSON")
  func none() throws {
    let workspace = try Workspace(example: "hotline")
    let run = try simulate(["--json", "s.json"], in: workspace)
    #expect(!run.output.contains("commitments"))
    let found = try JSONDecoder().decode(Simulated.self, from: workspace.bytes("s.json"))
    #expect(found.commitments.isEmpty)
  }
}
