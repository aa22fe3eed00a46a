/// A public instance that the engine of the sites can solve.
package protocol InstanceProblem: Sendable {
  associatedtype Roster: Sendable

  /// The best roster found within the limits.
  /// - Parameter report: called as the search goes on, on the thread that solves.
  func solve(
    limits: SolveLimits, stop: StopSignal, report: @escaping (SolveProgress) -> Void
  ) -> InstanceOutcome<Roster>
}

/// How the solve of a public instance ended.
package enum InstanceOutcome<Roster: Sendable>: Sendable {
  case roster(InstanceResult<Roster>)
  /// These members of staff have no lawful tour, whatever the others do.
  case impossible([AgentConflict])
  /// No roster keeps all rules, whoever works what; the reason in words.
  case infeasible(String)
  /// No roster was found in the time given, and none is proven impossible.
  case nothing

  /// The same end with the roster in another form.
  package func map<Other>(_ transform: (Roster) -> Other) -> InstanceOutcome<Other> {
    switch self {
    case .roster(let result): .roster(result.map(transform))
    case .impossible(let conflicts): .impossible(conflicts)
    case .infeasible(let reason): .infeasible(reason)
    case .nothing: .nothing
    }
  }
}

/// The best roster of a public instance, with its proven bound.
package struct InstanceResult<Roster: Sendable>: Sendable {
  package let roster: Roster
  package let objective: Int
  /// No roster costs less; nil where the search ended before there was a bound.
  package let bound: Double?
  package let seconds: Double
  package let work: Int
  /// Times that all staff were priced, and tours that this brought.
  package let iterations: Int
  package let columns: Int
  package let seed: UInt64

  /// `(objective − bound) / objective`; zero where both are zero.
  package var gap: Double? {
    bound.map { objective == 0 ? 0 : max(0, (Double(objective) - $0) / Double(objective)) }
  }

  init(_ found: RosterSearch.Result, roster: Roster, seed: UInt64) {
    self.init(
      roster: roster, objective: found.state.cost, bound: found.bound, seconds: found.seconds,
      work: found.work, iterations: found.iterations, columns: found.columns, seed: seed)
  }

  init(
    roster: Roster, objective: Int, bound: Double?, seconds: Double, work: Int, iterations: Int,
    columns: Int, seed: UInt64
  ) {
    self.roster = roster
    self.objective = objective
    self.bound = bound
    self.seconds = seconds
    self.work = work
    self.iterations = iterations
    self.columns = columns
    self.seed = seed
  }

  /// The same result with the roster in another form.
  package func map<Other>(_ transform: (Roster) -> Other) -> InstanceResult<Other> {
    InstanceResult<Other>(
      roster: transform(roster), objective: objective, bound: bound, seconds: seconds, work: work,
      iterations: iterations, columns: columns, seed: seed)
  }
}
