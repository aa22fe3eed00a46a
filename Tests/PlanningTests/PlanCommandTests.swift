import Foundation
import Testing

@Suite("releve plan and audit, run as a process")
struct PlanCommandTests {
  private static let headers = [
    "forecast.csv": "queue,start,mean,lo80,hi80,lo95,hi95",
    "requirement.csv": "queue,start,calls,handle_time,agents",
    "roster.csv": "agent,date,start,end,breaks,paid_minutes",
    "cover.csv": "queue,start,required,present,gap",
    "quality.csv": "queue,from,to,offered,answered,abandoned,promised,",
    "payroll.csv": "agent,week,code,minutes,rate_percent,cents",
    "sunday-ledger.csv":
      "agent,sunday,basis,consent_signed,minutes,rest_owed_minutes,premium_percent",
    "closing-balances.csv": "agent,as_of,last_shift_start,last_shift_end,",
    "fairness.csv": "agent,measure,count,share,excess",
  ]

  private static func plan(_ more: String...) -> [String] {
    ["plan", "site", "--week", "2026-W48"] + more
  }

  @Test("plan writes eight files with their headers; its roster is audited clean")
  func filesAndAudit() throws {
    let workspace = try Workspace.quick()
    let run = try ReleveCommand.run(Self.plan("--work", "2"), in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let folder = "site/plans/2026-W48"
    let names = try workspace.contents().keys.filter { $0.hasPrefix(folder + "/") }.sorted()
    #expect(
      names
        == (Self.headers.keys + ["bound.json", "summary.json"]).sorted().map { "\(folder)/\($0)" })
    for (name, header) in Self.headers {
      #expect(try workspace.text("\(folder)/\(name)").hasPrefix(header), "\(name)")
    }
    for word in [
      "Cost", "Proven", "Cover", "Simulated", "Sundays", "Audit", "no breach", "roster.csv",
    ] {
      #expect(run.output.contains(word), "\(word)")
    }
    let audit = try ReleveCommand.run(["audit", "site", "\(folder)/roster.csv"], in: workspace)
    #expect(audit.status == 0, "\(audit.output)")
    #expect(audit.output.contains("no breach"))
  }

  @Test("The same work gives the same bytes on one thread and on two")
  func sameOnAnyThreads() throws {
    let workspace = try Workspace.quick()
    for threads in ["1", "2"] {
      try ReleveCommand.run(
        Self.plan("--work", "6", "--threads", threads, "--out", threads, "--quiet"), in: workspace
      ).expectDone()
    }
    for name in Self.headers.keys {
      #expect(try workspace.bytes("1/\(name)") == workspace.bytes("2/\(name)"), "\(name)")
    }
  }

  @Test("--quiet prints nothing")
  func quiet() throws {
    let workspace = try Workspace.quick()
    let run = try ReleveCommand.run(
      Self.plan("--work", "1", "--quiet", "--out", "p"), in: workspace)
    #expect(run.status == 0)
    #expect(run.output.isEmpty && run.errors.isEmpty)
    let audit = try ReleveCommand.run(["audit", "site", "p/roster.csv", "--quiet"], in: workspace)
    #expect(audit.status == 0 && audit.output.isEmpty && audit.errors.isEmpty)
  }

