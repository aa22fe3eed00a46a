// The proximal model: what the next point promises, and the weights that say where it lies.

extension DualBundle {
  /// Price prefix sums for each mask at the current duals.
  func maskPrefixes() -> [[Double]] {
    let slots = problem.cover.slotCount
    return subsetsOfMask.map { subsets in
      var prefix = [Double](repeating: 0, count: slots + 1)
      for slot in 0..<slots {
        var price = subsets.isEmpty ? 0 : Double(problem.cover.overPrices[slot])
        for subset in subsets { price -= duals[subset * slots + slot] }
        prefix[slot + 1] = prefix[slot] + price
      }
      return prefix
    }
  }

  func value(of plan: Plan, agent: Int, prefix: [Double]) -> Double {
    var value = Double(plan.cost)
    for index in plan.tour where index >= 0 {
      let option = problem.options[Int(index)]
      if option.tally >= 0 { value += tallyDuals[agent * tallyCount + Int(option.tally)] }
      if option.secondTally >= 0 {
        value += tallyDuals[agent * tallyCount + Int(option.secondTally)]
      }
      value += prefix[Int(option.end)] - prefix[Int(option.first)]
      value -= prefix[Int(option.breakEnd)] - prefix[Int(option.breakFirst)]
    }
    return value
  }

  func modelValue() -> Double {
    let prefixes = maskPrefixes()
    let cover = problem.cover
    var total = 0.0
    for agent in plans.indices {
      let prefix = prefixes[problem.agents[agent].mask]
      total += plans[agent].reduce(Double.infinity) {
        min($0, value(of: $1, agent: agent, prefix: prefix))
      }
    }
    for index in tallyDuals.indices { total -= tallyDuals[index] * tallyLimits[index] }
    for index in duals.indices { total += duals[index] * Double(cover.required[index]) }
    for component in cover.components {
      let whole = (component.upperBound - 1) * cover.slotCount
      for slot in 0..<cover.slotCount {
        total -= Double(cover.overPrices[slot] * cover.required[whole + slot])
      }
    }
    return total
  }

  mutating func solveModel() {
    for slot in 0..<problem.cover.slotCount { project(slot) }
    for index in tallyDuals.indices { projectTally(index) }
    // Until what the weights still miss is small against what the next point is to gain.
    for sweep in 1...60 {
      var missed = 0.0
      for agent in plans.indices where plans[agent].count > 1 { missed += balance(agent) }
      if missed < 1e-9 * abs(bound) { break }
      if sweep % 4 == 0 && missed <= 0.1 * (modelValue() - bound) { break }
    }
  }

  /// Moves weight between two plans of an agent; returns by how much its weighted plans were dearer than
  /// its cheapest (the agent's part of the Frank-Wolfe gap).
  private mutating func balance(_ agent: Int) -> Double {
    let slots = problem.cover.slotCount
    let subsets = subsetsOfMask[problem.agents[agent].mask]
    var prefix = [Double](repeating: 0, count: slots + 1)
    for slot in 0..<slots {
      var price = subsets.isEmpty ? 0 : Double(problem.cover.overPrices[slot])
      for subset in subsets { price -= duals[subset * slots + slot] }
      prefix[slot + 1] = prefix[slot] + price
    }
    var cheapest = 0
    var dearest = -1
    var low = Double.infinity
    var high = -Double.infinity
    var mean = 0.0
    for (index, plan) in plans[agent].enumerated() {
      let value = value(of: plan, agent: agent, prefix: prefix)
      if value < low { (low, cheapest) = (value, index) }
      if plan.weight > 0 { mean += plan.weight * value }
      if plan.weight > 0, value > high { (high, dearest) = (value, index) }
    }
    guard dearest >= 0, dearest != cheapest, high - low > 1e-7 else { return 0 }
    var change = [Int8](repeating: 0, count: slots)
    mark(plans[agent][cheapest].tour, sign: 1, in: &change)
    mark(plans[agent][dearest].tour, sign: -1, in: &change)
    let model = problem.agents[agent]
    let tallyChange = zip(
      problem.tallies(of: plans[agent][cheapest].tour, agent: model),
      problem.tallies(of: plans[agent][dearest].tour, agent: model)
    ).map { $0 - $1 }
    let squares =
      change.reduce(0) { $0 + Int($1) * Int($1) } * subsets.count
      + tallyChange.reduce(0) { $0 + $1 * $1 }
    let wanted = squares == 0 ? .infinity : (high - low) / (step * Double(squares))
    let amount = min(plans[agent][dearest].weight, wanted)
    plans[agent][dearest].weight -= amount
    plans[agent][cheapest].weight += amount
    for slot in 0..<slots where change[slot] != 0 {
      for subset in subsets { present[subset * slots + slot] += amount * Double(change[slot]) }
      project(slot)
    }
    for (tally, difference) in tallyChange.enumerated() where difference != 0 {
      tallied[agent * tallyCount + tally] += amount * Double(difference)
      projectTally(agent * tallyCount + tally)
    }
    return max(0, mean - low)
  }

  private func mark(_ tour: RosterProblem.Tour, sign: Int8, in change: inout [Int8]) {
    for index in tour where index >= 0 {
      let option = problem.options[Int(index)]
      for slot in Int(option.first)..<Int(option.end) { change[slot] += sign }
      for slot in Int(option.breakFirst)..<Int(option.breakEnd) { change[slot] -= sign }
    }
  }

  mutating func recount() {
    for index in present.indices { present[index] = 0 }
    for index in tallied.indices { tallied[index] = 0 }
    let slots = problem.cover.slotCount
    for agent in plans.indices {
      let subsets = subsetsOfMask[problem.agents[agent].mask]
      for plan in plans[agent] where plan.weight > 0 {
        let counts = problem.tallies(of: plan.tour, agent: problem.agents[agent])
        for (tally, count) in counts.enumerated() {
          tallied[agent * tallyCount + tally] += plan.weight * Double(count)
        }
        var change = [Int8](repeating: 0, count: slots)
        mark(plan.tour, sign: 1, in: &change)
        for slot in 0..<slots where change[slot] != 0 {
          for subset in subsets { present[subset * slots + slot] += plan.weight }
        }
      }
    }
  }

  /// The same for a limit on a tally, whose multiplier is only kept from being negative.
  private mutating func projectTally(_ index: Int) {
    tallyDuals[index] = max(0, tallyCentre[index] + step * (tallied[index] - tallyLimits[index]))
  }

  /// Sets the duals of a slot to the projection of centre + step × (required − present).
  private mutating func project(_ slot: Int) {
    let cover = problem.cover
    let slots = cover.slotCount
    let limit = cover.dualLimits[slot]
    for component in cover.components {
      var sum = 0.0
      for subset in component {
        let index = subset * slots + slot
        let moved = centre[index] + step * (Double(cover.required[index]) - present[index])
        duals[index] = max(0, moved)
        sum += duals[index]
      }
      if sum <= limit { continue }
      // Onto the simplex: take the same amount off all that stay positive.
      var sorted = component.map { duals[$0 * slots + slot] }
      sorted.sort(by: >)
      var running = 0.0
      var cut = 0.0
      for (count, value) in sorted.enumerated() {
        running += value
        let candidate = (running - limit) / Double(count + 1)
        if value > candidate { cut = candidate }
      }
      for subset in component {
        let index = subset * slots + slot
        duals[index] = max(0, duals[index] - cut)
      }
    }
  }
}
