import LinearProgramming
import TestSupport
import Testing

/// Programs printed in textbooks with their optimum.
struct TextbookTests {
  /// Hillier & Lieberman, Introduction to Operations Research, the Wyndor Glass Co. example:
  /// doors and windows, profit 3 and 5 (thousand dollars a batch) under three plants' hours.
  static let wyndor: ModelData = {
    var data = ModelData()
    for hours in [4.0, 12, 18] { data.addRow(lower: -.infinity, upper: hours) }
    data.addColumn(cost: -3, rows: [0, 2], values: [1, 3])
    data.addColumn(cost: -5, rows: [1, 2], values: [2, 2])
    return data
  }()

  @Test("Wyndor Glass makes 36 with two batches of doors and six of windows")
  func wyndorGlass() throws {
    var program = try Self.wyndor.program()
    let solution = try program.minimize()
    #expect(solution.status == .optimal)
    // 3·2 + 5·6 = 36; the shadow prices in the book are 0, 3/2 and 1.
    #expect(abs(solution.objective + 36) < 1e-9)
    #expect(near(solution.values, [2, 6]))
    #expect(near(solution.duals, [0, -1.5, -1]))
    #expect(near(solution.reducedCosts, [0, 0]))
    #expect(near(solution.activities, [2, 12, 18]))
    #expect(OptimalityCheck(of: solution, in: Self.wyndor).largest < 1e-9)
  }

  @Test("Chvátal's opening example has optimum 13 at (2, 0, 1)")
  func chvatal() throws {
    // V. Chvátal, Linear Programming, 1983, chapter 2: maximise 5a + 4b + 3c.
    var data = ModelData()
    for upper in [5.0, 11, 8] { data.addRow(lower: -.infinity, upper: upper) }
    data.addColumn(cost: -5, rows: [0, 1, 2], values: [2, 4, 3])
    data.addColumn(cost: -4, rows: [0, 1, 2], values: [3, 1, 4])
    data.addColumn(cost: -3, rows: [0, 1, 2], values: [1, 2, 2])
    var program = try data.program()
    let solution = try program.minimize()
    #expect(abs(solution.objective + 13) < 1e-9)
    #expect(near(solution.values, [2, 0, 1]))
    #expect(OptimalityCheck(of: solution, in: data).largest < 1e-9)
  }

  @Test(
    "Beale's cycling example ends at -1/20 by either method",
    arguments: [LinearProgram.Method.primal, .dual])
  func beale(method: LinearProgram.Method) throws {
    // E. M. L. Beale, Naval Research Logistics Quarterly 2 (1955): Dantzig's rule cycles here.
    var data = ModelData()
    for upper in [0.0, 0, 1] { data.addRow(lower: -.infinity, upper: upper) }
    data.addColumn(cost: -0.75, rows: [0, 1], values: [0.25, 0.5])
    data.addColumn(cost: 150, rows: [0, 1], values: [-60, -90])
    data.addColumn(cost: -0.02, rows: [0, 1, 2], values: [-0.04, -0.02, 1])
    data.addColumn(cost: 6, rows: [0, 1], values: [9, 3])
    var program = try data.program()
    let solution = try program.minimize(method: method, limits: Limits(seconds: 5))
    #expect(solution.status == .optimal)
    #expect(abs(solution.objective + 0.05) < 1e-9)
    #expect(OptimalityCheck(of: solution, in: data).largest < 1e-9)
  }

  @Test("A transport problem from two mills to three markets costs 2950")
  func transport() throws {
    // Supplies 60 and 40, demands 30, 50, 20; unit costs 40 30 50 / 20 60 35.
    // Mill 2 sends 30 to market 1 (20 each, saving 20) and 10 to market 3 (35, saving 15);
    // mill 1 sends 50 to market 2 and 10 to market 3: 600 + 350 + 1500 + 500 = 2950.
    var data = ModelData()
    for supply in [60.0, 40] { data.addRow(lower: -.infinity, upper: supply) }
    for demand in [30.0, 50, 20] { data.addRow(lower: demand, upper: .infinity) }
    for (mill, costs) in [[40.0, 30, 50], [20, 60, 35]].enumerated() {
      for (market, cost) in costs.enumerated() {
        data.addColumn(cost: cost, rows: [mill, 2 + market], values: [1, 1])
      }
    }
    var program = try data.program()
    let solution = try program.minimize(method: .dual)
    #expect(abs(solution.objective - 2950) < 1e-9)
    #expect(OptimalityCheck(of: solution, in: data).largest < 1e-9)
  }

  @Test(
    "Rows that exclude each other are a status, not an error",
    arguments: [LinearProgram.Method.primal, .dual])
  func infeasible(method: LinearProgram.Method) throws {
    var program = LinearProgram()
    try program.addRows(lowers: [3, -.infinity], uppers: [.infinity, 2])
    try program.addColumn(cost: 1, rows: [0, 1], values: [1, 1])
    #expect(try program.minimize(method: method).status == .infeasible)
  }

  @Test(
    "A cost that falls for ever is a status, not an error",
    arguments: [LinearProgram.Method.primal, .dual])
  func unbounded(method: LinearProgram.Method) throws {
    var program = LinearProgram()
    try program.addRow(lower: 1, upper: .infinity)
    try program.addColumn(cost: -1, rows: [0], values: [1])
    #expect(try program.minimize(method: method).status == .unbounded)
  }

  @Test("Free columns, negative bounds and fixed columns are kept")
  func boundKinds() throws {
    // a free, b in -3...-1, c fixed at 2; a + b + c >= 1 and a is dear: a = 1 + 1 - 2 = 0.
    var data = ModelData()
    data.addRow(lower: 1, upper: .infinity)
    data.addColumn(cost: 2, lower: -.infinity, rows: [0], values: [1])
    data.addColumn(cost: 1, lower: -3, upper: -1, rows: [0], values: [1])
    data.addColumn(cost: 5, lower: 2, upper: 2, rows: [0], values: [1])
    var program = try data.program()
    let solution = try program.minimize()
    // Raising b by one saves 2 of a and costs 1, hence b = -1: 2·0 - 1 + 10 = 9.
    #expect(near(solution.values, [0, -1, 2]))
    #expect(abs(solution.objective - 9) < 1e-9)
    #expect(OptimalityCheck(of: solution, in: data).largest < 1e-9)
  }
}

/// Whether two vectors agree in every place.
func near(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-9) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance }
}
