internal import Auditing
private import Foundation
package import Interchange
internal import Rostering
internal import Workforce

/// The files of a planning run, written together: all of them whole, or none.
package enum PlanFiles {
  package static let names = [
    "forecast.csv", "requirement.csv", "roster.csv", "cover.csv", "quality.csv", "payroll.csv",
    "sunday-ledger.csv", BalancesFile.closing, "fairness.csv", "summary.json", BoundFile.name,
  ]

  /// Writes forecast, requirement, roster, cover, quality sheet, payroll, Sunday ledger, closing balances,
  /// fairness ledger, summary and what proves the bound into a folder, which is made if need be.
  package static func write(
    _ plan: PlanResult, to folder: String, style: CSVStyle
  ) throws(WriteRefused) {
    try makeFolder(folder)
    let requirement = RequirementFile.bytes(plan.requirement, style: style)
    let roster = RosterFile.bytes(plan.roster.roster, style: style)
    let bytes = [
      ForecastFile.bytes(plan.forecast, style: style), requirement, roster,
      CoverFile.bytes(plan.cover, period: plan.period, style: style),
      QualityFile.bytes(plan.simulation, style: style),
      PayrollFile.bytes(plan.payroll, style: style),
      SundayLedgerFile.bytes(plan.sundayLedger, style: style),
      BalancesFile.bytes(plan.balances, zone: plan.period.zone, style: style),
      FairnessFile.bytes(plan.fairness, style: style),
      SummaryFile.bytes(plan),
      BoundFile(plan.roster, roster: roster, requirement: requirement).bytes,
    ]
    try WholeFile.write(zip(names, bytes).map { ($1, to: folder + "/" + $0) })
  }

  /// Refuses a folder that ``makeFolder(_:)`` could not make or nothing could be written into.
  package static func refuseUnwritable(_ path: String) throws(WriteRefused) {
    let manager = FileManager.default
    var url = URL(fileURLWithPath: path)
    while !manager.fileExists(atPath: url.path), url.path != "/" { url.deleteLastPathComponent() }
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw WriteRefused(path: path, reason: "\(url.path) is not a folder")
    }
    guard manager.isWritableFile(atPath: url.path) else {
      throw WriteRefused(path: path, reason: "\(url.path) may not be written into")
    }
  }

  /// Makes a folder and those above it where they do not exist.
  package static func makeFolder(_ path: String) throws(WriteRefused) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    } catch {
      throw WriteRefused(path: path, reason: "the folder cannot be made")
    }
  }
}

/// `summary.json`: the figures of a plan for machines; money in cents, time in minutes or seconds.
package enum SummaryFile {
  private struct Summary: Encodable {
    struct Cost: Encodable {
      let hours: Int
      let premiums: Int
      let wishes: Int
      let fairness: Int
      let understaffing: Int
      let overstaffing: Int
      let following_night: Int
    }

    /// What agents are paid, by code; all codes are there.
    struct Pay: Encodable {
      struct Code: Encodable {
        let minutes: Int
        let cents: Int
      }

      let cents: Int
      let codes: [String: Code]

      init(_ payroll: Payroll) {
        cents = payroll.cents
        codes = Dictionary(
          uniqueKeysWithValues: payroll.totals.map {
            ($0.code.rawValue, Code(minutes: $0.minutes, cents: $0.cents))
          })
      }
    }

    let site: String
    let from: String
    let to: String
    let objective: Int
    let bound: Double?
    let gap: Double?
    let seconds: Double
    let work: Int
    let seed: UInt64
    let agents: Int
    let shifts: Int
    let breaches: Int
    let cost: Cost
    let pay: Pay
    let understaffed_minutes: Int
    let below_minimum_minutes: Int
    let overstaffed_minutes: Int
    let sundays: [String: Int]
    let simulation: SimulationFile.Content?
    let verification: VerificationContent?
    let notes: [String]
    let units: [String: String]

    enum CodingKeys: String, CodingKey {
      case site, from, to, objective, bound, gap, seconds, work, seed, agents, shifts, breaches,
        cost, pay
      case understaffed_minutes, below_minimum_minutes, overstaffed_minutes, sundays, simulation
      case verification, notes, units
    }

    /// Written even where they are null, so that a reader finds every key.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(site, forKey: .site)
      try container.encode(from, forKey: .from)
      try container.encode(to, forKey: .to)
      try container.encode(objective, forKey: .objective)
      try container.encode(bound, forKey: .bound)
      try container.encode(gap, forKey: .gap)
      try container.encode(seconds, forKey: .seconds)
      try container.encode(work, forKey: .work)
      try container.encode(seed, forKey: .seed)
      try container.encode(agents, forKey: .agents)
      try container.encode(shifts, forKey: .shifts)
      try container.encode(breaches, forKey: .breaches)
      try container.encode(cost, forKey: .cost)
      try container.encode(pay, forKey: .pay)
      try container.encode(understaffed_minutes, forKey: .understaffed_minutes)
      try container.encode(below_minimum_minutes, forKey: .below_minimum_minutes)
      try container.encode(overstaffed_minutes, forKey: .overstaffed_minutes)
      try container.encode(sundays, forKey: .sundays)
      try container.encode(simulation, forKey: .simulation)
      try container.encode(verification, forKey: .verification)
      try container.encode(notes, forKey: .notes)
      try container.encode(units, forKey: .units)
    }
  }

  package static func bytes(_ plan: PlanResult) -> [UInt8] {
    let result = plan.roster
    let rounded = { (value: Double, scale: Double) in (value * scale).rounded() / scale }
    let summary = Summary(
      site: plan.site.name, from: plan.period.firstDay.description,
      to: plan.period.lastDay.description, objective: result.cost.total,
      bound: result.bound.map { rounded($0, 100) }, gap: result.gap.map { rounded($0, 1e6) },
      seconds: rounded(result.seconds, 100), work: result.work, seed: result.seed,
      agents: plan.site.agents.count, shifts: result.roster.shifts.count,
      breaches: plan.audit.breaches.count,
      cost: Summary.Cost(
        hours: result.cost.hours, premiums: result.cost.premiums, wishes: result.cost.wishes,
        fairness: result.cost.fairness,
        understaffing: result.cost.understaffing, overstaffing: result.cost.overstaffing,
        following_night: result.cost.followingNight),
      pay: Summary.Pay(plan.payroll),
      understaffed_minutes: result.cost.understaffedMinutes,
      below_minimum_minutes: result.cost.belowMinimumMinutes,
      overstaffed_minutes: result.cost.overstaffedMinutes, sundays: plan.sundays,
      simulation: plan.simulation.map { SimulationFile.Content($0) },
      verification: plan.verification.map(VerificationContent.init), notes: plan.notes,
      units: [
        "objective, bound, cost, pay": "cents", "gap": "share of objective",
        "simulation": "shares, seconds, hours of a mean sample",
      ])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    // Numbers and strings only: encoding cannot fail.
    return Array(try! encoder.encode(summary)) + [UInt8(ascii: "\n")]
  }
}
