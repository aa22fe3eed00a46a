import Foundation
import Testing

@Suite("waivers.csv, by the command line")
struct WaiverCommandTests {
  private static let header = "rule,agent,from,until,by,when,why,document\n"
  private static let roster = """
    agent,date,start,end,breaks
    A001,2026-11-23,08:00,19:00,12:00-12:45
    A001,2026-11-24,08:00,16:00,12:00-12:45

    """

  private static func audit(
    _ waivers: String, _ more: String...
  ) throws -> ReleveCommand.Outcome {
    let workspace = try Workspace(example: "hotline")
    try workspace.write(header + waivers, to: "site/waivers.csv")
    try workspace.write(roster, to: "r.csv")
    return try ReleveCommand.run(["audit", "site", "r.csv"] + more, in: workspace)
  }

  @Test("A waived breach is listed and counted apart; the others keep the status")
  func waived() throws {
    let waiver =
      "daily-hours,A001,2026-11-23,2026-11-23,Inspection du travail,2026-11-20,flood,leave-17.pdf\n"
    let run = try Self.audit(waiver)
    #expect(run.status == 4, "\(run.errors)")
    #expect(run.output.contains("A001 Mon 23 Nov: 10h15 of work on the civil day"))
    #expect(
      run.output.contains("  waived by Inspection du travail on 2026-11-20: flood (leave-17.pdf)"))
    #expect(run.output.contains("public order, which only the authority"))
    #expect(run.output.contains(", 1 waived"))
    let french = try Self.audit(waiver, "--lang", "fr")
    #expect(french.output.contains("dérogation de Inspection du travail du 2026-11-20"))
  }

  @Test("A roster all of whose breaches are waived has status 0 and says how many there are")
  func allWaived() throws {
    // The other eleven agents have no hours; so has this one fewer than the contract.
    let agents = (1...12).map { String(format: "A%03d", $0) }
    let rows = agents.map {
      "contract-hours,\($0),2026-11-23,2026-11-29,Works council,2026-11-20,training week,\n"
    }
    let hours =
      "daily-hours,A001,2026-11-23,2026-11-23,Inspection du travail,2026-11-20,flood,leave-17.pdf\n"
    let agreed =
      "availability,A001,2026-11-23,2026-11-23,A001,2026-11-20,asked for it,\n"
    let run = try Self.audit(rows.joined() + hours + agreed)
    #expect(run.status == 0, "\(run.output)\(run.errors)")
    #expect(run.output.contains("waived by Works council on 2026-11-20: training week\n"))
    #expect(run.output.contains(" breaches, "))
  }

  @Test(
    "Waivers that cannot stand are refused with file, line and column",
    arguments: [
      ("daily-resp,A001,2026-11-23,2026-11-23,X,2026-11-20,y,z\n", "waivers.csv:2:1", "daily-rest"),
      ("daily-rest,A999,2026-11-23,2026-11-23,X,2026-11-20,y,z\n", "waivers.csv:2:12", "A999"),
      (
        "daily-rest,A001,2026-11-23,2026-11-22,X,2026-11-20,y,z\n", "waivers.csv:2:28",
        "on or after"
      ),
      ("daily-rest,A001,2026-11-23,2026-11-23,,2026-11-20,y,z\n", "waivers.csv:2:39", "who waives"),
      ("daily-rest,A001,2026-11-23,2026-11-23,X,2026-11-20,,z\n", "waivers.csv:2:52", "the reason"),
      ("daily-rest,A001,2026-11-23,2026-11-23,X,soon,y,z\n", "waivers.csv:2:41", "soon"),
      ("daily-rest,A001,2026-11-23,2026-11-23,X,2026-11-20,y,\n", "waivers.csv:2:1", "L3131-1"),
      (
        "daily-rest,A001,2026-11-23,2026-11-29,X,2026-11-20,y,z\n"
          + "daily-rest,A001,2026-11-29,2026-12-01,X,2026-11-20,y,z\n",
        "waivers.csv:3:17", "waivers.csv:2:1"
      ),
    ])
  func refused(_ rows: String, _ place: String, _ words: String) throws {
    let run = try Self.audit(rows)
    #expect(run.status == 2)
    #expect(run.errors.contains(place + ": ") && run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}
