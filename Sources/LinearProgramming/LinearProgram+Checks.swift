extension LinearProgram {
  /// Refuses what double arithmetic cannot carry through a solve.
  static func checkFinite(
    _ number: Double, _ what: @autoclosure () -> String
  ) throws(SolverError) {
    guard abs(number) <= largestNumber else { throw .notFinite("\(what()) is \(number)") }
  }

  /// Refuses bounds that are not numbers, too large, crossed, or infinite on the wrong side.
  static func checkBounds(
    _ lowers: [Double], _ uppers: [Double], _ kind: String, index: (Int) -> Int
  ) throws(SolverError) {
    guard lowers.count == uppers.count else {
      throw .badShape("there are \(lowers.count) lower and \(uppers.count) upper bounds")
    }
    for k in lowers.indices {
      let (lower, upper) = (lowers[k], uppers[k])
      if !lower.isInfinite { try checkFinite(lower, "the lower bound of \(kind) \(index(k))") }
      if !upper.isInfinite { try checkFinite(upper, "the upper bound of \(kind) \(index(k))") }
      guard lower <= upper, lower < .infinity, upper > -.infinity else {
        throw .badBounds("\(kind) \(index(k)) cannot lie between \(lower) and \(upper)")
      }
    }
  }

  /// Refuses rows or columns that do not exist, and lists of another length than `count`.
  static func checkIndices(
    _ indices: [Int], limit: Int, _ count: Int, _ kind: String
  ) throws(SolverError) {
    guard indices.count == count else {
      throw .badShape("there are \(indices.count) \(kind)s for \(count) numbers")
    }
    for index in indices where index < 0 || index >= limit {
      throw .badIndex("there is no \(kind) \(index) among \(limit)")
    }
  }
}
