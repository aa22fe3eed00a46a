import Foundation
import Testing

@Suite("releve explain, run as a process")
struct ExplainCommandTests {
  private static func explain(_ more: String...) -> [String] {
    ["explain", "site", "--week", "2026-W48", "--time", "12s"] + more
  }

  /// The hotline where nobody takes Sundays any more.
  private func withoutSundays() throws -> Workspace {
    let workspace = try Workspace.quick()
    try workspace.edit("site/agents.csv") { text in
      let rows = text.split(separator: "\n").map { row -> String in
        var cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if cells[5] == "yes" { cells[5] = "no" }
        return cells.joined(separator: ",")
      }
      return rows.joined(separator: "\n") + "\n"
    }
    return workspace
  }

  @Test("Without anybody for Sunday: the rule with its article, who cannot, and what would help")
  func sunday() throws {
    let workspace = try withoutSundays()
    let run = try ReleveCommand.run(Self.explain("--json", "why.json"), in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    for words in [
      "stay uncovered in the best roster found", "Proven: in every lawful roster at least",
      "sunday-work", "L3132-3", "Sun 29 Nov", "cannot, sunday-work: ", "What would help",
      "leave it uncovered", "takes Sundays", "hire one more",
    ] {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
    let file = try #require(
      try JSONSerialization.jsonObject(with: workspace.bytes("why.json")) as? [String: Any])
    let proven = try #require(file["proven_uncovered_minutes"] as? Int)
    let uncovered = try #require(file["uncovered_minutes"] as? Int)
    // Sunday's support needs two by day and one by night: 24 h at least.
    #expect(proven >= 24 * 60 && proven <= uncovered)
    let repairs = try #require(file["repairs"] as? [[String: Any]])
    let kinds = Set(repairs.compactMap { $0["kind"] as? String })
    #expect(kinds.isSuperset(of: ["none", "hire", "sunday-volunteer"]))
    // Every price that was proven is an interval.
    for repair in repairs {
      guard let least = repair["least_change_cents"] as? Int,
        let most = repair["most_change_cents"] as? Int
      else { continue }
      #expect(least <= most)
    }
  }

  @Test("In French, and an agent who cannot have any week: what excludes it, and no crash")
  func impossible() throws {
    let workspace = try Workspace.quick()
    // Four days make the contract's thirty hours; a leave on Saturday takes one and none of the hours.
    try workspace.edit("site/agents.csv") {
      $0.replacing("mon-fri 08:00-17:00|sat 08:00-18:00", with: "wed-sat 08:00-18:00")
    }
    try workspace.edit("site/absences.csv") { $0 + "A001,2026-11-28,2026-11-28,leave\n" }
    let plan = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "1"], in: workspace)
    #expect(plan.status == 3)
    let run = try ReleveCommand.run(Self.explain("--lang", "fr"), in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    for words in [
      "aucun planning ne respecte les règles", "n’a aucune semaine légale (prouvé)",
      "availability", "contract-hours", "A001, du sam. 28 nov. au sam. 28 nov.",
      "sans l’un d’eux elle tombe",
    ] {
      #expect(run.output.contains(words), "\(words) in \(run.output)")
    }
  }

  @Test("One shift: what else, at what price; and mistakes of the question are told together")
  func shift() throws {
    let workspace = try Workspace.quick()
    try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "4", "--quiet"], in: workspace
    ).expectDone()
    let roster = try workspace.text("site/plans/2026-W48/roster.csv")
    let row = try #require(roster.split(separator: "\n").dropFirst().first).split(separator: ",")
    let run = try ReleveCommand.run(
      Self.explain("--agent", String(row[0]), "--day", String(row[1])), in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("\(row[0]), "))
    #expect(run.output.contains(row[2].suffix(5)))
    #expect(run.output.contains("What else the day could hold") || run.output.contains("Nothing"))
    let wrong = try ReleveCommand.run(
      Self.explain("--agent", "A9999", "--day", "2027-01-01"), in: workspace)
    #expect(wrong.status == 2)
    for words in ["A9999", "agents.csv", "2027-01-01", "2026-11-23 to 2026-11-29"] {
      #expect(wrong.errors.contains(words), "\(words) in \(wrong.errors)")
    }
    let half = try ReleveCommand.run(Self.explain("--agent", "A001"), in: workspace)
    #expect(half.status == 64 && half.errors.contains("--agent and --day go together"))
  }

  @Test("A roster of another week, or one that breaks a rule, is refused with its place")
  func misfits() throws {
    let workspace = try Workspace.quick()
    try workspace.write(
      "agent,date,start,end\nA001,2026-12-01,09:00,17:00\n", to: "other.csv")
    let run = try ReleveCommand.run(
      Self.explain("--agent", "A001", "--day", "2026-11-24", "--roster", "other.csv"),
      in: workspace)
    #expect(run.status == 2)
    #expect(run.errors.contains("other.csv: found a roster of the weeks from 2026-11-30"))
    try workspace.write(
      "agent,date,start,end\nA001,2026-11-24,03:07,05:00\n", to: "odd.csv")
    let odd = try ReleveCommand.run(
      Self.explain("--agent", "A001", "--day", "2026-11-24", "--roster", "odd.csv"),
      in: workspace)
    #expect(odd.status == 2)
    #expect(odd.errors.contains("none of the site's kinds"))
  }
}
