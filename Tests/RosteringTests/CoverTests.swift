import TestSupport
import Testing

@testable import Rostering

/// The closed form of cover, and the counting of agents on queues, against trying every assignment.
struct CoverTests {
  /// Queues, requirements and agents (by the queues they serve) in one slot.
  struct Case: CustomTestStringConvertible {
    let required: [Int]
    let minima: [Int]
    let agents: [UInt32]
    let past: [UInt32]
    let seed: UInt64
    var testDescription: String {
      "seed \(seed): required \(required), minima \(minima), agents \(agents) + \(past)"
    }

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      let queues = Int.random(in: 1...4, using: &random)
      required = (0..<queues).map { _ in Int.random(in: 0...3, using: &random) }
      let masks = (0..<3).map { _ in UInt32.random(in: 0..<1 << UInt32(queues), using: &random) }
      agents = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(masks) }
      past = (0..<Int.random(in: 0...2, using: &random)).map { _ in
        UInt32.random(in: 0..<1 << UInt32(queues), using: &random)
      }
      minima = required.map { random.chance(0.2) ? 0 : Int.random(in: 0...$0, using: &random) }
      self.seed = seed
    }

    /// Fewest requirements left open, all assignments tried.
    var fewestOpen: Int {
      func best(_ open: [Int], _ left: ArraySlice<UInt32>) -> Int {
        guard let mask = left.first else { return open.reduce(0) { $0 + max(0, $1) } }
        var least = best(open, left.dropFirst())
        for queue in open.indices where mask & (1 << UInt32(queue)) != 0 {
          var open = open
          open[queue] -= 1
          least = min(least, best(open, left.dropFirst()))
        }
        return least
      }
      return best(required, (agents + past)[...])
    }

    /// The least cost, all assignments tried: in each queue a price for each agent missing to the
    /// requirement, another on top for each missing to the minimum, and one for each agent too many.
    func leastCost(_ under: Int, _ over: Int, _ below: Int) -> Int {
      func best(_ filled: [Int], _ left: ArraySlice<UInt32>) -> Int {
        guard let mask = left.first else {
          return filled.indices.reduce(0) { cost, queue in
            let (filled, required) = (filled[queue], required[queue])
            return cost + under * max(0, required - filled) + over * max(0, filled - required)
              + below * max(0, minima[queue] - filled)
          }
        }
        if mask == 0 { return best(filled, left.dropFirst()) }
        return filled.indices.filter { mask & (1 << UInt32($0)) != 0 }.map { queue in
          var filled = filled
          filled[queue] += 1
          return best(filled, left.dropFirst())
        }.min()!
      }
      return best([Int](repeating: 0, count: required.count), (agents + past)[...])
    }

    func model(underPrice: Int = 1, overPrice: Int = 0, minimumPrice: Int = 0) -> CoverModel {
      CoverModel(
        required: required.map { [$0] }, minima: minima.map { [$0] },
        present: Dictionary(past.map { ($0, [1]) }, uniquingKeysWith: { [$0[0] + $1[0]] }),
        masks: Set(agents), underPrice: underPrice, overPrice: overPrice,
        minimumPrice: minimumPrice)
    }

    func present(_ agents: [UInt32], in model: CoverModel) -> [Int32] {
      model.subsets.map { subset in Int32(agents.count { $0 & subset != 0 }) }
    }
  }

  static let cases = (0..<300).map { Case(seed: UInt64($0)) }

  @Test("Requirements left open are the fewest of all assignments, and no agent counts twice")
  func closedForm() {
    for item in Self.cases {
      let model = item.model(underPrice: 700, overPrice: 30)
      let present = item.present(item.agents, in: model)
      let open = item.fewestOpen
      #expect(model.under(present: present, slot: 0) == open, "\(item)")
      // Everybody who can take calls and fills no requirement is one too many.
      let able = (item.agents + item.past).count { $0 != 0 }
      let over = able - (item.required.reduce(0, +) - open)
      #expect(model.cost(present: present, slot: 0) == 700 * open + 30 * over, "\(item)")
    }
  }

  @Test("The cost is that of the cheapest assignment, where being below a minimum costs more too")
  func minimumCost() {
    var (scarce, shared) = (0, 0)
    for item in Self.cases {
      let model = item.model(underPrice: 700, overPrice: 30, minimumPrice: 2900)
      let present = item.present(item.agents, in: model)
      #expect(
        model.cost(present: present, slot: 0) == item.leastCost(700, 30, 2900), "\(item)")
      let below = model.below(present: present, slot: 0)
      let extra = item.leastCost(700, 30, 2900) - item.leastCost(700, 30, 0)
      #expect(2900 * below == extra, "\(item)")
      if below > 0 { scarce += 1 }
      if below > 0, model.minimumComponents.contains(where: { $0.count > 1 }) { shared += 1 }
    }
    // Enough of the cases are about something: too few for the minima, of queues that share agents.
    #expect(scarce > 60 && shared > 10, "\(scarce), \(shared)")
  }

  @Test("Where no queue has a minimum, or being below one costs nothing more, nothing is added")
  func noMinima() {
    for item in Self.cases {
      let plain = item.model(underPrice: 700, overPrice: 30)
      let model = item.model(underPrice: 700, overPrice: 30, minimumPrice: 2900)
      #expect(plain.minimumComponents.isEmpty, "\(item)")
      let bounded = item.minima.indices.filter { item.minima[$0] > 0 }
      let wholes = model.minimumComponents.map { model.subsets[$0.upperBound - 1] }
      var queues: UInt32 = 0
      for queue in bounded { queues |= 1 << UInt32(queue) }
      #expect(wholes.reduce(0, +) == queues, "\(item)")
      #expect(Array(model.subsets.prefix(plain.subsets.count)) == plain.subsets)
    }
  }

  @Test("The components hold every queue once, and every agent's queues together")
  func components() {
    for item in Self.cases {
      let model = item.model()
      let wholes = model.components.map { model.subsets[$0.upperBound - 1] }
      #expect(wholes.reduce(0, +) == 1 << UInt32(item.required.count) - 1, "\(item)")
      for mask in item.agents + item.past where mask != 0 {
        #expect(wholes.count { $0 & mask != 0 } == 1, "\(item)")
      }
    }
  }

  @Test("One more agent changes the cost by the marginal price")
  func marginal() {
    for item in Self.cases {
      let model = item.model(underPrice: 700, overPrice: 30, minimumPrice: 2900)
      let problem = RosterProblem(
        slotMinutes: 60, levelMinutes: 60, days: 1, cover: model,
        options: [RosterProblem.Option(day: 0, first: 0, end: 1, breakFirst: 0, breakEnd: 0)],
        networks: [], masks: [], agents: [], weekEnds: [1], groupOfOption: [])
      var state = CoverState(problem: problem)
      for mask in item.agents {
        let before = state.cost
        var prices = [Double.nan]
        state.marginalPrices(mask: mask, into: &prices)
        state.add([0], mask: mask, sign: 1)
        #expect(Double(state.cost - before) == prices[0], "\(item)")
      }
      for mask in item.agents { state.add([0], mask: mask, sign: -1) }
      #expect(state.present.allSatisfy { $0 == 0 })
    }
  }

  @Test(
    "Agents are put on queues so that no assignment meets more requirements or minima, each once")
  func allocation() {
    for item in Self.cases {
      let able = (item.agents + item.past).filter { $0 != 0 }
      let counts = Dictionary(able.map { ($0, 1) }, uniquingKeysWith: +)
      let filled = Allocation.fill(
        required: item.required, minima: item.minima, agents: counts)
      #expect(filled.reduce(0, +) == able.count, "\(item): \(filled)")
      let open = zip(item.required, filled).reduce(0) { $0 + max(0, $1.0 - $1.1) }
      #expect(open == item.fewestOpen, "\(item): \(filled)")
      let below = zip(item.minima, filled).reduce(0) { $0 + max(0, $1.0 - $1.1) }
      #expect(below == item.leastCost(0, 0, 1), "\(item): \(filled)")
      // Some assignment has these counts: of any set of queues, no more than agents who serve it.
      for set in 1..<UInt32(1) << UInt32(filled.count) {
        let onSet = filled.indices.filter { set & (1 << UInt32($0)) != 0 }.reduce(0) {
          $0 + filled[$1]
        }
        #expect(onSet <= able.count { $0 & set != 0 }, "\(item): \(filled)")
      }
    }
  }

  @Test("Agents beyond the requirement go where there is most work for each")
  func spare() {
    // Two agents with both skills; queues need 1 and 0: the second goes to the queue with work.
    #expect(Allocation.fill(required: [0, 1], minima: [0, 0], agents: [3: 2]) == [0, 2])
    // 4 and 2 required, nine agents: three spare, two to the larger.
    #expect(Allocation.fill(required: [4, 2], minima: [1, 0], agents: [3: 9]) == [6, 3])
  }
}
