import Interchange
import Testing
import Workforce

@Suite("Targets, shrinkage and kinds of queues in site.yaml")
struct QueueTargetTests {
  /// The text of the small site, with these lines for the target, shrinkage and minimum of `support`.
  func text(_ lines: [String]) throws -> String {
    let whole = try #require(SmallSite.files["site.yaml"])
    let from = try #require(whole.firstRange(of: "    service_level")).lowerBound
    let to = try #require(whole.firstRange(of: "    handle_time: 320")).lowerBound
    let middle = lines.map { "    \($0)\n" }.joined()
    return "\(whole[..<from])\(middle)\(whole[to...])"
  }

  func support(_ lines: String...) throws -> Queue {
    try SiteFolder.read(SmallSite.inputs(["site.yaml": text(lines)])).queues[0]
  }

  @Test("Joint targets arrive, and an hour keeps what it does not name")
  func joint() throws {
    let queue = try support(
      "service_level: {share: 80, within_seconds: 20, formula: early-abandons-count}",
      "max_asa: 25", "max_abandonment: 4", "patience: 150", "max_occupancy: 90",
      "pause_between_calls: 6",
      "targets_by_hour: {\"22:00-06:00\": {max_asa: 60, max_occupancy: 70}}")
    let level = ServiceTarget(share: 0.8, seconds: 20, formula: .earlyAbandonsCount)
    #expect(queue.patience == 150 && queue.pauseBetweenCalls == 6 && queue.work == .calls)
    let usual = StaffingTarget(
      serviceLevel: level, maximumASA: 25, maximumAbandonment: 0.04, maximumOccupancy: 0.9)
    let night = StaffingTarget(
      serviceLevel: level, maximumASA: 60, maximumAbandonment: 0.04, maximumOccupancy: 0.7)
    #expect(queue.usualTarget == usual)
    // The night passes midnight: two ranges of the day.
    #expect(queue.targetByHour == [HourRange(0..<360, night), HourRange(1320..<1440, night)])
    for (minute, target) in [(0, night), (359, night), (360, usual), (1319, usual), (1320, night)] {
      #expect(queue.staffingTarget(atMinute: minute) == target, "minute \(minute)")
    }
  }

  @Test("A queue may promise an ASA alone")
  func asaAlone() throws {
    let queue = try support("max_asa: 25")
    #expect(queue.usualTarget == StaffingTarget(maximumASA: 25) && queue.patience == nil)
  }

  // 1 − 0.97 · 0.95 · 0.94 = 0.133790; with 15 % of breaks 1 − 0.97 · 0.85 · 0.94 = 0.224970.
  @Test("Causes of shrinkage act one after the other, at some hours with other shares")
  func shrinkage() throws {
    let queue = try support(
      "service_level: {share: 80, within_seconds: 20}",
      "shrinkage: {training: 3, breaks: 5, absence: 6, by_hour: {\"12:00-14:00\": {breaks: 15}, \"03:00-04:00\": 2}}",
      "minimum_agents: {usual: 2, by_hour: {\"22:00-00:00\": 3}}")
    #expect(abs(queue.shrinkage(atMinute: 600) - 0.133790) < 1e-9)
    #expect(abs(queue.shrinkage(atMinute: 720) - 0.224970) < 1e-9)
    #expect(queue.shrinkage(atMinute: 180) == 0.02)
    #expect(queue.minimumAgents(atMinute: 1319) == 2 && queue.minimumAgents(atMinute: 1320) == 3)
    #expect(queue.minimumByHour == [HourRange(1320..<1440, 3)])
  }

