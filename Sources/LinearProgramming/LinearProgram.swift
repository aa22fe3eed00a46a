private import CGLPK

/// A linear program to be minimised: rows, columns, their bounds and costs.
///
///     minimise  Σ cost × value    where    lower <= value <= upper           for each column,
///                                          lower <= Σ entry × value <= upper  for each row
///
/// Rows and columns count from 0. Bounds may be infinite; every other number must be finite and at
/// most `largestNumber`. What is refused leaves the program as it was.
///
/// The program belongs to the thread that made it: elsewhere its functions throw `wrongThread`, and
/// dropping it there leaks its memory. Make it, use it and drop it in one synchronous function.
/// After `aborted` all programs of the thread are lost; new ones work. That is rare but possible on
/// input as wild as entries from 1e-7 to 1e7 in one program, where GLPK's own assertions fail.
package struct LinearProgram: ~Copyable {
  /// Beyond this magnitude double arithmetic loses every digit that matters, and GLPK its way.
  package static let largestNumber = 1e20
  /// An entry smaller than this counts as zero: GLPK gives up on scaling smaller ones.
  package static let smallestEntry = 1e-20

  let handle: ProblemHandle
  package internal(set) var rowCount = 0
  package internal(set) var columnCount = 0
  var marks = Marks()

  /// A program without rows and columns.
  package init() { handle = ProblemHandle() }

  /// Frees all that the solver holds for the running thread. Programs made on it before are lost
  /// and throw `aborted`. To be called at the end of a thread that solved.
  package static func releaseThreadMemory() { cglpk_release() }

  /// Appends a row over existing columns and returns its index.
  @discardableResult
  package mutating func addRow(
    lower: Double, upper: Double, columns: [Int] = [], values: [Double] = []
  ) throws(SolverError) -> Int {
    try addRows(
      lowers: [lower], uppers: [upper], starts: [0, columns.count], columns: columns,
      values: values
    ).lowerBound
  }

  /// Appends rows without entries, as many as there are bounds, and returns their indices.
  @discardableResult
  package mutating func addRows(lowers: [Double], uppers: [Double]) throws(SolverError) -> Range<
    Int
  > {
    try addRows(
      lowers: lowers, uppers: uppers, starts: Array(repeating: 0, count: lowers.count + 1),
      columns: [], values: [])
  }

  /// Appends rows in compressed form and returns their indices: the entries of row k stand from
  /// `starts[k]` up to `starts[k + 1]` in `columns` and `values`.
  ///
  /// - Complexity: O(rows + entries)
  @discardableResult
  package mutating func addRows(
    lowers: [Double], uppers: [Double], starts: [Int], columns: [Int], values: [Double]
  ) throws(SolverError) -> Range<Int> {
    let count = lowers.count
    try Self.checkBounds(lowers, uppers, "row") { rowCount + $0 }
    let block = try SparseBlock(
      count: count, starts: starts, indices: columns, values: values, limit: columnCount,
      kind: "column", marks: &marks)
    guard count > 0 else { return rowCount..<rowCount }
    unsafe try handle.run {
      unsafe cglpk_add_rows(
        $0, Int32(count), lowers, uppers, block.starts, block.indices, block.values)
    }
    rowCount += count
    return rowCount - count..<rowCount
  }

  /// Removes rows; the indices after them shrink. A binding one takes a basic column's place first, at
  /// the price of a factorisation, so that a basis is left.
  package mutating func removeRows(_ rows: [Int]) throws(SolverError) {
    let block = try SparseBlock(
      count: 1, starts: [0, rows.count], indices: rows,
      values: Array(repeating: 1, count: rows.count), limit: rowCount, kind: "row", marks: &marks)
    var room = [Double](repeating: 0, count: rowCount + 1)
    unsafe try handle.run {
      unsafe cglpk_remove_rows($0, Int32(rows.count), block.indices, &room)
    }
    rowCount -= rows.count
  }

  /// Replaces the bounds of a row.
  package mutating func setBounds(row: Int, lower: Double, upper: Double) throws(SolverError) {
    try setBounds(rows: [row], lowers: [lower], uppers: [upper])
  }

  /// Replaces the bounds of several rows.
  package mutating func setBounds(
    rows: [Int], lowers: [Double], uppers: [Double]
  ) throws(SolverError) {
    try Self.checkIndices(rows, limit: rowCount, lowers.count, "row")
    try Self.checkBounds(lowers, uppers, "row") { rows[$0] }
    let numbers = rows.map { Int32($0) }
    unsafe try handle.run {
      unsafe cglpk_set_row_bounds($0, Int32(numbers.count), numbers, lowers, uppers)
    }
  }
}

@available(*, unavailable, message: "a linear program belongs to the thread that made it")
extension LinearProgram: Sendable {}
