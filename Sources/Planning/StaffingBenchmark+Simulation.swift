internal import Simulation
internal import Workforce

extension StaffingBenchmark {
  /// Times stationary queues that share agents, and the rostered week of the synthetic site with sampled
  /// calls.
  package mutating func measureSimulation(
    samples: Int, threads: Int, step: @escaping @Sendable (Int) -> Void
  ) throws {
    let stationary = try Simulation(Self.stationary)
    add("3 steady queues, 2 days", (stationary.site.agents.count, 3), samples, threads) {
      stationary.run(
        samples: samples, seed: 1, threads: threads, progress: { _ in step(samples) }
      ) { stationary.poissonCalls(sample: $0, seed: 1) }
    }
    let synthetic = SyntheticSite()
    var assumptions = SimulationRun.Assumptions()
    assumptions.absence = 0.05
    let run = try SimulationRun(
      synthetic.roster, site: synthetic.site, forecast: synthetic.forecast(seed: 1),
      assumptions: assumptions)
    add(
      "5 queues, a rostered week",
      (synthetic.site.agents.count, synthetic.site.queues.count), samples, threads
    ) {
      run.simulate(
        samples: samples, seed: 1, threads: threads, progress: { _ in step(samples) })
    }
  }

  private mutating func add(
    _ name: String, _ size: (agents: Int, queues: Int), _ samples: Int, _ threads: Int,
    run: () -> SimulationResult?
  ) {
    let clock = ContinuousClock()
    let (begin, cpu) = (clock.now, ProcessorTime.ofProcess)
    guard let result = run() else { return }
    let seconds = (clock.now - begin) / .seconds(1)
    let cpuSeconds = ProcessorTime.ofProcess - cpu
    simulations.append(
      SimulationRow(
        site: name, agents: size.agents, queues: size.queues, samples: samples,
        calls: result.calls, threads: threads, seconds: seconds, cpuSeconds: cpuSeconds,
        callsPerSecond: Double(result.calls) / seconds,
        callsPerCPUSecond: Double(result.calls) / cpuSeconds, memoryMB: PeakMemory.megabytes))
  }

  /// Three queues of unequal size; a third of the agents have two skills.
  private static var stationary: SimulatedSite {
    let period = Period(
      firstDay: Day("2026-11-23")!, days: 2, intervalMinutes: 15,
      zone: Zone(identifier: "Europe/Paris")!)
    let names = ["a", "b", "c"]
    let loads = [90.0, 40, 15]
    let queues = names.indices.map { queue in
      steadyQueue(
        names[queue], load: loads[queue], handleTime: 240 + 60 * Double(queue), patience: 120,
        in: period)
    }
    let skills = [
      ["a"], ["b"], ["a", "b"], ["a"], ["c", "b"], ["a"], ["b", "c"], ["a"], ["a", "c"],
    ]
    let agents = (0..<162).map {
      steadyAgent("A\($0)", skills: skills[$0 % skills.count], in: period)
    }
    return SimulatedSite(period: period, queues: queues, agents: agents)
  }

  static func steadyAgent(_ id: String, skills: [String], in period: Period) -> SimulatedAgent {
    SimulatedAgent(
      id: id, skills: skills,
      shifts: [
        Shift(agent: id, day: period.firstDay, start: period.start, end: period.end + 60)
      ])
  }

  static func steadyQueue(
    _ name: String, load: Double, handleTime: Double, patience: Double?, in period: Period
  ) -> SimulatedQueue {
    let count = period.intervalCount
    return SimulatedQueue(
      name: name, skill: name,
      targets: Array(
        repeating: StaffingTarget(serviceLevel: ServiceTarget(share: 0.8, seconds: 20)),
        count: count),
      handleTime: Array(repeating: handleTime, count: count), patience: patience,
      isOpen: Array(repeating: true, count: count),
      expectedCalls: Array(
        repeating: load * Double(60 * period.intervalMinutes) / handleTime, count: count))
  }
}
