internal import Simulation
package import Workforce

/// Rosters for higher and higher requirements, until one keeps what the queues promise; where that is
/// not asked for, the first.
///
/// A promise is kept where, on every day, the mean over all samples surely is as good as promised, and
/// where the queue asks for it (``Queue/assurance``), surely in as many single weeks. Where a roster
/// fails, the share of the calls with which it would not is looked for, day by day, with the same
/// callers: who serves nine tenths of the calls as promised needs the requirement of ten ninths. That is
/// planned for next. Few rosters are needed, since the raised one serves all calls about as the last one
/// served its share.
package struct VerificationRun<Plan> {
  /// A roster on trial, and what else was made with it.
  package struct Candidate {
    package let roster: Roster
    /// Agents required and not rostered, by queue and interval.
    package let missing: [String: [Int]]
    package let plan: Plan

    package init(roster: Roster, missing: [String: [Int]], plan: Plan) {
      self.roster = roster
      self.missing = missing
      self.plan = plan
    }
  }

  package struct Attempt {
    package let requirement: Requirement
    package let plan: Plan
    /// Nil where it was not asked for, stopped before anything was known, or cannot be simulated.
    package fileprivate(set) var verification: Verification?
  }

  private let pipeline: Pipeline
  private let forecast: Forecast
  private let plain: Requirement
  private let options: SimulationOptions
  private let shouldStop: @Sendable () -> Bool
  private let make: (Requirement) throws -> Candidate?

  private static var mostRounds: Int { 5 }
  /// The least change of calls worth another roster, and the least share of them that is tried.
  private static var resolution: Double { 0.01 }
  private static var leastShare: Double { 0.5 }

  /// - Parameters:
  ///   - plain: the requirement to begin with.
  ///   - make: makes a roster; nil where there is none.
  package init(
    pipeline: Pipeline, forecast: Forecast, plain: Requirement, options: SimulationOptions,
    shouldStop: @escaping @Sendable () -> Bool = { false },
    make: @escaping (Requirement) throws -> Candidate?
  ) {
    self.pipeline = pipeline
    self.forecast = forecast
    self.plain = plain
    self.options = options
    self.shouldStop = shouldStop
    self.make = make
  }

  /// The first roster that keeps all promises, or else the best; nil where none can be made.
  package func run() throws -> Attempt? {
    let judge = PromiseJudge(site: pipeline.site, period: forecast.period)
    var volumes = judge.allCalls
    var requirement = plain
    var best: Attempt?
    for round in 1...Self.mostRounds {
      guard let candidate = try make(requirement) else { break }
      var attempt = Attempt(requirement: requirement, plan: candidate.plan)
      guard options.isVerifying else { return attempt }
      // A roster that cannot be simulated is a roster all the same; why is told when it is simulated last.
      guard
        let simulation = try? SimulationRun(
          candidate.roster, site: pipeline.site, forecast: forecast,
          assumptions: options.assumptions),
        let simulated = simulate(simulation, judge.allCalls, round: round)
      else {
        if best == nil { best = attempt }
        break
      }
      let verification = judge.verification(
        simulated, missing: candidate.missing, plain: plain, requirement: requirement, rounds: round
      )
      attempt.verification = verification
      let isBetter = best?.verification.map(verification.isBetter(than:)) ?? true
      if isBetter { best = attempt }
      best?.verification?.rounds = round
      // Where nobody is left to roster, asking for more changes nothing.
      let isHopeless = round > 1 && !isBetter && verification.missingMinutes > 0
      if verification.isKept || isHopeless || shouldStop() { break }
      let kept = judge.kept(simulated)
      guard let sustained = sustained(simulation, judge, round: round) else { break }
      var isRaised = false
      for (queue, days) in kept.enumerated() {
        for (day, isKept) in days.enumerated() where !isKept {
          let share = sustained[queue, day]
          isRaised = isRaised || share < 1 - Self.resolution
          // A little more at least, lest rounding leave all agents where they were.
          volumes[queue, day] /= min(share, 1 - Self.resolution)
        }
      }
      requirement = try raised(by: volumes)
      if !isRaised && requirement == attempt.requirement { break }
    }
    return best
  }

  private func simulate(
    _ run: SimulationRun, _ volumes: QueueDayVolumes, round: Int, samples: Int? = nil
  ) -> SimulationResult? {
    run.simulate(
      samples: samples ?? options.verifyingSamples, seed: options.verifyingSeed(round: round),
      threads: options.threads,
      volumes: volumes, shouldStop: shouldStop)
  }

  /// The plain requirement with what more calls would need on top.
  private func raised(by volumes: QueueDayVolumes) throws -> Requirement {
    let period = forecast.period
    // Not the plain one where a planner edited that.
    let forecasted = try pipeline.requirement(forecast)
    var more = forecast
    for (index, queue) in pipeline.site.queues.enumerated() {
      guard let place = more.queues.firstIndex(where: { $0.queue == queue.name }) else { continue }
      for day in 0..<period.days {
        for interval in period.firstInterval(ofDay: day)..<period.firstInterval(ofDay: day + 1) {
          more.queues[place].mean[interval] *= volumes[index, day]
        }
      }
    }
    let raised = try pipeline.requirement(more)
    var requirement = plain
    for (index, queue) in plain.queues.enumerated() {
      guard let high = raised.queues.first(where: { $0.queue == queue.queue }),
        let low = forecasted.queues.first(where: { $0.queue == queue.queue })
      else { continue }
      for interval in queue.agents.indices {
        requirement.queues[index].agents[interval] +=
          max(0, high.agents[interval] - low.agents[interval])
      }
    }
    return requirement
  }

  /// For each queue and day, about the greatest share of the calls that the roster serves as promised.
  private func sustained(
    _ simulation: SimulationRun, _ judge: PromiseJudge, round: Int
  ) -> QueueDayVolumes? {
    var low = judge.allCalls
    for queue in 0..<low.queues { for day in 0..<low.days { low[queue, day] = Self.leastShare } }
    var high = judge.allCalls
    for _ in 0..<6 {
      let middle = low.middle(high)
      let simulated = simulate(
        simulation, middle, round: round, samples: options.verifyingSamples / 2)
      guard let simulated else { return nil }
      for (queue, days) in judge.kept(simulated).enumerated() {
        for (day, isKept) in days.enumerated() {
          if isKept {
            low[queue, day] = middle[queue, day]
          } else {
            high[queue, day] = middle[queue, day]
          }
        }
      }
    }
    return low
  }
}
