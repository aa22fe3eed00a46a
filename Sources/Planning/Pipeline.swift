package import Auditing
internal import Forecasting
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
  package let book: RuleBook

  /// - Throws: `InputRefused` with every rule and parameter that cannot be used.
  package init(site: Site) throws(InputRefused) {
    self.site = site
    book = try RuleBook(entries: site.rules)
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
    try refuseMinors(in: requirement.period)
    let problem = try SiteProblem(site: site, requirement: requirement, book: book)
    let solver = RosterSolver(problem, limits: limits, stop: stop, report: report)
    return (solver.solve(), problem.notes)
  }

  /// No roster without the rules that protect people under 18 (L3162-1, L3163-2, L3164-1 and others).
  private func refuseMinors(in period: Period) throws(InputRefused) {
    let minors = site.agents.filter { $0.isMinor(on: period.firstDay) }
    guard !minors.isEmpty else { return }
    throw InputRefused(
      minors.map {
        InputProblem(
          SourcePosition(file: "agents.csv"),
          found: "agent \($0.id), under 18 on \(period.firstDay)",
          expected: "adults: the rules for young workers (L3162-1 to L3164-6) are not among those "
            + "that can be planned for yet")
      })
  }

  /// The rules checked again on the finished shifts.
  package func audit(_ roster: Roster) -> AuditResult {
    Audit(site: site, book: book).check(roster)
  }

  /// What the agents of any roster are paid.
  package func payroll(_ roster: Roster) -> Payroll { Payroll(roster, for: site) }
}
