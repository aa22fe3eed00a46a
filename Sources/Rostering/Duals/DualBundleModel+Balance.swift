// The inner steps: weight moves between two plans of an agent, and the duals follow.

extension DualBundleModel {
  /// Moves weight between two plans of an agent; returns by how much its weighted plans were dearer than
  /// its cheapest (the agent's part of the Frank-Wolfe gap).
  func balance(_ agent: Int) -> Double {
    let table = table(of: agent)
    var cheapest = -1
    var dearest = -1
    var low = Double.infinity
    var high = -Double.infinity
    var mean = 0.0
    for plan in planStarts[agent]..<planStarts[agent + 1] {
      let value = value(of: plan, table)
      if value < low { (low, cheapest) = (value, plan) }
      let weight = weights[plan]
      if weight > 0 {
        mean += weight * value
        if value > high { (high, dearest) = (value, plan) }
      }
    }
    guard dearest >= 0, dearest != cheapest, high - low > 1e-7 else { return 0 }
    let mask = problem.agents[agent].mask
    mark(cheapest, sign: 1)
    mark(dearest, sign: -1)
    let (count, changed) = collectTouched()
    var squares = Double(changed * subsetsOfMask[mask].count)
    for tally in 0..<tallyCount {
      squares += tallyPaces[tally] * Double(tallyChange[tally] * tallyChange[tally])
    }
    let wanted = squares == 0 ? .infinity : (high - low) / (step * squares)
    let amount = min(weights[dearest], wanted)
    weights[dearest] -= amount
    weights[cheapest] += amount
    for subset in subsetsOfMask[mask] {
      let row = present + subset * slots
      for position in 0..<count {
        let slot = Int(touched[position])
        row[slot] += amount * Double(change[slot])
      }
    }
    for position in 0..<count {
      let slot = Int(touched[position])
      change[slot] = 0
      project(slot, componentsOfMask[mask], dualLimits)
    }
    if !minimumComponentsOfMask[mask].isEmpty {
      for position in 0..<count {
        let slot = Int(touched[position])
        if minimumLimits[slot] == 0 { continue }
        project(slot, minimumComponentsOfMask[mask], minimumLimits)
      }
    }
    for tally in 0..<tallyCount where tallyChange[tally] != 0 {
      tallied[agent * tallyCount + tally] += amount * Double(tallyChange[tally])
      tallyChange[tally] = 0
      projectTally(agent * tallyCount + tally)
    }
    if count > 0 {
      let first = Int(touched[0])
      for mask in problem.masks.indices { staleFrom[mask] = min(staleFrom[mask], first) }
    }
    return max(0, mean - low)
  }

  /// Adds a plan's presence to what changes.
  private func mark(_ plan: Int, sign: Int8) {
    if hoursCell > 0 {
      tallyChange[hoursCell - slots - 1] += Int(sign) * hours[plan]
      tallyChange[hoursCell - slots] -= Int(sign) * hours[plan]
    }
    for index in spanStarts[plan]..<spanStarts[plan + 1] {
      let from = Int(spans[index].from)
      let to = Int(spans[index].to)
      if to > slots {
        tallyChange[to - slots - 1] += Int(sign)
      } else if from <= to {
        for slot in from..<to { change[slot] &+= sign }
      } else {
        for slot in to..<from { change[slot] &-= sign }
      }
    }
  }

  /// Lists the slots that change, and sums the squares of their changes.
  private func collectTouched() -> (count: Int, squares: Int) {
    let raw = UnsafeRawPointer(change)
    var count = 0
    var squares = 0
    let collect = { (slot: Int) in
      let change = Int(self.change[slot])
      if change == 0 { return }
      self.touched[count] = Int32(slot)
      count += 1
      squares += change * change
    }
    // Eight slots at a time, most of which do not change.
    let whole = slots & ~7
    for first in stride(from: 0, to: whole, by: 8)
    where raw.loadUnaligned(fromByteOffset: first, as: UInt64.self) != 0 {
      for slot in first..<first + 8 { collect(slot) }
    }
    for slot in whole..<slots { collect(slot) }
    return (count, squares)
  }

  /// Sets the multiplier of a limit on a tally, which is only kept from being negative.
  func projectTally(_ index: Int) {
    let pace = step * tallyPaces[index % tallyCount]
    tallyDuals[index] = max(0, tallyCentre[index] + pace * (tallied[index] - tallyLimits[index]))
  }

  /// Sets the duals of a slot to the projection of centre + step × (required − present).
  @inline(__always)
  func project(
    _ slot: Int, _ components: [Range<Int>], _ limits: UnsafeMutablePointer<Double>
  ) {
    let limit = limits[slot]
    for component in components {
      var sum = 0.0
      for subset in component {
        let index = subset * slots + slot
        let moved = centre[index] + step * (required[index] - present[index])
        duals[index] = max(0, moved)
        sum += duals[index]
      }
      if sum <= limit { continue }
      cut(component, slot, to: limit)
    }
  }

  /// Onto the simplex: takes the same amount off all duals of a slot that stay positive.
  private func cut(_ component: Range<Int>, _ slot: Int, to limit: Double) {
    // By insertion, largest first: there are few.
    var count = 0
    for subset in component {
      let value = duals[subset * slots + slot]
      var place = count
      while place > 0 && sorted[place - 1] < value {
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      sorted[place] = value
      count += 1
    }
    var running = 0.0
    var cut = 0.0
    for place in 0..<count {
      running += sorted[place]
      let candidate = (running - limit) / Double(place + 1)
      // Where the limit is zero they are equal, and all of it is cut.
      if sorted[place] >= candidate { cut = candidate }
    }
    for subset in component {
      let index = subset * slots + slot
      duals[index] = max(0, duals[index] - cut)
    }
  }
}
