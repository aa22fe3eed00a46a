import Foundation
import Testing

@Suite("releve staff: what a queue may promise, and who is there")
struct StaffCommandTests {
  /// How a queue's numbers are worked out again.
  struct Promise: CustomTestStringConvertible, Sendable {
    let queue: String
    var patience: Double?
    var pause = 0.0
    /// Whether everything promised by day is kept with these figures, by so much more or less.
    let isKept: @Sendable (PlainStaffing, Double) -> Bool
    var testDescription: String { queue }

    static func level(_ found: PlainStaffing, _ slack: Double) -> Bool {
      found.answeredInTime >= 0.8 - slack
    }
  }

  static let promises = [
    Promise(queue: "plain", isKept: Promise.level),
    Promise(queue: "patient", patience: 90, isKept: Promise.level),
    Promise(queue: "lenient", patience: 90) {
      $0.answeredInTime / max(1e-9, 1 - $0.abandonedInTime) >= 0.8 - $1
    },
    Promise(queue: "asa", patience: 90) {
      Promise.level($0, $1) && $0.waited <= (3 + 20 * $1) * $0.answered
    },
    Promise(queue: "abandonment", patience: 90) {
      Promise.level($0, $1) && 1 - $0.answered <= 0.005 + $1 / 10
    },
    Promise(queue: "occupancy") { Promise.level($0, $1) && $0.occupancy <= 0.6 + $1 },
    Promise(queue: "pause", pause: 60, isKept: Promise.level),
  ]

  @Test(
    "The number is kept, and one fewer is not, by the states of the queue one by one",
    arguments: promises)
  func recomputed(_ promise: Promise) throws {
    let rows = try #require(try ManyQueues.staffed.get().rows[promise.queue])
    var load: Double?
    var seen: Set<Int> = []
    for (interval, row) in rows.enumerated() {
      let handleTime = row.handleTime + promise.pause
      let steady = row.calls * handleTime / 1800
      let start = load ?? steady
      load = steady + (start - steady) * exp(-1800 / handleTime)
      // Nights and days of every weekday.
      guard interval % 37 == 7 else { continue }
      func isKept(_ agents: Int, slack: Double) -> Bool {
        promise.isKept(
          PlainStaffing(
            agents: agents, start: start, steady: steady, seconds: 1800, handleTime: handleTime,
            variance: row.variance, patience: promise.patience, within: 20), slack)
      }
      // Five points of the load's way and three decimals in the file leave a little.
      #expect(isKept(row.agents, slack: 2e-3), "\(interval): \(row)")
      #expect(!isKept(row.agents - 1, slack: -2e-3), "\(interval): \(row)")
      seen.insert(row.agents)
    }
    #expect(seen.count > 4, "small and large numbers are among them: \(seen)")
  }

  @Test("Chains by hand: Erlang C of a textbook, and two agents whose callers hang up")
  func chains() {
    // 10 erlangs on 12 agents: C = 0.4494, and with 240 s a call 1 − C e^(−2 · 20 / 240) = 0.6196.
    let plain = PlainStaffing(agents: 12, load: 10, handleTime: 240, patience: nil, within: 20)
    #expect(abs(plain.answeredInTime - 0.6196) < 2e-4)
    #expect(abs(plain.waited - 0.4494 * 120) < 0.01)
    // With patience equal to the handle time, states are Poisson: M/M/n+M is then M/M/∞. For n = 1 and
    // one erlang a call is answered in the end with probability carried / offered = 1 − P(0) = 1 − 1/e.
    let equal = PlainStaffing(agents: 1, load: 1, handleTime: 60, patience: 60, within: 20)
    #expect(abs(equal.answered - (1 - exp(-1))) < 1e-9)
    #expect(equal.abandonedInTime > 0 && equal.abandonedInTime < 1 - equal.answered)
  }

  @Test("More is promised, more agents; less, fewer; and only at the hours named")
  func directions() throws {
    let staffed = try ManyQueues.staffed.get()
    let plain = try staffed.agents("plain")
    for (fewer, more) in [
      ("patient", "plain"), ("lenient", "patient"), ("patient", "asa"),
      ("patient", "abandonment"), ("plain", "occupancy"), ("plain", "pause"), ("chat", "plain"),
    ] {
      let (few, many) = (try staffed.agents(fewer), try staffed.agents(more))
      let isNeverMore = zip(few, many).allSatisfy { $0 <= $1 }
      #expect(isNeverMore, "\(fewer), \(more)")
      #expect(few.reduce(0, +) < many.reduce(0, +), "\(fewer), \(more)")
    }
    let hours = try staffed.agents("hours")
    let rows = try #require(staffed.rows["hours"])
    for (interval, row) in rows.enumerated() {
      if 480..<1200 ~= row.minute {
        #expect(hours[interval] == plain[interval], "\(row)")
      } else {
        #expect(hours[interval] <= plain[interval], "\(row)")
      }
    }
    #expect(hours.reduce(0, +) < plain.reduce(0, +))
  }

