/// A linear program as plain arrays: what checks compare a solution with, and tests print.
///
/// The entries of column j stand from `starts[j]` up to `starts[j + 1]` in `rows` and `values`.
package struct ModelData: Sendable, Hashable {
  package var costs: [Double] = []
  package var columnLowers: [Double] = []
  package var columnUppers: [Double] = []
  package var starts: [Int] = [0]
  package var rows: [Int] = []
  package var values: [Double] = []
  package var rowLowers: [Double] = []
  package var rowUppers: [Double] = []

  package init() {}

  /// Appends a row without entries.
  package mutating func addRow(lower: Double, upper: Double) {
    rowLowers.append(lower)
    rowUppers.append(upper)
  }

  /// Appends a column.
  package mutating func addColumn(
    cost: Double, lower: Double = 0, upper: Double = .infinity, rows: [Int], values: [Double]
  ) {
    costs.append(cost)
    columnLowers.append(lower)
    columnUppers.append(upper)
    self.rows += rows
    self.values += values
    starts.append(self.rows.count)
  }

  /// The same program, ready to solve on the running thread.
  package func program() throws(SolverError) -> LinearProgram {
    var program = LinearProgram()
    try program.addRows(lowers: rowLowers, uppers: rowUppers)
    try program.addColumns(
      costs: costs, lowers: columnLowers, uppers: columnUppers, starts: starts, rows: rows,
      values: values)
    return program
  }
}
