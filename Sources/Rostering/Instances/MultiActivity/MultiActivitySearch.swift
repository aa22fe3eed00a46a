private import Dispatch
private import Foundation
internal import Workforce

/// The search for a roster of a multi-activity instance.
///
/// 1. Everybody gets a plain lawful tour.
/// 2. A short annealing: a roster that keeps the cover within a tenth of the time.
/// 3. The duals of the total cover by ``TourBound``: a proven bound, where the time suffices for one.
/// 4. A long annealing, from a lower temperature.
///
/// Two chains run side by side, each on its own thread where there are two. A unit of work is some
/// thousand moves of both chains or one step of the dual method, so that the same work and seed give the
/// same roster on any number of threads.
final class MultiActivitySearch {
  private let model: TaskModel
  private let limits: SolveLimits
  private let stop: StopSignal
  private let report: (SolveProgress) -> Void
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  private var work = 0
  private var iterations = 0
  private var columns = 0
  private var bestCost = Int.max
  private var bound: Double
  private var chains: [Annealing] = []

  /// Moves of each chain in a unit of work.
  private static let moves = 1 << 14
  /// Units of work where neither time nor work is limited.
  private static let wholeWork = 4000

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
    let impossible = first.fill(generator: &generator)
    if !impossible.isEmpty {
      // All else is alike for everybody, so it is the hours that cannot be met.
      return .impossible(
        impossible.map { id in
          let member = model.instance.staff.first { $0.id == id }!
          return AgentConflict(
            agent: id, rules: ["minutes"],
            message: "\(id) has no lawful tour of \(member.minutes.lowerBound) to "
              + "\(member.minutes.upperBound) minutes in \(model.instance.days) days")
        })
    }
    if let shortage = model.instance.shortage { return .infeasible(shortage) }
    chains = (0..<2).map { index in
      let roster = TaskRoster(model)
      roster.copy(first)
      return Annealing(roster, seed: limits.seed &* 1_000_003 &+ UInt64(index))
    }
    anneal(until: 0.1, from: 8, to: 0.25)
    improveBound(until: 0.3)
    anneal(until: 1, from: 2, to: 0.15)
    guard let best = chains.min(by: { $0.bestCost < $1.bestCost }), best.bestCost < .max else {
      return .nothing
    }
    return .roster(
      InstanceResult(
        roster: best.best.stretches, objective: best.bestCost, bound: bound, seconds: seconds,
        work: work, iterations: iterations, columns: columns, seed: limits.seed))
  }

  // MARK: Stages

  /// Cools both chains until a part of the time or the work is used; they end at the best roster.
  private func anneal(until end: Double, from hot: Double, to cold: Double) {
    let start = used
    var meetings = 0
    while !isOver, used < end {
      let part = min(1, (used - start) / max(1e-9, end - start))
      let temperature = hot * pow(cold / hot, part)
      for chain in chains { chain.temperature = temperature }
      runChains()
      work += 1
      // Once it is cold, nobody is missing but for want of a price.
      for chain in chains where part > 0.5 && chain.roster.short > 0 {
        chain.weight = min(1000, chain.weight * 1.02)
      }
      // Now and then the worse chain goes on from where the better one is.
      if Int(part * 20) > meetings {
        meetings = Int(part * 20)
        let order = chains.sorted { $0.energy < $1.energy }
        order[1].restart(from: order[0].roster)
      }
      bestCost = chains.map(\.bestCost).min()!
      tell(.polish)
    }
    if let best = chains.min(by: { $0.bestCost < $1.bestCost }), best.bestCost < .max {
      for chain in chains { chain.restart(from: best.best) }
    }
  }

  private func runChains() {
    nonisolated(unsafe) let chains = chains
    nonisolated(unsafe) let shouldStop = { self.isCut }
    let threads = max(1, min(limits.threads, chains.count))
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for index in stride(from: thread, to: chains.count, by: threads) {
        chains[index].run(moves: MultiActivitySearch.moves, shouldStop: shouldStop)
      }
    }
  }

  private func improveBound(until end: Double) {
    guard !isOver, used < end else { return }
    let start = used
    var tours = TourBound(chains[0].roster, threads: limits.threads)
    while !isOver, used < end {
      let isPromising = tours.improve()
      work += 1
      iterations += 1
      if tours.value > bound {
        // Objectives are whole, so a bound holds for the next whole number; the margin covers the sums'
        // rounding.
        bound = (tours.value - 1e-9 * abs(tours.value) - 1e-6).rounded(.up)
        tell(.bound)
      }
      // Where a step takes long there will be too few of them, and some bounds stay below the free one.
      let spent = used - start
      let isTooSlow = spent * 15 > (end - start) * Double(iterations)
      let isHopeless = spent > (end - start) / 2 && tours.value < 0.5 * bound
      if !isPromising || isTooSlow || isHopeless { break }
    }
    columns = tours.columns
  }

  // MARK: Limits and progress

  private var seconds: Double { (clock.now - begin) / .seconds(1) }

  /// The share of the time or of the work that is used.
  private var used: Double {
    if let seconds = limits.seconds, limits.work == nil { return self.seconds / seconds }
    return Double(work) / Double(limits.work ?? MultiActivitySearch.wholeWork)
  }

  private var isOver: Bool {
    isCut || limits.work.map { work >= $0 } ?? false
      || bestCost < .max && Double(bestCost) - bound <= limits.gap * Double(bestCost)
  }

  private var isCut: Bool {
    stop.isSet || limits.seconds.map { seconds >= $0 } ?? false
  }

  private func tell(_ stage: SolveProgress.Stage) {
    report(
      SolveProgress(
        seconds: seconds, stage: stage, best: bestCost < .max ? bestCost : nil, bound: bound))
  }
}
