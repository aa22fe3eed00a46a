package import Simulation
package import Workforce

/// A roster simulated against the forecast of its weeks.
package struct SimulationRun: Sendable {
  /// What is simulated beyond what the site says of its callers and agents, or in its place.
  package struct Assumptions: Sendable, Equatable {
    /// Mean seconds before a waiting caller hangs up; nil for each queue's own.
    package var patience: Double?
    /// Standard deviation of handle times over their mean; nil for what the history tells, and
    /// exponential handle times where it tells nothing.
    package var handleTimeVariation: Double?
    /// Seconds between two calls of an agent; nil for each queue's own.
    package var pause: Double?
    /// Share of shifts missed altogether; the rest of a queue's shrinkage takes agents away by intervals.
    package var absence = 0.0

    package init() {}
  }

  private let simulation: Simulation
  private let paths: CallPaths
  /// The place of each simulated queue among the site's.
  private let places: [Int]
  /// The day of each interval, counted from 0.
  private let days: [Int]
  /// What a reader should know about the input, in sentences.
  package let notes: [String]

  /// - Parameters:
  ///   - site: whose published shifts cover the hours before the roster's first.
  ///   - forecast: over the roster's period, with every queue of the site.
  /// - Throws: `SimulationError` where they cannot be simulated.
  package init(
    _ roster: Roster, site: Site, forecast: Forecast, assumptions: Assumptions = Assumptions()
  ) throws(SimulationError) {
    let period = roster.period
    let site = site.known(on: period.firstDay)
    let unknown = SimulationRun.unknownIntervals(of: roster, site: site)
    let minutes = (0..<period.intervalCount).map { period.local(ofInterval: $0).minute }
    var queues: [SimulatedQueue] = []
    var open: [QueueForecast] = []
    var places: [Int] = []
    for (place, queue) in site.queues.enumerated() {
      guard var expected = forecast.queues.first(where: { $0.queue == queue.name }) else {
        continue
      }
      var isOpen = site.workableIntervals(of: queue, in: period)
      for interval in 0..<unknown { isOpen[interval] = false }
      if queue.work.deferrableMinutes == nil {
        for interval in isOpen.indices where !isOpen[interval] { expected.mean[interval] = 0 }
      }
      queues.append(
        SimulatedQueue(
          name: queue.name, skill: queue.skill, work: queue.work,
          targets: minutes.map(queue.staffingTarget(atMinute:)),
          handleTime: expected.handleTime.map { $0 > 0 ? $0 : queue.defaultHandleTime },
          handleTimeVariation: assumptions.handleTimeVariation ?? expected.handleTimeVariation,
          patience: assumptions.patience ?? queue.patience, announcedWait: queue.announcedWait,
          pause: assumptions.pause ?? queue.pauseBetweenCalls, isOpen: isOpen,
          expectedCalls: expected.mean))
      open.append(expected)
      places.append(place)
    }
    let shifts = SimulationRun.shifts(of: roster, site: site)
    let away = site.queues.map { queue in
      // Whoever is absent is not in a meeting, too: 1 − shrinkage = (1 − absence) (1 − rest).
      minutes.map {
        max(0, 1 - (1 - queue.shrinkage(atMinute: $0)) / (1 - assumptions.absence))
      }
    }
    let agents = site.agents.map { agent in
      let home = agent.skillOrder.lazy.compactMap { skill in
        site.queues.firstIndex { $0.skill == skill }
      }.first
      return SimulatedAgent(
        id: agent.id, skills: agent.skillOrder, shifts: shifts.worked[agent.id] ?? [],
        absence: assumptions.absence,
        shrinkage: home.map { away[$0] }.flatMap { $0.contains { $0 > 0 } ? $0 : nil })
    }
    simulation = try Simulation(
      SimulatedSite(
        period: period, queues: queues, agents: agents, commitments: site.commitments))
    self.places = places
    days = (0..<period.days).flatMap { day in
      Array(
        repeating: day,
        count: period.firstInterval(ofDay: day + 1) - period.firstInterval(ofDay: day))
    }
    paths = CallPaths(Forecast(period: period, queues: open))
    notes =
      (unknown > 0
        ? [
          "Hours before \(period.label(ofInterval: unknown)) left out: the week before is not published."
        ] : [])
      + shifts.absent.map { "\($0.agent) is absent on \($0.day): the shift is left out." }
  }

  /// How many intervals lie before the roster's first shift, where no shift of the week before is known
  /// that could cover them; no night shift reaches beyond noon.
  private static func unknownIntervals(of roster: Roster, site: Site) -> Int {
    let start = roster.period.start
    let isKnown = site.published.contains { $0.start < start && $0.end > start }
    guard !isKnown, let first = roster.shifts.map(\.start).min() else { return 0 }
    return min(max(0, first - start), 12 * 60) / roster.period.intervalMinutes
  }

  /// The roster's shifts by agent, and those of the night before it from what was published; shifts on
  /// days of a known absence apart.
  private static func shifts(
    of roster: Roster, site: Site
  ) -> (worked: [String: [Shift]], absent: [Shift]) {
    let start = roster.period.start
    let before = site.published.filter { $0.start < start && $0.end > start }
    var worked = Dictionary(grouping: before, by: \.agent)
    var absent: [Shift] = []
    let absences = Dictionary(grouping: site.absences, by: \.agent)
    for shift in roster.shifts {
      if absences[shift.agent, default: []].contains(where: { $0.from...$0.to ~= shift.day }) {
        absent.append(shift)
      } else {
        worked[shift.agent, default: []].append(shift)
      }
    }
    return (worked, absent)
  }

  /// - Parameters:
  ///   - volumes: the share of the calls that come, at most 1, by queue of the site and day; all if nil.
  ///   - shouldStop: asked before each sample, from any thread.
  ///   - progress: told the number of samples done.
  /// - Returns: nil where it was stopped before the first sample.
  package func simulate(
    samples: Int, seed: UInt64, threads: Int, volumes: QueueDayVolumes? = nil,
    shouldStop: @escaping @Sendable () -> Bool = { false }, progress: (Int) -> Void = { _ in }
  ) -> SimulationResult? {
    let queues = simulation.site.queues
    return simulation.run(
      samples: samples, seed: seed, threads: threads, shouldStop: shouldStop, progress: progress
    ) { [paths, days, places] sample in
      let calls = paths.sample(sample, seed: seed)
      return queues.indices.map { index in
        let all = calls[queues[index].name] ?? []
        guard let volumes else { return all }
        var random = SplitMix64(seed: seed ^ UInt64(sample) << 16 ^ UInt64(index))
        return zip(all, days).map { count, day in
          thinned(count, to: volumes[places[index], day], &random)
        }
      }
    }
  }
}

