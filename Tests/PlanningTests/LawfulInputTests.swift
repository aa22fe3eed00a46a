import Foundation
import Testing

@Suite("What no plan may rest on, and what a reader must be told, on the command line")
struct LawfulInputTests {
  private static func edited(_ file: String, _ change: (String) -> String) throws -> Workspace {
    let workspace = try Workspace.quick()
    try workspace.edit("site/\(file)", change)
    return workspace
  }

  @Test("Agents required on a Sunday without a ground are refused, and nothing is written")
  func closedHours() throws {
    let workspace = try Workspace.quick()
    try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "1", "--out", "p", "--quiet"], in: workspace
    ).expectDone()
    let text = try workspace.text("p/requirement.csv")
    let rows = text.split(separator: "\n").map { row -> String in
      let cells = row.split(separator: ",", omittingEmptySubsequences: false)
      guard cells[0] == "sales", cells[1] == "2026-11-29T10:00" else { return String(row) }
      return (cells.dropLast() + ["3"]).joined(separator: ",")
    }
    try workspace.write(rows.joined(separator: "\n") + "\n", to: "edited.csv")
    let before = try workspace.contents()
    for command in ["plan", "explain"] {
      let run = try ReleveCommand.run(
        [command, "site", "--week", "2026-W48", "--requirement", "edited.csv"], in: workspace)
      #expect(run.status == 2, "\(command)")
      #expect(
        run.errors.contains("edited.csv: found 3 agents for sales on 2026-11-29 at 10:00"),
        "\(run.errors)")
    }
    #expect(try workspace.contents() == before)
  }

  @Test("A birth date of a child, or after the week, is refused by check and by plan")
  func ages() throws {
    for year in ["2014", "2029"] {
      let workspace = try Self.edited("agents.csv") {
        $0.replacing(
          "A002,full-time-35,sales,Mistral,14.90,yes,no,,",
          with: "A002,full-time-35,sales,Mistral,14.90,yes,no,\(year)-06-01,")
      }
      for command in [["check", "site"], ["plan", "site", "--week", "2026-W48", "--work", "1"]] {
        let run = try ReleveCommand.run(command, in: workspace)
        #expect(run.status == 2 && run.errors.contains("\(year)-06-01 of A002"), "\(run.errors)")
      }
    }
  }

  @Test("Two branch conventions are one too many")
  func conventions() throws {
    let workspace = try Self.edited("site.yaml") {
      $0.replacing(
        "\n  shifts-per-week:",
        with: "\n  packs: [france, idcc-2098, idcc-2148]\n  shifts-per-week:")
    }
    let run = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains("the branch conventions idcc-2098 and idcc-2148"), "\(run.errors)")
  }

  @Test("Parts of one day around a gap are one shift, and the gap is no daily rest")
  func splitDay() throws {
    let workspace = try Workspace.quick()
    try workspace.write(
      "agent,date,start,end\nA009,2026-11-24,09:00,13:00\nA009,2026-11-24,15:00,18:00\n",
      to: "split.csv")
    let run = try ReleveCommand.run(["audit", "site", "split.csv", "--no-cures"], in: workspace)
    let own = run.output.split(separator: "\n").filter { $0.hasPrefix("A009") }
    // Seven hours in the week of a contract for thirty, and nothing else.
    #expect(own.count == 1 && own[0].contains("contract-hours"), "\(own)")
  }

  @Test(
    "What the verdict rests on is told",
    arguments: [
      (
        "\n  average-weekly-hours: {hours: 46}\n  shifts-per-week:",
        "Lawful only by an agreement, and none is named: average-weekly-hours hours 46h00 (Code du "
          + "travail, L3121-23)."
      ),
      (
        "\n  agreements:\n    - {name: Summer, document: s.pdf, from: 2026-01-01, until: 2026-11-25, "
          + "rules: {daily-hours: {hours: 11}}}\n  shifts-per-week:",
        "The agreement Summer ends on 2026-11-25"
      ),
    ])
  func grounds(_ rules: String, _ note: String) throws {
    let workspace = try Self.edited("site.yaml") {
      $0.replacing("\n  shifts-per-week:", with: rules)
    }
    try workspace.write("agent,date,start,end\nA009,2026-11-24,09:00,13:00\n", to: "r.csv")
    let run = try ReleveCommand.run(["audit", "site", "r.csv", "--no-cures"], in: workspace)
    #expect(run.output.contains(note), "\(run.output) \(run.errors)")
  }

  @Test("Rates of pay below those without an agreement are told")
  func rates() throws {
    let workspace = try Self.edited("site.yaml") {
      $0.replacing("overtime: [25, 50]", with: "overtime: [10, 50]")
    }
    try workspace.write("agent,date,start,end\nA009,2026-11-24,09:00,13:00\n", to: "r.csv")
    let run = try ReleveCommand.run(["audit", "site", "r.csv", "--no-cures"], in: workspace)
    #expect(
      run.output.contains("Paid less than without an agreement: overtime +10 % (+25 %"),
      "\(run.output)")
  }

  @Test("A certificate whose bound is that of another roster does not hold")
  func certificate() throws {
    let workspace = try Workspace.quick()
    try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "2", "--out", "p", "--quiet"], in: workspace
    ).expectDone()
    try ReleveCommand.run(
      ["audit", "site", "p/roster.csv", "--certificate", "c.json", "--quiet"], in: workspace
    ).expectDone()
    #expect(
      try ReleveCommand.run(["verify", "c.json", "--site", "site"], in: workspace).status == 0)
    try workspace.edit("c.json") {
      $0.replacing(/"roster" : "[0-9a-f]{6}/, with: "\"roster\" : \"000000")
    }
    let run = try ReleveCommand.run(["verify", "c.json", "--site", "site"], in: workspace)
    #expect(
      run.status == 6 && run.output.contains("FAILS  the bound is that of this roster"),
      "\(run.output)")
  }
}
