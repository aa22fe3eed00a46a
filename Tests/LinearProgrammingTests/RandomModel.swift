import LinearProgramming
import TestSupport

/// Random linear programs that always have a feasible point, and mostly an optimum.
extension ModelData {
  /// Rows of all kinds around a random point, so that the program is feasible; columns boxed, so
  /// that it is bounded. Small whole numbers make ties and degenerate corners common.
  static func random(
    rows: Int, columns: Int, seed: UInt64, integral: Bool = false
  ) -> ModelData {
    var random = SplitMix64(seed: seed)
    var data = ModelData()
    var activities = [Double](repeating: 0, count: rows)
    var drafts: [(rows: [Int], values: [Double])] = []
    for _ in 0..<columns {
      let point = Double(Int.random(in: 0...4, using: &random))
      let chosen = (0..<rows).filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
      let values = chosen.map { _ in Double(Int.random(in: -3...5, using: &random)) }
      for (row, value) in zip(chosen, values) { activities[row] += value * point }
      drafts.append((chosen, values))
    }
    for activity in activities {
      let slack = Double(Int.random(in: 0...3, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: data.addRow(lower: activity, upper: activity)
      case 1: data.addRow(lower: -.infinity, upper: activity + slack)
      case 2: data.addRow(lower: activity - slack, upper: .infinity)
      default: data.addRow(lower: activity - slack, upper: activity + 2)
      }
    }
    for draft in drafts {
      let cost =
        integral
        ? Double(Int.random(in: -5...9, using: &random)) : Double.random(in: -5...9, using: &random)
      data.addColumn(cost: cost, lower: 0, upper: 4, rows: draft.rows, values: draft.values)
    }
    return data
  }

  /// A covering program shaped like a master problem: each column serves a run of rows.
  static func covering(rows: Int, columns: Int, seed: UInt64) -> ModelData {
    var random = SplitMix64(seed: seed)
    var data = ModelData()
    for _ in 0..<rows {
      data.addRow(lower: Double(Int.random(in: 1...5, using: &random)), upper: .infinity)
    }
    // Dear columns that serve one row each keep the program feasible.
    for row in 0..<rows { data.addColumn(cost: 100, rows: [row], values: [1]) }
    for _ in 0..<columns {
      let length = Int.random(in: 2...max(2, rows / 4), using: &random)
      let first = Int.random(in: 0...rows - length, using: &random)
      data.addColumn(
        cost: Double(length) + Double.random(in: 0...10, using: &random),
        rows: Array(first..<first + length), values: Array(repeating: 1, count: length))
    }
    return data
  }
}