/// So many of `count` calls as come when each does with probability `share`.
private func thinned(_ count: Int, to share: Double, _ random: inout SplitMix64) -> Int {
  guard share < 1 else { return count }
  let limit = UInt64(share * 0x1p64)
  return (0..<count).count { _ in random.next() < limit }
}

extension Forecast {
  /// The calls of a requirement in place of a forecast, as a planner edited them.
  ///
  /// - Parameter file: where the requirement was read, for messages.
  /// - Throws: `InputRefused` where it is not for the period expected, or leaves out a queue.
  package init(
    _ requirement: Requirement, from file: String, site: Site, expected: Period
  ) throws(InputRefused) {
    guard requirement.period == expected else {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: file),
          found: "a requirement from \(requirement.period.firstDay) to "
            + "\(requirement.period.lastDay)",
          expected: "one from \(expected.firstDay) to \(expected.lastDay)")
      ])
    }
    let names = Set(requirement.queues.map(\.queue))
    let missing = site.queues.filter { !names.contains($0.name) }
    if !missing.isEmpty {
      // Nobody would be planned for it, and nobody told.
      throw InputRefused(
        missing.map {
          InputProblem(
            SourcePosition(file: file), found: "no rows of the queue \($0.name)",
            expected: "rows of every queue of the site")
        })
    }
    self.init(
      period: expected,
      queues: requirement.queues.map {
        QueueForecast(
          queue: $0.queue, mean: $0.calls, low80: $0.calls, high80: $0.calls, low95: $0.calls,
          high95: $0.calls, handleTime: $0.handleTime)
      })
  }
}
