/// The point simplex ended at, with its duals.
///
/// For a minimum the signs are: the dual of a row is the change of the objective per unit of its
/// binding bound, so `>= 0` at a lower bound and `<= 0` at an upper one; the reduced cost of a
/// column is `cost - Σ dual(row) × entry(row)`.
package struct Solution: Sendable, Equatable {
  /// How the solve ended. Only `optimal` makes the numbers a minimum.
  package enum Status: Hashable, Sendable {
    case optimal
    case infeasible
    case unbounded
    /// Time ran out; `feasible` tells whether the point keeps all rows and bounds.
    case stoppedByTime(feasible: Bool)
    /// The iterations ran out; `feasible` as above.
    case stoppedByIterations(feasible: Bool)
  }

  package let status: Status
  package let objective: Double
  /// One number a column.
  package let values: [Double]
  /// One number a row: `Σ entry × value`.
  package let activities: [Double]
  /// One number a row.
  package let duals: [Double]
  /// One number a column.
  package let reducedCosts: [Double]
  /// Simplex iterations of this solve.
  package let iterations: Int

  package init(
    status: Status, objective: Double, values: [Double], activities: [Double], duals: [Double],
    reducedCosts: [Double], iterations: Int
  ) {
    self.status = status
    self.objective = objective
    self.values = values
    self.activities = activities
    self.duals = duals
    self.reducedCosts = reducedCosts
    self.iterations = iterations
  }
}

/// What an integer search found.
package struct IntegerSolution: Sendable, Equatable {
  package enum Status: Hashable, Sendable {
    /// `values` is a minimum: the search tree was exhausted.
    case optimal
    /// `values` is feasible, and the search ended early: time, gap or a raised flag.
    case feasible
    /// No integer point keeps all rows and bounds.
    case infeasible
    /// The linear relaxation has no minimum.
    case unbounded
    /// The search ended early with nothing found.
    case none
  }

  package let status: Status
  /// The objective at `values`; infinite where there are none.
  package let objective: Double
  /// No integer point is cheaper than this, within the 1e-7 (relative) GLPK computes to.
  package let bound: Double
  /// One number a column, whole for integer columns; empty where nothing was found.
  package let values: [Double]

  /// `(objective - bound) / |objective|`, zero for a proven minimum.
  package var relativeGap: Double {
    guard objective.isFinite, bound.isFinite else { return status == .infeasible ? 0 : .infinity }
    return max(0, objective - bound) / max(abs(objective), 1e-9)
  }
}
