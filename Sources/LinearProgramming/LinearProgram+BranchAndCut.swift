private import CGLPK

extension LinearProgram {
  /// The cheapest point at which `integerColumns` are whole, or the best found within the limits.
  ///
  /// Solves the linear relaxation, then searches by branch and cut. `incumbent` is a known point,
  /// one number a column, that the search starts from and never falls behind. The basis afterwards
  /// is that of the relaxation. `stop` is heeded before the relaxation and all through the search.
  ///
  /// - Throws: what `minimize` throws; `badStart` for an incumbent that breaks a row, a bound or
  ///   integrality by more than 1e-6; `badBounds` for a fractional bound of an integer column.
  package mutating func minimizeInteger(
    integerColumns: [Int], limits: IntegerLimits = IntegerLimits(), incumbent: [Double]? = nil,
    stop: StopFlag? = nil
  ) throws(SolverError) -> IntegerSolution {
    guard rowCount > 0, columnCount > 0 else { throw .emptyProblem }
    try checkIntegers(integerColumns)
    let start = try incumbent.map { values throws(SolverError) in
      try startingPoint(values, integerColumns: integerColumns)
    }
    if let stop, stop.isRaised { return Self.early(start, bound: -.infinity) }
    let clock = ContinuousClock()
    let begin = clock.now
    let root = try minimize(limits: Limits(seconds: limits.seconds))
    switch root.status {
    case .optimal: break
    case .infeasible: return .nothing(.infeasible, bound: .infinity)
    case .unbounded: return .nothing(.unbounded, bound: -.infinity)
    default: return Self.early(start, bound: -.infinity)
    }

    let spent = (clock.now - begin) / .seconds(1)
    var found = false
    var bound = root.objective
    let integers = integerColumns.map { Int32($0) }
    let gap = limits.relativeGap > 0 ? min(limits.relativeGap, 1) : 0
    let code = unsafe try handle.run {
      unsafe cglpk_search(
        $0, Int32(integers.count), integers, start != nil, start?.oneBased ?? [], stop?.pointer,
        Limits.milliseconds(limits.seconds - spent), gap, limits.cuts, &found, &bound)
    }
    let finished = code == CGLPK_OPTIMAL
    switch code {
    case CGLPK_INFEASIBLE where start == nil: return .nothing(.infeasible, bound: .infinity)
    case CGLPK_INFEASIBLE, CGLPK_OPTIMAL, CGLPK_TIME, CGLPK_STOPPED, CGLPK_GAP: break
    default: throw .numericalTrouble(code: code, ProblemHandle.lastMessage)
    }
    guard found else { return Self.early(start, bound: bound) }

    var objective = 0.0
    var values = [Double](repeating: 0, count: columnCount)
    unsafe try handle.run { unsafe cglpk_read_integer_solution($0, &objective, &values) }
    if let start, start.objective < objective - 1e-7 * max(1, abs(objective)) {
      return Self.early(start, bound: bound)
    }
    return IntegerSolution(
      status: finished ? .optimal : .feasible, objective: objective,
      bound: finished ? objective : min(bound, objective), values: values)
  }

  /// A known feasible point and its cost.
  private struct StartingPoint {
    /// Element 0 is unused, as GLPK wants it.
    let oneBased: [Double]
    let objective: Double
  }

  /// The incumbent where there is one, for a search that ended early without a better point.
  private static func early(_ start: StartingPoint?, bound: Double) -> IntegerSolution {
    guard let start else { return .nothing(.none, bound: bound) }
    return IntegerSolution(
      status: .feasible, objective: start.objective, bound: min(bound, start.objective),
      values: Array(start.oneBased.dropFirst()))
  }

  private func checkIntegers(_ columns: [Int]) throws(SolverError) {
    try Self.checkIndices(columns, limit: columnCount, columns.count, "column")
    var lowers = [Double](repeating: 0, count: columnCount)
    var uppers = lowers
    unsafe try handle.run { unsafe cglpk_get_column_bounds($0, &lowers, &uppers) }
    for column in columns {
      let (lower, upper) = (lowers[column], uppers[column])
      guard lower.rounded() == lower, upper.rounded() == upper else {
        throw .badBounds("integer column \(column) has fractional bounds \(lower) and \(upper)")
      }
    }
  }

  private func startingPoint(
    _ values: [Double], integerColumns: [Int]
  ) throws(SolverError) -> StartingPoint {
    let tolerance = 1e-6
    guard values.count == columnCount else {
      throw .badShape("the starting point has \(values.count) numbers for \(columnCount) columns")
    }
    for j in values.indices { try Self.checkFinite(values[j], "the start of column \(j)") }
    var point = [0] + values
    for column in integerColumns {
      let whole = values[column].rounded()
      guard abs(values[column] - whole) <= tolerance else {
        throw .badStart("integer column \(column) is \(values[column])")
      }
      point[column + 1] = whole
    }
    var objective = 0.0
    var violation = 0.0
    var columns = [Int32](repeating: 0, count: columnCount + 1)
    var entries = [Double](repeating: 0, count: columnCount + 1)
    unsafe try handle.run {
      unsafe cglpk_measure($0, point, &columns, &entries, &objective, &violation)
    }
    guard violation <= tolerance else {
      throw .badStart("a row or a bound is missed by \(violation)")
    }
    return StartingPoint(oneBased: point, objective: objective)
  }
}

extension IntegerSolution {
  static func nothing(_ status: Status, bound: Double) -> IntegerSolution {
    IntegerSolution(status: status, objective: .infinity, bound: bound, values: [])
  }
}
