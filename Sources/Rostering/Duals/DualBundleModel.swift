/// The proximal model of a ``DualBundle`` in flat tables, while it is being solved.
///
/// What an agent's plan costs at the duals is a sum of differences between cells of a table: the prefix
/// sums of the slot prices of the agent's mask, and behind them the agent's tally multipliers. A shift is
/// the span between two cells, its break a span backwards, its tally the span from the first cell, which
/// is zero. The tables are brought up to date from the first slot whose duals changed.
///
/// Raw pointers, since weights move some 10⁵ times in a second; all of them are owned by the instance, and
/// every index is one of a slot, subset, agent or plan of the bundle.
final class DualBundleModel {
  /// From one cell of a table to another.
  struct Span {
    let from: Int32
    let to: Int32
  }

  let problem: RosterProblem
  let subsetsOfMask: [[Int]]
  let componentsOfMask: [[Range<Int>]]
  let slots: Int
  let tallyCount: Int
  let step: Double

  // Plans, agent by agent, and their spans.
  let planStarts: [Int]
  let spanStarts: [Int]
  let spans: UnsafeMutablePointer<Span>
  let costs: UnsafeMutablePointer<Double>
  /// Levels of each plan, where hours are tallies, and the cell of their multiplier; the next is that of
  /// the least hours.
  let hours: UnsafeMutablePointer<Int>
  let hoursCell: Int
  let weights: UnsafeMutablePointer<Double>

  // By subset and slot, as in the bundle.
  let required: UnsafeMutablePointer<Double>
  let centre: UnsafeMutablePointer<Double>
  let present: UnsafeMutablePointer<Double>
  let duals: UnsafeMutablePointer<Double>

  // By agent and tally.
  let tallyLimits: [Double]
  let tallyCentre: [Double]
  let tallied: UnsafeMutablePointer<Double>
  let tallyDuals: UnsafeMutablePointer<Double>
  let tallyPaces: [Double]

  /// A table for each mask, and the first slot from which it is out of date.
  let tables: UnsafeMutablePointer<Double>
  let tableWidth: Int
  let staleFrom: UnsafeMutablePointer<Int>
  let prices: UnsafeMutablePointer<Double>
  let overPrices: UnsafeMutablePointer<Double>
  let dualLimits: UnsafeMutablePointer<Double>
  let minimumComponentsOfMask: [[Range<Int>]]
  let minimumLimits: UnsafeMutablePointer<Double>

  // What moving weight between two plans changes: by slot (all zero between moves) and by tally.
  let change: UnsafeMutablePointer<Int8>
  let touched: UnsafeMutablePointer<Int32>
  let tallyChange: UnsafeMutablePointer<Int>
  let sorted: UnsafeMutablePointer<Double>

  init(_ bundle: DualBundle) {
    problem = bundle.problem
    let cover = problem.cover
    slots = cover.slotCount
    tallyCount = bundle.tallyCount
    step = bundle.step
    subsetsOfMask = bundle.subsetsOfMask
    componentsOfMask = problem.masks.map { mask in
      cover.components.filter { cover.subsets[$0.upperBound - 1] & mask != 0 }
    }
    minimumComponentsOfMask = problem.masks.map { mask in
      cover.minimumComponents.filter { cover.subsets[$0.upperBound - 1] & mask != 0 }
    }
    required = .allocating(cover.required.lazy.map { Double($0) })
    centre = .allocating(bundle.centre)
    present = .allocating(bundle.present)
    duals = .allocating(bundle.duals)
    tallyLimits = bundle.tallyLimits
    tallyPaces = bundle.tallyPaces
    tallyCentre = bundle.tallyCentre
    tallied = .allocating(bundle.tallied)
    tallyDuals = .allocating(bundle.tallyDuals)
    tableWidth = slots + 2 + tallyCount
    tables = .allocating(repeatElement(0, count: problem.masks.count * tableWidth))
    staleFrom = .allocating(repeatElement(0, count: problem.masks.count))
    prices = .allocating(repeatElement(0, count: slots))
    overPrices = .allocating(cover.overPrices.lazy.map { Double($0) })
    dualLimits = .allocating(cover.dualLimits)
    minimumLimits = .allocating(cover.minimumLimits)
    change = .allocating(repeatElement(0, count: slots))
    touched = .allocating(repeatElement(0, count: slots))
    tallyChange = .allocating(repeatElement(0, count: tallyCount))
    // No component of the minima is larger than that of the requirement with its queues.
    sorted = .allocating(repeatElement(0, count: cover.components.map(\.count).max() ?? 0))

    var planStarts = [0]
    var spanStarts = [0]
    var spans: [Span] = []
    var hours: [Int] = []
    // Without such tallies, a cell that is always zero.
    let hoursTally = problem.hoursTally
    hoursCell = hoursTally == nil ? 0 : cover.slotCount + 1 + hoursTally!
    for known in bundle.plans {
      planStarts.append(planStarts.last! + known.count)
      for plan in known {
        var levels: Int32 = 0
        for index in plan.tour where index >= 0 {
          let option = problem.options[Int(index)]
          levels += option.hours
          for tally in [option.tally, option.secondTally] where tally >= 0 {
            spans.append(Span(from: 0, to: Int32(slots) + 1 + tally))
          }
          spans.append(Span(from: option.first, to: option.end))
          if option.breakFirst < option.breakEnd {
            spans.append(Span(from: option.breakEnd, to: option.breakFirst))
          }
        }
        spanStarts.append(spans.count)
        hours.append(hoursTally == nil ? 0 : Int(levels))
      }
    }
    self.planStarts = planStarts
    self.spanStarts = spanStarts
    self.spans = .allocating(spans)
    self.hours = .allocating(hours)
    costs = .allocating(bundle.plans.lazy.joined().map { Double($0.cost) })
    weights = .allocating(bundle.plans.lazy.joined().map(\.weight))
  }

