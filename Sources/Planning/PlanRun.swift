internal import Auditing
package import Rostering
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
  private let stop: StopSignal
  private let report: (SolveProgress) -> Void

  package init(
    pipeline: Pipeline, limits: SolveLimits, stop: StopSignal = StopSignal(),
    report: @escaping (SolveProgress) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.limits = limits
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
    return try plan(forecast: forecast, requirement: requirement)
  }

  private func plan(forecast: Forecast, requirement: Requirement) throws -> Outcome {
    let (outcome, notes) = try pipeline.roster(
      requirement, limits: limits, stop: stop, report: report)
    switch outcome {
    case .impossible(let conflicts): return .impossible(conflicts)
    case .roster(let result):
      let audit = pipeline.audit(result.roster)
      return .planned(
        PlanResult(
          site: pipeline.site, forecast: forecast, requirement: requirement, roster: result,
          audit: audit,
          notes: OverrideText(forecast).lines
            + forecast.queues.flatMap { queue in
              // The last note says how the forecast was made; `forecast` shows it.
              queue.notes.dropLast().map { "\(queue.queue): \($0)" }
            } + notes + audit.notes))
    }
  }
}
