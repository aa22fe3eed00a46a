private import Foundation

/// How fast and how truly staffing and simulation work, as `benchmark` measures it.
///
/// Times are of the processor, so that other work on the machine weighs little, unless elapsed time is
/// named.
package struct StaffingBenchmark: Codable, Sendable {
  /// The fewest agents for many intervals at a steady load, on one thread.
  package struct RequirementRow: Codable, Sendable {
    package var model: String
    package var intervals: Int
    package var scenarios: Int
    package var microsecondsPerInterval: Double
    /// Agents of all intervals and scenarios together.
    package var agents: Int
  }

  /// The whole requirement of a synthetic site: moving load, targets by hour, shrinkage, opening.
  package struct SiteRow: Codable, Sendable {
    package var queues: Int
    package var intervals: Int
    package var microsecondsPerInterval: Double
    /// Agents of all queues and intervals together.
    package var agents: Int
  }

  /// Another program's answers to Erlang C cases beside ours to the same.
  package struct PeerRow: Codable, Sendable {
    package var method: String
    package var intervals: Int
    package var microsecondsPerInterval: Double
    package var ownMicrosecondsPerInterval: Double
    /// The other's time over ours.
    package var ratio: Double
    package var agents: Int
    package var ownAgents: Int
    /// Intervals in which the other's number differs from ours; nil where only its sum is known.
    package var differences: Int?
    /// Those in which ours keeps the target and one agent fewer does not, by Erlang's C summed anew.
    package var differencesWhereOursIsLeast: Int?
  }

  /// Calls simulated in a while.
  package struct SimulationRow: Codable, Sendable {
    package var site: String
    package var agents: Int
    package var queues: Int
    package var samples: Int
    package var calls: Int
    package var threads: Int
    package var seconds: Double
    package var cpuSeconds: Double
    package var callsPerSecond: Double
    package var callsPerCPUSecond: Double
    package var memoryMB: Double
  }

  /// Stationary queues simulated and by formula.
  package struct AgreementRow: Codable, Sendable {
    package var model: String
    package var cases: Int
    /// Service level, ASA and occupancy of each case, and abandonment where callers hang up.
    package var figures: Int
    /// Figures by formula that lie within the simulation's own limits of 99 %.
    package var within: Int
    /// The figures outside, in words.
    package var outside: [String]
  }

  package var requirements: [RequirementRow] = []
  package var site: SiteRow?
  package var peers: [PeerRow]?
  package var simulations: [SimulationRow] = []
  package var agreements: [AgreementRow] = []

  package init() {}

  /// All that was measured, for machines.
  package var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    // Numbers and strings only, none of them infinite: encoding cannot fail.
    return Array(try! encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}

/// Seconds that a thread, or all threads of this process, spent on a processor.
enum ProcessorTime {
  static var ofThread: Double { read(CLOCK_THREAD_CPUTIME_ID) }
  static var ofProcess: Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