  deinit {
    spans.deallocate()
    hours.deallocate()
    change.deallocate()
    touched.deallocate()
    tallyChange.deallocate()
    staleFrom.deallocate()
    for pointer in [
      costs, weights, required, centre, present, duals, tallied, tallyDuals, tables, prices,
      overPrices, dualLimits, minimumLimits, sorted,
    ] { pointer.deallocate() }
  }

  /// Moves the duals to where the weights say, and the weights until what they still miss is small
  /// against what the next point is to gain.
  /// - Returns: the model's value at the duals found.
  func solve(bound: Double) -> Double {
    for slot in 0..<slots {
      project(slot, problem.cover.components, dualLimits)
      project(slot, problem.cover.minimumComponents, minimumLimits)
    }
    for index in tallyLimits.indices { projectTally(index) }
    for mask in problem.masks.indices { staleFrom[mask] = 0 }
    for sweep in 1...60 {
      var missed = 0.0
      for agent in problem.agents.indices where planStarts[agent + 1] - planStarts[agent] > 1 {
        missed += balance(agent)
      }
      if missed < 1e-9 * abs(bound) { break }
      if sweep % 4 == 0 {
        let value = value()
        if missed <= 0.1 * (value - bound) { return value }
      }
    }
    return value()
  }

  /// Takes the point and the weights over.
  func store(in bundle: inout DualBundle) {
    bundle.present = Array(UnsafeBufferPointer(start: present, count: bundle.present.count))
    bundle.duals = Array(UnsafeBufferPointer(start: duals, count: bundle.duals.count))
    bundle.tallied = Array(UnsafeBufferPointer(start: tallied, count: bundle.tallied.count))
    bundle.tallyDuals = Array(
      UnsafeBufferPointer(start: tallyDuals, count: bundle.tallyDuals.count))
    for agent in bundle.plans.indices where bundle.plans[agent].count > 1 {
      for plan in bundle.plans[agent].indices {
        bundle.plans[agent][plan].weight = weights[planStarts[agent] + plan]
      }
    }
  }

  /// Σ over agents of the cheapest known plan, and the required agents' worth.
  func value() -> Double {
    let cover = problem.cover
    var total = 0.0
    for agent in problem.agents.indices {
      let table = table(of: agent)
      var low = Double.infinity
      for plan in planStarts[agent]..<planStarts[agent + 1] {
        low = min(low, value(of: plan, table))
      }
      total += low
    }
    for index in tallyLimits.indices { total -= tallyDuals[index] * tallyLimits[index] }
    for index in cover.required.indices { total += duals[index] * required[index] }
    for component in cover.components {
      let whole = (component.upperBound - 1) * slots
      for slot in 0..<slots {
        total -= Double(cover.overPrices[slot] * cover.required[whole + slot])
      }
    }
    return total
  }

  /// Each plan's value at the duals, agent by agent.
  func planValues() -> [[Double]] {
    problem.agents.indices.map { agent in
      let table = table(of: agent)
      return (planStarts[agent]..<planStarts[agent + 1]).map { value(of: $0, table) }
    }
  }

  @inline(__always)
  func value(of plan: Int, _ table: UnsafePointer<Double>) -> Double {
    var value = costs[plan] + Double(hours[plan]) * (table[hoursCell] - table[hoursCell + 1])
    for span in spanStarts[plan]..<spanStarts[plan + 1] {
      value += table[Int(spans[span].to)] - table[Int(spans[span].from)]
    }
    return value
  }

  /// The table of an agent's mask, up to date, with the agent's tally multipliers.
  func table(of agent: Int) -> UnsafePointer<Double> {
    let mask = problem.agents[agent].mask
    let table = tables + mask * tableWidth
    let first = staleFrom[mask]
    if first < slots {
      let subsets = subsetsOfMask[mask]
      let count = slots - first
      let prices = prices + first
      if subsets.isEmpty {
        prices.update(repeating: 0, count: count)
      } else {
        prices.update(from: overPrices + first, count: count)
      }
      for subset in subsets {
        let row = duals + (subset * slots + first)
        for slot in 0..<count { prices[slot] -= row[slot] }
      }
      var sum = table[first]
      for slot in 0..<count {
        sum += prices[slot]
        table[first + slot + 1] = sum
      }
      staleFrom[mask] = slots
    }
    for tally in 0..<tallyCount {
      table[slots + 1 + tally] = tallyDuals[agent * tallyCount + tally]
    }
    return UnsafePointer(table)
  }
}

extension UnsafeMutablePointer {
  /// Memory of its own for the elements of a collection.
  static func allocating(_ elements: some Collection<Pointee>) -> Self {
    let pointer = allocate(capacity: elements.count)
    _ = UnsafeMutableBufferPointer(start: pointer, count: elements.count)
      .initialize(from: elements)
    return pointer
  }
}
