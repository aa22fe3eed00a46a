private import Dispatch
internal import Workforce

/// The search for a roster of a multi-activity instance.
///
/// 1. Everybody gets a plain lawful tour.
/// 2. A short annealing: a roster that keeps the cover, within a tenth of the time.
/// 3. A long annealing, from a lower temperature.
///
/// Two chains run side by side, each on its own thread where there are two. A unit of work is some
/// thousand moves of both chains, so that the same work and seed give the same roster on any number of
/// threads.
final class MultiActivitySearch {
  private let model: TaskModel
  private let limits: SolveLimits
  private let stop: StopSignal
  private let report: (SolveProgress) -> Void
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var work = 0
  private var bestCost = Int.max
  private var bound: Double
  private var chains: [Annealing] = []

  private static let moves = 1 << 16
  /// Units of work where neither time nor work is limited.
  private static let wholeWork = 400

  init(
    model: TaskModel, limits: SolveLimits, stop: StopSignal,
    report: @escaping (SolveProgress) -> Void
  ) {
    self.model = model
    self.limits = limits
    self.stop = stop
    self.report = report
    begin = clock.now
    bound = Double(model.instance.freeBound)
  }

  func run() -> InstanceOutcome<[[MultiActivityInstance.Stretch]]> {
    var generator = SplitMix64(seed: limits.seed)
    let first = TaskRoster(model)
    let impossible = first.fillPlainly(generator: &generator)
    if !impossible.isEmpty { return .impossible(impossible) }
    chains = (0..<2).map { index in
      let roster = TaskRoster(model)
      roster.copy(first)
      return Annealing(roster, seed: limits.seed &* 1_000_003 &+ UInt64(index))
    }
    anneal(until: 0.12, from: 8, to: 0.25)
    anneal(until: 1, from: 2.5, to: 0.15)
    guard let best = chains.min(by: { $0.bestCost < $1.bestCost }), best.bestCost < .max else {
      return .nothing
    }
    return .roster(
      InstanceResult(
        roster: best.best.stretches, objective: best.bestCost, bound: bound, seconds: seconds,
        work: work, iterations: 0, columns: 0, seed: limits.seed))
  }

  /// Cools both chains until a part of the time or the work is used.
  private func anneal(until end: Double, from hot: Double, to cold: Double) {
    let start = used
    let ratio = cold / hot
    var exchanges = 0
    while !isOver, used < end {
      let part = min(1, (used - start) / max(1e-9, end - start))
      let temperature = hot * power(ratio, part)
      for chain in chains { chain.temperature = temperature }
      nonisolated(unsafe) let chains = chains
      let threads = max(1, min(limits.threads, chains.count))
      let shouldStop = { self.isCut }
      nonisolated(unsafe) let stops = shouldStop
      DispatchQueue.concurrentPerform(iterations: threads) { thread in
        for index in stride(from: thread, to: chains.count, by: threads) {
          chains[index].run(moves: Self.moves, shouldStop: stops)
        }
      }
      work += 1
      // A member missing must become dearer while members are missing in the cold.
      for chain in chains where part > 0.5 && chain.roster.short > 0 {
        chain.weight = min(1000, chain.weight * 1.02)
      }
      if Int(part * 20) > exchanges {
        exchanges = Int(part * 20)
        let order = chains.sorted { $0.energy < $1.energy }
        order[1].restart(from: order[0].roster)
      }
      let cost = chains.map(\.bestCost).min()!
      if cost < bestCost { bestCost = cost }
      tell()
    }
    if let best = chains.filter({ $0.bestCost < .max }).min(by: { $0.bestCost < $1.bestCost }) {
      for chain in chains { chain.restart(from: best.best) }
    }
  }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    // base^exponent by halving the exponent: 30 square roots are exact enough for a temperature.
    var result = 1.0
    var root = base
    var left = exponent
    if left >= 1 { return base }
    for _ in 0..<30 {
      root = root.squareRoot()
      left *= 2
      if left >= 1 {
        result *= root
        left -= 1
      }
    }
    return result
  }

  private var seconds: Double { (clock.now - begin) / .seconds(1) }

  /// The share of the time or of the work that is used.
  private var used: Double {
    if let seconds = limits.seconds, limits.work == nil { return self.seconds / seconds }
    return Double(work) / Double(limits.work ?? Self.wholeWork)
  }

  private var isOver: Bool {
    isCut || Double(bestCost) <= bound || limits.work.map { work >= $0 } ?? false
  }

  private var isCut: Bool {
    stop.isSet || limits.seconds.map { seconds >= $0 } ?? false
  }

  private func tell() {
    report(
      SolveProgress(
        seconds: seconds, stage: .polish, best: bestCost < .max ? bestCost : nil, bound: bound))
  }
}
