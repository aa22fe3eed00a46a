package import Workforce

/// What is simulated: queues, and agents who are rostered for them.
package struct SimulatedSite: Sendable, Equatable {
  package var period: Period
  package var queues: [SimulatedQueue]
  package var agents: [SimulatedAgent]
  /// What the centre promises by its own choice; those of queues that are not here are left out.
  package var commitments: [Commitment]

  package init(
    period: Period, queues: [SimulatedQueue], agents: [SimulatedAgent],
    commitments: [Commitment] = []
  ) {
    self.period = period
    self.queues = queues
    self.agents = agents
    self.commitments = commitments
  }

  /// - Throws: ``SimulationError`` for the first thing that cannot be simulated.
  func check() throws(SimulationError) {
    let intervals = period.intervalCount
    for queue in queues {
      if let patience = queue.patience, !(patience > 0 && patience.isFinite) {
        throw .noPatience(queue: queue.name)
      }
      if case .chat(let concurrency, let efficiency) = queue.work,
        !(1...1000 ~= concurrency && efficiency > 0 && efficiency.isFinite)
      {
        throw .badChat(queue: queue.name)
      }
      guard queue.pause >= 0, queue.pause.isFinite else { throw .badPause(queue: queue.name) }
      let variation = queue.handleTimeVariation ?? 1
      guard variation.isFinite, variation >= 0 else { throw .badVariation(queue: queue.name) }
      precondition(
        [
          queue.handleTime.count, queue.isOpen.count, queue.expectedCalls.count,
          queue.targets.count,
        ].allSatisfy { $0 == intervals })
      for interval in 0..<intervals {
        let time = queue.handleTime[interval]
        let calls = queue.expectedCalls[interval]
        guard calls.isFinite, calls >= 0, calls == 0 || (time > 0 && time.isFinite) else {
          throw .badInterval(
            queue: queue.name, start: period.label(ofInterval: interval), calls: calls,
            handleTime: time)
        }
      }
      guard queue.expectedCalls.contains(where: { $0 > 0 }) else { continue }
      let isServed = agents.contains { $0.skills.contains(queue.skill) && !$0.shifts.isEmpty }
      if !isServed {
        throw .nobodyHasSkill(
          queue: queue.name, skill: queue.skill,
          start: period.label(ofInterval: queue.expectedCalls.firstIndex { $0 > 0 }!))
      }
    }
  }
}
