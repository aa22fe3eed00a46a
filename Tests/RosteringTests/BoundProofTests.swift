import Rules
import TestSupport
import Testing

@testable import Rostering

/// A bound's multipliers prove it again, and no multipliers prove too much.
struct BoundProofTests {
  @Test(
    "Pricing once at the multipliers gives the bound again, and the roster its cost",
    arguments: 0..<10)
  func again(_ number: Int) throws {
    let seed = UInt64(700 + number)
    var random = RandomSite(
      seed: seed, agents: 3 + number % 4, queues: 1 + number % 3,
      weekdays: Set(Weekday.allCases), kinds: 3)
    if number % 3 == 0 { random.site.queues[0].minimumAgents = 1 }
    let site = try SiteProblem(
      site: random.site, requirement: random.requirement, book: .standard)
    let solver = RosterSolver(site, limits: SolveLimits(work: 8, threads: 1, seed: 1))
    guard case .roster(let result) = solver.solve() else { return }
    let proof = try #require(result.proof)
    let bound = try #require(result.bound)
    let proven = try #require(site.bound(provenBy: proof, threads: 2))
    // The bound told is no higher than the roster's cost, which the proof may be by rounding.
    #expect(min(proven, Double(result.cost.total)) == bound, "seed \(seed)")
    #expect(site.cost(of: result.roster) == result.cost, "seed \(seed)")

    // Any multipliers at all stay below what a lawful roster costs.
    var generator = SplitMix64(seed: seed)
    for scale in [0.5, 5, 5000] {
      let any = BoundProof(
        rows: proof.rows.map { row in
          BoundProof.Row(
            queues: row.queues, isMinimum: row.isMinimum,
            duals: row.duals.map { _ in scale * Double.random(in: 0...500, using: &generator) })
        })
      let value = try #require(site.bound(provenBy: any, threads: 1))
      #expect(value <= Double(result.cost.total), "seed \(seed)")
    }
    // What is of no such problem proves nothing.
    #expect(site.bound(provenBy: BoundProof(rows: []), threads: 1) == nil)
    for wrong in [-1.0, .nan, .infinity] {
      let broken = BoundProof(
        rows: proof.rows.map {
          BoundProof.Row(
            queues: $0.queues, isMinimum: $0.isMinimum, duals: $0.duals.map { _ in wrong })
        })
      #expect(site.bound(provenBy: broken, threads: 1) == nil)
    }
    var foreign = result.roster
    foreign.shifts[0].end = foreign.shifts[0].end + 1
    #expect(site.cost(of: foreign) == nil)
  }
}
