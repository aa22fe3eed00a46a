internal import Workforce

/// One queue of a site over a period, on the way from its forecast to agents.
struct QueueStaffing {
  let queue: Queue
  let period: Period
  /// Whether people are at work for the queue in each interval.
  let staffed: [Bool]
  /// What the clocks show as each interval starts.
  let moments: [LocalMoment]
  /// Whether its work may be done in each interval.
  let isWorkable: [Bool]
  /// Calls in each interval, none while it is closed; but work that may wait comes in all the same.
  let calls: [Double]
  /// Seconds of an agent's time for a call, the pause after it included.
  let handleTime: [Double]
  /// How the forecast may err.
  let scatter: CallScatter?

  init(queue: Queue, forecast: QueueForecast, site: Site, _ period: Period) {
    self.queue = queue
    self.period = period
    let staffed = site.staffedIntervals(of: queue, in: period)
    self.staffed = staffed
    moments = (0..<period.intervalCount).map(period.local(ofInterval:))
    isWorkable = site.workableIntervals(of: queue, in: period)
    let mayWait = queue.work.deferrableMinutes != nil
    calls = forecast.mean.indices.map {
      staffed[$0] || mayWait ? max(0, forecast.mean[$0]) : 0
    }
    scatter = forecast.scatter
    var slowness = 1.0
    if case .chat(_, let efficiency) = queue.work { slowness = 1 / efficiency }
    handleTime = forecast.handleTime.map {
      ($0 > 0 ? $0 : queue.defaultHandleTime) * slowness + queue.pauseBetweenCalls
    }
  }

  /// Agents to roster in every interval for calls and chats, which somebody waits for.
  func callAgents() -> [Int] {
    let load = OfferedLoad(
      calls: calls, handleTime: handleTime, intervalMinutes: period.intervalMinutes,
      before: staffed.first == true ? nil : 0)
    let openDays = Set(moments.indices.lazy.filter { staffed[$0] }.map { moments[$0].day })
    return moments.indices.map { interval in
      if staffed[interval] {
        return rostered(atWork(base(interval, load)), in: interval)
      }
      guard openDays.contains(moments[interval].day) else { return 0 }
      let talking = Int(load.mean(ofInterval: interval).rounded())
      return withShrinkage(atWork(talking), in: interval)
    }
  }

  /// Calls, or chats at once, that must be attended to in an open interval for its target.
  private func base(_ interval: Int, _ load: OfferedLoad) -> Int {
    let model = DelayModel(
      handleTime: handleTime[interval], patience: queue.patience ?? .infinity)
    let target = queue.staffingTarget(atMinute: moments[interval].minute)
    var path = load.path(ofInterval: interval)
    // A steady state that never ends has no mean wait at rates beyond the agents.
    if queue.patience != nil || target.maximumASA == nil {
      path = RateUncertainty(scatter, interval: interval, mean: calls[interval]).spread(path)
    }
    return path.count == 1
      ? model.agents(load: path[0].load, target: target)
      : model.agents(loads: path, target: target)
  }

  /// Agents who can attend to so many at once.
  private func atWork(_ attended: Int) -> Int {
    guard case .chat(let concurrency, _) = queue.work else { return attended }
    return (attended + concurrency - 1) / concurrency
  }

  /// Agents in every interval for work that may wait, in the hours quietest by `busy`, the agents that
  /// other queues need.
  func deferrableAgents(busy: [Int]) -> [Int] {
    let work = calls.indices.map {
      calls[$0] * handleTime[$0] / Double(60 * period.intervalMinutes)
    }
    let most = moments.map { queue.staffingTarget(atMinute: $0.minute).maximumOccupancy }
    let within = (queue.work.deferrableMinutes ?? 0) / period.intervalMinutes
    let spread = DeferrableWork(work: work, allowed: isWorkable, capacity: most, busy: busy)
    let agents = spread.agents(within: within)
    return agents.indices.map { isWorkable[$0] ? rostered(agents[$0], in: $0) : 0 }
  }

  private func rostered(_ atWork: Int, in interval: Int) -> Int {
    max(
      queue.minimumAgents(atMinute: moments[interval].minute),
      withShrinkage(atWork, in: interval))
  }

  private func withShrinkage(_ atWork: Int, in interval: Int) -> Int {
    let away = queue.shrinkage(atMinute: moments[interval].minute)
    return (Double(atWork) / (1 - away)).roundedUpToInteger
  }
}
