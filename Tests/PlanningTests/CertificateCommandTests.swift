import Foundation
import Testing

@Suite("releve audit --certificate and verify, run as processes")
struct CertificateCommandTests {
  /// A workspace with a plan and the certificate of its audit.
  private static func certified() throws -> Workspace {
    let workspace = try Workspace.quick()
    try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "3", "--out", "p", "--quiet"],
      in: workspace
    ).expectDone()
    try ReleveCommand.run(
      ["audit", "site", "p/roster.csv", "--certificate", "c.json", "--quiet"], in: workspace
    ).expectDone()
    return workspace
  }

  private static func json(_ workspace: Workspace, _ path: String) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: workspace.bytes(path)) as? [String: Any])
  }

  @Test("A plan's certificate names its inputs, rules, pay and bound, and holds")
  func holds() throws {
    let workspace = try Self.certified()
    let certificate = try Self.json(workspace, "c.json")
    let inputs = try #require(certificate["inputs"] as? [[String: Any]])
    let names = inputs.compactMap { $0["file"] as? String }
    #expect(names.contains("site.yaml") && names.contains("agents.csv"))
    #expect(names.contains("calls.csv") && names.contains("published/2026-W47.csv"))
    #expect(inputs.allSatisfy { ($0["sha256"] as? String)?.count == 64 })
    let rules = try #require(certificate["rules"] as? [[String: Any]])
    let rest = try #require(rules.first { $0["rule"] as? String == "daily-rest" })
    #expect(rest["value"] as? Int == 660 && rest["source"] as? String != nil)
    #expect((rest["article"] as? String)?.contains("L3131-1") == true)
    // The pay is what payroll.csv adds up to.
    let pay = try #require(certificate["pay"] as? [String: Any])
    let lines = try workspace.text("p/payroll.csv").split(separator: "\n").dropFirst()
    let cents = lines.compactMap { Int($0.split(separator: ",").last ?? "") }.reduce(0, +)
    #expect(pay["cents"] as? Int == cents)
    let bound = try #require(certificate["bound"] as? [String: Any])
    let proof = try #require(bound["proof"] as? [String: Any])
    let summary = try Self.json(workspace, "p/summary.json")
    #expect(proof["objective"] as? Int == summary["objective"] as? Int)
    #expect(proof["bound"] as? Double == summary["bound"] as? Double)

    let again = try ReleveCommand.run(
      ["audit", "site", "p/roster.csv", "--certificate", "again.json", "--quiet"], in: workspace)
    #expect(again.status == 0)
    #expect(try workspace.bytes("again.json") == workspace.bytes("c.json"))

    let verified = try ReleveCommand.run(["verify", "c.json"], in: workspace)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
    #expect(!verified.output.contains("FAILS"))
    #expect(verified.output.contains("by pricing every agent again"))
    let quiet = try ReleveCommand.run(["verify", "c.json", "--quiet"], in: workspace)
    #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
    let french = try ReleveCommand.run(["verify", "c.json", "--lang", "fr"], in: workspace)
    #expect(french.status == 0 && french.output.contains("paie recalculée"))
  }

  @Test("A copy elsewhere is checked with --site and --roster")
  func elsewhere() throws {
    let workspace = try Self.certified()
    let files = FileManager.default
    for (from, to) in [("site", "copy"), ("p", "q")] {
      try files.moveItem(
        at: workspace.url.appendingPathComponent(from),
        to: workspace.url.appendingPathComponent(to))
    }
    #expect(try ReleveCommand.run(["verify", "c.json"], in: workspace).status == 2)
    let verified = try ReleveCommand.run(
      ["verify", "c.json", "--site", "copy", "--roster", "q/roster.csv"], in: workspace)
    #expect(verified.status == 0, "\(verified.output)\(verified.errors)")
  }

  @Test("Whatever has changed is named, and what still holds is said, too")
  func changes() throws {
    let workspace = try Self.certified()
    func failures(_ label: String) throws -> [String] {
      let run = try ReleveCommand.run(["verify", "c.json"], in: workspace)
      #expect(run.status == 6, "\(label): \(run.output)\(run.errors)")
      #expect(run.output.contains("holds"))
      return run.output.split(separator: "\n").filter { $0.hasPrefix("FAILS") }.map(String.init)
    }
    func undoing(_ path: String, _ change: (String) -> String, _ body: () throws -> Void) throws {
      let before = try workspace.text(path)
      try workspace.edit(path, change)
      try body()
      try workspace.write(before, to: path)
    }
    // A file that says the same in other bytes.
    try undoing("site/site.yaml", { "# a note\n" + $0 }) {
      let found = try failures("site.yaml")
      #expect(found.count == 1 && found[0].contains("site.yaml has changed"), "\(found)")
    }
    try undoing("p/requirement.csv", { $0 + "\n" }) {
      let found = try failures("requirement.csv")
      #expect(found.count == 1 && found[0].contains("requirement.csv has changed"), "\(found)")
    }
    // A rule of the house.
    try undoing("site/site.yaml", { $0 + "\n" }) {
      _ = try failures("blank line")
    }
    // A shift less: the roster, the breaches, the pay and the objective are others.
    try undoing(
      "p/roster.csv",
      { $0.split(separator: "\n").dropLast().joined(separator: "\n") + "\n" }
    ) {
      let found = try failures("roster").joined(separator: "\n")
      #expect(found.contains("p/roster.csv has changed"))
      #expect(found.contains("59 shifts") == false && found.contains("shifts"))
      #expect(found.contains("objective calculated again"))
    }
    // A file that was not there.
    try workspace.write("rule,agent,from,until,by,when,why\n", to: "site/waivers.csv")
    let found = try failures("waivers.csv")
    #expect(found.count == 1 && found[0].contains("waivers.csv was not there"), "\(found)")
    try workspace.remove("site/waivers.csv")
    #expect(try ReleveCommand.run(["verify", "c.json"], in: workspace).status == 0)
  }

  @Test("A certificate that claims more than is true fails where it lies")
  func lies() throws {
    let workspace = try Self.certified()
    let certificate = try Self.json(workspace, "c.json")
    func verify(_ change: (inout [String: Any]) throws -> Void) throws -> String {
      var changed = certificate
      try change(&changed)
      try JSONSerialization.data(withJSONObject: changed)
        .write(to: workspace.url.appendingPathComponent("lie.json"))
      let run = try ReleveCommand.run(["verify", "lie.json", "--quiet"], in: workspace)
      #expect(run.status == 6, "\(run.output)\(run.errors)")
      return run.output
    }
    func changing(_ proof: (inout [String: Any]) throws -> Void) throws -> String {
      try verify { certificate in
        var bound = try #require(certificate["bound"] as? [String: Any])
        var inner = try #require(bound["proof"] as? [String: Any])
        try proof(&inner)
        bound["proof"] = inner
        certificate["bound"] = bound
      }
    }
    #expect(try verify { $0["from"] = "2026-11-16" }.contains("certified 2026-11-16"))
    let pay = try verify { certificate in
      var pay = try #require(certificate["pay"] as? [String: Any])
      pay["cents"] = try #require(pay["cents"] as? Int) - 1
      certificate["pay"] = pay
    }
    #expect(pay.contains("pay calculated again"))
    let rules = try verify { certificate in
      let rules = try #require(certificate["rules"] as? [[String: Any]])
      certificate["rules"] = rules.map { rule in
        var rule = rule
        if rule["rule"] as? String == "daily-rest" { rule["value"] = 540 }
        return rule
      }
    }
    #expect(rules.contains("not those certified: daily-rest"))
    // A cent more than is proven.
    let bound =
      try #require(
        (certificate["bound"] as? [String: Any])?["proof"] as? [String: Any])["bound"] as? Double
    let higher = try changing { $0["bound"] = try #require(bound) + 1 }
    #expect(higher.contains("by pricing every agent again"))
    #expect(try changing { $0["bound"] = 1e12 }.contains("is not above the objective"))
    #expect(try changing { $0["objective"] = 1 }.contains("objective calculated again"))
    #expect(try changing { $0["rows"] = NSNull() }.contains("without the multipliers"))
    // Multipliers too large for their slots prove less, not more.
    let inflated = try changing { proof in
      let rows = try #require(proof["rows"] as? [[String: Any]])
      proof["rows"] = rows.map { row in
        var row = row
        row["duals"] = (row["duals"] as? [Double])?.map { _ in 1e9 }
        return row
      }
    }
    #expect(inflated.contains("by pricing every agent again"))
    #expect(try changing { $0["rows"] = [] }.contains("multipliers of another problem"))
  }

  @Test("Another tool's roster has a certificate without a bound; its breaches are certified")
  func otherTool() throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.write(
      "agent;start;end\r\nA001;23/11/2026 08:00:00;23/11/2026 19:30:00\r\n", to: "other.csv")
    let audit = try ReleveCommand.run(
      ["audit", "site", "other.csv", "--certificate", "c.json"], in: workspace)
    #expect(audit.status == 4 && audit.output.contains("11h30 of work on the civil day"))
    #expect(audit.output.contains("cure: "))
    #expect(try Self.json(workspace, "c.json")["bound"] == nil)
    let verified = try ReleveCommand.run(["verify", "c.json"], in: workspace)
    #expect(verified.status == 4, "\(verified.output)\(verified.errors)")
    #expect(!verified.output.contains("FAILS") && verified.output.contains("no bound is claimed"))
    let plain = try ReleveCommand.run(["audit", "site", "other.csv", "--no-cures"], in: workspace)
    #expect(plain.status == 4 && !plain.output.contains("cure"))
  }

  @Test("What is no certificate, and places that cannot be written, are refused")
  func refused() throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.write("{\"certificate\": \"releve-audit-1\"}", to: "c.json")
    let verified = try ReleveCommand.run(["verify", "c.json"], in: workspace)
    #expect(verified.status == 2 && verified.errors.contains("c.json: found no certificate"))
    #expect(try ReleveCommand.run(["verify", "none.json"], in: workspace).status == 2)
    let before = try workspace.text("site/agents.csv")
    let audit = try ReleveCommand.run(
      ["audit", "site", "c.json", "--certificate", "site/agents.csv"], in: workspace)
    #expect(audit.status == 2 && audit.errors.contains("it is read as"), "\(audit.errors)")
    #expect(try workspace.text("site/agents.csv") == before)
  }
}
