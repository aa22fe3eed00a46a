import Foundation
import Testing

@Suite("Overrides on the command line")
struct OverrideCommandTests {
  static let rows = """
    queue,from,to,calls,factor,handle_time,reason
    support,2026-11-24T09:00,2026-11-24T12:00,420,,,mailing
    sales,2026-11-25,2026-11-26,,1.5,400,foire de Lille

    """

  @Test("forecast: two more columns, one line for each override, the model's figure kept")
  func forecast() throws {
    let workspace = try Workspace(example: "hotline")
    let arguments = ["forecast", "site", "--week", "2026-W48", "--out"]
    try ReleveCommand.run(arguments + ["before.csv"], in: workspace).expectDone()
    try workspace.write(Self.rows, to: "site/overrides.csv")
    let run = try ReleveCommand.run(arguments + ["after.csv"], in: workspace)
    run.expectDone()
    let before = try PlainTable(workspace.text("before.csv"))
    let after = try PlainTable(workspace.text("after.csv"))
    #expect(before.columns == ["queue", "start", "mean", "lo80", "hi80", "lo95", "hi95"])
    #expect(after.columns == before.columns + ["model", "override"])
    var (sum, model) = (0.0, 0.0)
    for (old, new) in zip(before.rows, after.rows) {
      let start = try #require(new["start"])
      let isSupport =
        new["queue"] == "support" && start >= "2026-11-24T09:00" && start < "2026-11-24T12:00"
      let isSales = new["queue"] == "sales" && start >= "2026-11-25" && start < "2026-11-27"
      let mean = try #require(new["mean"].flatMap { Double($0) })
      #expect(new["model"] == old["mean"])
      if isSupport {
        sum += mean
        model += try #require(old["mean"].flatMap { Double($0) })
      }
      if isSupport || isSales && mean > 0 {
        #expect(new["override"] == new["mean"])
      } else {
        #expect(
          ["queue", "start", "mean", "lo80", "hi80", "lo95", "hi95"].allSatisfy {
            new[$0] == old[$0]
          })
      }
    }
    // Three decimals a half-hour.
    #expect(abs(sum - 420) < 0.01)
    #expect(
      run.output.contains(
        "support Tue 24 Nov 09:00–12:00: 420 calls by hand (model "
          + "\(Int(model.rounded()))): mailing"), "\(run.output)")
    #expect(run.output.contains("sales Wed 25 Nov–Thu 26 Nov: "))
    #expect(run.output.contains(" × 1.50), 400 s a call: foire de Lille"))
    // The file stays as the model has it in weeks without overrides.
    try ReleveCommand.run(
      ["forecast", "site", "--week", "2026-W49", "--out", "next.csv"], in: workspace
    ).expectDone()
    #expect(try PlainTable(workspace.text("next.csv")).columns == before.columns)
  }

  @Test("staff and plan use the figures, and the plan's notes say so")
  func plan() throws {
    let workspace = try Workspace.quick()
    try workspace.write(Self.rows, to: "site/overrides.csv")
    let plan = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "1"], in: workspace)
    plan.expectDone()
    #expect(plan.output.contains("Note        support Tue 24 Nov 09:00–12:00: 420 calls by hand"))
    #expect(
      try workspace.text("site/plans/2026-W48/summary.json").contains("420 calls by hand"))
    let requirement = try PlainTable(
      workspace.text("site/plans/2026-W48/requirement.csv"))
    let calls = requirement.rows.filter {
      $0["queue"] == "support" && $0["start"]! >= "2026-11-24T09:00"
        && $0["start"]! < "2026-11-24T12:00"
    }.compactMap { $0["calls"].flatMap { Double($0) } }
    #expect(calls.count == 6 && abs(calls.reduce(0, +) - 420) < 0.01)
    let staff = try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--lang", "fr"], in: workspace)
    staff.expectDone()
    #expect(staff.output.contains("420 appels à la main (modèle"))
  }

  @Test("A wrong override is refused with its place before anything is written")
  func refused() throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.write(
      Self.rows + "support,2026-11-24,2026-11-24,9,,,again\n", to: "site/overrides.csv")
    let run = try ReleveCommand.run(
      ["forecast", "site", "--week", "2026-W48", "--out", "f.csv"], in: workspace)
    #expect(run.status == 2 && !workspace.exists("f.csv"))
    #expect(run.errors.contains("overrides.csv:4:9: found an override of support that overlaps"))
  }
}
