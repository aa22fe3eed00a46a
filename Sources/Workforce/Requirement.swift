/// Agents to roster in every interval of a period, by queue, after shrinkage.
package struct Requirement: Sendable, Equatable {
  package var period: Period
  package var queues: [QueueRequirement]

  package init(period: Period, queues: [QueueRequirement]) {
    self.period = period
    self.queues = queues
  }
}

/// One queue's requirement; every array has one value for each interval of the period.
package struct QueueRequirement: Sendable, Equatable {
  package var queue: String
  package var calls: [Double]
  /// Seconds for a call.
  package var handleTime: [Double]
  package var agents: [Int]

  package init(queue: String, calls: [Double], handleTime: [Double], agents: [Int]) {
    self.queue = queue
    self.calls = calls
    self.handleTime = handleTime
    self.agents = agents
  }
}
