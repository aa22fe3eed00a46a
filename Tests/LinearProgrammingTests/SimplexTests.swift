import LinearProgramming
import TestSupport
import Testing

struct SimplexTests {
  @Test(
    "Random programs pass the independent optimality check, and both methods agree",
    arguments: 1...200)
  func randomPrograms(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed) &+ 1000)
    let data = ModelData.random(
      rows: Int.random(in: 1...25, using: &random),
      columns: Int.random(in: 1...40, using: &random), seed: UInt64(seed))
    var objectives: [Double] = []
    for method in [LinearProgram.Method.primal, .dual] {
      var program = try data.program()
      let solution = try program.minimize(method: method, limits: Limits(seconds: 10))
      #expect(solution.status == .optimal, "seed \(seed)")
      let check = OptimalityCheck(of: solution, in: data)
      #expect(check.largest < 1e-7, "seed \(seed): \(check)")
      objectives.append(solution.objective)
    }
    #expect(abs(objectives[0] - objectives[1]) < 1e-7 * max(1, abs(objectives[0])), "seed \(seed)")
  }

  @Test("The optimality check refuses points and duals that are not optimal")
  func checkCanFail() throws {
    let data = TextbookTests.wyndor
    var program = try data.program()
    let good = try program.minimize()
    func altered(
      values: [Double]? = nil, duals: [Double]? = nil, activities: [Double]? = nil,
      objective: Double? = nil
    ) -> OptimalityCheck {
      OptimalityCheck(
        of: Solution(
          status: .optimal, objective: objective ?? good.objective, values: values ?? good.values,
          activities: activities ?? good.activities, duals: duals ?? good.duals,
          reducedCosts: good.reducedCosts, iterations: 0), in: data)
    }
    #expect(OptimalityCheck(of: good, in: data).largest < 1e-9)
    #expect(altered(values: [3, 6]).rowViolation > 0.01)
    #expect(altered(values: [-1, 6]).boundViolation > 0.1)
    #expect(altered(values: [0, 6]).gap > 0.1)
    #expect(altered(duals: [0, 1, -1]).dualViolation > 0.1)
    #expect(altered(duals: [-1, -1.5, -1]).slackness > 0.1)
    #expect(altered(activities: [2, 12, 17]).arithmetic > 0.01)
    #expect(altered(objective: -35).gap > 0.01)
    #expect(!(altered(values: [.nan, 6]).largest < 1))
  }

  @Test("After new columns the warm start takes fewer iterations to the same optimum")
  func warmStart() throws {
    let all = ModelData.covering(rows: 60, columns: 900, seed: 7)
    let early = all.prefix(columns: 800)
    var warm = try early.program()
    _ = try warm.minimize()
    let saved = try warm.basis
    try warm.append(all, columns: 800..<all.costs.count)
    let resumed = try warm.minimize()

    var cold = try all.program()
    let fresh = try cold.minimize()
    #expect(abs(resumed.objective - fresh.objective) < 1e-7)
    #expect(
      resumed.iterations * 2 < fresh.iterations, "\(resumed.iterations) of \(fresh.iterations)")
    #expect(OptimalityCheck(of: resumed, in: all).largest < 1e-7)

    // The basis saved before the columns came serves another program that has them all.
    var other = try all.program()
    let moved = try other.minimize(from: saved)
    #expect(abs(moved.objective - fresh.objective) < 1e-7)
    #expect(moved.iterations * 2 < fresh.iterations, "\(moved.iterations) of \(fresh.iterations)")
    // From the optimal basis nothing is left to do.
    #expect(try other.minimize(from: warm.basis).iterations == 0)
  }

  @Test("After a new row the dual method mends the old optimum")
  func lazyRow() throws {
    var data = ModelData.covering(rows: 40, columns: 300, seed: 3)
    var program = try data.program()
    let before = try program.minimize()
    let saved = try program.basis
    // At most nine tenths of what the columns add up to now, dear single ones left free.
    let chosen = Array(40..<data.costs.count)
    let limit = 0.9 * chosen.map { before.values[$0] }.reduce(0, +)
    let row = try program.addRow(
      lower: -.infinity, upper: limit, columns: chosen,
      values: Array(repeating: 1, count: chosen.count))
    #expect(row == 40)
    let after = try program.minimize(from: saved, method: .dual)

    let old = data
    data = ModelData()
    for i in 0..<40 { data.addRow(lower: old.rowLowers[i], upper: old.rowUppers[i]) }
    data.addRow(lower: -.infinity, upper: limit)
    for j in old.costs.indices {
      let entries = old.starts[j]..<old.starts[j + 1]
      data.addColumn(
        cost: old.costs[j], rows: old.rows[entries] + (j < 40 ? [] : [40]),
        values: old.values[entries] + (j < 40 ? [] : [1]))
    }
    #expect(after.status == .optimal)
    #expect(OptimalityCheck(of: after, in: data).largest < 1e-7)
    var cold = try data.program()
    let fresh = try cold.minimize()
    #expect(abs(after.objective - fresh.objective) < 1e-7)
    #expect(after.iterations < fresh.iterations)
    #expect(after.objective > before.objective)
  }

  @Test("Removed columns and rows leave a program that still solves to its own optimum")
  func removal() throws {
    let data = ModelData.covering(rows: 30, columns: 200, seed: 11)
    var program = try data.program()
    let first = try program.minimize()
    // Everything used goes, basic columns included; the dear single columns stay.
    let used = (30..<data.costs.count).filter { first.values[$0] > 0 }
    #expect(!used.isEmpty)
    try program.removeColumns(used)
    #expect(program.columnCount == data.costs.count - used.count)
    let kept = data.keeping(columns: data.costs.indices.filter { !used.contains($0) })
    let second = try program.minimize()
    #expect(OptimalityCheck(of: second, in: kept).largest < 1e-7)
    #expect(second.objective > first.objective)
    // The basis was kept, not built anew: far fewer iterations than from the rows alone.
    var cold = try kept.program()
    #expect(second.iterations < (try cold.minimize().iterations))

    try program.removeRows(Array(10..<30))
    #expect(program.rowCount == 10)
    let third = try program.minimize(method: .dual)
    #expect(third.status == .optimal)
    #expect(third.objective < second.objective)
    #expect(third.activities.count == 10)
  }

  @Test("Changed costs and bounds count at the next solve")
  func edits() throws {
    var data = TextbookTests.wyndor
    var program = try data.program()
    _ = try program.minimize()
    try program.setCost(column: 0, -10)
    try program.setBounds(column: 1, lower: 1, upper: 3)
    try program.setBounds(row: 2, lower: -.infinity, upper: 15)
    data.costs[0] = -10
    data.columnLowers[1] = 1
    data.columnUppers[1] = 3
    data.rowUppers[2] = 15
    let solution = try program.minimize()
    // Doors first: 4 of them leave 15 - 12 = 3 hours at plant 3, so 1.5 windows: 40 + 7.5.
    #expect(abs(solution.objective + 47.5) < 1e-9)
    #expect(OptimalityCheck(of: solution, in: data).largest < 1e-9)
  }

  @Test("No time and no iterations stop at once, and say so")
  func limits() throws {
    let data = ModelData.covering(rows: 60, columns: 600, seed: 5)
    var program = try data.program()
    #expect(
      try program.minimize(limits: Limits(seconds: 0)).status == .stoppedByTime(feasible: false))
    #expect(
      try program.minimize(limits: Limits(iterations: 3)).status
        == .stoppedByIterations(feasible: false))
    var steps = 3
    var status = Solution.Status.stoppedByIterations(feasible: false)
    while status != .optimal, steps < 10_000 {
      let solution = try program.minimize(limits: Limits(iterations: 20))
      #expect(solution.iterations <= 21)
      status = solution.status
      steps += solution.iterations
    }
    // Slices of iterations reach the same optimum as one long solve.
    let sliced = try program.minimize()
    var whole = try data.program()
    #expect(abs(sliced.objective - (try whole.minimize().objective)) < 1e-7)
  }

  @Test("Ten thousand columns of fifty entries enter in well under a second")
  func batchSpeed() throws {
    let rows = 400
    let columns = 10_000
    var program = LinearProgram()
    try program.addRows(
      lowers: Array(repeating: 1, count: rows), uppers: Array(repeating: .infinity, count: rows))
    let starts = (0...columns).map { $0 * 50 }
    let indices = (0..<columns).flatMap { j in (0..<50).map { (j * 7 + $0 * 8) % rows } }
    let clock = ContinuousClock()
    let spent = try clock.measure {
      try program.addColumns(
        costs: Array(repeating: 1, count: columns), lowers: Array(repeating: 0, count: columns),
        uppers: Array(repeating: .infinity, count: columns), starts: starts, rows: indices,
        values: Array(repeating: 1, count: indices.count))
    }
    print("10 000 columns of 50 entries: \(spent)")
    // Generous, for a debug build on a busy machine; it is tens of milliseconds in release.
    #expect(spent < .seconds(5))
    #expect(program.columnCount == columns)
  }
}

extension ModelData {
  /// The program with some of its columns.
  func keeping(columns: [Int]) -> ModelData {
    var kept = ModelData()
    for i in rowLowers.indices { kept.addRow(lower: rowLowers[i], upper: rowUppers[i]) }
    for j in columns {
      kept.addColumn(
        cost: costs[j], lower: columnLowers[j], upper: columnUppers[j],
        rows: Array(rows[starts[j]..<starts[j + 1]]),
        values: Array(values[starts[j]..<starts[j + 1]]))
    }
    return kept
  }

  func prefix(columns: Int) -> ModelData { keeping(columns: Array(0..<columns)) }
}

extension LinearProgram {
  /// Adds some columns of `data`, one call each.
  mutating func append(_ data: ModelData, columns: Range<Int>) throws(SolverError) {
    for j in columns {
      try addColumn(
        cost: data.costs[j], lower: data.columnLowers[j], upper: data.columnUppers[j],
        rows: Array(data.rows[data.starts[j]..<data.starts[j + 1]]),
        values: Array(data.values[data.starts[j]..<data.starts[j + 1]]))
    }
  }
}
