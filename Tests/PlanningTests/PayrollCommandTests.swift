import Foundation
import Testing

@Suite("payroll.csv from the command line")
struct PayrollCommandTests {
  private static let header = "agent,week,code,minutes,rate_percent,cents"

  @Test("audit writes for a plan's roster what the plan wrote, in both styles")
  func samePayroll() throws {
    let workspace = try Workspace.quick()
    for style in ["plain", "excel-fr"] {
      let run = try ReleveCommand.run(
        [
          "plan", "site", "--week", "2026-W48", "--weeks", "2", "--work", "1", "--csv", style,
          "--out", style, "--quiet",
        ], in: workspace)
      try #require(run.status == 0, "\(run.errors)")
      let audit = try ReleveCommand.run(
        [
          "audit", "site", "\(style)/roster.csv", "--payroll", "again.csv", "--csv", style,
        ], in: workspace)
      #expect(audit.status == 0, "\(audit.errors)")
      #expect(audit.output.contains("Pay: ") && audit.output.contains("again.csv"))
      #expect(try workspace.bytes("again.csv") == workspace.bytes("\(style)/payroll.csv"))
    }
    let french = try workspace.text("excel-fr/payroll.csv").replacing("\u{FEFF}", with: "")
    let plain = try workspace.text("plain/payroll.csv")
    #expect(plain.hasPrefix(Self.header + "\n"))
    // No decimals and no dates: separators and ends of lines alone differ.
    #expect(french.replacing("\r\n", with: "\n").replacing(";", with: ",") == plain)
  }

  @Test("Another tool's roster with breaches gets its payroll too, calculated by hand")
  func otherTool() throws {
    let workspace = try Workspace(example: "hotline")
    let agents = try PlainTable(workspace.text("site/agents.csv")).rows
    let agent = try #require(agents.first { $0["contract"] == "full-time-35" })
    let name = try #require(agent["agent"])
    let wage = try #require(Double(agent["hourly_wage"]!))
    // Week 2 of 2027 follows no published week. Six days from 8:00 to 16:30 without a break: 51 h, so 35 h,
    // eight at a quarter more and eight at half; Sunday from 19:00 to 23:00 is 4 h at 50 %, two of them
    // at 25 % for the night: in all 55 h, so twelve at half.
    let days = (11...16).map { "\(name),2027-01-\($0),08:00,16:30" }
    let rows = ["agent,date,start,end"] + days + ["\(name),2027-01-17,19:00,23:00"]
    try workspace.write(rows.joined(separator: "\n") + "\n", to: "other.csv")
    let run = try ReleveCommand.run(
      ["audit", "site", "other.csv", "--payroll", "pay.csv", "--quiet"], in: workspace)
    #expect(run.status == 4, "\(run.errors)")
    let found = try PlainTable(workspace.text("pay.csv")).rows.filter { $0["agent"] == name }
    #expect(
      found.map { "\($0["week"]!) \($0["code"]!) \($0["minutes"]!) \($0["rate_percent"]!)" } == [
        "2027-W02 base 2100 100", "2027-W02 overtime 480 125",
        "2027-W02 overtime-further 720 150", "2027-W02 sunday 240 50", "2027-W02 night 120 25",
      ])
    let euros = wage * (35 + 8 * 1.25 + 12 * 1.5 + 4 * 0.5 + 2 * 0.25)
    let cents = found.reduce(0) { $0 + Int($1["cents"]!)! }
    #expect(abs(Double(cents) - 100 * euros) <= 1)
    // Everybody else is paid their contract.
    let others = try PlainTable(workspace.text("pay.csv")).rows.filter { $0["agent"] != name }
    #expect(others.count == agents.count - 1)
    #expect(others.allSatisfy { $0["code"] == "base" })
  }

  @Test(
    "Cumulation decides what a Sunday night costs, in the plan and in the payroll",
    arguments: ["night-on-top", "sum", "highest"])
  func cumulation(_ word: String) throws {
    let workspace = try Workspace.quick()
    try workspace.edit("site/site.yaml") {
      $0.replacing("cumulation: night-on-top", with: "cumulation: \(word)   ")
    }
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "1", "--out", "p", "--quiet"],
      in: workspace)
    try #require(run.status == 0, "\(run.errors)")
    let summary = try JSONDecoder().decode(
      PlannedExample.Summary.self, from: workspace.bytes("p/summary.json"))
    #expect(summary.pay.cents == summary.cost["hours"]! + summary.cost["premiums"]!)
    // Only where the highest premium stands alone is there night work that earns no night premium.
    let midnight = try ParisTime.minutes("2026-11-23T00:00")
    let night = try PlainShift.all(workspace.text("p/roster.csv")).reduce(0) { sum, shift in
      (-1...7).reduce(sum) {
        $0 + shift.work(midnight + 1440 * $1 + 1260, midnight + 1440 * $1 + 1800)
      }
    }
    let paid = try #require(summary.pay.codes["night"]).minutes
    #expect(word == "highest" ? paid < night : paid == night)
  }

  @Test("A payroll is not written over the roster it is made from")
  func sameFile() throws {
    let workspace = try Workspace(example: "hotline")
    let roster = "site/published/2026-W47.csv"
    let before = try workspace.bytes(roster)
    let run = try ReleveCommand.run(
      ["audit", "site", roster, "--payroll", roster], in: workspace)
    #expect(run.status == 2 && run.errors.contains("cannot be written"))
    #expect(try workspace.bytes(roster) == before)
  }
}