  @Test("Chats, back-office and outbound queues are told apart")
  func kinds() throws {
    let level = "service_level: {share: 80, within_seconds: 60}"
    #expect(
      try support(level, "kind: chat", "concurrency: 3", "efficiency: 80").work
        == .chat(concurrency: 3, efficiency: 0.8))
    #expect(try support("kind: back-office", "within: 24h").work == .backOffice(within: 1440))
    #expect(
      try support("kind: outbound", "within: 72h").work
        == .outbound(within: 4320, isProspecting: true))
    #expect(
      try support("kind: outbound", "within: 72h", "prospecting: false").work
        == .outbound(within: 4320, isProspecting: false))
  }

  static let level = "service_level: {share: 80, within_seconds: 20"

  /// Lines for the queue, `⌖` where the problem must be placed, and a part of its text.
  struct Nonsense: Sendable, CustomTestStringConvertible {
    let lines: [String]
    let says: String
    var testDescription: String { says }

    init(_ lines: [String], _ says: String) {
      self.lines = lines
      self.says = says
    }
  }

  static let nonsense: [Nonsense] = [
    Nonsense(["\(level), formula: ⌖of-ofered}"], "one of early-abandons-count"),
    Nonsense(["⌖max_occupancy: 80"], "no \"service_level\" in queue support"),
    Nonsense(["max_asa: ⌖0"], "seconds from 0.1"),
    Nonsense(["\(level)}", "max_abandonment: ⌖5"], "who never hang up (queue support)"),
    Nonsense(
      ["\(level)}", "patience: 90", "max_abandonment: ⌖0"],
      "which no number of agents reaches (queue support)"),
    Nonsense(["\(level)}", "patience: ⌖-1", "max_abandonment: 5"], "mean seconds from 1"),
    Nonsense(["max_asa: 20", "patience: ⌖0"], "or no patience if nobody hangs up"),
    Nonsense(
      [
        "\(level)}",
        "targets_by_hour: {\"22:00-06:00\": {\(level), formula: ⌖of-answered}}}",
      ], "of-offered, the queue's formula at other hours"),
    Nonsense(
      [
        "service_level: ⌖{share: 80, within_seconds: 20, formula: early-abandons-count}",
        "patience: 5",
      ], "kept when hardly anybody answers"),
    Nonsense(
      [
        "service_level: ⌖{share: 80, within_seconds: 20, formula: of-answered}", "patience: 5",
      ], "kept when hardly anybody answers"),
    Nonsense(
      ["\(level)}", "patience: 90", "targets_by_hour: {\"22:00-06:00\": {max_abandonment: ⌖0}}"],
      "(queue support, 22:00-06:00)"),
    Nonsense(["\(level)}", "targets_by_hour: {⌖\"22:10-06:00\": {max_asa: 9}}"], "by 30 minutes"),
    Nonsense(
      [
        "\(level)}",
        "targets_by_hour: {\"22:00-06:00\": {max_asa: 9}, ⌖\"05:00-07:00\": {max_asa: 9}}",
      ], "each hour once"),
    Nonsense(["\(level)}", "targets_by_hour: {\"22:00-06:00\": {⌖max_asap: 9}}"], "unknown key"),
    Nonsense(["\(level)}", "shrinkage: {breaks: ⌖95}"], "from 0 to 90"),
    Nonsense(
      ["\(level)}", "shrinkage: ⌖{breaks: 80, training: 60}"], "keep 92 % of the time away"),
    Nonsense(
      ["\(level)}", "shrinkage: {breaks: 5, by_hour: {\"12:00-14:00\": {⌖brakes: 9}}}"],
      "unknown key \"brakes\" in shrinkage of queue support, 12:00-14:00"),
    Nonsense(["\(level)}", "minimum_agents: {usual: ⌖-2}"], "whole number"),
    Nonsense(["\(level)}", "pause_between_calls: ⌖-6"], "seconds from 0"),
    Nonsense(["\(level)}", "kind: ⌖chats"], "one of back-office, calls, chat, outbound"),
    Nonsense(["\(level)}", "concurrency: ⌖2"], "whose kind is calls"),
    Nonsense(["kind: back-office", "within: 24h", "max_asa: ⌖5"], "for which nobody waits"),
    Nonsense(["kind: outbound", "within: ⌖20 minutes"], "hours from 1h"),
  ]

  @Test(
    "Nonsense is refused once, with the queue and the hour",
    arguments: nonsense)
  func refused(_ nonsense: Nonsense) throws {
    let marked = try text(nonsense.lines)
    // A key that is missing is told where the queue's keys begin.
    let start = try #require(marked.firstRange(of: "  support:\n    ")).upperBound
    let before = nonsense.says.hasPrefix("no ") ? marked[..<start] : marked.prefix { $0 != "⌖" }
    let line = before.count { $0 == "\n" } + 1
    let column = before.reversed().prefix { $0 != "\n" }.count + 1
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(
        SmallSite.inputs(["site.yaml": marked.replacing("⌖", with: "")]))
    }
    let problems = refused?.problems ?? []
    #expect(problems.count == 1, "\(problems.map(\.description))")
    let problem = try #require(problems.first)
    #expect(problem.description.contains(nonsense.says), "\(problem)")
    #expect(
      problem.position == SourcePosition(file: "site.yaml", line: line, column: column),
      "\(problem)")
  }
}
