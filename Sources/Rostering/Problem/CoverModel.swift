/// How many agents are required in each slot, and what it costs to have fewer or more; and how many there
/// must be at least, and what it costs on top to have fewer than these.
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
/// The least number of agents missing to the minima is the same formula with the minima for the
/// requirements. No minimum is above its requirement, so one assignment attains both numbers: the sets of
/// places that agents can fill together are the independent sets of a (transversal) matroid, and the most
/// places of the minima that can be filled together are part of some most places of all (J. Edmonds,
/// *Matroids and the greedy algorithm*, 1971, doi:10.1007/BF01584082). Hence the cost of a slot is
///
///     underPrice · under + overPrice · over + minimumPrice · below.
///
/// These sets are the rows of the master problem, and their multipliers are its duals.
struct CoverModel: Sendable {
  let slotCount: Int
  /// The sets S, as bit masks of queues, component by component; those of the minima after all others.
  let subsets: [UInt32]
  /// The subsets of each component; the last of each is the whole component.
  let components: [Range<Int>]
  /// The same for the minima, of the queues that have one in some slot.
  let minimumComponents: [Range<Int>]
  /// `required[subset * slotCount + slot]`, less the agents that earlier rosters bring; may be negative.
  private(set) var required: [Int]
  /// What one agent missing, and one too many, cost in each slot.
  private(set) var underPrices: [Int]
  private(set) var overPrices: [Int]
  /// For each slot, the largest sum of a component's multipliers: what one more agent can save at most.
  private(set) var dualLimits: [Double]
  /// What one agent missing to the minima costs in each slot besides being missing to the requirement;
  /// zero where no queue has a minimum. It limits the multipliers of the minima.
  private(set) var minimumPrices: [Int]
  private(set) var minimumLimits: [Double]

  /// Largest number of queues that agents may join to one component.
  static let queueLimit = 6

  /// - Parameters:
  ///   - required: agents for each queue and slot.
  ///   - minima: the part of them that must be there at least; none where empty.
  ///   - present: for each queue mask, agents already present in each slot from earlier rosters.
  ///   - masks: the queue masks of the agents.
  ///   - underPrices, overPrices: for each slot.
  ///   - minimumPrice: for an agent missing to the minima, besides the price of being under.
  /// - Precondition: no component has more than ``queueLimit`` queues; no minimum is above its
  ///   requirement.
  init(
    required: [[Int]], minima: [[Int]] = [], present: [UInt32: [Int]] = [:], masks: Set<UInt32>,
    underPrices: [Int], overPrices: [Int], minimumPrice: Int = 0
  ) {
    slotCount = required.first?.count ?? 0
    self.underPrices = underPrices
    self.overPrices = overPrices
    dualLimits = zip(underPrices, overPrices).map { Double($0 + $1) }
    let slots = slotCount
    let minima = minimumPrice > 0 ? minima : []
    minimumPrices = (0..<slots).map { slot in
      minima.contains { $0[slot] > 0 } ? minimumPrice : 0
    }
    minimumLimits = minimumPrices.map { Double($0) }
    var subsets: [UInt32] = []
    let append = { (wholes: [UInt32]) in
      wholes.map { whole in
        precondition(whole.nonzeroBitCount <= CoverModel.queueLimit)
        let first = subsets.count
        // Every non-empty subset of `whole`, ascending, so that `whole` comes last.
        var subset = (0 &- whole) & whole
        while subset != 0 {
          subsets.append(subset)
          subset = (subset &- whole) & whole
        }
        return first..<subsets.count
      }
    }
    let masks = masks.union(present.keys)
    components = append(CoverModel.components(queues: required.count, masks: masks))
    let own = subsets.count
    // Sets with a queue that never has a minimum ask no more than the same sets without it.
    var bounded: UInt32 = 0
    for (queue, agents) in minima.enumerated() where agents.contains(where: { $0 > 0 }) {
      bounded |= 1 << UInt32(queue)
    }
    minimumComponents = append(
      CoverModel.components(queues: minima.count, masks: Set(masks.map { $0 & bounded }))
        .filter { $0 & bounded != 0 })
    self.subsets = subsets
    self.required = subsets.enumerated().flatMap { row, subset in
      let agents = row < own ? required : minima
      return (0..<slots).map { slot in
        var value = 0
        for queue in agents.indices where subset & (1 << UInt32(queue)) != 0 {
          value += agents[queue][slot]
        }
        for (mask, counts) in present where mask & subset != 0 { value -= counts[slot] }
        return value
      }
    }
  }

  /// The components of the requirement and of the minima alike, each with the largest sum of its
  /// multipliers in each slot.
  var limitedComponents: [(subsets: Range<Int>, limits: [Double])] {
    components.map { ($0, dualLimits) } + minimumComponents.map { ($0, minimumLimits) }
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
    required: [[Int]], minima: [[Int]] = [], present: [UInt32: [Int]] = [:], masks: Set<UInt32>,
    underPrice: Int, overPrice: Int, minimumPrice: Int = 0
  ) {
    let slots = required.first?.count ?? 0
    self.init(
      required: required, minima: minima, present: present, masks: masks,
      underPrices: [Int](repeating: underPrice, count: slots),
      overPrices: [Int](repeating: overPrice, count: slots), minimumPrice: minimumPrice)
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
      result.minimumPrices[slot] = 0
      result.minimumLimits[slot] = 0
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
    let minimumPrice = minimumPrices[slot]
    return minimumPrice == 0 ? cost : cost + minimumPrice * below(present: present, slot: slot)
  }

  /// Requirements left open in a slot.
  func under(present: [Int32], slot: Int) -> Int {
    missing(components, present: present, slot: slot)
  }

  /// Agents missing to the minima in a slot.
  func below(present: [Int32], slot: Int) -> Int {
    missing(minimumComponents, present: present, slot: slot)
  }

  private func missing(_ components: [Range<Int>], present: [Int32], slot: Int) -> Int {
    components.reduce(0) { total, component in
      total
        + component.reduce(0) { under, subset in
          max(under, required[subset * slotCount + slot] - Int(present[subset * slotCount + slot]))
        }
    }
  }
}
