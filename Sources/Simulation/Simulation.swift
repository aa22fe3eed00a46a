private import Dispatch
private import Synchronization
private import Workforce

/// Simulates a rostered site call by call, over many samples of what may come.
///
///     let simulation = try Simulation(site)
///     let result = simulation.run(samples: 100, seed: 1, threads: 2) { sample in
///       simulation.poissonCalls(sample: sample, seed: 1)
///     }
///
/// Of two rosters simulated with the same seed, the same callers call both, with the same handle times
/// and patience, and the same agents are absent: what differs is the rosters.
package struct Simulation: Sendable {
  package let site: SimulatedSite

  /// - Throws: ``SimulationError`` where the site cannot be simulated.
  package init(_ site: SimulatedSite) throws(SimulationError) {
    try site.check()
    self.site = site
  }

  /// Calls of each queue and interval that scatter around those expected as chance alone has it.
  package func poissonCalls(sample: Int, seed: UInt64) -> [[Int]] {
    site.queues.map { queue in
      var stream = RandomStream(
        seed: seed, sample: sample, key: RandomStream.key(queue.name), purpose: .calls)
      return queue.expectedCalls.map { stream.poisson(mean: $0) }
    }
  }

  /// Simulates samples until all are done or somebody stops it.
  ///
  /// - Parameters:
  ///   - samples: at least 1.
  ///   - threads: processor threads to use; the result does not depend on it.
  ///   - shouldStop: asked before each sample, from any thread; the samples begun are completed.
  ///   - progress: told the number of samples done, from the calling thread.
  ///   - calls: calls of each queue and interval for a sample, asked once for each, from any thread.
  /// - Returns: nil where it was stopped before the first sample.
  package func run(
    samples: Int, seed: UInt64, threads: Int,
    shouldStop: @escaping @Sendable () -> Bool = { false }, progress: (Int) -> Void = { _ in },
    calls: @escaping @Sendable (Int) -> [[Int]]
  ) -> SimulationResult? {
    precondition(samples > 0)
    let engine = SimulationEngine(site)
    let workers = (0..<max(1, min(threads, samples))).map { _ in Worker(engine) }
    var sums = QualitySums(site, routing: engine.routing)
    // Samples are added in their order, so batches leave no trace; they bound what waits to be added.
    while sums.samples < samples {
      let first = sums.samples
      let size = min(samples - first, 4 * workers.count)
      let batch = Batch(size: size)
      let work = { @Sendable (worker: Int) in
        while !shouldStop(), let index = batch.next() {
          let sample = first + index
          batch.put(
            workers[worker].simulate(sample: sample, seed: seed, counts: calls(sample)),
            at: index)
        }
      }
      if workers.count == 1 {
        work(0)
      } else {
        DispatchQueue.concurrentPerform(iterations: workers.count, execute: work)
      }
      for tally in batch.done { sums.add(tally) }
      progress(sums.samples)
      if sums.samples < first + size { break }
    }
    return sums.samples > 0 ? sums.result(seed: seed) : nil
  }

  /// One thread's engine.
  private final class Worker: @unchecked Sendable {
    // Only the thread with the worker's number touches it.
    private var engine: SimulationEngine
    init(_ engine: SimulationEngine) { self.engine = engine }

    func simulate(sample: Int, seed: UInt64, counts: [[Int]]) -> SampleTally {
      engine.simulate(sample: sample, seed: seed, counts: counts)
      return engine.tally
    }
  }

  /// Samples taken one after the other by any thread.
  private final class Batch: Sendable {
    private let state: Mutex<(next: Int, tallies: [SampleTally?])>

    init(size: Int) { state = Mutex((0, Array(repeating: nil, count: size))) }

    func next() -> Int? {
      state.withLock { state in
        guard state.next < state.tallies.count else { return nil }
        state.next += 1
        return state.next - 1
      }
    }

    func put(_ tally: SampleTally, at index: Int) { state.withLock { $0.tallies[index] = tally } }

    /// Those begun, in order.
    var done: [SampleTally] { state.withLock { $0.tallies.compactMap(\.self) } }
  }
}
