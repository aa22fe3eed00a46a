import Interchange
import TestSupport
import Testing
import Workforce

@Suite("Overrides of the forecast by hand")
struct OverridesFileTests {
  static let header = "queue,from,to,calls,factor,handle_time,reason"

  static func read(_ rows: String..., header: String = header) throws -> [ForecastOverride] {
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    return try SiteFolder.read(SmallSite.inputs(["overrides.csv": text])).overrides
  }

  static func instant(_ day: String, _ minute: Int = 0) -> Instant {
    Zone.paris.instant(Day(day)!, minute: minute)
  }

  @Test("Dates are inclusive, date-times exclusive, and all values arrive")
  func values() throws {
    let found = try Self.read(
      "support,2026-11-24T09:00,2026-11-24T12:00,420,,,mailing of 23 Nov",
      "support,24/11/2026,2026-11-24T09:00,,1.2,330,\"fair, first day\"",
      "sales,2026-11-24,2026-11-26,\"90,5\",,,salon")
    #expect(
      found == [
        ForecastOverride(
          queue: "support", from: Self.instant("2026-11-24", 540),
          to: Self.instant("2026-11-24", 720), figure: .calls(420), reason: "mailing of 23 Nov"),
        ForecastOverride(
          queue: "support", from: Self.instant("2026-11-24"),
          to: Self.instant("2026-11-24", 540), figure: .factor(1.2), handleTime: 330,
          reason: "fair, first day"),
        ForecastOverride(
          queue: "sales", from: Self.instant("2026-11-24"), to: Self.instant("2026-11-27"),
          figure: .calls(90.5), reason: "salon"),
      ])
  }

  @Test("A day of a clock change is whole, and the offset tells the repeated hour's halves apart")
  func clockChange() throws {
    let day = try Self.read("support,2026-10-25,2026-10-25,,2,,x")[0]
    #expect(day.to - day.from == 25 * 60)
    let hour = try Self.read(
      "support,2026-10-25T02:00+02:00,2026-10-25T02:00+01:00,,2,,x")[0]
    #expect(hour.to - hour.from == 60)
  }

  @Test("Columns that no row needs may be missing, and so may the file")
  func fewColumns() throws {
    let found = try Self.read(
      "support,2026-11-24,2026-11-24,0.5,less", header: "queue,from,to,factor,reason")
    #expect(found.map(\.figure) == [.factor(0.5)])
    #expect(try SiteFolder.read(SmallSite.inputs()).overrides.isEmpty)
  }

  @Test(
    "Each mistake is told once, in its place",
    arguments: [
      ("suport,2026-11-24,2026-11-24,9,,,x", "2:1: found \"suport\"", "support"),
      ("support,2026-11-31,2026-12-01,9,,,x", "2:9: found \"2026-11-31\"", nil),
      ("support,2026-11-24,2026-11-23,9,,,x", "2:20: found \"2026-11-23\"", nil),
      ("support,2026-11-24T09:00,2026-11-24T09:00,9,,,x", "2:26: found", nil),
      ("support,2026-11-24T09:10,2026-11-24T10:00,9,,,x", "an interval of 30 minutes", nil),
      ("support,2026-03-29T02:30,2026-03-29T04:00,9,,,x", "spring skips", nil),
      ("support,2026-11-24,2028-11-24,9,,,x", "at most 366 days", nil),
      ("support,2026-11-24,2026-11-24,9,1.2,,x", "2:31: found both calls and a factor", nil),
      ("support,2026-11-24,2026-11-24,,,320,x", "2:1: found neither calls nor a factor", nil),
      ("support,2026-11-24,2026-11-24,-9,,,x", "2:31: found \"-9\"", nil),
      ("support,2026-11-24,2026-11-24,,20 %,,x", "2:32: found \"20 %\"", nil),
      ("support,2026-11-24,2026-11-24,9,,0,x", "2:34: found \"0\", expected seconds", nil),
      ("support,2026-11-24,2026-11-24,9,,,", "found an empty cell, expected a reason", nil),
      // A Saturday; the lunch break of a Tuesday; a holiday; a closure of events.csv.
      ("sales,2026-11-28,2026-11-29,9,,,x", "2:7: found a span in which sales is never open", nil),
      ("sales,2026-11-24T12:00,2026-11-24T13:00,9,,,x", "is never open", nil),
      ("sales,2026-11-11,2026-11-11,9,,,x", "is never open", nil),
      ("support,2026-12-24,2026-12-24,9,,,x", "support is never open", nil),
    ] as [(String, String, String?)])
  func mistakes(row: String, says: String, maybe: String?) throws {
    let refused = #expect(throws: InputRefused.self) { try Self.read(row) }
    let problem = try #require(refused?.problems.first)
    #expect(refused?.problems.count == 1)
    #expect(problem.description.contains(says), "\(problem)")
    #expect(problem.position.file == "overrides.csv" && problem.position.line == 2)
    #expect(problem.maybe == maybe)
  }

  @Test("Overrides of one queue that overlap are refused, both lines named")
  func overlaps() throws {
    let refused = #expect(throws: InputRefused.self) {
      try Self.read(
        "support,2026-11-24T09:00,2026-11-24T12:00,420,,,a",
        "sales,2026-11-24T09:00,2026-11-24T12:00,420,,,another queue",
        "support,2026-11-24T12:00,2026-11-24T13:00,,1.2,,begins where the first ends",
        "support,2026-11-23,2026-11-24,,1.2,,b")
    }
    #expect(
      refused?.problems.map(\.description) == [
        "overrides.csv:5:9: found an override of support that overlaps the one in line 2, "
          + "expected each interval of a queue in one override at most."
      ])
  }
}
