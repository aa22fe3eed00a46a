private import Foundation
package import Rostering

/// The result of a public instance for machines: `objective, bound, gap, seconds, work, iterations,
/// columns, seed, status` and the time course of best and bound; no bound and no gap where none is proven.
package enum InstanceFile {
  private struct Result: Encodable {
    struct Point: Encodable {
      let seconds: Double
      let stage: String
      let best: Int?
      let bound: Double?
    }

    let objective: Int
    let bound: Double?
    let gap: Double?
    let seconds: Double
    let work: Int
    let iterations: Int
    let columns: Int
    let seed: UInt64
    let status: String
    let course: [Point]
  }

  package static func bytes<Roster>(
    _ result: InstanceResult<Roster>, course: [SolveProgress]
  ) -> [UInt8] {
    let isOptimal = result.bound.map { Double(result.objective) - $0 < 1 - 1e-6 } ?? false
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    // Numbers and strings only: encoding cannot fail.
    return Array(
      try! encoder.encode(
        Result(
          objective: result.objective, bound: result.bound, gap: result.gap,
          seconds: result.seconds, work: result.work, iterations: result.iterations,
          columns: result.columns, seed: result.seed,
          status: isOptimal ? "optimal" : "feasible",
          course: course.map {
            Result.Point(
              seconds: $0.seconds, stage: $0.stage.rawValue, best: $0.best, bound: $0.bound)
          })))
      + [UInt8(ascii: "\n")]
  }
}
