package import Auditing
package import Rostering
internal import Simulation
package import Workforce

/// One planning run, from the site to a result that can be written.
package struct PlanRun {
  package enum Outcome: Sendable {
    case planned(PlanResult)
    /// No roster satisfies the rules, because of these agents.
    case impossible([AgentConflict])
  }

  private let pipeline: Pipeline
  private let limits: SolveLimits
  private let simulation: SimulationOptions
  private let changes: ChangeDate?
  private let stop: StopSignal
  private let report: (SolveProgress) -> Void

  /// - Parameter changes: when changes of weeks already published are told; nil to leave them alone.
  package init(
    pipeline: Pipeline, limits: SolveLimits, simulation: SimulationOptions = SimulationOptions(),
    changes: ChangeDate? = nil, stop: StopSignal = StopSignal(),
    report: @escaping (SolveProgress) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.limits = limits
    self.simulation = simulation
    self.changes = changes
    self.stop = stop
    self.report = report
  }

  /// Plans from the call history.
  package func plan(_ period: Period) throws -> Outcome {
    let forecast = try pipeline.forecast(period)
    return try plan(forecast: forecast, requirement: pipeline.requirement(forecast))
  }

  /// Plans for a requirement that a planner edited; its calls stand in for the forecast.
  /// - Parameter file: where the requirement was read, for messages.
  /// - Throws: `InputRefused` where it is not for the period expected, or leaves out a queue.
  package func plan(
    _ requirement: Requirement, from file: String, expected: Period
  ) throws -> Outcome {
    let forecast = try Forecast(
      requirement, from: file, site: pipeline.site, expected: expected)
    try pipeline.refuseClosedHours(requirement, from: file)
    return try plan(forecast: forecast, requirement: requirement)
  }

  private func plan(forecast: Forecast, requirement: Requirement) throws -> Outcome {
    try pipeline.refuseLateBalances(requirement.period)
    try pipeline.refuseImpossibleAges(requirement.period)
    var conflicts: [AgentConflict] = []
    let verification = VerificationRun<(result: RosterResult, notes: [String])>(
      pipeline: pipeline, forecast: forecast, plain: requirement, options: simulation,
      shouldStop: { [stop] in stop.isSet }
    ) { requirement in
      let (outcome, notes) = try pipeline.roster(
        requirement, limits: limits, stop: stop, report: report)
      switch outcome {
      case .impossible(let found):
        conflicts = found
        return nil
      case .roster(let result):
        return VerificationRun.Candidate(
          roster: result.roster, missing: result.allocation.missing, plan: (result, notes))
      }
    }
    guard let attempt = try verification.run() else { return .impossible(conflicts) }
    let (result, notes) = attempt.plan
    let audit = try pipeline.audit(result.roster, changes: changes)
    let (simulated, simulationNotes) = simulated(result.roster, forecast)
    return .planned(
      PlanResult(
        site: pipeline.site, forecast: forecast, requirement: attempt.requirement,
        roster: result, audit: audit,
        balances: try pipeline.balances(after: result.roster), simulation: simulated,
        verification: attempt.verification,
        isVerificationMissing: simulation.isVerifying && attempt.verification == nil,
        notes: OverrideText(forecast).lines
          + forecast.queues.flatMap { queue in
            // The last note says how the forecast was made; `forecast` shows it.
            queue.notes.dropLast().map { "\(queue.queue): \($0)" }
          } + notes + SundayText.lines(pipeline.site, in: requirement.period)
          + simulationNotes + audit.notes))
  }

  /// The roster simulated call by call, or why it cannot be.
  private func simulated(
    _ roster: Roster, _ forecast: Forecast
  ) -> (result: SimulationResult?, notes: [String]) {
    do throws(SimulationError) {
      let run = try SimulationRun(
        roster, site: pipeline.site, forecast: forecast, assumptions: simulation.assumptions)
      // Whoever stopped the search still wants to know what its roster is worth, but soon.
      let isHurried = stop.isSet
      let result = run.simulate(
        samples: isHurried ? min(4, simulation.samples) : simulation.samples,
        seed: simulation.seed, threads: simulation.threads,
        shouldStop: { [stop] in !isHurried && stop.isSet })
      return (result, run.notes)
    } catch {
      return (nil, ["Not simulated: \(error)."])
    }
  }
}

extension Allocation {
  /// Agents required and not present, by queue and interval.
  fileprivate var missing: [String: [Int]] {
    let rows = zip(required, present).map { required, present in
      zip(required, present).map { max(0, $0 - $1) }
    }
    return Dictionary(uniqueKeysWithValues: zip(queues, rows))
  }
}
