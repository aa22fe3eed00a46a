import TestSupport
import Testing

@testable import Rostering

/// The closed form of cover, and the counting of agents on queues, against trying every assignment.
struct CoverTests {
  /// Queues, requirements and agents (by the queues they serve) in one slot.
  struct Case: CustomTestStringConvertible {
    let required: [Int]
    let agents: [UInt32]
    let past: [UInt32]
    let seed: UInt64
    var testDescription: String { "seed \(seed): required \(required), agents \(agents) + \(past)" }

    init(seed: UInt64) {
      var random = SplitMix64(seed: seed)
      let queues = Int.random(in: 1...4, using: &random)
      required = (0..<queues).map { _ in Int.random(in: 0...3, using: &random) }
      let masks = (0..<3).map { _ in UInt32.random(in: 0..<1 << UInt32(queues), using: &random) }
      agents = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(masks) }
      past = (0..<Int.random(in: 0...2, using: &random)).map { _ in
        UInt32.random(in: 0..<1 << UInt32(queues), using: &random)
      }
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

    func model(underPrice: Int = 1, overPrice: Int = 0) -> CoverModel {
      CoverModel(
        required: required.map { [$0] },
        present: Dictionary(past.map { ($0, [1]) }, uniquingKeysWith: { [$0[0] + $1[0]] }),
        masks: Set(agents), underPrice: underPrice, overPrice: overPrice)
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
      let model = item.model(underPrice: 700, overPrice: 30)
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

  @Test("Agents are put on queues so that no assignment meets more requirements, each once")
  func allocation() {
    for item in Self.cases {
      let able = (item.agents + item.past).filter { $0 != 0 }
      let counts = Dictionary(able.map { ($0, 1) }, uniquingKeysWith: +)
      let filled = Allocation.fill(required: item.required, agents: counts)
      #expect(filled.reduce(0, +) == able.count, "\(item): \(filled)")
      let open = zip(item.required, filled).reduce(0) { $0 + max(0, $1.0 - $1.1) }
      #expect(open == item.fewestOpen, "\(item): \(filled)")
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
    #expect(Allocation.fill(required: [0, 1], agents: [3: 2]) == [0, 2])
    // 4 and 2 required, nine agents: three spare, two to the larger.
    #expect(Allocation.fill(required: [4, 2], agents: [3: 9]) == [6, 3])
  }
}