  @Test(
    "Shrinkage by cause and hour, and the fewest agents by hour, on top of the queue's own number")
  func presence() throws {
    let staffed = try ManyQueues.staffed.get()
    let plain = try staffed.agents("plain")
    let rows = try #require(staffed.rows["away"])
    let guarded = try staffed.agents("guard")
    for (interval, row) in rows.enumerated() {
      // 1 − 0.9 · 0.95 = 14.5 % away, at noon 1 − 0.8 · 0.95 = 24 %.
      let present = 720..<840 ~= row.minute ? 0.76 : 0.855
      #expect(Double(row.agents) * present >= Double(plain[interval]) - 1e-9, "\(row)")
      #expect(Double(row.agents - 1) * present < Double(plain[interval]), "\(row)")
      let least = 360..<1320 ~= row.minute ? 2 : 5
      #expect(guarded[interval] == max(least, plain[interval]), "\(row)")
    }
    #expect(guarded.contains(5) && guarded.contains { $0 > 5 })
    #expect(
      staffed.output.contains(
        "away: 14.5 % of rostered time not on calls: training 10 %, illness 5 %; "
          + "in all 12:00–14:00 24 %"), "\(staffed.output)")
  }

  @Test("Work that may wait is done in its window; calls to consumers in their legal hours")
  func deferrable() throws {
    let staffed = try ManyQueues.staffed.get()
    for (queue, window) in [("office", 48), ("outbound", 144)] {
      let rows = try #require(staffed.rows[queue])
      let work = rows.map { $0.calls * $0.handleTime / 1800 }
      var done = 0.0
      for (interval, row) in rows.enumerated() {
        done += Double(row.agents)
        // By the end of an interval, all that came in a window earlier.
        let due = work.prefix(max(0, interval + 2 - window)).reduce(0, +)
        #expect(done >= due - 0.01, "\(queue) \(interval)")
      }
      // Whole agents: little more is rostered than there is to do.
      #expect(done <= 1.15 * work.reduce(0, +), "\(queue): \(done)")
      #expect(done > 0)
    }
    // It fills the hours that the queues for which somebody waits leave quiet.
    let busy = try staffed.agents("plain")
    let office = try staffed.agents("office")
    let order = busy.indices.sorted { (busy[$0], $0) < (busy[$1], $1) }
    let quiet = order.prefix(112).reduce(0) { $0 + office[$1] }
    let full = order.suffix(112).reduce(0) { $0 + office[$1] }
    #expect(quiet > 5 * full, "\(quiet), \(full)")
    for row in try #require(staffed.rows["outbound"]) where row.agents > 0 {
      let isLegal = 600..<780 ~= row.minute || 840..<1200 ~= row.minute
      #expect(row.day < 5 && isLegal, "\(row)")
    }
  }

  @Test("Nonsense in several queues is told at once, each with its place, queue and hour")
  func nonsense() throws {
    let level = "service_level: {share: 80, within_seconds: 20"
    let workspace = try ManyQueues.site([
      ("one", ["\(level), formula: of-ofered}"]),
      ("two", ["\(level)}", "patience: 0"]),
      ("three", ["\(level)}", "max_abandonment: 5"]),
      (
        "four",
        ["\(level)}", "patience: 90", "targets_by_hour: {\"22:00-06:00\": {max_abandonment: 0}}"]
      ),
      ("five", ["\(level)}", "shrinkage: {training: 80, illness: 60}"]),
      ("six", ["\(level)}", "minimum_agents: {usual: 2, by_hour: {\"22:10-06:00\": 3}}"]),
      ("seven", ["\(level)}", "concurrency: 2"]),
      ("eight", ["kind: back-office", "within: 24h", "max_asa: 20"]),
      ("nine", ["\(level)}", "pause_between_calls: 700"]),
    ])
    let run = try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--out", "r.csv"], in: workspace)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(!workspace.exists("r.csv"))
    let text = try workspace.text("site/site.yaml").split(
      separator: "\n", omittingEmptySubsequences: false)
    // A part of each message, and what stands where it points.
    for (says, stands) in [
      ("one of early-abandons-count", "of-ofered"), ("patience if nobody hangs up", "0"),
      ("who never hang up (queue three)", "5"),
      ("which no number of agents reaches (queue four, 22:00-06:00)", "0}"),
      ("keep 92 % of the time away", "{training"), ("by 30 minutes, each hour once", "\"22:10"),
      ("concurrency of queue seven", "2"), ("for which nobody waits", "20"),
      ("seconds from 0 to 600", "700"),
    ] {
      let told = run.errors.split(separator: "\n").filter { $0.contains(says) }
      #expect(told.count == 1, "\(says) in \(run.errors)")
      let place = try #require(told.first).split(separator: ":", maxSplits: 3)
      #expect(place[0] == "site.yaml")
      let line = try #require(Int(place[1]))
      let column = try #require(Int(place[2]))
      #expect(text[line - 1].dropFirst(column - 1).hasPrefix(stands), "\(told)")
    }
    #expect(run.errors.contains("9 problems in the input"), "\(run.errors)")
  }

  @Test("A skill nobody has is refused with its queue")
  func nobody() throws {
    let workspace = try Workspace(example: "lille")
    try workspace.edit("site/agents.csv") {
      $0.replacing("support|sales", with: "support").replacing(",sales,", with: ",support,")
    }
    for command in [["check", "site"], ["plan", "site", "--week", "2026-W48"]] {
      let run = try ReleveCommand.run(command, in: workspace)
      #expect(run.status == 2)
      #expect(
        run.errors.contains("found the skill \"sales\", which no agent has (queue sales)"),
        "\(run.errors)")
    }
  }

  @Test("More work than everybody with the skill can do is told by check and staff, with the hours")
  func tooFew() throws {
    let workspace = try ManyQueues.site([
      ("support", ["service_level: {share: 80, within_seconds: 20}"])
    ])
    // Three people for fifteen; one of them is away on Tuesday.
    try workspace.edit("site/agents.csv") { text in
      let lines = text.split(separator: "\n")
      return
        (lines.prefix(1)
        + [
          "A001,full-time-35,support,Autan,14,yes,yes,,",
          "A002,full-time-35,support,Autan,14,yes,yes,,",
          "A003,full-time-35,support|sales,Autan,14,yes,yes,,",
        ])
        .joined(separator: "\n") + "\n"
    }
    for name in ["wishes.csv", "published", "absences.csv"] where workspace.exists("site/\(name)") {
      try workspace.remove("site/\(name)")
    }
    try workspace.write(
      "agent,from,to,kind\nA002,2026-11-24,2026-11-24,leave\n", to: "site/absences.csv")
    let check = try ReleveCommand.run(["check", "site"], in: workspace)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("but agents are too few") && !check.output.contains("no problem"))
    let staff = try ReleveCommand.run(
      ["staff", "site", "--week", "2026-W48", "--out", "r.csv"], in: workspace)
    staff.expectDone()
    let rows = try PlainTable(workspace.text("r.csv")).rows.filter { $0["queue"] == "support" }
    for (day, name, agents) in [("2026-11-23", "Mon 23 Nov", 3.0), ("2026-11-24", "Tue 24 Nov", 2)]
    {
      let loads = try rows.filter { $0["start"]?.hasPrefix(day) == true }.map { row in
        let calls = try #require(row["calls"].flatMap { Double($0) })
        let seconds = try #require(row["handle_time"].flatMap { Double($0) })
        return (start: row["start"]!.suffix(5), load: calls * seconds / 1800)
      }
      let first = try #require(loads.firstIndex { $0.load > agents })
      let rest = loads[first...]
      let last = rest.firstIndex { $0.load <= agents } ?? loads.endIndex
      let most = try #require(loads[first..<last].map(\.load).max())
      let end = last == loads.endIndex ? "24:00" : loads[last].start
      let line =
        "support \(name) \(loads[first].start)–\(end): work for up to "
        + String(format: "%.1f", most) + " agents at once, but only \(Int(agents)) have the skill "
        + "support" + (agents < 3 ? " (and 1 absent)" : "")
      for output in [check.output, staff.output] {
        #expect(output.split(separator: "\n").contains { $0 == line }, "\(line) in \(output)")
      }
    }
  }
}
