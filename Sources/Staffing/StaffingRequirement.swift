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
  /// The agents to roster for every queue of `site`, to keep its targets on the forecast.
  ///
  /// In an interval in which the queue is staffed (``Site/staffedIntervals(of:in:)``):
  ///
  ///     agents = max(minimumAgents, ⌈ base staff / (1 − shrinkage) ⌉)
  ///
  /// The base staff is the least with which the interval's calls on the whole meet the target of its
  /// hour, while the load moves as ``OfferedLoad`` says, the rate errs as ``RateUncertainty`` says, and at
  /// each moment callers meet what ``DelayModel`` says of the load then ("modified offered load"). To
  /// staff for the greatest load within the interval would keep the load of each busy interval for the
  /// whole of a quieter one that follows; to staff for the mean load would let the callers of a rising
  /// interval down.
  ///
  /// After closing nobody calls, but those who still talk need somebody: on a day on which the queue was
  /// open, the mean load, rounded to whole agents. On all other days nobody.
  ///
  /// Work that may wait goes into the hours that calls leave quietest (``DeferrableWork``), that of closed
  /// hours, too: what comes in at night is done in the next open hours, within its window.
  ///
  /// - Throws: ``StaffingError`` for a queue that is not in the forecast.
  /// - Complexity: O(queues × intervals × √load · log load)
  package init(_ forecast: Forecast, for site: Site) throws(StaffingError) {
    let period = forecast.period
    self.init(period: period, queues: [])
    var expected: [QueueForecast] = []
    for queue in site.queues {
      guard let found = forecast.queues.first(where: { $0.queue == queue.name }) else {
        throw .noForecast(queue: queue.name)
      }
      expected.append(found)
      queues.append(
        QueueRequirement(
          queue: queue.name, calls: found.mean, handleTime: found.handleTime,
          agents: Array(repeating: 0, count: period.intervalCount)))
    }
    var busy = Array(repeating: 0, count: period.intervalCount)
    for (index, queue) in site.queues.enumerated() where queue.work.deferrableMinutes == nil {
      let staffing = QueueStaffing(queue: queue, forecast: expected[index], site: site, period)
      let agents = staffing.callAgents()
      queues[index].agents = agents
      for interval in busy.indices { busy[interval] += agents[interval] }
    }
    for (index, queue) in site.queues.enumerated() where queue.work.deferrableMinutes != nil {
      let staffing = QueueStaffing(queue: queue, forecast: expected[index], site: site, period)
      let agents = staffing.deferrableAgents(busy: busy)
      queues[index].agents = agents
      for interval in busy.indices { busy[interval] += agents[interval] }
    }
  }
}
