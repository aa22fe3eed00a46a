/// How far a solution is from being optimal, computed from the data alone and from no solver.
///
/// A point is optimal exactly when it keeps rows and bounds, its duals keep their signs, and the
/// primal and the dual objective meet (strong duality). Every number is relative to
/// `max(1, size of what it is compared with)`, and zero is perfect.
package struct OptimalityCheck: Sendable, Hashable {
  /// By how much a column leaves its bounds.
  package private(set) var boundViolation = 0.0
  /// By how much a row, its activity added up anew, leaves its bounds.
  package private(set) var rowViolation = 0.0
  /// By how much reported activities and reduced costs differ from those added up anew.
  package private(set) var arithmetic = 0.0
  /// The largest dual or reduced cost that pulls towards an infinite bound.
  package private(set) var dualViolation = 0.0
  /// The largest product of a dual with the distance to the bound it belongs to.
  package private(set) var slackness = 0.0
  /// `|c x - dual objective|`, and the reported objective against `c x`.
  package private(set) var gap = 0.0

  /// - Complexity: O(rows + columns + entries)
  package init(of solution: Solution, in data: ModelData) {
    var activities = data.rowLowers.map { _ in 0.0 }
    var primal = 0.0
    var dual = 0.0
    var size = 1.0
    for j in data.costs.indices {
      let value = solution.values[j]
      var reducedCost = data.costs[j]
      var magnitude = abs(reducedCost)
      for e in data.starts[j]..<data.starts[j + 1] {
        activities[data.rows[e]] += data.values[e] * value
        let priced = solution.duals[data.rows[e]] * data.values[e]
        reducedCost -= priced
        magnitude += abs(priced)
      }
      primal += data.costs[j] * value
      size = max(size, abs(data.costs[j] * value))
      note(\.arithmetic, reducedCost - solution.reducedCosts[j], magnitude)
      dual += price(reducedCost, value, data.columnLowers[j], data.columnUppers[j], magnitude)
      note(\.boundViolation, data.columnLowers[j] - value, data.columnLowers[j])
      note(\.boundViolation, value - data.columnUppers[j], data.columnUppers[j])
    }
    for i in activities.indices {
      let (activity, price) = (activities[i], solution.duals[i])
      note(\.arithmetic, activity - solution.activities[i], activity)
      dual += self.price(price, activity, data.rowLowers[i], data.rowUppers[i], price)
      note(\.rowViolation, data.rowLowers[i] - activity, data.rowLowers[i])
      note(\.rowViolation, activity - data.rowUppers[i], data.rowUppers[i])
    }
    note(\.gap, abs(primal - dual), max(size, abs(primal)))
    note(\.gap, abs(primal - solution.objective), max(size, abs(primal)))
  }

  /// The worst of all.
  package var largest: Double {
    [boundViolation, rowViolation, arithmetic, dualViolation, slackness, gap].max() ?? 0
  }

  /// The share of the dual objective of one row or column: its price times the bound it pulls to.
  private mutating func price(
    _ price: Double, _ value: Double, _ lower: Double, _ upper: Double, _ size: Double
  ) -> Double {
    let bound = price > 0 ? lower : upper
    guard bound.isFinite else {
      note(\.dualViolation, abs(price), size)
      return price * value
    }
    note(\.slackness, abs(price * (value - bound)), max(abs(size), abs(size * bound)))
    return price * bound
  }

  private mutating func note(
    _ field: WritableKeyPath<Self, Double>, _ amount: Double, _ size: Double
  ) {
    // An infinite size is a bound that is not there.
    guard !size.isInfinite else { return }
    let relative = abs(amount) / max(1, abs(size))
    let missed = field == \.arithmetic || !(amount <= 0) ? relative : 0
    // What is not a number must fail the check, not slip through a comparison.
    self[keyPath: field] = missed.isNaN ? .infinity : max(self[keyPath: field], missed)
  }
}
