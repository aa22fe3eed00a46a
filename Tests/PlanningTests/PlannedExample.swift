import Foundation
import Testing

/// The files that `plan` wrote for the week 2026-W48 of an example, and its figures counted again from
/// them: with arrays of quarter-hours and the site's own files, by none of the product's code.
struct PlannedExample {
  struct Person {
    let wage: Int
    let contract: String
    let skills: Set<String>
  }

  struct Summary: Decodable {
    struct Pay: Decodable {
      struct Code: Decodable {
        let minutes: Int
        let cents: Int
      }

      let cents: Int
      let codes: [String: Code]
    }

    let objective: Int
    let bound: Double?
    let gap: Double?
    let shifts: Int
    let agents: Int
    let breaches: Int
    let cost: [String: Int]
    let pay: Pay
    let understaffed_minutes: Int
    let below_minimum_minutes: Int
    let overstaffed_minutes: Int
    let sundays: [String: Int]
  }

  /// Both examples have the queues and prices of `releve init`.
  static let queues = ["support", "sales"]
  static let understaffingPerQuarter = 6000 / 4
  static let overstaffingPerQuarter = 200 / 4
  /// What an agent missing to a minimum costs besides: five times the understaffing in all.
  static let belowMinimumPerQuarter = 4 * 6000 / 4

  let summary: Summary
  let shifts: [PlainShift]
  let past: [PlainShift]
  let people: [String: Person]
  let cover: PlainTable
  let requirement: PlainTable
  let wishes: PlainTable
  let absences: PlainTable
  /// Monday 2026-11-23 at 0:00 in Paris.
  let start: Int

  init(_ workspace: Workspace, out: String) throws {
    summary = try JSONDecoder().decode(
      Summary.self, from: workspace.bytes("\(out)/summary.json"))
    shifts = try PlainShift.all(workspace.text("\(out)/roster.csv"))
    past = try PlainShift.all(workspace.text("site/published/2026-W47.csv"))
    cover = try PlainTable(workspace.text("\(out)/cover.csv"))
    requirement = try PlainTable(workspace.text("\(out)/requirement.csv"))
    wishes = try PlainTable(workspace.text("site/wishes.csv"))
    absences = try PlainTable(workspace.text("site/absences.csv"))
    start = try ParisTime.minutes("2026-11-23T00:00")
    people = try Dictionary(
      uniqueKeysWithValues: PlainTable(workspace.text("site/agents.csv")).rows.map { row in
        let euros = try #require(row["hourly_wage"].flatMap { Double($0) })
        return (
          row["agent"]!,
          Person(
            wage: Int((euros * 100).rounded()), contract: row["contract"]!,
            skills: Set(row["skills"]!.split(separator: "|").map(String.init)))
        )
      })
  }

  // MARK: Cover

  /// Quarter-hours of the week and of the night after it, until 06:00.
  static let weekQuarters = 7 * 96
  static let nightQuarters = 24

  /// Agents at work in a quarter-hour, by the set of queues they serve.
  func present(_ quarter: Int) -> [Set<String>: Int] {
    let from = start + 15 * quarter
    var counts: [Set<String>: Int] = [:]
    for shift in shifts + past where shift.works(from, from + 15) {
      counts[people[shift.agent]!.skills.intersection(Self.queues), default: 0] += 1
    }
    return counts
  }

  /// Agents required on each queue in a quarter-hour; the night after the week needs what its first
  /// night needed.
  func required(_ quarter: Int) -> [String: Int] {
    let interval = (quarter < Self.weekQuarters ? quarter : quarter - Self.weekQuarters) / 2
    return byInterval[interval]
  }

  private var byInterval: [[String: Int]] {
    let rows = Dictionary(grouping: requirement.rows, by: { $0["queue"]! })
    return (0..<Self.weekQuarters / 2).map { interval in
      rows.mapValues { Int($0[interval]["agents"]!)! }
    }
  }

