import LinearProgramming
import TestSupport
import Testing

struct IntegerTests {
  /// A knapsack: weights and worths, of which at most `capacity` is carried.
  private static func knapsack(seed: UInt64, items: Int = 10) -> (ModelData, best: Double) {
    var random = SplitMix64(seed: seed)
    let weights = (0..<items).map { _ in Int.random(in: 3...30, using: &random) }
    let worths = (0..<items).map { _ in Int.random(in: 1...40, using: &random) }
    let capacity = weights.reduce(0, +) / 2
    var data = ModelData()
    data.addRow(lower: -.infinity, upper: Double(capacity))
    for (weight, worth) in zip(weights, worths) {
      data.addColumn(cost: Double(-worth), upper: 1, rows: [0], values: [Double(weight)])
    }
    var best = 0
    for chosen in 0..<(1 << items) {
      let carried = (0..<items).filter { chosen >> $0 & 1 == 1 }
      guard carried.map({ weights[$0] }).reduce(0, +) <= capacity else { continue }
      best = max(best, carried.map { worths[$0] }.reduce(0, +))
    }
    return (data, Double(-best))
  }

  @Test("Knapsacks of ten items agree with all 1024 choices", arguments: 1...40)
  func knapsacks(seed: Int) throws {
    let (data, best) = Self.knapsack(seed: UInt64(seed))
    for cuts in [false, true] {
      var program = try data.program()
      let solution = try program.minimizeInteger(
        integerColumns: Array(0..<10), limits: IntegerLimits(cuts: cuts))
      #expect(solution.status == .optimal, "seed \(seed)")
      #expect(abs(solution.objective - best) < 1e-6, "seed \(seed)")
      #expect(solution.bound == solution.objective)
      #expect(solution.values.allSatisfy { $0 == 0 || $0 == 1 })
    }
  }

  @Test(
    "Assignments of five people with a side limit agree with all 120 permutations",
    arguments: 1...20)
  func assignments(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let n = 5
    let costs = (0..<n * n).map { _ in Int.random(in: 1...20, using: &random) }
    let efforts = (0..<n * n).map { _ in Int.random(in: 1...9, using: &random) }
    let limit = 22
    var data = ModelData()
    for _ in 0..<2 * n { data.addRow(lower: 1, upper: 1) }
    data.addRow(lower: -.infinity, upper: Double(limit))
    for person in 0..<n {
      for task in 0..<n {
        data.addColumn(
          cost: Double(costs[person * n + task]), upper: 1, rows: [person, n + task, 2 * n],
          values: [1, 1, Double(efforts[person * n + task])])
      }
    }
    var best = Int.max
    func permute(_ person: Int, _ free: [Int], _ cost: Int, _ effort: Int) {
      if person == n { if effort <= limit { best = min(best, cost) } }
      for task in free {
        permute(
          person + 1, free.filter { $0 != task }, cost + costs[person * n + task],
          effort + efforts[person * n + task])
      }
    }
    permute(0, Array(0..<n), 0, 0)
    var program = try data.program()
    let solution = try program.minimizeInteger(integerColumns: Array(0..<n * n))
    if best == .max {
      #expect(solution.status == .infeasible, "seed \(seed)")
    } else {
      #expect(solution.status == .optimal, "seed \(seed)")
      #expect(abs(solution.objective - Double(best)) < 1e-6, "seed \(seed)")
    }
  }

  @Test("Whole and continuous columns mix")
  func mixed() throws {
    // minimise x + y with x + y >= 2.5, x whole: y fills the rest, so 2.5; x at most 1: y = 1.5.
    var data = ModelData()
    data.addRow(lower: 2.5, upper: .infinity)
    data.addColumn(cost: 1, upper: 1, rows: [0], values: [1])
    data.addColumn(cost: 1.5, rows: [0], values: [1])
    var program = try data.program()
    let solution = try program.minimizeInteger(integerColumns: [0])
    #expect(near(solution.values, [1, 1.5]))
    #expect(abs(solution.objective - 3.25) < 1e-9)
    // With both whole, (1, 2): 1 + 3 = 4. The program keeps no memory of what was whole before.
    #expect(abs(try program.minimizeInteger(integerColumns: [0, 1]).objective - 4) < 1e-9)
    #expect(abs(try program.minimizeInteger(integerColumns: []).objective - 3.25) < 1e-9)
    // And the basis is that of the relaxation, with nothing left to do.
    let relaxed = try program.minimize()
    #expect(abs(relaxed.objective - 3.25) < 1e-9 && relaxed.iterations == 0)
  }

  @Test("Integer infeasible and unbounded programs are statuses")
  func statuses() throws {
    var program = LinearProgram()
    try program.addRow(lower: 1, upper: 1)
    try program.addColumn(cost: 1, upper: 9, rows: [0], values: [2])
    // 2x = 1 has no whole solution.
    #expect(try program.minimizeInteger(integerColumns: [0]).status == .infeasible)
    #expect(try program.minimizeInteger(integerColumns: []).status == .optimal)
    try program.setBounds(row: 0, lower: 20, upper: .infinity)
    #expect(try program.minimizeInteger(integerColumns: [0]).status == .infeasible)
    try program.setBounds(column: 0, lower: 0, upper: .infinity)
    try program.setCost(column: 0, -1)
    #expect(try program.minimizeInteger(integerColumns: [0]).status == .unbounded)
  }

