internal import LinearProgramming

/// The master problem over a few known plans of each agent, solved by GLPK.
///
/// Columns: one for each plan (its weight), and for each component (of the requirement, then of the minima)
/// and slot the agents missing. Rows: the weights of an agent sum to one; and, only where they are needed, the cover rows
///
///     missing(component, slot) + Σ weight · present(subset, slot) ≥ required(subset, slot).
///
/// Most cover rows never bind, so they are added when a solution breaks them (lazy rows), and the next
/// solve starts from the last basis with the dual simplex.
struct RestrictedMaster: ~Copyable {
  private let problem: RosterProblem
  private var program: LinearProgram
  /// The plans of each agent and their columns; what each component misses in a slot comes before.
  private(set) var plans: [[DualBundle.Plan]]
  private var columns: [[Int]]
  /// The row of each subset and slot, or -1.
  private var rowOf: [Int]
  private var coverRows: [Int] = []
  /// The row of each agent's limit on each tally, or -1 where no plan breaks it.
  private var tallyRowOf: [Int]
  private let tallyCount: Int
  /// Cover rows to start with.
  private let expected: [Int]
  private let components: [(subsets: Range<Int>, limits: [Double])]
  /// Plans present in each slot: (column, mask) pairs.
  private var presence: [[(column: Int, mask: UInt32)]]

  struct Outcome {
    let objective: Double
    /// Weights of the plans, by agent.
    let weights: [[Double]]
    /// Duals of the cover rows and of the limits on tallies; a lawful point of the Lagrangian.
    let duals: [Double]
    let tallyDuals: [Double]
    let isOptimal: Bool
  }

  /// A master without plans; every agent needs one before it is solved.
  /// - Parameter duals: where positive, a cover row is expected to bind.
  init(problem: RosterProblem, duals: [Double]) throws(SolverError) {
    let cover = problem.cover
    let slots = cover.slotCount
    let agents = problem.agents.count
    var program = LinearProgram()
    try program.addRows(
      lowers: [Double](repeating: 1, count: agents), uppers: [Double](repeating: 1, count: agents))
    let components = cover.limitedComponents
    let missing = components.count * slots
    try program.addColumns(
      costs: components.flatMap(\.limits),
      lowers: [Double](repeating: 0, count: missing),
      uppers: [Double](repeating: .infinity, count: missing),
      starts: [Int](repeating: 0, count: missing + 1), rows: [], values: [])
    self.problem = problem
    self.program = program
    self.components = components
    plans = [[DualBundle.Plan]](repeating: [], count: agents)
    columns = [[Int]](repeating: [], count: agents)
    presence = [[(column: Int, mask: UInt32)]](repeating: [], count: slots)
    rowOf = [Int](repeating: -1, count: cover.subsets.count * slots)
    tallyCount = problem.agents.first?.tallyLimits.count ?? 0
    tallyRowOf = [Int](repeating: -1, count: agents * tallyCount)
    expected = components.flatMap { subsets, limits in
      (subsets.lowerBound * slots..<subsets.upperBound * slots).filter {
        duals[$0] > 1e-6 * limits[$0 % slots]
      }
    }
  }

  /// Adds plans, each with the agent it is for.
  mutating func add(_ added: [(agent: Int, plan: DualBundle.Plan)]) throws(SolverError) {
    let cover = problem.cover
    let slots = cover.slotCount
    // Rows for limits that one of the plans is the first to break.
    for (agent, plan) in added where tallyCount > 0 {
      let model = problem.agents[agent]
      let counts = problem.tallies(of: plan.tour, agent: model)
      for tally in 0..<tallyCount
      where counts[tally] > model.tallyLimits[tally] && tallyRowOf[agent * tallyCount + tally] < 0 {
        let known = plans[agent].map { problem.tallies(of: $0.tour, agent: model)[tally] }
        let used = known.indices.filter { known[$0] > 0 }
        tallyRowOf[agent * tallyCount + tally] = try program.addRow(
          lower: -.infinity, upper: Double(model.tallyLimits[tally]),
          columns: used.map { columns[agent][$0] }, values: used.map { Double(known[$0]) })
      }
    }
    var costs: [Double] = []
    var starts = [0]
    var rows: [Int] = []
    var values: [Double] = []
    for (agent, plan) in added {
      let mask = problem.masks[problem.agents[agent].mask]
      let column = program.columnCount + costs.count
      // The price of presence is part of a plan's cost.
      var cost = plan.cost
      rows.append(agent)
      values.append(1)
      for index in plan.tour where index >= 0 {
        let option = problem.options[Int(index)]
        for slot in Int(option.first)..<Int(option.end)
        where slot < Int(option.breakFirst) || slot >= Int(option.breakEnd) {
          presence[slot].append((column, mask))
          if mask != 0 { cost += cover.overPrices[slot] }
          for (subset, queues) in cover.subsets.enumerated()
          where queues & mask != 0 && rowOf[subset * slots + slot] >= 0 {
            rows.append(rowOf[subset * slots + slot])
            values.append(1)
          }
        }
      }
      if tallyCount > 0 {
        let counts = problem.tallies(of: plan.tour, agent: problem.agents[agent])
        for tally in 0..<tallyCount
        where counts[tally] > 0 && tallyRowOf[agent * tallyCount + tally] >= 0 {
          rows.append(tallyRowOf[agent * tallyCount + tally])
          values.append(Double(counts[tally]))
        }
      }
      costs.append(Double(cost))
      starts.append(rows.count)
      plans[agent].append(plan)
      columns[agent].append(column)
    }
    try program.addColumns(
      costs: costs, lowers: [Double](repeating: 0, count: costs.count),
      uppers: [Double](repeating: .infinity, count: costs.count), starts: starts, rows: rows,
      values: values)
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
      let component = components.firstIndex { $0.subsets.contains(subset) }!
      columns.append(component * cover.slotCount + slot)
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
      for (component, group) in components.enumerated() where group.limits[slot] > 0 {
        let missing = values[component * cover.slotCount + slot]
        for subset in group.subsets {
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
    var solution = try program.minimize(method: .primal, limits: left)
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
    for (tally, row) in tallyRowOf.enumerated() where row >= 0 {
      tallyDuals[tally] = max(0, -solution.duals[row])
    }
    // Rounding, or time that was up, may leave them above what makes a bound valid.
    let cover = problem.cover
    for (subsets, limits) in components {
      for slot in 0..<cover.slotCount {
        let sum = subsets.reduce(0.0) { $0 + duals[$1 * cover.slotCount + slot] }
        guard sum > limits[slot] else { continue }
        for subset in subsets {
          duals[subset * cover.slotCount + slot] *= limits[slot] / sum
        }
      }
    }
    return Outcome(
      objective: solution.objective + constant,
      weights: plans.indices.map { agent in
        columns[agent].map { max(0, solution.values[$0]) }
      },
      duals: duals, tallyDuals: tallyDuals, isOptimal: solution.status == .optimal)
  }
}
