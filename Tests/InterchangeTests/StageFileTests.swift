import Foundation
import Interchange
import TestSupport
import Testing
import Workforce

@Suite("Forecasts, requirements and cover as files")
struct StageFileTests {
  static let paris = Zone(identifier: "Europe/Paris")!

  static func site() -> Site {
    var site = RosterFileTests.site()
    site.queues = ["support", "sales; à côté"].map {
      Queue(name: $0, skill: "s", target: ServiceTarget(share: 0.8, seconds: 20))
    }
    return site
  }

  /// A requirement of one week with values that three decimals hold.
  static func requirement(week: String, seed: UInt64) -> Requirement {
    var random = SplitMix64(seed: seed)
    let period = Period(week: Week(week)!, intervalMinutes: 30, zone: paris)
    func values(_ most: Int) -> [Double] {
      (0..<period.intervalCount).map { _ in Double(Int.random(in: 0...most, using: &random)) / 1000
      }
    }
    return Requirement(
      period: period,
      queues: site().queues.map { queue in
        QueueRequirement(
          queue: queue.name, calls: values(90_000), handleTime: values(600_000),
          agents: values(40_000).map { Int($0) })
      })
  }

  static func read(_ bytes: [UInt8]) throws -> Requirement {
    var requirement: Requirement?
    try WholeFileTests.inFolder { folder in
      try WholeFile.write(bytes, to: folder + "/q.csv")
      requirement = try RequirementFile.read(at: folder + "/q.csv", site: site())
    }
    return try #require(requirement)
  }

  @Test(
    "A requirement reads back as it was written, also in weeks with a clock change",
    arguments: CSVStyle.allCases, ["2026-W48", "2026-W43", "2026-W13"])
  func requirementRoundTrip(style: CSVStyle, week: String) throws {
    let requirement = StageFileTests.requirement(week: week, seed: 7)
    #expect(
      try StageFileTests.read(RequirementFile.bytes(requirement, style: style)) == requirement)
  }

  @Test(
    "A requirement with a row lost, doubled or spoiled is refused",
    arguments: [
      ("2026-10-25T02:30+01:00,", nil, "q.csv: found 1 missing rows of queue support"),
      ("2026-10-19T01:00,", "2026-10-19T00:30,", "q.csv:4:9: found \"2026-10-19T00:30\""),
      ("2026-10-19T01:00,", "2026-10-19T01:10,", "q.csv:4:9: found \"2026-10-19T01:10\""),
      ("support,2026-10-19T01:00", "suport,2026-10-19T01:00", "q.csv:4:1: found \"suport\""),
    ] as [(String, String?, String)])
  func requirementRefusals(piece: String, wrong: String?, message: String) {
    let requirement = StageFileTests.requirement(week: "2026-W43", seed: 7)
    let text = String(decoding: RequirementFile.bytes(requirement), as: UTF8.self)
    var lines = text.split(separator: "\n").map(String.init)
    let index = lines.firstIndex { $0.contains(piece) } ?? 0
    if let wrong {
      lines[index] = lines[index].replacing(piece, with: wrong)
    } else {
      lines.remove(at: index)
    }
    let refused = #expect(throws: InputRefused.self) {
      try StageFileTests.read(Array(lines.joined(separator: "\n").utf8))
    }
    #expect(refused?.description.contains(message) == true, "\(refused?.description ?? "")")
    #expect(refused?.problems.count == 1)
  }

  @Test("Forecast and cover have the columns and numbers of the design")
  func columns() {
    let period = Period(
      firstDay: Day("2026-11-23")!, days: 1, intervalMinutes: 60, zone: StageFileTests.paris)
    let row = [Double](repeating: 1.23456, count: 24)
    let forecast = Forecast(
      period: period,
      queues: [
        QueueForecast(
          queue: "q", mean: row, low80: row.map { $0 - 1 }, high80: row.map { $0 + 1 },
          low95: row.map { _ in 0 }, high95: row.map { $0 + 2 }, handleTime: row)
      ])
    let text = String(decoding: ForecastFile.bytes(forecast), as: UTF8.self)
    #expect(
      text.hasPrefix(
        "queue,start,mean,lo80,hi80,lo95,hi95\nq,2026-11-23T00:00,1.235,0.235,2.235,0.000,3.235\n"))
    #expect(text.split(separator: "\n").count == 25)
    let cover = CoverFile.bytes(
      [
        QueueCover(
          queue: "q", required: Array(repeating: 4, count: 24),
          present: Array(repeating: 1, count: 24))
      ], period: period, style: .excelFrench)
    #expect(
      String(decoding: cover, as: UTF8.self).hasPrefix(
        "\u{FEFF}queue;start;required;present;gap\r\nq;23/11/2026 00:00;4;1;-3\r\n"))
  }
}
