/// Entries of several new rows or columns, laid out as GLPK reads them: numbers count from 1 and
/// element 0 is unused.
struct SparseBlock {
  private(set) var starts: [Int32]
  private(set) var indices: [Int32]
  private(set) var values: [Double]

  /// Checks and lays out `count` lists; list k is `starts[k]..<starts[k + 1]` of the arrays.
  ///
  /// - Parameter limit: indices run from 0 up to this.
  /// - Parameter marks: the list that last named each index; kept by the caller, so that the check
  ///   for duplicates costs only the entries.
  /// - Complexity: O(entries)
  init(
    count: Int, starts: [Int], indices: [Int], values: [Double], limit: Int, kind: String,
    marks: inout Marks
  ) throws(SolverError) {
    guard starts.count == count + 1, starts[0] == 0, starts[count] == indices.count else {
      throw .badShape("the starts of \(count) lists must run from 0 to \(indices.count)")
    }
    guard indices.count == values.count else {
      throw .badShape("there are \(indices.count) \(kind)s for \(values.count) values")
    }
    self.starts = [0]
    self.indices = [0]
    self.values = [0]
    self.starts.reserveCapacity(starts.count)
    self.indices.reserveCapacity(indices.count + 1)
    self.values.reserveCapacity(values.count + 1)
    marks.grow(to: limit)
    for k in 0..<count {
      guard starts[k] <= starts[k + 1], starts[k + 1] <= indices.count else {
        throw .badShape("the starts must not decrease: \(starts[k]), \(starts[k + 1])")
      }
      marks.startList()
      for e in starts[k]..<starts[k + 1] {
        let index = indices[e]
        guard index >= 0, index < limit else {
          throw .badIndex("there is no \(kind) \(index) among \(limit)")
        }
        guard marks.mark(index) else { throw .badIndex("\(kind) \(index) is named twice") }
        try LinearProgram.checkFinite(values[e], "the entry of \(kind) \(index)")
        self.indices.append(Int32(index + 1))
        self.values.append(abs(values[e]) < LinearProgram.smallestEntry ? 0 : values[e])
      }
      self.starts.append(Int32(starts[k + 1]))
    }
  }
}

/// Remembers which indices the current list has named.
struct Marks {
  private var list = 0
  private var lastList: [Int] = []

  mutating func grow(to count: Int) {
    if lastList.count < count {
      lastList += Array(repeating: 0, count: count - lastList.count)
    }
  }

  mutating func startList() { list += 1 }

  /// False when the current list has named `index` before.
  mutating func mark(_ index: Int) -> Bool {
    if lastList[index] == list { return false }
    lastList[index] = list
    return true
  }
}
