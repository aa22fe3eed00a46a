import Foundation
import Testing

@Suite("The examples, planned and counted again from the files")
struct ExamplePlanTests {
  static let examples: [String] =
    (try? FileManager.default.contentsOfDirectory(
      atPath: ReleveCommand.root.appendingPathComponent("Examples").path))?
    .filter { !$0.hasPrefix(".") }.sorted() ?? []

  @Test("There are examples")
  func examplesExist() { #expect(!Self.examples.isEmpty) }

  @Test("Every figure of summary.json follows from the CSV files", arguments: examples)
  func figures(_ example: String) throws {
    let workspace = try Workspace(example: example)
    let run = try ReleveCommand.run(
      ["plan", "site", "--week", "2026-W48", "--work", "2", "--out", "p"], in: workspace)
    try #require(run.status == 0, "\(run.errors)")
    try ReleveCommand.run(["audit", "site", "p/roster.csv"], in: workspace).expectDone()
    let plan = try PlannedExample(workspace, out: "p")
    let summary = plan.summary
    #expect(summary.breaches == 0)
    #expect(summary.agents == plan.people.count)
    #expect(summary.shifts == plan.shifts.count)

    // Paid minutes are elapsed time without breaks; at most one shift a day.
    for shift in plan.shifts {
      let breaks = shift.breaks.reduce(0) { $0 + $1.end - $1.start }
      #expect(shift.paid == shift.end - shift.start - breaks)
    }
    #expect(Set(plan.shifts.map { $0.agent + $0.date }).count == plan.shifts.count)

    // The components are the objective, and the bound lies below it.
    #expect(summary.cost.values.reduce(0, +) == summary.objective)
    let bound = try #require(summary.bound)
    #expect(bound <= Double(summary.objective))
    let gap = (Double(summary.objective) - bound) / Double(summary.objective)
    #expect(abs(try #require(summary.gap) - gap) < 1e-6)

    // Each component again.
    #expect(summary.cost["hours"] == plan.people.keys.reduce(0) { $0 + plan.pay($1) })
    #expect(summary.cost["premiums"] == plan.shifts.reduce(0) { $0 + plan.premium($1) })
    try expectPayroll(plan, PlainTable(workspace.text("p/payroll.csv")))
    let week = plan.balance(0..<PlannedExample.weekQuarters)
    #expect(summary.understaffed_minutes == 15 * week.missing)
    #expect(summary.overstaffed_minutes == 15 * week.over)
    let minima = ["support": example == "lille" ? 2 : 1, "sales": 1]
    let below = plan.belowMinimum(0..<PlannedExample.weekQuarters, minima: minima)
    #expect(summary.below_minimum_minutes == 15 * below)
    #expect(
      summary.cost["understaffing"] == week.missing * PlannedExample.understaffingPerQuarter
        + below * PlannedExample.belowMinimumPerQuarter)
    #expect(summary.cost["overstaffing"] == week.over * PlannedExample.overstaffingPerQuarter)
    let night = plan.balance(
      PlannedExample.weekQuarters..<PlannedExample.weekQuarters + PlannedExample.nightQuarters)
    let nightBelow = plan.belowMinimum(
      PlannedExample.weekQuarters..<PlannedExample.weekQuarters + PlannedExample.nightQuarters,
      minima: minima)
    #expect(
      summary.cost["following_night"] == night.missing * PlannedExample.understaffingPerQuarter
        + nightBelow * PlannedExample.belowMinimumPerQuarter
        + night.over * PlannedExample.overstaffingPerQuarter)
    #expect(try summary.cost["wishes"] == missedWishes(plan))

