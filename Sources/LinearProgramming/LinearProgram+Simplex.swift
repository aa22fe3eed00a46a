private import CGLPK

extension LinearProgram {
  /// The two ways of simplex.
  package enum Method: Sendable {
    /// Keeps the rows and lowers the cost: the choice after columns or costs changed.
    case primal
    /// Keeps the duals and mends the rows, then primal where that fails: the choice after rows or
    /// bounds changed.
    case dual
  }

  /// The minimum, or how far simplex came towards it.
  ///
  /// Starts from `basis`, or without one from where the last solve ended; rows and columns added
  /// since then count as basic and nonbasic. There is no presolve, so duals are always those of
  /// the program as it stands.
  ///
  /// - Throws: `emptyProblem`, `wrongThread`, `aborted`, `numericalTrouble`; `badIndex` for a basis
  ///   of a larger program.
  package mutating func minimize(
    from basis: Basis? = nil, method: Method = .primal, limits: Limits = Limits()
  ) throws(SolverError) -> Solution {
    guard rowCount > 0, columnCount > 0 else { throw .emptyProblem }
    if let basis { try install(basis) }
    var feasible = false
    var iterations: Int32 = 0
    let code = unsafe try handle.run {
      unsafe cglpk_simplex(
        $0, method == .dual, limits.milliseconds, limits.iterationLimit, &feasible, &iterations)
    }
    let status: Solution.Status
    switch code {
    case CGLPK_OPTIMAL: status = .optimal
    case CGLPK_INFEASIBLE: status = .infeasible
    case CGLPK_UNBOUNDED: status = .unbounded
    case CGLPK_TIME: status = .stoppedByTime(feasible: feasible)
    case CGLPK_ITERATIONS: status = .stoppedByIterations(feasible: feasible)
    default: throw .numericalTrouble(code: code, ProblemHandle.lastMessage)
    }
    return try solution(status, iterations: Int(iterations))
  }

  /// Where the last solve ended, or where the next will start.
  package var basis: Basis {
    get throws(SolverError) {
      var rows = [Int32](repeating: 0, count: rowCount)
      var columns = [Int32](repeating: 0, count: columnCount)
      unsafe try handle.run { unsafe cglpk_get_basis($0, &rows, &columns) }
      return Basis(
        rows: rows.map { Basis.Status(rawValue: $0) ?? .basic },
        columns: columns.map { Basis.Status(rawValue: $0) ?? .atLower })
    }
  }

  private func install(_ basis: Basis) throws(SolverError) {
    guard basis.rows.count <= rowCount, basis.columns.count <= columnCount else {
      throw .badIndex(
        "a basis of \(basis.rows.count) rows and \(basis.columns.count) columns does not fit "
          + "\(rowCount) rows and \(columnCount) columns")
    }
    let rows = basis.rows.map(\.rawValue)
    let columns = basis.columns.map(\.rawValue)
    unsafe try handle.run {
      unsafe cglpk_set_basis($0, Int32(rows.count), rows, Int32(columns.count), columns)
    }
  }

  private func solution(
    _ status: Solution.Status, iterations: Int
  ) throws(SolverError) -> Solution {
    var objective = 0.0
    var values = [Double](repeating: 0, count: columnCount)
    var activities = [Double](repeating: 0, count: rowCount)
    var duals = activities
    var reducedCosts = values
    unsafe try handle.run {
      unsafe cglpk_read_solution(
        $0, &objective, &values, &activities, &duals, &reducedCosts)
    }
    return Solution(
      status: status, objective: objective, values: values, activities: activities, duals: duals,
      reducedCosts: reducedCosts, iterations: iterations)
  }

  /// Makes GLPK give up on purpose, which throws `aborted` and loses this thread's programs: the
  /// way tests watch the trap at work.
  package func provokeAbort() throws(SolverError) {
    unsafe try handle.run { unsafe cglpk_provoke_abort($0) }
  }
}
