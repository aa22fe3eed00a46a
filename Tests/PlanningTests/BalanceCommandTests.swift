import Foundation
import Testing

@Suite("Balances from the command line")
struct BalanceCommandTests {
  private static func plan(_ week: String, _ out: String) -> [String] {
    ["plan", "site", "--week", week, "--work", "2", "--out", out, "--quiet"]
  }

  @Test("A week planned from closing balances alone is the week planned from published rosters")
  func chain() throws {
    let published = try Workspace.quick()
    try ReleveCommand.run(Self.plan("2026-W48", "first"), in: published).expectDone()
    let carried = try Workspace.quick()
    for name in try published.contents().keys where name.hasPrefix("site/published/") {
      try carried.remove(name)
    }
    try FileManager.default.createDirectory(
      at: published.url.appendingPathComponent("site/published"),
      withIntermediateDirectories: true)
    try published.write(
      published.text("first/roster.csv"), to: "site/published/2026-W48.csv")
    try carried.write(
      published.text("first/closing-balances.csv"), to: "site/opening-balances.csv")
    for workspace in [published, carried] {
      try ReleveCommand.run(Self.plan("2026-W49", "second"), in: workspace).expectDone()
    }
    for name in ["roster.csv", "cover.csv", "payroll.csv", "closing-balances.csv"] {
      #expect(
        try carried.bytes("second/\(name)") == published.bytes("second/\(name)"), "\(name)")
    }
    // The night from Sunday to Monday is there, or the test shows little.
    let closing = try PlainTable(carried.text("site/opening-balances.csv"))
    #expect(closing.rows.count == 12)
    #expect(closing.rows.contains { $0["last_shift_end"]?.hasPrefix("2026-11-30T") == true })

    // The audit of the planned week tells what the balances do not.
    let audit = try ReleveCommand.run(["audit", "site", "second/roster.csv"], in: carried)
    #expect(audit.status == 0, "\(audit.output)")
    #expect(audit.output.contains("average-weekly-hours (77 days)"), "\(audit.output)")
    #expect(!audit.output.contains("daily-rest ("), "\(audit.output)")
    try carried.remove("site/opening-balances.csv")
    let blind = try ReleveCommand.run(["audit", "site", "second/roster.csv"], in: carried)
    #expect(blind.output.contains("Not proven for every agent"), "\(blind.output)")
    #expect(blind.output.contains("daily-rest (1 day)"), "\(blind.output)")
  }

  @Test("A rest that the balance does not leave is a breach")
  func breach() throws {
    let workspace = try Workspace.quick()
    try workspace.write(
      """
      agent,as_of,last_shift_start,last_shift_end
      A001,2026-11-23,2026-11-22T14:00,2026-11-22T22:01

      """, to: "site/opening-balances.csv")
    try workspace.write(
      "agent,date,start,end\nA001,2026-11-23,09:00,13:00\n", to: "roster.csv")
    let audit = try ReleveCommand.run(["audit", "site", "roster.csv"], in: workspace)
    #expect(audit.status == 4)
    #expect(audit.output.contains("10h59 of rest before this shift"), "\(audit.output)")
  }

  @Test("Balances of a later day than the planned week's first are refused by line and column")
  func late() throws {
    let workspace = try Workspace.quick()
    try workspace.write(
      "agent,as_of\nA001,2026-11-23\nA002,2026-11-30\nA003,2026-12-07\n",
      to: "site/opening-balances.csv")
    let run = try ReleveCommand.run(Self.plan("2026-W48", "p"), in: workspace)
    #expect(run.status == 2)
    for place in ["opening-balances.csv:3:6", "opening-balances.csv:4:6", "2026-11-23"] {
      #expect(run.errors.contains(place), "\(run.errors)")
    }
    #expect(!run.errors.contains("opening-balances.csv:2:"))
    #expect(!workspace.exists("p"))
  }
}
