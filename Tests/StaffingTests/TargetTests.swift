import TestSupport
import Testing
import Workforce

@testable import Staffing

@Suite("The fewest agents for joint targets")
struct TargetTests {
  @Test(
    "The answer keeps every part of the target, and one agent fewer does not",
    arguments: 0..<300 as Range<UInt64>)
  func minimality(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let load = Double.random(in: 0.05...2, using: &random) * [1, 20, 600][Int(seed % 3)]
    let patience =
      seed.isMultiple(of: 4) ? Double.infinity : Double.random(in: 5...900, using: &random)
    let model = DelayModel(
      handleTime: Double.random(in: 30...900, using: &random), patience: patience)
    var target = StaffingTarget(maximumOccupancy: Double.random(in: 0.5...1, using: &random))
    // A promise without which nobody at all would do is always there.
    target.maximumASA = Double.random(in: 1...90, using: &random)
    if random.chance(0.7) {
      target.serviceLevel = ServiceTarget(
        share: Double.random(in: 0.5...0.99, using: &random),
        seconds: Double.random(in: 0...90, using: &random),
        formula: random.pick(ServiceFormula.allCases))
    }
    if patience.isFinite, random.chance(0.5) {
      target.maximumAbandonment = Double.random(in: 0.001...0.2, using: &random)
    }
    let seconds = target.serviceLevel?.seconds ?? 0
    let agents = model.agents(load: load, target: target)
    func keeps(_ agents: Int) -> Bool {
      model.measures(agents: agents, load: load, within: seconds).keep(target)
    }
    #expect(keeps(agents) && !keeps(agents - 1), "seed \(seed): \(agents) for \(load) erlangs")
    // A load that stands still may be given in parts.
    #expect(model.agents(loads: [(0.5, load), (0.5, load)], target: target) == agents)
  }

  // 200 calls of 180 s in 30 minutes are 20 erlangs: 22 agents keep an ASA of 120 s, 23 keep 80 % in
  // 60 s (phubers/erlang). An occupancy of 80 % asks for 20 / 0.8 = 25.
  @Test("Each part of the target can be the one that decides")
  func parts() {
    let model = DelayModel(handleTime: 180)
    let level = ServiceTarget(share: 0.8, seconds: 60)
    var target = StaffingTarget(maximumASA: 120)
    #expect(model.agents(load: 20, target: target) == 22)
    target.serviceLevel = level
    #expect(model.agents(load: 20, target: target) == 23)
    target.maximumOccupancy = 0.8
    #expect(model.agents(load: 20, target: target) == 25)
    #expect(model.agents(load: 0, target: target) == 0)
  }

  @Test(
    "Callers without patience are staffed by Erlang B: blocking up to 2 % takes 17 for 10 erlangs")
  func loss() {
    let model = DelayModel(handleTime: 1, patience: 0)
    #expect(model.agents(load: 10, target: StaffingTarget(maximumAbandonment: 0.02)) == 17)
  }

  @Test("The search finds any threshold from any guess")
  func search() {
    let model = DelayModel(handleTime: 1)
    for threshold in [0, 1, 2, 17, 1000] {
      for guess in [0, 1, 16, 17, 18, 4000] {
        #expect(model.fewest(near: guess) { $0 >= threshold } == threshold)
      }
    }
  }
}
