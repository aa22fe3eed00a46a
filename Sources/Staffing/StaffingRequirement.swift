package import Workforce

/// A forecast that cannot be turned into a requirement.
package enum StaffingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The site has a queue of which the forecast says nothing.
  case noForecast(queue: String)

  package var description: String {
    switch self {
    case .noForecast(let queue): "the forecast has no calls for the queue \(queue)"
    }
  }
}

extension Requirement {
  /// The agents to roster for every queue of `site`, to keep its service target on the forecast.
  ///
  /// In an interval in which the queue is staffed (``Site/staffedIntervals(of:in:)``):
  ///
  ///     agents = max(minimumAgents, ⌈ base staff / (1 − shrinkage) ⌉)
  ///
  /// with the base staff of ``ErlangC``; elsewhere nobody, whatever the forecast says.
  ///
  /// - Throws: ``StaffingError`` for a queue that is not in the forecast.
  /// - Complexity: O(queues × intervals × √load)
  package init(_ forecast: Forecast, for site: Site) throws(StaffingError) {
    let period = forecast.period
    self.init(period: period, queues: [])
    for queue in site.queues {
      guard let expected = forecast.queues.first(where: { $0.queue == queue.name }) else {
        throw .noForecast(queue: queue.name)
      }
      let staffed = site.staffedIntervals(of: queue, in: period)
      let agents = staffed.indices.map { interval in
        staffed[interval]
          ? queue.agents(
            calls: expected.mean[interval], handleTime: expected.handleTime[interval],
            intervalMinutes: period.intervalMinutes) : 0
      }
      queues.append(
        QueueRequirement(
          queue: queue.name, calls: expected.mean, handleTime: expected.handleTime, agents: agents))
    }
  }
}

extension Queue {
  /// Agents to roster in an open interval with this many calls, shrinkage included.
  package func agents(calls: Double, handleTime: Double, intervalMinutes: Int) -> Int {
    let base = ErlangC.agents(
      calls: calls, handleTime: handleTime, intervalMinutes: intervalMinutes, target: target,
      maximumOccupancy: maximumOccupancy)
    return max(minimumAgents, (Double(base) / (1 - shrinkage)).roundedUpToInteger)
  }
}
