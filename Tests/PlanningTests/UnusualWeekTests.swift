import Foundation
import Testing

/// The small example moved in time, with enough history before the week to plan.
struct MovedExample {
  let workspace: Workspace

  /// - Parameter weeks: by which everything is later; before zero, earlier.
  init(weeks: Int) throws {
    workspace = try Workspace.quick()
    for name in ["wishes", "events", "absences"] { try workspace.remove("site/\(name).csv") }
    try workspace.edit("site/calls.csv") { text in
      text.split(separator: "\n").compactMap { line -> String? in
        guard !line.hasPrefix("start") else { return String(line) }
        // Of the hour that came twice one reading stays.
        guard !line.contains("+01:00") else { return nil }
        let clock = line.dropFirst(10).replacing("+02:00", with: "")
        let day = Self.moved(line.prefix(10), weeks: weeks)
        let isRepeated = Self.backDays.contains(day) && clock.hasPrefix("T02:")
        let parts = clock.split(separator: ",", maxSplits: 1)
        return day + parts[0] + (isRepeated ? "+02:00" : "") + "," + parts[1]
      }.joined(separator: "\n") + "\n"
    }
    let published = try workspace.text("site/published/2026-W47.csv")
    try workspace.remove("site/published/2026-W47.csv")
    let moved = published.replacing(/\d{4}-\d\d-\d\d/) { Self.moved($0.output, weeks: weeks) }
    try workspace.write(moved, to: "site/published/2026-W\(47 + weeks).csv")
  }

  /// Days on which clocks went back.
  private static let backDays: Set<String> = ["2025-10-26", "2026-10-25"]

  private static func moved(_ date: some StringProtocol, weeks: Int) -> String {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    let target = ParisTime.days(parts[0], parts[1], parts[2]) + 7 * weeks
    var year = 1970
    while ParisTime.days(year + 1, 1, 1) <= target { year += 1 }
    var month = 1
    while month < 12, ParisTime.days(year, month + 1, 1) <= target { month += 1 }
    return String(
      format: "%04d-%02d-%02d", year, month, target - ParisTime.days(year, month, 1) + 1)
  }

  /// Plans, expects a clean audit by the command, and returns the shifts.
  func plan(_ week: String, _ more: String...) throws -> [PlainShift] {
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", week, "--work", "2", "--out", "p"] + more, in: workspace)
    try #require(run.status == 0, "\(run.errors)")
    let audit = try ReleveCommand.run(["audit", "site", "p/roster.csv"], in: workspace)
    #expect(audit.status == 0, "\(audit.output)")
    return try PlainShift.all(workspace.text("p/roster.csv"))
  }
}

@Suite("Weeks that are not like others")
struct UnusualWeekTests {
  @Test("Somebody of sixteen is planned for within what protects them")
  func minor() throws {
    let workspace = try Workspace.quick()
    try workspace.edit("site/agents.csv") { text in
      let range = text.range(of: "yes,no,,")
      return range.map { text.replacingCharacters(in: $0, with: "yes,no,2010-11-01,") } ?? text
    }
    let arguments = ["plan", "site", "--week", "2026-W48", "--work", "2", "--out", "p"]
    #expect(try ReleveCommand.run(arguments, in: workspace).status == 0)
    let rows = try PlainTable(workspace.text("p/roster.csv")).rows.filter { $0["agent"] == "A002" }
    let minutes = rows.compactMap { Int($0["paid_minutes"] ?? "") }
    // Eight hours a day, thirty-five a week (L3162-1), Sunday off (L3164-2).
    #expect(!minutes.isEmpty && minutes.count == rows.count)
    #expect(minutes.allSatisfy { $0 <= 480 } && minutes.reduce(0, +) <= 2100)
    #expect(rows.allSatisfy { $0["date"] != "2026-11-29" })
  }

  /// Shifts at work at both ends of the hour that a change of the clocks skips or repeats.
  private func crossing(_ shifts: [PlainShift], _ change: Int) -> [PlainShift] {
    shifts.filter { $0.start < change - 60 && $0.end > change + 60 }
  }

