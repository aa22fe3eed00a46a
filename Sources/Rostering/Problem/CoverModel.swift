/// How many agents are required in each slot, and what it costs to have fewer or more.
///
/// An agent present in a slot takes the calls of one of their queues, and may change every slot. The
/// least number of requirements left open is, by the theorem of max-flow and min-cut,
///
///     under = Σ over components of max(0, max over S of required(S) − present(S)),
///
/// where S runs over the sets of a component's queues, `required(S)` is their sum, and `present(S)`
/// counts the agents with a skill in S — each once. Queues that no agent joins form components of
/// their own. `over = present − required + under`.
///
/// These sets are the rows of the master problem, and their multipliers are its duals.
struct CoverModel: Sendable {
  let slotCount: Int
  /// The sets S, as bit masks of queues, component by component.
  let subsets: [UInt32]
  /// The subsets of each component; the last of each is the whole component.
  let components: [Range<Int>]
  /// `required[subset * slotCount + slot]`, less the agents that earlier rosters bring; may be negative.
  private(set) var required: [Int]
  /// What one agent missing, and one too many, cost in each slot.
  private(set) var underPrices: [Int]
  private(set) var overPrices: [Int]
  /// For each slot, the largest sum of a component's multipliers: what one more agent can save at most.
  private(set) var dualLimits: [Double]

  /// Largest number of queues that agents may join to one component.
  static let queueLimit = 6

  /// - Parameters:
  ///   - required: agents for each queue and slot.
  ///   - present: for each queue mask, agents already present in each slot from earlier rosters.
  ///   - masks: the queue masks of the agents.
  ///   - underPrices, overPrices: for each slot.
  /// - Precondition: no component has more than ``queueLimit`` queues.
  init(
    required: [[Int]], present: [UInt32: [Int]] = [:], masks: Set<UInt32>, underPrices: [Int],
    overPrices: [Int]
  ) {
    slotCount = required.first?.count ?? 0
    self.underPrices = underPrices
    self.overPrices = overPrices
    dualLimits = zip(underPrices, overPrices).map { Double($0 + $1) }
    var subsets: [UInt32] = []
    var components: [Range<Int>] = []
    for whole in CoverModel.components(queues: required.count, masks: masks.union(present.keys)) {
      precondition(whole.nonzeroBitCount <= CoverModel.queueLimit)
      let first = subsets.count
      // Every non-empty subset of `whole`, ascending, so that `whole` comes last.
      var subset = (0 &- whole) & whole
      while subset != 0 {
        subsets.append(subset)
        subset = (subset &- whole) & whole
      }
      components.append(first..<subsets.count)
    }
    self.subsets = subsets
    self.components = components
    let slots = slotCount
    self.required = subsets.flatMap { subset in
      (0..<slots).map { slot in
        var value = 0
        for queue in required.indices where subset & (1 << UInt32(queue)) != 0 {
          value += required[queue][slot]
        }
        for (mask, counts) in present where mask & subset != 0 { value -= counts[slot] }
        return value
      }
    }
  }

  /// The queues in groups that agents with several skills join.
  static func components(queues: Int, masks: Set<UInt32>) -> [UInt32] {
    var groups = (0..<queues).map { UInt32(1) << UInt32($0) }
    for mask in masks {
      let joined = groups.filter { $0 & mask != 0 }
      guard joined.count > 1 else { continue }
      groups.removeAll { $0 & mask != 0 }
      groups.append(joined.reduce(0, |))
    }
    return groups.sorted()
  }

  /// The cover of slots that all have the same prices.
  init(
    required: [[Int]], present: [UInt32: [Int]] = [:], masks: Set<UInt32>, underPrice: Int,
    overPrice: Int
  ) {
    let slots = required.first?.count ?? 0
    self.init(
      required: required, present: present, masks: masks,
      underPrices: [Int](repeating: underPrice, count: slots),
      overPrices: [Int](repeating: overPrice, count: slots))
  }

  /// The cover that is left to others where agents are present already.
  /// - Parameters:
  ///   - present: by subset and slot.
  ///   - slots: those that the others can change; the rest cost nothing any more.
  func reduced(by present: [Int32], slots: Range<Int>) -> CoverModel {
    var result = self
    for index in required.indices { result.required[index] -= Int(present[index]) }
    for slot in 0..<slotCount where !slots.contains(slot) {
      result.underPrices[slot] = 0
      result.overPrices[slot] = 0
      result.dualLimits[slot] = 0
    }
    return result
  }

  /// The whole component's row is the last; present agents count there whatever their skill.
  func cost(present: [Int32], slot: Int) -> Int {
    var cost = 0
    for component in components {
      var under = 0
      var balance = 0
      for subset in component {
        balance = Int(present[subset * slotCount + slot]) - required[subset * slotCount + slot]
        under = max(under, -balance)
      }
      cost += (underPrices[slot] + overPrices[slot]) * under + overPrices[slot] * balance
    }
    return cost
  }

  /// Requirements left open in a slot.
  func under(present: [Int32], slot: Int) -> Int {
    components.reduce(0) { total, component in
      total
        + component.reduce(0) { under, subset in
          max(under, required[subset * slotCount + slot] - Int(present[subset * slotCount + slot]))
        }
    }
  }
}
