package import Rostering
internal import Rules
package import Workforce

/// Looks for the reasons why a period cannot be rostered or covered, and prices what would help.
///
/// The time goes in three parts: a roster, the proof and its minimal reasons, and one roster for each
/// repair, to be compared with the first.
package struct ExplanationRun {
  private let pipeline: Pipeline
  private let limits: SolveLimits
  private let stop: StopSignal
  private let report: (Stage) -> Void

  package enum Stage: Sendable, Equatable {
    case roster
    case reasons
    case repair(number: Int, of: Int)
  }

  /// - Parameters:
  ///   - limits: of all rosters and proofs together.
  ///   - report: called as the work goes on.
  package init(
    pipeline: Pipeline, limits: SolveLimits, stop: StopSignal = StopSignal(),
    report: @escaping (Stage) -> Void = { _ in }
  ) {
    self.pipeline = pipeline
    self.limits = limits
    self.stop = stop
    self.report = report
  }

  package func explain(_ period: Period) throws -> Explanation {
    try explain(pipeline.requirement(pipeline.forecast(period)))
  }

  /// Explains a requirement that a planner edited.
  /// - Parameter file: where it was read, for messages.
  package func explain(_ requirement: Requirement, from file: String) throws -> Explanation {
    try pipeline.refuseClosedHours(requirement, from: file)
    return try explain(requirement)
  }

  private func explain(_ requirement: Requirement) throws -> Explanation {
    let clock = ContinuousClock()
    let begin = clock.now
    let budget = limits.seconds ?? .infinity
    let spent = { (clock.now - begin) / .seconds(1) }
    let period = requirement.period
    let book = try pipeline.rules(in: period)
    report(.roster)
    let outcome = try roster(of: pipeline.site, requirement, seconds: 0.25 * budget)
    report(.reasons)
    var conflicts: [AgentConflict] = []
    var cover: CoverConflictSearch.Finding?
    var finder: RepairFinder?
    switch outcome {
    case .impossible(let found):
      conflicts = found
      finder = RepairFinder(found, site: pipeline.site, period: period, book: book)
    case .roster(let result) where result.cost.understaffedMinutes > 0:
      let problem = try SiteProblem(site: pipeline.site, requirement: requirement, book: book)
      cover = CoverConflictSearch(
        problem, requirement: requirement, threads: limits.threads,
        shouldStop: { [stop] in stop.isSet || spent() > 0.65 * budget }
      ).find()
      finder = RepairFinder(
        cover?.conflicts ?? [], site: pipeline.site, period: period, book: book)
    case .roster: break
    }
    let isProofCut = spent() > 0.65 * budget
    let before: RosterResult? = if case .roster(let result) = outcome { result } else { nil }
    var repairs: [Repair] = []
    if let before, before.cost.understaffedMinutes > 0 {
      repairs.append(Repair(change: .none, effect: .roster(.init(before, without: before))))
    }
    let candidates = finder?.candidates ?? []
    for (number, candidate) in candidates.enumerated() {
      if stop.isSet || spent() > budget { break }
      report(.repair(number: number + 1, of: candidates.count))
      let seconds = (budget - spent()) / Double(candidates.count - number)
      let effect: Repair.Effect =
        switch try roster(of: candidate.site, requirement, seconds: seconds) {
        case .impossible(let agents): .stillImpossible(agents: agents.map(\.agent))
        case .roster(let with): .roster(.init(with, without: before))
        }
      repairs.append(Repair(change: candidate.change, effect: effect))
    }
    let required = requirement.queues.reduce(0) { $0 + $1.agents.reduce(0, +) }
    return Explanation(
      site: pipeline.site, period: period, book: book, conflicts: conflicts, roster: before,
      requiredMinutes: required * period.intervalMinutes, cover: cover,
      repairs: repairs.enumerated().sorted {
        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
      }.map(\.element),
      isCutShort: isProofCut || repairs.count < candidates.count)
  }

  private func roster(
    of site: Site, _ requirement: Requirement, seconds: Double
  ) throws -> RosterOutcome {
    var limits = limits
    if self.limits.seconds != nil { limits.seconds = seconds }
    return try Pipeline(site: site).roster(requirement, limits: limits, stop: stop).outcome
  }
}

extension Repair {
  /// Doing nothing first, then by what stays uncovered.
  fileprivate var rank: Int {
    if case .none = change { return -1 }
    guard case .roster(let figures) = effect else { return .max }
    return figures.uncoveredMinutes
  }
}
