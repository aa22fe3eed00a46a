import Foundation
import Interchange
import Planning
import Testing
import Workforce

/// An example site whose support calls come in again on a queue for each way of promising.
struct ManyQueues {
  /// Keys of each queue beside skill, opening and Sunday basis.
  static let keys: [(name: String, lines: [String])] = [
    ("plain", [level]),
    ("patient", [level, "patience: 90"]),
    (
      "lenient",
      [
        "service_level: {share: 80, within_seconds: 20, formula: of-offered-less-early-abandons}",
        "patience: 90",
      ]
    ),
    ("asa", [level, "patience: 90", "max_asa: 3"]),
    ("abandonment", [level, "patience: 90", "max_abandonment: 0.5"]),
    ("occupancy", [level, "max_occupancy: 60"]),
    ("pause", [level, "pause_between_calls: 60"]),
    (
      "hours",
      [
        level,
        "targets_by_hour: {\"20:00-08:00\": {service_level: {share: 50, within_seconds: 60}}}",
      ]
    ),
    (
      "away",
      [
        level,
        "shrinkage: {training: 10, illness: 5, by_hour: {\"12:00-14:00\": {training: 20}}}",
      ]
    ),
    ("guard", [level, "minimum_agents: {usual: 2, by_hour: {\"22:00-06:00\": 5}}"]),
    ("chat", ["kind: chat", "concurrency: 3", "efficiency: 80", level]),
    ("office", ["kind: back-office", "within: 24h"]),
    ("outbound", ["kind: outbound", "within: 72h"]),
  ]

  private static let level = "service_level: {share: 80, within_seconds: 20}"

  /// A row of the requirement.
  struct Row {
    let minute: Int
    /// Monday is 0.
    let day: Int
    let calls: Double
    let handleTime: Double
    let agents: Int
    /// Variance of the rate that calls may come at, over its mean squared.
    let variance: Double
  }

  let rows: [String: [Row]]
  let output: String

  /// One run of `releve staff` for all tests.
  static let staffed = Result { try ManyQueues() }

  private init() throws {
    let workspace = try Self.site(Self.keys)
    let run = try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--out", "r.csv"], in: workspace)
    run.expectDone()
    output = run.output
    // What the forecast does not know is in no file.
    let pipeline = try Pipeline(
      site: SiteFolder.read(at: workspace.url.appendingPathComponent("site").path))
    let week = try #require(Week("2026-W48"))
    let forecasts = try Dictionary(
      uniqueKeysWithValues: pipeline.forecast(pipeline.period(week: week)).queues.map {
        ($0.queue, $0)
      })
    rows = try Dictionary(
      grouping: PlainTable(workspace.text("r.csv")).rows, by: { $0["queue"] ?? "" }
    ).mapValues { rows in
      try rows.enumerated().map { index, row in
        Row(
          minute: 30 * (index % 48), day: index / 48,
          calls: try #require(row["calls"].flatMap { Double($0) }),
          handleTime: try #require(row["handle_time"].flatMap { Double($0) }),
          agents: try #require(row["agents"].flatMap { Int($0) }),
          variance: Self.variance(forecasts[row["queue"] ?? ""], interval: index))
      }
    }
  }

  /// Beyond the scatter of calls that come independently of each other.
  private static func variance(_ forecast: QueueForecast?, interval: Int) -> Double {
    guard let forecast, let scatter = forecast.scatter, forecast.mean[interval] > 0 else {
      return 0
    }
    let (rate, day) = (scatter.rateSpread[interval], scatter.daySpread[interval])
    return rate * rate + day * day + max(0, scatter.dispersion - 1) / forecast.mean[interval]
  }

  /// The agents of a queue by interval.
  func agents(_ queue: String) throws -> [Int] {
    let rows = try #require(rows[queue], "no queue \(queue)")
    try #require(rows.count == 336)
    return rows.map(\.agents)
  }

  /// The example with two weeks of its support calls on each queue; `sales` stays for those who have no
  /// other skill.
  static func site(_ queues: [(name: String, lines: [String])]) throws -> Workspace {
    let workspace = try Workspace(example: "lille")
    try workspace.edit("site/site.yaml") { text in
      let parts = text.split(separator: "queues:\n", maxSplits: 1)
      let sales = parts[1].firstRange(of: "  sales:")!.lowerBound
      let described = queues.map { queue -> String in
        (["  \(queue.name):", "    skill: support"]
          + (queue.lines + [
            "opening: {mon-sun: \"00:00-24:00\"}", "sunday_basis: {article: R3132-5, line: x}",
          ]).map { "    " + $0 }).joined(separator: "\n") + "\n"
      }
      // The centre's commitments name a queue that is gone.
      let rest = parts[1][sales...]
      let kept = rest[..<rest.firstRange(of: "commitments:")!.lowerBound]
      let rules = rest[rest.firstRange(of: "rules:")!.lowerBound...]
      return [String(parts[0]), "queues:\n", described.joined(), String(kept), String(rules)]
        .joined()
    }
    try workspace.edit("site/calls.csv") { text in
      let lines = text.split(separator: "\n").map(String.init)
      let recent = lines.dropFirst().filter { $0 >= "2026-11-09" }
      var kept = [lines[0]] + recent.filter { $0.contains(",sales,") }
      for queue in queues {
        for line in recent where line.contains(",support,") {
          kept.append(line.replacing(",support,", with: ",\(queue.name),"))
        }
      }
      return kept.joined(separator: "\n") + "\n"
    }
    return workspace
  }
}
