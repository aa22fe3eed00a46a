/// Agents present by subset and slot, and what that costs.
struct CoverState: Sendable {
  let problem: RosterProblem
  /// `present[subset * slotCount + slot]`.
  private(set) var present: [Int32]
  /// Cents for being under and over the requirement, and below the minima, in the whole period.
  private(set) var cost: Int
  private(set) var slotCosts: [Int]

  init(problem: RosterProblem) {
    self.problem = problem
    let cover = problem.cover
    let present = [Int32](repeating: 0, count: cover.subsets.count * cover.slotCount)
    self.present = present
    slotCosts = (0..<cover.slotCount).map { cover.cost(present: present, slot: $0) }
    cost = slotCosts.reduce(0, +)
  }

  /// Adds (`sign` 1) or takes away (-1) an agent's shifts on these days, or all of them.
  mutating func add(
    _ tour: RosterProblem.Tour, mask: UInt32, sign: Int32, days: Range<Int>? = nil
  ) {
    let cover = problem.cover
    let slots = cover.slotCount
    for day in days ?? tour.indices where tour[day] >= 0 {
      let shift = problem.options[Int(tour[day])]
      let isPaused = shift.breakFirst < shift.breakEnd
      for slot in Int(shift.first)..<Int(shift.end) {
        if isPaused, slot >= Int(shift.breakFirst), slot < Int(shift.breakEnd) { continue }
        for subset in cover.subsets.indices where cover.subsets[subset] & mask != 0 {
          present[subset * slots + slot] += sign
        }
        let after = cover.cost(present: present, slot: slot)
        cost += after - slotCosts[slot]
        slotCosts[slot] = after
      }
    }
  }

  /// What one more agent with the skills of `mask` would add to the cost of each slot, in cents.
  /// - Parameter slots: the slots to fill in; the others keep what they hold.
  func marginalPrices(
    mask: UInt32, into prices: inout [Double], slots only: Range<Int>? = nil
  ) {
    let cover = problem.cover
    let slots = cover.slotCount
    for slot in only ?? 0..<slots {
      var price = 0
      for component in cover.components where cover.subsets[component.upperBound - 1] & mask != 0 {
        price +=
          (cover.underPrices[slot] + cover.overPrices[slot])
          * missingChange(component, mask: mask, slot: slot) + cover.overPrices[slot]
      }
      if cover.minimumPrices[slot] > 0 {
        for component in cover.minimumComponents {
          price += cover.minimumPrices[slot] * missingChange(component, mask: mask, slot: slot)
        }
      }
      prices[slot] = Double(price)
    }
  }

  /// By how much one more agent changes what a component misses: 0 or -1.
  @inline(__always)
  private func missingChange(_ component: Range<Int>, mask: UInt32, slot: Int) -> Int {
    let cover = problem.cover
    let slots = cover.slotCount
    var before = 0
    var after = 0
    for subset in component {
      let open = cover.required[subset * slots + slot] - Int(present[subset * slots + slot])
      before = max(before, open)
      after = max(after, cover.subsets[subset] & mask != 0 ? open - 1 : open)
    }
    return after - before
  }
}
