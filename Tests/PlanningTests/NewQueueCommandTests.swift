import Foundation
import Testing

@Suite("New queues on the command line")
struct NewQueueCommandTests {
  /// The example with the rows of sales before `day` left out.
  static func workspace(from day: String) throws -> Workspace {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/calls.csv") { text in
      text.split(separator: "\n").filter { !$0.contains(",sales,") || $0 >= day }
        .joined(separator: "\n") + "\n"
    }
    return workspace
  }

  static func like(_ keys: String, in workspace: Workspace) throws {
    try workspace.edit("site/site.yaml") {
      $0.replacing("    skill: sales\n", with: "    skill: sales\n" + keys)
    }
  }

  static let arguments = ["forecast", "site", "--week", "2026-W48"]

  @Test("Three weeks with a sibling named: forecast and plan say what was borrowed")
  func named() throws {
    let workspace = try Self.workspace(from: "2026-11-02")
    try Self.like("    like: support\n", in: workspace)
    let run = try ReleveCommand.run(Self.arguments, in: workspace)
    run.expectDone()
    let note =
      #/sales opened 3 weeks ago: shape borrowed from support, its level × \d\.\d+ ± \d+ %\./#
    #expect(run.output.contains(note), "\(run.output)")
    try ReleveCommand.run(["check", "site"], in: workspace).expectDone()
  }

  @Test("Nine days unnamed: the sibling is chosen and named")
  func chosen() throws {
    let workspace = try Self.workspace(from: "2026-11-14")
    let run = try ReleveCommand.run(Self.arguments, in: workspace)
    run.expectDone()
    // Two of the nine are Sundays, on which sales are closed.
    #expect(run.output.contains("sales opened 9 days ago: shape borrowed from support"))
    #expect(
      run.output.contains("; support was chosen as most like it in 7 common days."), "\(run.output)"
    )
    let bare = try ReleveCommand.run(
      ["forecast", "--history", "site/calls.csv", "--days", "7"], in: workspace)
    bare.expectDone()
    #expect(bare.output.contains("shape borrowed from support"), "\(bare.output)")
  }

  @Test("No rows: refused with what to add, and done once it is added")
  func expected() throws {
    let workspace = try Self.workspace(from: "2027")
    try Self.like("    like: support\n", in: workspace)
    let refused = try ReleveCommand.run(Self.arguments, in: workspace)
    #expect(refused.status == 2 && !workspace.exists("forecast.csv"))
    #expect(
      refused.errors == "calls.csv: the call history has no rows for the queue sales before "
        + "2026-11-23; add 3 days or more, or in site.yaml, for the queue, like: QUEUE and "
        + "expected_calls_per_week: N.\n")
    try Self.like("    expected_calls_per_week: 300\n", in: workspace)
    let done = try ReleveCommand.run(Self.arguments, in: workspace)
    done.expectDone()
    #expect(done.output.contains("sales has no calls yet: shape borrowed from support"))
    let calls = try PlainTable(workspace.text("forecast.csv")).rows.filter {
      $0["queue"] == "sales"
    }.compactMap { $0["mean"].flatMap { Double($0) } }.reduce(0, +)
    #expect(abs(calls - 300) < 30, "\(calls)")
  }

  @Test("Two days are refused, five of a lone queue are forecast with a warning")
  func alone() throws {
    for (day, isEnough) in [("2026-11-21", false), ("2026-11-18", true)] {
      let workspace = try Workspace(example: "hotline")
      try workspace.edit("site/calls.csv") { text in
        let lines = text.split(separator: "\n")
        return ([lines[0]] + lines.filter { $0 >= day && $0.contains(",support,") && $0 < "s" })
          .joined(separator: "\n") + "\n"
      }
      let run = try ReleveCommand.run(
        ["forecast", "--history", "site/calls.csv", "--days", "7"], in: workspace)
      #expect(run.status == (isEnough ? 0 : 2), "\(run.errors)")
      if isEnough {
        #expect(run.output.contains("5 days of history, 2026-11-18 to 2026-11-22"))
        #expect(run.output.contains("too short to tell weekdays apart (5 days)"))
      } else {
        #expect(run.errors.contains("the queue support has 2 days with calls; at least 3 are"))
      }
    }
  }
}