    // Sundays of every agent.
    #expect(Set(summary.sundays.keys) == Set(plan.people.keys))
    #expect(
      summary.sundays.filter { $0.value > 0 }.keys.sorted() == plan.sundayWorkers.sorted())
    #expect(run.output.contains("\(plan.sundayWorkers.count) agents work one"))
    expectCover(plan)
  }

  /// The payroll adds up to the objective's hours and premiums, in all, for each agent and by code; hours are
  /// those worked, or the contract's.
  private func expectPayroll(_ plan: PlannedExample, _ table: PlainTable) throws {
    let rows = try table.rows.map { row in
      (
        agent: row["agent"]!, code: row["code"]!, minutes: try #require(Int(row["minutes"]!)),
        percent: try #require(Int(row["rate_percent"]!)), cents: try #require(Int(row["cents"]!))
      )
    }
    let cost = plan.summary.cost
    #expect(rows.reduce(0) { $0 + $1.cents } == cost["hours"]! + cost["premiums"]!)
    let premiums: Set = ["night", "sunday"]
    #expect(
      rows.filter { premiums.contains($0.code) }.reduce(0) { $0 + $1.cents } == cost["premiums"])
    for agent in plan.people.keys.sorted() {
      let hours = rows.filter { $0.agent == agent && !premiums.contains($0.code) }
      #expect(hours.reduce(0) { $0 + $1.cents } == plan.pay(agent), "\(agent)")
      let paid = hours.reduce(0) { $0 + $1.minutes }
      #expect(paid == max(plan.weekMinutes(agent), plan.contractMinutes(agent)), "\(agent)")
      // Rounding is of a week's hours, or of a shift: a cent for each of seven at most.
      for row in rows where row.agent == agent {
        let exact = Double(row.minutes * row.percent * plan.people[agent]!.wage) / 6000
        #expect(abs(Double(row.cents) - exact) < 7, "\(row)")
      }
    }
    #expect(plan.summary.pay.cents == cost["hours"]! + cost["premiums"]!)
    for (code, sum) in plan.summary.pay.codes {
      let own = rows.filter { $0.code == code }
      #expect(sum.minutes == own.reduce(0) { $0 + $1.minutes }, "\(code)")
      #expect(sum.cents == own.reduce(0) { $0 + $1.cents }, "\(code)")
    }
    #expect(Set(plan.summary.pay.codes.keys).isSuperset(of: rows.map(\.code)))
    #expect(plan.summary.pay.codes.count == 10)
  }

  /// `present` counts every agent at work once; where breaks cut an interval, its emptiest part.
  private func expectCover(_ plan: PlannedExample) {
    let rows = Dictionary(grouping: plan.cover.rows, by: { $0["queue"]! })
    let required = Dictionary(grouping: plan.requirement.rows, by: { $0["queue"]! })
    #expect(Set(rows.keys) == Set(PlannedExample.queues))
    for interval in 0..<PlannedExample.weekQuarters / 2 {
      var total = 0
      for queue in PlannedExample.queues {
        let row = rows[queue]![interval]
        #expect(row["required"] == required[queue]![interval]["agents"])
        #expect(row["start"] == required[queue]![interval]["start"])
        let present = Int(row["present"]!)!
        #expect(Int(row["gap"]!)! == present - Int(row["required"]!)!)
        total += present
      }
      let parts = [2 * interval, 2 * interval + 1].map { plan.present($0) }
      let people = parts.map { $0.values.reduce(0, +) }
      if parts[0] == parts[1] {
        #expect(total == people[0], "interval \(interval)")
      } else {
        #expect(total <= people.min()!, "interval \(interval)")
      }
    }
  }

  /// Cents of the wishes of the week that the roster does not keep; wishes for shifts by the hours that
  /// the examples' kinds allow.
  private func missedWishes(_ plan: PlannedExample) throws -> Int {
    // Earliest and latest start, shortest and longest presence, break.
    let kinds = [
      "early": (360...510, 420...540, 45), "day": (480...720, 300...540, 45),
      "late": (720...840, 420...540, 45), "evening": (840...990, 360...480, 45),
      "night": (1260...1380, 480...510, 30), "short": (480...1140, 240...330, 0),
    ]
    return try plan.wishes.rows.reduce(0) { sum, row in
      let date = row["date"]!
      guard date >= "2026-11-23", date <= "2026-11-29" else { return sum }
      let weight = 100 * Int(row["weight"]!)!
      let shift = plan.shifts.first { $0.agent == row["agent"]! && $0.date == date }
      if row["wish"] == "off" { return sum + (shift == nil ? 0 : weight) }
      guard let shift else { return sum + weight }
      let kind = try #require(kinds[row["wish"]!])
      let begin = try shift.start - ParisTime.minutes(date + "T00:00")
      let isKept =
        kind.0.contains(begin) && kind.1.contains(shift.end - shift.start)
        && shift.breaks.reduce(0) { $0 + $1.end - $1.start } == kind.2
      return sum + (isKept ? 0 : weight)
    }
  }
}
