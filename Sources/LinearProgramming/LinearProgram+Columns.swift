private import CGLPK

extension LinearProgram {
  /// Appends a column over existing rows and returns its index.
  @discardableResult
  package mutating func addColumn(
    cost: Double, lower: Double = 0, upper: Double = .infinity, rows: [Int], values: [Double]
  ) throws(SolverError) -> Int {
    try addColumns(
      costs: [cost], lowers: [lower], uppers: [upper], starts: [0, rows.count], rows: rows,
      values: values
    ).lowerBound
  }

  /// Appends columns in compressed form and returns their indices: the entries of column k stand
  /// from `starts[k]` up to `starts[k + 1]` in `rows` and `values`.
  ///
  /// - Complexity: O(columns + entries)
  @discardableResult
  package mutating func addColumns(
    costs: [Double], lowers: [Double], uppers: [Double], starts: [Int], rows: [Int],
    values: [Double]
  ) throws(SolverError) -> Range<Int> {
    let count = costs.count
    guard lowers.count == count else {
      throw .badShape("there are \(lowers.count) lower bounds for \(count) costs")
    }
    for k in 0..<count { try Self.checkFinite(costs[k], "the cost of column \(columnCount + k)") }
    try Self.checkBounds(lowers, uppers, "column") { columnCount + $0 }
    let block = try SparseBlock(
      count: count, starts: starts, indices: rows, values: values, limit: rowCount, kind: "row",
      marks: &marks)
    guard count > 0 else { return columnCount..<columnCount }
    unsafe try handle.run {
      unsafe cglpk_add_columns(
        $0, Int32(count), costs, lowers, uppers, block.starts, block.indices, block.values)
    }
    columnCount += count
    return columnCount - count..<columnCount
  }

  /// Removes columns; the indices after them shrink. A basic one hands its place in the basis to a row,
  /// at the price of a factorisation.
  package mutating func removeColumns(_ columns: [Int]) throws(SolverError) {
    let block = try SparseBlock(
      count: 1, starts: [0, columns.count], indices: columns,
      values: Array(repeating: 1, count: columns.count), limit: columnCount, kind: "column",
      marks: &marks)
    var room = [Double](repeating: 0, count: rowCount + 1)
    unsafe try handle.run {
      unsafe cglpk_remove_columns($0, Int32(columns.count), block.indices, &room)
    }
    columnCount -= columns.count
  }

  /// Replaces the cost of a column.
  package mutating func setCost(column: Int, _ cost: Double) throws(SolverError) {
    try setCosts(columns: [column], [cost])
  }

  /// Replaces the costs of several columns.
  package mutating func setCosts(columns: [Int], _ costs: [Double]) throws(SolverError) {
    try Self.checkIndices(columns, limit: columnCount, costs.count, "column")
    for k in costs.indices { try Self.checkFinite(costs[k], "the cost of column \(columns[k])") }
    let numbers = columns.map { Int32($0) }
    unsafe try handle.run { unsafe cglpk_set_costs($0, Int32(numbers.count), numbers, costs) }
  }

  /// Replaces the bounds of a column.
  package mutating func setBounds(column: Int, lower: Double, upper: Double) throws(SolverError) {
    try setBounds(columns: [column], lowers: [lower], uppers: [upper])
  }

  /// Replaces the bounds of several columns.
  package mutating func setBounds(
    columns: [Int], lowers: [Double], uppers: [Double]
  ) throws(SolverError) {
    try Self.checkIndices(columns, limit: columnCount, lowers.count, "column")
    try Self.checkBounds(lowers, uppers, "column") { columns[$0] }
    let numbers = columns.map { Int32($0) }
    unsafe try handle.run {
      unsafe cglpk_set_column_bounds($0, Int32(numbers.count), numbers, lowers, uppers)
    }
  }
}