  /// Cover of 60 rows that branch and cut does not finish in a moment.
  private static func hardCover() -> ModelData {
    var random = SplitMix64(seed: 99)
    var data = ModelData()
    for _ in 0..<80 { data.addRow(lower: 1, upper: .infinity) }
    for _ in 0..<160 {
      let rows = (0..<80).filter { _ in Int.random(in: 0..<12, using: &random) == 0 }
      data.addColumn(
        cost: 1, upper: 1, rows: rows, values: rows.map { _ in 1 })
    }
    return data
  }

  @Test("An incumbent is never lost, with no time, little time or a raised flag")
  func incumbent() throws {
    let data = Self.hardCover()
    let columns = Array(data.costs.indices)
    let all = [Double](repeating: 1, count: columns.count)
    var program = try data.program()
    let none = try program.minimizeInteger(
      integerColumns: columns, limits: IntegerLimits(seconds: 0))
    #expect(none.status == .none && none.values.isEmpty && none.objective == .infinity)

    let kept = try program.minimizeInteger(
      integerColumns: columns, limits: IntegerLimits(seconds: 0), incumbent: all)
    #expect(kept.status == .feasible && kept.objective == 160 && kept.values == all)

    let flag = StopFlag()
    flag.raise()
    #expect(flag.isRaised)
    let stopped = try program.minimizeInteger(
      integerColumns: columns, incumbent: all, stop: flag)
    #expect(stopped.status == .feasible && stopped.objective == 160)
    #expect(stopped.bound == -.infinity && stopped.relativeGap == .infinity)
  }

  @Test("Time ends a long search near its limit, with a bound below the best point found")
  func time() throws {
    let data = Self.hardCover()
    let columns = Array(data.costs.indices)
    var program = try data.program()
    let clock = ContinuousClock()
    let begin = clock.now
    let solution = try program.minimizeInteger(
      integerColumns: columns, limits: IntegerLimits(seconds: 0.5),
      incumbent: [Double](repeating: 1, count: columns.count))
    #expect(clock.now - begin < .seconds(5))
    #expect(solution.status == .feasible)
    #expect(solution.bound > 0 && solution.bound <= solution.objective)
    #expect(solution.relativeGap > 0)
    let root = try program.minimize()
    #expect(solution.bound >= root.objective - 1e-6)
  }

  @Test("An incumbent given to the search prunes it: the best point as start is returned as is")
  func bestIncumbent() throws {
    let (data, best) = Self.knapsack(seed: 4)
    var program = try data.program()
    let first = try program.minimizeInteger(integerColumns: Array(0..<10))
    let again = try program.minimizeInteger(
      integerColumns: Array(0..<10), incumbent: first.values)
    #expect(again.status == .optimal)
    #expect(abs(again.objective - best) < 1e-6)
  }

  @Test("A wide gap ends the search early, honestly labelled")
  func gap() throws {
    let data = Self.hardCover()
    let columns = Array(data.costs.indices)
    var program = try data.program()
    let solution = try program.minimizeInteger(
      integerColumns: columns, limits: IntegerLimits(seconds: 20, relativeGap: 0.5),
      incumbent: nil)
    #expect(solution.status == .feasible)
    #expect(solution.relativeGap <= 0.5)
    #expect(solution.relativeGap > 0)
  }

  @Test("Starting points that break a row, a bound, integrality or the length are refused")
  func badStarts() throws {
    let (data, _) = Self.knapsack(seed: 1)
    var program = try data.program()
    func refusal(_ start: [Double]) -> SolverError? {
      #expect(throws: SolverError.self) {
        try program.minimizeInteger(integerColumns: Array(0..<10), incumbent: start)
      }
    }
    let zero = [Double](repeating: 0, count: 10)
    #expect(refusal([Double](repeating: 1, count: 10))?.kind == "badStart")
    #expect(refusal([-1] + zero.dropFirst())?.kind == "badStart")
    #expect(refusal([0.5] + zero.dropFirst())?.kind == "badStart")
    #expect(refusal([0])?.kind == "badShape")
    #expect(refusal([.nan] + zero.dropFirst())?.kind == "notFinite")
    #expect(try program.minimizeInteger(integerColumns: [0], incumbent: zero).status == .optimal)
  }

  @Test("Integer columns need whole bounds and must exist")
  func badIntegers() throws {
    var program = LinearProgram()
    try program.addRow(lower: 0, upper: 9)
    try program.addColumn(cost: 1, lower: 0.5, upper: 3, rows: [0], values: [1])
    func refusal(_ columns: [Int]) -> SolverError? {
      #expect(throws: SolverError.self) { try program.minimizeInteger(integerColumns: columns) }
    }
    #expect(refusal([0])?.kind == "badBounds")
    #expect(refusal([1])?.kind == "badIndex")
    #expect(refusal([-1])?.kind == "badIndex")
  }
}
