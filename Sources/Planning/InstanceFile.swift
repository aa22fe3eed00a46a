private import Foundation
package import Rostering

/// The result of a public instance for machines: `objective, bound, gap, seconds, memoryMB, work,
/// iterations, columns, seed, status` and the time course of best and bound; no bound and no gap where none
/// is proven.
package enum InstanceFile {
  /// What the file says.
  package struct Result: Codable, Sendable {
    struct Point: Codable {
      let seconds: Double
      let stage: String
      let best: Int?
      let bound: Double?
    }

    package let objective: Int
    package let bound: Double?
    package let gap: Double?
    package let seconds: Double
    /// Most memory that the process ever held.
    package let memoryMB: Double
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
          seconds: result.seconds, memoryMB: PeakMemory.megabytes, work: result.work,
          iterations: result.iterations,
          columns: result.columns, seed: result.seed,
          status: isOptimal ? "optimal" : "feasible",
          course: course.map {
            Result.Point(
              seconds: $0.seconds, stage: $0.stage.rawValue, best: $0.best, bound: $0.bound)
          })))
      + [UInt8(ascii: "\n")]
  }

  /// The result in a file's bytes, or nil where they hold none.
  package static func result(_ bytes: [UInt8]) -> Result? {
    try? JSONDecoder().decode(Result.self, from: Data(bytes))
  }
}

/// The memory of this process.
package enum PeakMemory {
  /// The most that was ever resident, in megabytes of 2^20 bytes.
  package static var megabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}