  @Test("Clocks go back: a night of eight hours on the clock lasts nine and is paid so")
  func autumn() throws {
    let example = try MovedExample(weeks: -5)
    // Nine hours less the break of 30 minutes would be more than the eight that L3122-6 allows; a night
    // of seven hours on the clock lasts eight.
    try example.workspace.edit("site/site.yaml") {
      $0.replacing(
        "night:   {start: [\"21:00\", \"23:00\"], length: [\"7:00\", \"8:30\"], step: 60",
        with: "night:   {start: [\"21:00\", \"23:00\"], length: [\"7:00\", \"8:00\"], step: 60")
    }
    let shifts = try example.plan("2026-W43")
    // 2026-10-25T03:00 summer time is 01:00 UTC.
    let nights = crossing(shifts, 1440 * ParisTime.days(2026, 10, 25) + 60)
    try #require(!nights.isEmpty)
    let rows = try PlainTable(example.workspace.text("p/roster.csv")).rows
    for night in nights {
      let row = try #require(rows.first { $0["agent"] == night.agent && $0["date"] == night.date })
      // 21:00 or later to 04:00 or later: seven hours on the clock, eight of presence.
      #expect(night.date == "2026-10-24")
      let clock = { (text: String) in
        Int(text.dropFirst(11).prefix(2))! * 60 + Int(text.dropFirst(14).prefix(2))!
      }
      let shown = clock(row["end"]!) + 1440 - clock(row["start"]!)
      #expect(night.end - night.start == shown + 60)
      #expect(night.paid == shown + 60 - 30)
      #expect(night.paid <= 480)
    }
    // An hour more on Sunday: 338 half-hours in the week.
    let cover = try PlainTable(example.workspace.text("p/cover.csv")).rows
    #expect(cover.count { $0["queue"] == "support" } == 338)
    #expect(
      cover.filter { $0["queue"] == "support" && $0["start"]!.hasPrefix("2026-10-25T02:") }
        .map { $0["start"]! } == [
          "2026-10-25T02:00+02:00", "2026-10-25T02:30+02:00", "2026-10-25T02:00+01:00",
          "2026-10-25T02:30+01:00",
        ])
  }

  @Test("Clocks go forward: a night of eight hours on the clock lasts seven and is paid so")
  func spring() throws {
    let example = try MovedExample(weeks: -35)
    let shifts = try example.plan("2026-W13")
    // 2026-03-29T02:00 winter time is 01:00 UTC.
    let nights = crossing(shifts, 1440 * ParisTime.days(2026, 3, 29) + 60)
    try #require(!nights.isEmpty)
    for night in nights {
      #expect(night.date == "2026-03-28")
      // Eight hours on the clock, seven of presence, a break of 30 minutes.
      #expect(night.end - night.start == 420)
      #expect(night.paid == 390)
    }
    let cover = try PlainTable(example.workspace.text("p/cover.csv")).rows
    #expect(cover.count { $0["queue"] == "support" } == 334)
    #expect(!cover.contains { $0["start"]!.hasPrefix("2026-03-29T02:") })
  }

  @Test("Christmas: the queue that closes on holidays has nobody required, premiums are paid")
  func christmas() throws {
    let example = try MovedExample(weeks: 4)
    let shifts = try example.plan("2026-W52")
    let cover = try PlainTable(example.workspace.text("p/cover.csv")).rows
    // 25 December 2026 is a Friday.
    let day = cover.filter { $0["start"]!.hasPrefix("2026-12-25T") }
    #expect(day.filter { $0["queue"] == "sales" }.allSatisfy { $0["required"] == "0" })
    #expect(day.filter { $0["queue"] == "support" }.allSatisfy { $0["required"] != "0" })
    let thursday = cover.filter { $0["start"]!.hasPrefix("2026-12-24T") && $0["queue"] == "sales" }
    #expect(thursday.contains { $0["required"] != "0" })
    #expect(shifts.contains { $0.date == "2026-12-25" })
    // Premiums: 25 % at night, 50 % on Sunday, 100 % on the holiday.
    let plan = try JSONDecoder().decode(
      PlannedExample.Summary.self, from: example.workspace.bytes("p/summary.json"))
    let wages = try Dictionary(
      uniqueKeysWithValues: PlainTable(example.workspace.text("site/agents.csv")).rows.map {
        ($0["agent"]!, Int((Double($0["hourly_wage"]!)! * 100).rounded()))
      })
    let monday = try ParisTime.minutes("2026-12-21T00:00")
    let premiums = shifts.reduce(0) { sum, shift in
      let night = (-1...7).reduce(0) {
        $0 + shift.work(monday + 1440 * $1 + 1260, monday + 1440 * $1 + 1800)
      }
      let friday = shift.work(monday + 4 * 1440, monday + 5 * 1440)
      let sunday = shift.work(monday + 6 * 1440, monday + 7 * 1440)
      let weight = 25 * night + 100 * friday + 50 * sunday
      return sum + Int((Double(wages[shift.agent]! * weight) / 6000).rounded())
    }
    #expect(plan.cost["premiums"] == premiums)
  }

  @Test("Two weeks at once: each within the contract, Sundays counted over both")
  func twoWeeks() throws {
    let workspace = try Workspace.quick()
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--weeks", "2", "--work", "2", "--out", "p"],
      in: workspace)
    try #require(run.status == 0, "\(run.errors)")
    try ReleveCommand.run(["audit", "site", "p/roster.csv"], in: workspace).expectDone()
    let shifts = try PlainShift.all(workspace.text("p/roster.csv"))
    #expect(
      shifts.contains { $0.date < "2026-11-30" } && shifts.contains { $0.date >= "2026-11-30" })
    #expect(shifts.allSatisfy { ("2026-11-23"..."2026-12-06").contains($0.date) })
    let summary = try JSONDecoder().decode(
      PlannedExample.Summary.self, from: workspace.bytes("p/summary.json"))
    let monday = try ParisTime.minutes("2026-11-23T00:00")
    let past = try PlainShift.all(workspace.text("site/published/2026-W47.csv"))
    for (agent, count) in summary.sundays {
      let own = shifts.filter { $0.agent == agent }
      let worked = [6, 13].count { day in
        own.contains { $0.start < monday + 1440 * (day + 1) && $0.end > monday + 1440 * day }
      }
      #expect(count == worked, "\(agent)")
      // House policy: at most two Sundays among four in a row; W47's is the third looked at.
      let before = past.contains { $0.agent == agent && $0.end > monday - 1440 }
      #expect(worked + (before ? 1 : 0) <= 2, "\(agent)")
    }
    // A002 works full-time and is never away: 34 to 37 hours in each week.
    for week in 0...1 {
      let minutes = (shifts + past).filter { $0.agent == "A002" }
        .reduce(0) { $0 + $1.work(monday + 10_080 * week, monday + 10_080 * (week + 1)) }
      #expect((34 * 60...37 * 60).contains(minutes), "week \(week)")
    }
  }
}
