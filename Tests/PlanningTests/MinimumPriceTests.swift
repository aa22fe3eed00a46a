import Foundation
import Testing

@Suite("A queue's minimum is dearer than other understaffing")
struct MinimumPriceTests {
  private struct Summary: Decodable {
    let objective: Int
    let bound: Double
    let cost: [String: Int]
    let understaffed_minutes: Int
    let below_minimum_minutes: Int
  }

  /// Plans the small example with a promise that its twelve agents cannot keep.
  /// - Parameter minimumPrice: a line of `cover`, or none.
  private func plan(_ minimumPrice: String) throws -> (summary: Summary, cover: PlainTable) {
    let workspace = try Workspace.quick()
    try workspace.edit("site/site.yaml") { text in
      // The promise of support, the first of the two.
      let share = text.range(of: "share: 80")!
      return text.replacingCharacters(in: share, with: "share: 97")
        .replacing("  overstaffing: 2.00\n", with: "  overstaffing: 2.00\n\(minimumPrice)")
    }
    let run = try ReleveCommand.run(
      [
        "plan", "site", "--week", "2026-W48", "--work", "10", "--seed", "1", "--samples", "1",
        "--out", "p",
      ], in: workspace)
    try #require(run.status == 0, "\(run.errors)")
    let bytes = try workspace.bytes("p/summary.json")
    return (
      try JSONDecoder().decode(Summary.self, from: bytes),
      try PlainTable(workspace.text("p/cover.csv"))
    )
  }

  /// Half-hours of the day in which a queue requires somebody and nobody is there.
  private func empty(_ day: String, _ cover: PlainTable) -> Int {
    cover.rows.count {
      $0["queue"] == "support" && $0["start"]!.hasPrefix(day) && $0["required"] != "0"
        && $0["present"] == "0"
    }
  }

  @Test("Where people are short, Sunday is not what is left empty")
  func sunday() throws {
    let alike = try plan("  below_minimum: 60.00\n")
    let dearer = try plan("")
    // Some 480 hours are required; twelve agents bring about 410.
    #expect(alike.summary.understaffed_minutes > 3000)
    #expect(dearer.summary.understaffed_minutes > 3000)
    // Sunday is paid half as much again, and an hour missing is an hour missing: nobody comes for much of
    // it (measured: 16 half-hours, and 1 where the minimum is dearer).
    #expect(empty("2026-11-29", alike.cover) > 8)
    #expect(empty("2026-11-29", dearer.cover) < 5)
    #expect(
      2 * dearer.summary.below_minimum_minutes < alike.summary.below_minimum_minutes,
      "\(dearer.summary) \(alike.summary)")

    for (summary, extra) in [(alike.summary, 0), (dearer.summary, 24_000)] {
      // 60 € an hour, and 240 € more where it is one of the minimum.
      #expect(
        60 * summary.cost["understaffing"]!
          == 6000 * summary.understaffed_minutes + extra * summary.below_minimum_minutes)
      #expect(summary.bound <= Double(summary.objective))
      #expect(summary.cost.values.reduce(0, +) == summary.objective)
    }
  }
}
