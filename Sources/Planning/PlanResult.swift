package import Auditing
package import Interchange
private import Paying
package import Rostering
package import Simulation
package import Workforce

/// Everything one planning run produced.
package struct PlanResult: Sendable {
  package let site: Site
  package let period: Period
  package let forecast: Forecast
  package let requirement: Requirement
  package let roster: RosterResult
  package let audit: AuditResult
  /// Every agent's counters on the Monday after the period.
  package let balances: [Balance]
  /// What the roster's callers meet; nil where it was stopped before, or cannot be simulated.
  package let simulation: SimulationResult?
  /// What came of raising the requirement; nil where that was not asked for.
  package let verification: Verification?
  /// Whether it was asked for, and was stopped before anything was known or cannot be simulated.
  package let isVerificationMissing: Bool
  /// What a reader should know about the input and the set-up, in sentences.
  package let notes: [String]

  package init(
    site: Site, forecast: Forecast, requirement: Requirement, roster: RosterResult,
    audit: AuditResult, balances: [Balance],
    simulation: SimulationResult?, verification: Verification?,
    isVerificationMissing: Bool = false, notes: [String]
  ) {
    self.site = site
    period = requirement.period
    self.forecast = forecast
    self.requirement = requirement
    self.roster = roster
    self.audit = audit
    self.balances = balances
    self.simulation = simulation
    self.verification = verification
    self.isVerificationMissing = isVerificationMissing
    self.notes = notes
  }

  /// Agents required and present, by queue.
  package var cover: [QueueCover] {
    let allocation = roster.allocation
    return allocation.queues.indices.map { queue in
      QueueCover(
        queue: allocation.queues[queue], required: allocation.required[queue],
        present: allocation.present[queue])
    }
  }

  /// Who has carried what, in the weeks that the site looks back and in this roster.
  package var fairness: FairnessLedger {
    let before = site.published.filter { $0.day < period.firstDay }
    return FairnessLedger(
      before + roster.roster.shifts, site: site, from: period.firstDay - 7 * site.fairness.weeks,
      until: period.lastDay)
  }

  /// What the agents are paid, calculated again from the finished shifts.
  package var payroll: Payroll { Payroll(roster.roster, for: site) }

  /// The Sundays that agents work, on what ground, and what is owed for them.
  package var sundayLedger: SundayLedger { SundayLedger(roster.roster, for: site) }

  /// For each agent, the Sundays of the period on which any of their work falls.
  package var sundays: [String: Int] {
    var worked: [String: Set<Day>] = [:]
    for shift in roster.roster.shifts {
      let last = period.zone.local(shift.end - 1).day
      for number in shift.day.number...max(shift.day, last).number {
        let day = Day(number: number)
        if day.weekday == .sunday && day <= period.lastDay {
          worked[shift.agent, default: []].insert(day)
        }
      }
    }
    return Dictionary(
      uniqueKeysWithValues: site.agents.map { ($0.id, worked[$0.id]?.count ?? 0) })
  }

  /// Runs of intervals in which a queue has fewer agents than required, those with nobody there first, then
  /// the largest shortfall.
  package var thinSpots: [ThinSpot] {
    var spots: [ThinSpot] = []
    for queue in cover {
      var current: ThinSpot?
      for interval in 0..<period.intervalCount {
        let missing = queue.required[interval] - queue.present[interval]
        if missing > 0 {
          if current == nil {
            current = ThinSpot(
              queue: queue.queue, from: period.start(ofInterval: interval),
              to: period.start(ofInterval: interval), worst: 0, isUnmanned: false,
              missingMinutes: 0)
          }
          current!.to = period.start(ofInterval: interval) + period.intervalMinutes
          current!.worst = max(current!.worst, missing)
          if queue.present[interval] == 0 { current!.isUnmanned = true }
          current!.missingMinutes += missing * period.intervalMinutes
        } else if let spot = current {
          spots.append(spot)
          current = nil
        }
      }
      if let spot = current { spots.append(spot) }
    }
    return spots.sorted {
      if $0.isUnmanned != $1.isUnmanned { return $0.isUnmanned }
      return ($1.missingMinutes, $0.from, $0.queue) < ($0.missingMinutes, $1.from, $1.queue)
    }
  }

  package struct ThinSpot: Sendable, Equatable {
    package let queue: String
    package let from: Instant
    package fileprivate(set) var to: Instant
    /// Most agents missing at once.
    package fileprivate(set) var worst: Int
    /// Whether nobody at all is there at some moment.
    package fileprivate(set) var isUnmanned: Bool
    /// Agent-minutes missing.
    package fileprivate(set) var missingMinutes: Int
  }
}