  @Test(
    "excel-fr and French: semicolons, decimal commas, French dates, and the audit reads it back")
  func frenchExcel() throws {
    let workspace = try Workspace.quick()
    for style in ["plain", "excel-fr"] {
      let run = try ReleveCommand.run(
        Self.plan("--work", "1", "--csv", style, "--lang", "fr", "--out", style), in: workspace)
      #expect(run.status == 0)
      for word in ["Coût", "Prouvé", "Couverture", "Dimanches", "Contrôle", "lun. 23 nov."] {
        #expect(run.output.contains(word), "\(word)")
      }
      let audit = try ReleveCommand.run(
        ["audit", "site", "\(style)/roster.csv", "--lang", "fr"], in: workspace)
      #expect(audit.status == 0 && audit.output.contains("aucune infraction"))
    }
    for (name, header) in Self.headers {
      let french = try workspace.bytes("excel-fr/\(name)")
      #expect(french.starts(with: [0xEF, 0xBB, 0xBF]), "\(name)")
      let text = try workspace.text("excel-fr/\(name)").replacing("\u{FEFF}", with: "")
      let lines = text.split(separator: "\r\n")
      #expect(lines.first?.hasPrefix(header.replacing(",", with: ";")) == true)
      // Cell by cell the plain file: dates turned, decimal points become commas.
      let plain = try workspace.text("plain/\(name)").split(separator: "\n")
      try #require(lines.count == plain.count)
      for (french, plain) in zip(lines, plain).dropFirst() {
        let cells = plain.split(separator: ",", omittingEmptySubsequences: false).map { cell in
          if let match = cell.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)(T(.*))?/) {
            return "\(match.3)/\(match.2)/\(match.1)" + (match.5.map { " \($0)" } ?? "")
          }
          return Double(cell) != nil ? String(cell.replacing(".", with: ",")) : String(cell)
        }
        #expect(String(french) == cells.joined(separator: ";"))
      }
    }
  }

  @Test("A roster that someone changed: status 4, with agent, day and article")
  func tamperedRoster() throws {
    let workspace = try Workspace.quick()
    try ReleveCommand.run(Self.plan("--work", "1", "--out", "p"), in: workspace).expectDone()
    // The shift of an agent with a shift on the day after, moved to end 10 h before that one begins.
    let shifts = try PlainShift.all(workspace.text("p/roster.csv"))
    let pair = try #require(
      zip(shifts, shifts.dropFirst()).first { before, after in
        before.agent == after.agent && nextDay(before.date) == after.date
          && after.start % 1440 >= 420 && after.start - before.end < 20 * 60
      })
    let text = try workspace.text("p/roster.csv")
    let line = try #require(
      text.split(separator: "\n").first { $0.hasPrefix("\(pair.0.agent),\(pair.0.date),") })
    // In winter Paris is an hour ahead; the shift before lasts six hours.
    let end = (pair.1.start + 60 - 600) % 1440
    let clock = { (minute: Int) in
      String(format: "%02d:%02d", minute / 60 % 24, minute % 60)
    }
    let day = end < 360 ? pair.1.date : pair.0.date
    let moved =
      "\(pair.0.agent),\(pair.0.date),\(pair.0.date)T\(clock(end + 1440 - 360)),\(day)T\(clock(end)),,360"
    try workspace.write(text.replacing(line, with: moved), to: "tampered.csv")
    let audit = try ReleveCommand.run(["audit", "site", "tampered.csv"], in: workspace)
    #expect(audit.status == 4, "\(moved)\n\(audit.output)\(audit.errors)")
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let number = try #require(pair.1.date.split(separator: "-").last.flatMap { Int($0) })
    // 2026-11-23 is a Monday.
    let breach = "\(pair.1.agent) \(names[number - 23]) \(number) Nov: 10h00 of rest"
    #expect(audit.output.contains(breach), "\(audit.output)")
    #expect(audit.output.contains("[daily-rest; Code du travail, L3131-1]"))
    // Breaches are told even where all else is silent.
    let quiet = try ReleveCommand.run(["audit", "site", "tampered.csv", "--quiet"], in: workspace)
    #expect(quiet.status == 4 && quiet.output.contains("L3131-1"))
    let french = try ReleveCommand.run(
      ["audit", "site", "tampered.csv", "--lang", "fr"], in: workspace)
    #expect(french.status == 4 && french.output.contains("infraction"))
  }

  @Test("A roster without one agent's shifts breaks that agent's contract")
  func missingAgent() throws {
    let workspace = try Workspace.quick()
    try ReleveCommand.run(Self.plan("--work", "1", "--out", "p"), in: workspace).expectDone()
    try workspace.edit("p/roster.csv") { text in
      text.split(separator: "\n").filter { !$0.hasPrefix("A002,") }.joined(separator: "\n")
    }
    let audit = try ReleveCommand.run(["audit", "site", "p/roster.csv"], in: workspace)
    #expect(audit.status == 4)
    #expect(audit.output.contains("A002 Mon 23 Nov: 0h00 rostered"), "\(audit.output)")
    #expect(audit.output.contains("L3121-27"))
  }

  @Test(
    "A roster that is none is refused with file, line and column",
    arguments: [
      ("A999,2026-11-23,08:00,12:00,,240", "r.csv:2:1", "A999"),
      ("A001,2026-11-31,08:00,12:00,,240", "r.csv:2:6", "2026-11-31"),
      ("A001,2026-11-23,08:00,12:00,,300", "r.csv:2:", "300"),
      ("A001,2026-11-23,08:00,12:00,12:30-13:00,210", "r.csv:2:", "12:30-13:00"),
    ])
  func unreadableRoster(_ row: String, _ place: String, _ found: String) throws {
    let workspace = try Workspace(example: "hotline")
    try workspace.write("agent,date,start,end,breaks,paid_minutes\n\(row)\n", to: "r.csv")
    let audit = try ReleveCommand.run(["audit", "site", "r.csv"], in: workspace)
    #expect(audit.status == 2)
    #expect(audit.errors.contains(place) && audit.errors.contains(found), "\(audit.errors)")
    #expect(audit.output.isEmpty)
  }
}

@Suite("releve plan, interrupted", .serialized)
struct InterruptionTests {
  @Test(
    "A signal ends a long search at once, with a complete lawful roster",
    arguments: [SIGINT, SIGTERM])
  func interrupted(_ signal: Int32) throws {
    let workspace = try Workspace(example: "hotline")
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--time", "60s", "--gap", "0", "--out", "p"],
      in: workspace, signal: signal, after: 12)
    #expect(run.status == 0, "\(run.errors)")
    // Two seconds where it counts; builds for tests are slower, and share the processors.
    #if DEBUG
      #expect(run.seconds < 8)
    #else
      #expect(run.seconds < 2)
    #endif
    #expect(run.output.contains("no breach"))
    let roster = try PlainTable(workspace.text("p/roster.csv"))
    // Every agent works in the week, none is away for all of it.
    #expect(Set(roster.rows.map { $0["agent"] }).count == 12)
    #expect(workspace.exists("p/summary.json") && workspace.exists("p/cover.csv"))
    try ReleveCommand.run(["audit", "site", "p/roster.csv"], in: workspace).expectDone()
  }

  @Test("A signal before the search begins still gives a lawful roster")
  func interruptedEarly() throws {
    let workspace = try Workspace(example: "hotline")
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--time", "60s", "--gap", "0", "--out", "p"],
      in: workspace, signal: SIGINT, after: 0.7)
    // Before the command listens, the system's own answer to Ctrl-C holds.
    if run.status == -SIGINT {
      #expect(!workspace.exists("p"))
    } else {
      run.expectDone()
      try ReleveCommand.run(["audit", "site", "p/roster.csv"], in: workspace).expectDone()
    }
  }
}
