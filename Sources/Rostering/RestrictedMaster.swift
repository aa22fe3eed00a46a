internal import LinearProgramming

/// The master problem over a few known plans of each agent, solved by GLPK.
///
/// Columns: one for each plan (its weight), and for each component and slot the agents missing. Rows: the
/// weights of an agent sum to one; and, only where they are needed, the cover rows
///
///     missing(component, slot) + Σ weight · present(subset, slot) ≥ required(subset, slot).
///
/// Most cover rows never bind, so they are added when a solution breaks them (lazy rows), and the next
/// solve starts from the last basis with the dual simplex.
struct RestrictedMaster: ~Copyable {
  private let problem: RosterProblem
  private let plans: [[DualBundle.Plan]]
  private var program: LinearProgram
  /// The first column of each agent's plans.
  private let planColumns: [Int]
  /// The column of what a component misses in a slot.
  private let missingColumns: Int
  /// The row of each subset and slot, or -1.
  private var rowOf: [Int]
  private var coverRows: [Int] = []
  /// Rows of limits on tallies, and which limit each is.
  private let tallyRows: [(row: Int, tally: Int)]
  /// Cover rows to start with.
  private let expected: [Int]
  /// Plans present in each slot: (column, mask) pairs.
  private let presence: [[(column: Int, mask: UInt32)]]

  struct Outcome {
    let objective: Double
    /// Weights of the plans given, by agent.
    let weights: [[Double]]
    /// Duals of the cover rows and of the limits on tallies; a lawful point of the Lagrangian.
    let duals: [Double]
    let tallyDuals: [Double]
    let isOptimal: Bool
  }

  /// - Parameter duals: where positive, a cover row is expected to bind.
  init(
    problem: RosterProblem, plans: [[DualBundle.Plan]], duals: [Double]
  ) throws(SolverError) {
    let cover = problem.cover
    let slots = cover.slotCount
    self.problem = problem
    self.plans = plans
    var program = LinearProgram()
    try program.addRows(
      lowers: [Double](repeating: 1, count: plans.count),
      uppers: [Double](repeating: 1, count: plans.count))
    // Plan columns, with the price of presence in their cost.
    var planColumns: [Int] = []
    var presence = [[(column: Int, mask: UInt32)]](repeating: [], count: slots)
    var costs: [Double] = []
    var rows: [Int] = []
    for (agent, known) in plans.enumerated() {
      planColumns.append(costs.count)
      let mask = problem.masks[problem.agents[agent].mask]
      for plan in known {
        var presenceCost = 0
        for index in plan.tour where index >= 0 {
          let option = problem.options[Int(index)]
          for slot in Int(option.first)..<Int(option.end)
          where slot < Int(option.breakFirst) || slot >= Int(option.breakEnd) {
            presence[slot].append((costs.count, mask))
            if mask != 0 { presenceCost += cover.overPrices[slot] }
          }
        }
        costs.append(Double(plan.cost + presenceCost))
        rows.append(agent)
      }
    }
    let planCount = costs.count
    try program.addColumns(
      costs: costs, lowers: [Double](repeating: 0, count: planCount),
      uppers: [Double](repeating: .infinity, count: planCount), starts: Array(0...planCount),
      rows: rows, values: [Double](repeating: 1, count: planCount))
    let missing = cover.components.count * slots
    try program.addColumns(
      costs: cover.components.flatMap { _ in cover.dualLimits },
      lowers: [Double](repeating: 0, count: missing),
      uppers: [Double](repeating: .infinity, count: missing),
      starts: [Int](repeating: 0, count: missing + 1), rows: [], values: [])
    // Limits on tallies, where a plan breaks them.
    var tallyRows: [(row: Int, tally: Int)] = []
    let tallyCount = problem.agents.first?.tallyLimits.count ?? 0
    for (agent, known) in plans.enumerated() where tallyCount > 0 {
      let model = problem.agents[agent]
      let counts = known.map { problem.tallies(of: $0.tour, agent: model) }
      for tally in 0..<tallyCount
      where counts.contains(where: { $0[tally] > model.tallyLimits[tally] }) {
        let used = counts.indices.filter { counts[$0][tally] > 0 }
        let row = try program.addRow(
          lower: -.infinity, upper: Double(model.tallyLimits[tally]),
          columns: used.map { planColumns[agent] + $0 },
          values: used.map { Double(counts[$0][tally]) })
        tallyRows.append((row, agent * tallyCount + tally))
      }
    }
    self.tallyRows = tallyRows
    self.program = program
    self.planColumns = planColumns
    missingColumns = planCount
    self.presence = presence
    rowOf = [Int](repeating: -1, count: cover.subsets.count * slots)
    expected = duals.indices.filter {
      duals[$0] > 1e-6 * cover.dualLimits[$0 % slots]
    }
  }

