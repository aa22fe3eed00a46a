import Foundation
import Testing

@Suite("Sunday orders and consents from the command line")
struct SundayCommandTests {
  private static let columns =
    "agent,sunday,basis,consent_signed,minutes,rest_owed_minutes,premium_percent"

  /// The small example whose Sundays rest on an order in place of the table of R3132-5.
  private func workspace(until: String, most: Int? = nil) throws -> Workspace {
    let workspace = try Workspace.quick()
    try workspace.edit("site/site.yaml") {
      $0.replacing(
        "{article: R3132-5, line: \"assistance téléphonique ou télématique\"}",
        with: "{article: L3132-20, order: 2026-114, from: 2026-01-01, until: \(until), "
          + (most.map { "most_agents: \($0), " } ?? "") + "referendum: vote.pdf}")
    }
    return workspace
  }

  private func agents(_ workspace: Workspace) throws -> [[String: String]] {
    try PlainTable(workspace.text("site/agents.csv")).rows
  }

  /// Those who take Sundays and calls of the queue with the order.
  private func willing(_ workspace: Workspace) throws -> [String] {
    try agents(workspace).filter { $0["sunday"] == "yes" && $0["skills"]!.contains("support") }
      .map { $0["agent"]! }
  }

  private func consents(_ workspace: Workspace, _ agents: [String]) throws {
    let rows = agents.map { "\($0),2026-02-01,," }
    try workspace.write(
      (["agent,signed,withdrawn,refused"] + rows).joined(separator: "\n") + "\n",
      to: "site/sunday-consents.csv")
  }

  @Test("Without a consent nobody works Sundays; with them as many as the order allows, paid twice")
  func plan() throws {
    let workspace = try workspace(until: "2026-12-31", most: 2)
    func run(_ out: String) throws -> [[String: String]] {
      let plan = try ReleveCommand.run(
        ["plan", "site", "--week", "2026-W48", "--work", "1", "--out", out], in: workspace)
      try #require(plan.status == 0, "\(plan.errors)\(plan.output)")
      let text = try workspace.text("\(out)/sunday-ledger.csv")
      #expect(text.hasPrefix(Self.columns + "\n"))
      if out == "with" { #expect(plan.output.contains("2026-114 allows 2 agents")) }
      return try PlainTable(text).rows
    }
    let check = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(check.output.contains("support: no consent is in force on 2026-"))
    #expect(try run("without").isEmpty)
    let willing = try self.willing(workspace)
    try #require(willing.count > 2)
    try consents(workspace, willing)
    let ledger = try run("with")
    #expect(!ledger.isEmpty && ledger.count <= 2)
    for line in ledger {
      #expect(line["sunday"] == "2026-11-29" && line["basis"] == "L3132-20: 2026-114")
      #expect(line["consent_signed"] == "2026-02-01" && line["premium_percent"] == "100")
      #expect(line["minutes"] == line["rest_owed_minutes"])
    }
    // The payroll pays what the ledger says, by the agent.
    for line in try PlainTable(workspace.text("with/payroll.csv")).rows
    where line["code"] == "sunday" {
      #expect(line["rate_percent"] == "100")
      #expect(ledger.contains { $0["agent"] == line["agent"] })
    }
  }

  @Test("An order that ends mid-period: the plan keeps to it and the audit names its number")
  func ends() throws {
    let workspace = try workspace(until: "2026-11-30")
    let willing = try self.willing(workspace)
    try consents(workspace, willing)
    #expect(try ReleveCommand.run(["check", "site"], in: workspace).status == 0)
    let plan = try ReleveCommand.run(
      [
        "plan", "site", "--week", "2026-W48", "--weeks", "2", "--work", "1", "--out", "p",
        "--quiet",
      ], in: workspace)
    try #require(plan.status == 0, "\(plan.errors)")
    let sundays = try PlainTable(workspace.text("p/sunday-ledger.csv")).rows.map { $0["sunday"]! }
    #expect(!sundays.isEmpty && sundays.allSatisfy { $0 == "2026-11-29" })
    let name = try #require(willing.first)
    try workspace.write(
      "agent,date,start,end\n\(name),2026-12-06,09:00,13:00\n", to: "other.csv")
    let audit = try ReleveCommand.run(["audit", "site", "other.csv"], in: workspace)
    #expect(audit.status == 4)
    #expect(audit.output.contains("order 2026-114 is in force from 2026-01-01 to 2026-11-30"))
  }

  @Test("The audit names the missing consent; check names a bad row by line and column")
  func consent() throws {
    let workspace = try workspace(until: "2026-12-31")
    let name = try #require(willing(workspace).first)
    try workspace.write(
      "agent,signed,withdrawn\n\(name),2026-02-01,2026-06-01\n", to: "site/sunday-consents.csv")
    try workspace.write(
      "agent,date,start,end\n\(name),2026-11-29,09:00,13:00\n", to: "other.csv")
    let audit = try ReleveCommand.run(["audit", "site", "other.csv"], in: workspace)
    #expect(audit.status == 4)
    // Three months after 1 June.
    #expect(audit.output.contains("withdrawn on 2026-06-01 and in force until 2026-08-31"))
    #expect(audit.output.contains("L3132-25-4"))
    try workspace.write("agent,signed\nnobody,2026-02-01\n", to: "site/sunday-consents.csv")
    let check = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(check.status == 2 && check.errors.contains("sunday-consents.csv:2:1: found"))
  }

  @Test("A published week is changed with notice, or is told to be late")
  func notice() throws {
    let workspace = try Workspace.quick()
    let name = try #require(agents(workspace).first?["agent"])
    let header = "agent,date,start,end\n"
    try workspace.write(
      header + "\(name),2026-12-02,09:00,13:00\n", to: "site/published/2026-W49.csv")
    try workspace.write(header + "\(name),2026-12-02,10:00,14:00\n", to: "other.csv")
    func notice(_ day: String) throws -> Bool {
      let audit = try ReleveCommand.run(
        ["audit", "site", "other.csv", "--as-of", day], in: workspace)
      #expect(audit.output.contains("2026-W49 is published"))
      return audit.output.contains("[notice;")
    }
    // 23 to 27 November and 30, 1 December are seven working days.
    #expect(try !notice("2026-11-20"))
    #expect(try notice("2026-11-23"))
    try workspace.write(
      "agent,date,accepted\n\(name),2026-12-02,2026-11-25\n", to: "site/accepted-changes.csv")
    #expect(try !notice("2026-11-23"))
    let plan = try ReleveCommand.run(
      [
        "plan", "site", "--week", "2026-W49", "--work", "1", "--out", "p", "--as-of", "2026-11-28",
      ], in: workspace)
    #expect(plan.status == 4 && plan.output.contains("told on 2026-11-28"))
  }
}
