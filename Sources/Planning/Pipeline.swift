package import Auditing
internal import Forecasting
internal import Interchange
private import Paying
package import Rostering
package import Rules
internal import Staffing
package import Workforce

/// The stages joined: from a site's history to an audited roster.
///
/// Each stage is a function from values to a value; nothing but those values passes between them.
package struct Pipeline: Sendable {
  package let site: Site
  /// The rules as if every agreement were in force; ``rules(in:)`` has those of a period.
  package let book: RuleBook

  /// - Throws: `InputRefused` with every rule and parameter that cannot be used.
  package init(site: Site) throws(InputRefused) {
    self.site = site
    var problems = Audit.problems(of: site.waivers)
    do throws(InputRefused) {
      book = try RuleBook(site: site)
    } catch {
      problems += error.problems
      throw InputRefused(problems)
    }
    if !problems.isEmpty { throw InputRefused(problems) }
  }

  /// The rules as they are in force in the period.
  package func rules(in period: Period) throws(InputRefused) -> RuleBook {
    try RuleBook(site: site, during: period)
  }

  package func period(week: Week, count: Int = 1) -> Period {
    Period(week: week, count: count, intervalMinutes: site.intervalMinutes, zone: site.zone)
  }

  /// Calls to expect in the period.
  package func forecast(_ period: Period) throws -> Forecast {
    try Forecaster(site: site).forecast(period)
  }

  /// Agents to roster for a forecast.
  package func requirement(_ forecast: Forecast) throws -> Requirement {
    try Requirement(forecast, for: site)
  }

  /// A roster for a requirement, or the agents for whom none exists.
  package func roster(
    _ requirement: Requirement, limits: SolveLimits, stop: StopSignal = StopSignal(),
    report: @escaping (SolveProgress) -> Void = { _ in }
  ) throws -> (outcome: RosterOutcome, notes: [String]) {
    let book = try rules(in: requirement.period)
    let problem = try SiteProblem(site: site, requirement: requirement, book: book)
    let solver = RosterSolver(problem, limits: limits, stop: stop, report: report)
    return (solver.solve(), problem.notes)
  }

  /// The rules checked again on the finished shifts.
  /// - Parameter changes: when changes of published weeks are told; nil to leave them alone.
  package func audit(
    _ roster: Roster, changes: ChangeDate? = nil
  ) throws(InputRefused) -> AuditResult {
    try Audit(site: site, book: rules(in: roster.period), changes: changes)
      .check(roster, threads: 2)
  }

  /// The same, with what would cure the first `most` breaches.
  package func audit(
    _ roster: Roster, changes: ChangeDate? = nil, cures most: Int
  ) throws(InputRefused) -> AuditResult {
    let audit = try Audit(site: site, book: rules(in: roster.period), changes: changes)
    var result = audit.check(roster, threads: 2)
    audit.addCures(to: &result, of: roster, most: most, threads: 2)
    return result
  }

  /// What agents' counters are after a roster, for `closing-balances.csv`.
  package func balances(after roster: Roster) throws(InputRefused) -> [Balance] {
    try Audit(site: site, book: rules(in: roster.period)).balances(after: roster)
  }

  /// Refuses agents required in hours in which nobody may work for a queue: closed, or a Sunday without a
  /// ground (L3132-3).
  package func refuseClosedHours(
    _ requirement: Requirement, from file: String
  ) throws(InputRefused) {
    let period = requirement.period
    let problems = requirement.queues.compactMap { required -> InputProblem? in
      guard let queue = site.queues.first(where: { $0.name == required.queue }) else { return nil }
      let isOpen = site.workableIntervals(of: queue, in: period)
      let closed = required.agents.indices.filter { required.agents[$0] > 0 && !isOpen[$0] }
      guard let first = closed.first else { return nil }
      let moment = period.local(ofInterval: first)
      return InputProblem(
        SourcePosition(file: file),
        found: "\(required.agents[first]) agents for \(queue.name) on \(moment.day) at "
          + "\(moment.minute.clock)"
          + (closed.count > 1 ? " and in \(closed.count - 1) more such intervals" : ""),
        expected: "none where the queue is closed, or has no ground for that Sunday (site.yaml)")
    }
    if !problems.isEmpty { throw InputRefused(problems) }
  }

  /// Refuses birth dates that leave an agent under 14: a slip of the pen, or nobody who may be rostered.
  package func refuseImpossibleAges(_ period: Period) throws(InputRefused) {
    let problems = site.agents.filter { $0.isYounger(than: 14, on: period.firstDay) }.map { agent in
      InputProblem(
        SourcePosition(file: "agents.csv"),
        found: "the birth date \(agent.birthDate!) of \(agent.id)",
        expected: "14 years of age at least on \(period.firstDay)")
    }
    if !problems.isEmpty { throw InputRefused(problems) }
  }

  /// Refuses balances of days after the first of a period that is to be planned.
  package func refuseLateBalances(_ period: Period) throws(InputRefused) {
    let problems = site.balances.filter { $0.asOf > period.firstDay }.map { balance in
      InputProblem(
        balance.position ?? SourcePosition(file: BalancesFile.opening),
        found: "the balance of \(balance.agent) on \(balance.asOf)",
        expected: "a Monday up to \(period.firstDay), the first day planned")
    }
    if !problems.isEmpty { throw InputRefused(problems) }
  }

  /// What the agents of any roster are paid.
  package func payroll(_ roster: Roster) -> Payroll { Payroll(roster, for: site) }
}