  /// Cents that the model leaves out because no roster changes them.
  private var constant: Double {
    let cover = problem.cover
    return cover.components.reduce(0.0) { total, component in
      let whole = (component.upperBound - 1) * cover.slotCount
      return total
        - (0..<cover.slotCount).reduce(0.0) {
          $0 + Double(cover.overPrices[$1] * cover.required[whole + $1])
        }
    }
  }

  private mutating func addCoverRows(_ indices: [Int]) throws(SolverError) {
    guard !indices.isEmpty else { return }
    let cover = problem.cover
    var starts = [0]
    var columns: [Int] = []
    for index in indices {
      let (subset, slot) = index.quotientAndRemainder(dividingBy: cover.slotCount)
      let component = cover.components.firstIndex { $0.contains(subset) }!
      columns.append(missingColumns + component * cover.slotCount + slot)
      columns += presence[slot].filter { $0.mask & cover.subsets[subset] != 0 }.map(\.column)
      starts.append(columns.count)
    }
    let added = try program.addRows(
      lowers: indices.map { Double(cover.required[$0]) },
      uppers: [Double](repeating: .infinity, count: indices.count), starts: starts,
      columns: columns, values: [Double](repeating: 1, count: columns.count))
    for (row, index) in zip(added, indices) { rowOf[index] = row }
    coverRows += indices
  }

  /// The cover rows that a point breaks.
  private func brokenRows(_ values: [Double]) -> [Int] {
    let cover = problem.cover
    var broken: [Int] = []
    for slot in 0..<cover.slotCount {
      for (component, subsets) in cover.components.enumerated() {
        let missing = values[missingColumns + component * cover.slotCount + slot]
        for subset in subsets {
          let index = subset * cover.slotCount + slot
          guard rowOf[index] < 0, cover.required[index] > 0 else { continue }
          let present = presence[slot].reduce(0.0) {
            $0 + ($1.mask & cover.subsets[subset] != 0 ? values[$1.column] : 0)
          }
          if missing + present < Double(cover.required[index]) - 1e-6 { broken.append(index) }
        }
      }
    }
    return broken
  }

  /// The cheapest weights, as far as the limits allow.
  mutating func minimize(limits: Limits) throws(SolverError) -> Outcome? {
    let clock = ContinuousClock()
    let begin = clock.now
    var left = limits
    if coverRows.isEmpty { try addCoverRows(expected) }
    var solution = try program.minimize(limits: left)
    while solution.status == .optimal {
      let broken = brokenRows(solution.values)
      left.seconds = limits.seconds - (clock.now - begin) / .seconds(1)
      left.iterations -= solution.iterations
      if broken.isEmpty || left.seconds <= 0 || left.iterations <= 0 { break }
      try addCoverRows(broken)
      solution = try program.minimize(method: .dual, limits: left)
    }
    switch solution.status {
    case .optimal, .stoppedByTime(feasible: true), .stoppedByIterations(feasible: true): break
    default: return nil
    }
    var duals = [Double](repeating: 0, count: rowOf.count)
    for index in coverRows { duals[index] = max(0, solution.duals[rowOf[index]]) }
    var tallyDuals = [Double](
      repeating: 0, count: problem.agents.reduce(0) { $0 + $1.tallyLimits.count })
    for (row, tally) in tallyRows { tallyDuals[tally] = max(0, -solution.duals[row]) }
    // Rounding, or time that was up, may leave them above what makes a bound valid.
    let cover = problem.cover
    for component in cover.components {
      for slot in 0..<cover.slotCount {
        let sum = component.reduce(0.0) { $0 + duals[$1 * cover.slotCount + slot] }
        guard sum > cover.dualLimits[slot] else { continue }
        for subset in component {
          duals[subset * cover.slotCount + slot] *= cover.dualLimits[slot] / sum
        }
      }
    }
    return Outcome(
      objective: solution.objective + constant,
      weights: plans.indices.map { agent in
        plans[agent].indices.map { max(0, solution.values[planColumns[agent] + $0]) }
      },
      duals: duals, tallyDuals: tallyDuals, isOptimal: solution.status == .optimal)
  }
}
