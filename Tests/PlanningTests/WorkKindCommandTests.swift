import Foundation
import Testing

@Suite("A site with every kind of work, from calls to simulation")
struct WorkKindCommandTests {
  struct Simulated: Decodable {
    struct Queue: Decodable {
      let queue: String
      let kind: String
      let service_level: Double?
      let offered: Double
      let overdue: Double
      let within_seconds: Double?
      let waiting_hours: Double
    }
    let queues: [Queue]
  }

  private static let queues = """
      chat:
        skill: support
        kind: chat
        concurrency: 3
        efficiency: 80
        opening: {mon-fri: "08:00-20:00", sat: closed, sun: closed, holidays: closed}
        service_level: {share: 80, within_seconds: 60}
        patience: 300
        sunday_basis: none
      letters:
        skill: sales
        kind: back-office
        within: 72h
        opening: {mon-fri: "08:00-18:00", sat: closed, sun: closed, holidays: closed}
        sunday_basis: none
      prospects:
        skill: sales
        kind: outbound
        prospecting: yes
        within: 96h
        opening: {mon-fri: "08:00-20:00", sat: closed, sun: closed, holidays: closed}
        sunday_basis: none

    contracts:
    """

  /// The small example with a chat of four to the half hour, letters at any hour of the day, and twenty
  /// customers to be called each morning.
  static func site() throws -> Workspace {
    let workspace = try Workspace(example: "hotline")
    try workspace.edit("site/site.yaml") {
      $0.replacing("contracts:", with: queues, maxReplacements: 1)
    }
    var rows = ""
    let calendar = Calendar(identifier: .iso8601)
    let first = DateComponents(
      calendar: calendar, timeZone: .gmt, year: 2026, month: 5, day: 25
    ).date!
    for index in 0..<26 * 7 * 48 {
      let (day, slot) = (index / 48, index % 48)
      let date = first.addingTimeInterval(Double(day) * 86_400).formatted(
        .iso8601.year().month().day())
      let clock = "\(slot / 2 < 10 ? "0" : "")\(slot / 2):\(slot % 2 == 0 ? "00" : "30")"
      let isOpen = day % 7 < 5 && (16..<40).contains(slot)
      let letters = isOpen && slot < 36 ? 2 : slot % 4 == 0 ? 1 : 0
      rows += "\(date)T\(clock),letters,\(letters),\(letters > 0 ? "600" : "")\n"
      guard isOpen else { continue }
      rows += "\(date)T\(clock),chat,4,400\n"
      rows += "\(date)T\(clock),prospects,\(slot == 18 ? "20,240" : "0,")\n"
    }
    try workspace.edit("site/calls.csv") { $0 + rows }
    return workspace
  }

  @Test(
    "Letters of the night are forecast, planned in open hours, and simulated with all other work")
  func everyKind() throws {
    let workspace = try Self.site()
    try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W47", "--out", "r.csv"], in: workspace
    ).expectDone()
    let rows = try PlainTable(workspace.text("r.csv")).rows
    func sum(_ queue: String, _ column: String, where holds: (Int, Int) -> Bool) throws -> Double {
      try rows.filter { $0["queue"] == queue }.reduce(0) { sum, row in
        let start = try #require(row["start"])
        let day = try #require(Int(start.dropFirst(8).prefix(2))) - 16
        let hour = try #require(Int(start.dropFirst(11).prefix(2)))
        return sum + (holds(day, hour) ? try #require(row[column].flatMap { Double($0) }) : 0)
      }
    }
    let isOpen = { (day: Int, hour: Int) in day < 5 && (8..<18).contains(hour) }
    // Twelve letters on each day of the weekend, and 20 · 2 + 7 on others, about.
    #expect(abs(try sum("letters", "calls") { day, _ in day >= 5 } - 24) < 2)
    #expect(abs(try sum("letters", "calls") { day, _ in day < 5 } - 5 * 47) < 10)
    // 235 letters of a third of a half hour need 79, and few hours more are left unfilled.
    #expect((78...100) ~= (try sum("letters", "agents", where: isOpen)))
    #expect(try sum("letters", "agents") { !isOpen($0, $1) } == 0)
    // Consumers are called from 10 to 13 and from 14 to 20 h.
    #expect(try sum("prospects", "agents") { $0 < 5 && (10..<20).contains($1) && $1 != 13 } > 0)
    #expect(try sum("prospects", "agents") { $0 >= 5 || !(10..<20).contains($1) || $1 == 13 } == 0)

    for language in ["en", "fr"] {
      let run = try ReleveCommand.run(
        [
          "simulate", "site", "site/published/2026-W47.csv", "--samples", "10", "--json", "s.json",
          "--out", "q.csv", "--lang", language,
        ] + (language == "fr" ? ["--requirement", "r.csv"] : []), in: workspace)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(run.output)")
      for told in language == "en"
        ? [
          "3 chats at once", "letters: all done within 72 h of coming in", "overdue and not done",
          "All queues in which somebody waits", "calls, chats and tasks",
        ]
        : [
          "3 chats à la fois", "letters : tout fait dans les 72 h", "en retard et non faits",
          "Toutes les files où l'on attend", "appels, chats et tâches",
        ]
      { #expect(run.output.contains(told), "\(told)") }
    }
    let found = try JSONDecoder().decode(Simulated.self, from: workspace.bytes("s.json")).queues
    #expect(found.map(\.kind) == ["calls", "calls", "chat", "back-office", "outbound"])
    for queue in found[3...] {
      #expect(queue.waiting_hours == 0 && queue.overdue <= queue.offered)
      #expect((0...1) ~= (try #require(queue.service_level)))
    }
    #expect(found[3].within_seconds == 72 * 3600 && found[4].within_seconds == 96 * 3600)
    // Of 259 letters, those of the weekend are due in the week after; nearly all others are done at once.
    #expect((200...245) ~= found[3].offered)
    let sheet = try PlainTable(workspace.text("q.csv")).rows
    #expect(sheet.first { $0["queue"] == "letters" }?["kind"] == "back-office")
  }
}