  /// Agents missing and too many in a quarter-hour. Of two queues, missing is the most by which any
  /// set of queues asks for more than all who serve one of them (the deficiency form of Hall's theorem).
  func balance(present: [Set<String>: Int], required: [String: Int]) -> (missing: Int, over: Int) {
    let sets: [Set<String>] = [["support"], ["sales"], ["support", "sales"]]
    let missing = sets.map { set in
      set.reduce(0) { $0 + required[$1, default: 0] }
        - present.filter { !$0.key.isDisjoint(with: set) }.values.reduce(0, +)
    }.reduce(0, max)
    let all = present.filter { !$0.key.isEmpty }.values.reduce(0, +)
    return (missing, all - required.values.reduce(0, +) + missing)
  }

  /// Quarter-agents missing and too many in a range of quarter-hours.
  func balance(_ quarters: Range<Int>) -> (missing: Int, over: Int) {
    let byInterval = byInterval
    return quarters.reduce((0, 0)) { sum, quarter in
      let interval = (quarter % Self.weekQuarters) / 2
      let here = balance(present: present(quarter), required: byInterval[interval])
      return (sum.0 + here.missing, sum.1 + here.over)
    }
  }

  /// Quarter-agents missing to the queues' minima in a range of quarter-hours. Nobody is missing to a minimum
  /// beyond the requirement.
  func belowMinimum(_ quarters: Range<Int>, minima: [String: Int]) -> Int {
    let byInterval = byInterval
    return quarters.reduce(0) { sum, quarter in
      let required = byInterval[(quarter % Self.weekQuarters) / 2].map {
        ($0.key, min($0.value, minima[$0.key]!))
      }
      let least = Dictionary(uniqueKeysWithValues: required)
      return sum + balance(present: present(quarter), required: least).missing
    }
  }

  // MARK: Pay

  private static let contracts = [
    "full-time-35": 35 * 60, "part-time-30": 30 * 60, "part-time-24": 24 * 60,
  ]

  /// Minutes that the agent's contract pays in a week.
  func contractMinutes(_ agent: String) -> Int { Self.contracts[people[agent]!.contract]! }

  /// Minutes of work in the civil week, the Monday morning of the week before's last night included.
  func weekMinutes(_ agent: String) -> Int {
    (shifts + past).filter { $0.agent == agent }
      .reduce(0) { $0 + $1.work(start, start + 7 * 1440) }
  }

  /// Cents for the week's hours. Full-time: overtime at +25 % beyond 35 h (the contracts end at 37 h, so
  /// the second rate is never reached). Part-time: the first tenth over the contract at +10 %, the rest at
  /// +25 %. The hours of the contract are paid in any case.
  func pay(_ agent: String) -> Int {
    let person = people[agent]!
    let contract = Self.contracts[person.contract]!
    let extra = max(0, weekMinutes(agent) - contract)
    let hundredths: Int
    if person.contract.hasPrefix("full") {
      hundredths = 100 * contract + 125 * extra
    } else {
      let first = min(extra, contract / 10)
      hundredths = 100 * contract + 110 * first + 125 * (extra - first)
    }
    return Int((Double(person.wage * hundredths) / 6000).rounded())
  }

  /// Cents of a shift's premiums: 25 % from 21:00 to 06:00, 50 % on Sunday from 0:00 to 24:00. The week
  /// has no public holiday.
  func premium(_ shift: PlainShift) -> Int {
    let night = (-1...7).reduce(0) { sum, day in
      let midnight = start + 1440 * day
      return sum + shift.work(midnight + 21 * 60, midnight + 30 * 60)
    }
    let sunday = shift.work(start + 6 * 1440, start + 7 * 1440)
    return Int((Double(people[shift.agent]!.wage * (25 * night + 50 * sunday)) / 6000).rounded())
  }

  // MARK: Sundays

  /// Agents with work of this roster on Sunday 2026-11-29.
  var sundayWorkers: Set<String> {
    Set(shifts.filter { $0.end > start + 6 * 1440 }.map(\.agent))
  }
}
