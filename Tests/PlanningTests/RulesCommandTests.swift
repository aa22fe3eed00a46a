import Foundation
import Testing

@Suite("The rules in force at a site, on the command line")
struct RulesCommandTests {
  /// An example site under a convention and two agreements that follow one another.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try ReleveCommand.run(["init", "site", "--agents", "10", "--without-roster"], in: workspace)
      .expectDone()
    let text = try workspace.text("site/site.yaml")
    let rules = try #require(text.firstRange(of: "\nrules:"))
    try workspace.write(
      text[..<rules.lowerBound] + """

        rules:
          packs: [france, idcc-2098]
          agreements:
            - {name: Hours 2026, document: hours-2026.pdf, from: 2026-01-01, until: 2026-12-31,
               rules: {daily-hours: {hours: 11}}}
            - {name: Hours 2027, document: hours-2027.pdf, from: 2027-01-01,
               rules: {daily-hours: {hours: 11h30}}}
          shifts-per-week: {max: 5}

        """, to: "site/site.yaml")
    return workspace
  }

  @Test("Each figure has its source, text and end; lines keep within 80 columns")
  func table() throws {
    let workspace = try workspace()
    let run = try ReleveCommand.run(["rules", "site", "--week", "2026-W48"], in: workspace)
    run.expectDone()
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(lines[0].split(separator: " ") == ["Rule", "Figure", "Source", "Until"])
    func columns(_ rule: String) -> [Substring] {
      lines.first { $0.hasPrefix(rule + " ") }?.split(separator: " ") ?? []
    }
    #expect(columns("daily-hours") == ["daily-hours", "hours", "11h00", "agreement", "2026-12-31"])
    #expect(columns("daily-rest") == ["daily-rest", "hours", "11h00", "france", "–"])
    #expect(columns("shifts-per-week") == ["shifts-per-week", "max", "5", "site.yaml", "–"])
    #expect(run.output.contains("Hours 2026 (hours-2026.pdf), from 2026-01-01 until 2026-12-31"))
    #expect(run.output.contains("L3121-19 (to be"))
    #expect(lines.contains { $0.contains("from 22h00") && $0.contains("idcc-2098") })
    #expect(run.output.contains("Agreements not in force in the period:\n  Hours 2027"))
  }

  @Test("In another year the other agreement is in force; in French the headings are French")
  func later() throws {
    let workspace = try workspace()
    let run = try ReleveCommand.run(
      ["rules", "site", "--week", "2027-W05", "--lang", "fr"], in: workspace)
    run.expectDone()
    #expect(run.output.hasPrefix("Règle "))
    #expect(run.output.contains("hours 11h30             accord            –"))
    #expect(run.output.contains("(à vérifier)") && run.output.contains("ordre public"))
  }

  @Test("The JSON holds each figure, and is the same each time")
  func json() throws {
    let workspace = try workspace()
    for name in ["a.json", "b.json"] {
      try ReleveCommand.run(
        ["rules", "site", "--week", "2026-W48", "--json", name], in: workspace
      ).expectDone()
    }
    #expect(try workspace.bytes("a.json") == workspace.bytes("b.json"))
    let object = try JSONSerialization.jsonObject(with: workspace.bytes("a.json"))
    let root = try #require(object as? [String: Any])
    let figures = try #require(root["figures"] as? [[String: Any]])
    let hours = try #require(figures.first { $0["rule"] as? String == "daily-hours" })
    #expect(hours["value"] as? Int == 660 && hours["unit"] as? String == "minutes")
    #expect(hours["document"] as? String == "hours-2026.pdf")
    #expect(hours["until"] as? String == "2026-12-31")
    #expect(hours["confidence"] as? String == "B")
    let packs = try #require(root["packs"] as? [[String: Any]])
    #expect(packs.compactMap { $0["name"] as? String } == ["france", "idcc-2098"])
    #expect((root["unchecked"] as? [Any])?.isEmpty == false)
  }

  @Test("A figure beyond the agreement's range is refused with file, line, column and article")
  func refused() throws {
    let workspace = try workspace()
    let text = try workspace.text("site/site.yaml")
    try workspace.write(text.replacing("{hours: 11}", with: "{hours: 12h01}"), to: "site/site.yaml")
    let line =
      text.prefix(upTo: text.firstRange(of: "{hours: 11}")!.lowerBound)
      .count { $0 == "\n" } + 1
    for command in [["rules", "site"], ["check", "site"]] {
      let run = try ReleveCommand.run(command, in: workspace)
      #expect(run.status == 2)
      #expect(
        run.errors.contains(
          "site.yaml:\(line):37: found daily-hours.hours \"12h01\" in the agreement Hours 2026, "
            + "expected 1h00 to 12h00 (Code du travail, L3121-19 (to be verified))."),
        "\(run.errors)")
    }
  }

  @Test("An agreement is what the audit judges by, in its time")
  func audit() throws {
    let workspace = try workspace()
    let agent = try #require(
      PlainTable(workspace.text("site/agents.csv")).rows.first?["agent"])
    // Ten hours and a half of work: more than the law's ten, less than the agreement's eleven.
    for (week, date, isBreach) in [("2026", "2026-11-24", false), ("2025", "2025-11-25", true)] {
      try workspace.write(
        "agent,date,start,end,breaks,paid_minutes\n"
          + "\(agent),\(date),\(date)T08:00,\(date)T19:00,12:00-12:30,630\n",
        to: "\(week).csv")
      let run = try ReleveCommand.run(["audit", "site", "\(week).csv"], in: workspace)
      #expect(run.output.contains("L3121-18") == isBreach, "\(run.output) \(run.errors)")
    }
  }

  @Test("Without a site every rule is listed as it stands in the law")
  func withoutSite() throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(["rules"], in: workspace)
    run.expectDone()
    #expect(
      run.output.contains(
        "daily-hours\n  At most 10 h of work on a civil day.\n"
          + "  Code du travail, L3121-18; public order\n"))
    #expect(try ReleveCommand.run(["rules", "--week", "2026-W48"], in: workspace).status == 64)
    #expect(try ReleveCommand.run(["rules", "nowhere"], in: workspace).status == 2)
  }
}
