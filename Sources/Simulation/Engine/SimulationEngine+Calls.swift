/// What happens to calls and to the agents who take them.
extension SimulationEngine {
  /// A call arrives: it is answered at once or joins its line.
  mutating func receive(_ call: Int, of queue: Int, at time: Double) {
    for tier in routing.queueTiers[queue]..<routing.queueTiers[queue &+ 1] {
      var chosen = -1
      for place in routing.tierStarts[tier]..<routing.tierStarts[tier &+ 1] {
        let agent = Int(firstIdle[routing.tierGroups[place]])
        if agent >= 0 && (chosen < 0 || idleSince[agent] < idleSince[chosen]) { chosen = agent }
      }
      if chosen >= 0 {
        endIdle(chosen, at: time)
        ends.insert(answer(call, of: queue, by: chosen, at: time), agent: chosen)
        return
      }
    }
    line[lineEnd[queue]] = Int32(truncatingIfNeeded: call)
    lineEnd[queue] &+= 1
  }

  /// The call that ends first ends; its agent takes another, waits for one, or goes.
  mutating func finish(at time: Double) {
    let agent = ends.firstAgent
    if isPresent[agent] || isLeaving[agent],
      let (call, queue) = takeCall(for: agent, onlyClosed: !isPresent[agent], at: time)
    {
      ends.replaceFirst(with: answer(call, of: queue, by: agent, at: time))
      return
    }
    ends.removeFirst()
    isBusy[agent] = false
    if isPresent[agent] { beginIdle(agent, at: time) }
  }

  /// An agent begins work: with a call that waits, or waiting for one.
  mutating func serveOrWait(_ agent: Int, at time: Double) {
    guard routing.groups[agent] != nil else { return }
    if let (call, queue) = takeCall(for: agent, onlyClosed: false, at: time) {
      ends.insert(answer(call, of: queue, by: agent, at: time), agent: agent)
    } else {
      beginIdle(agent, at: time)
    }
  }

  /// Callers still in line at `time` are gone: those who hung up before, and the others with it.
  ///
  /// At the very end (infinite time) nobody will come any more: they wait until the period is over.
  mutating func turnAway(_ queue: Int, at time: Double) {
    let last = time.isFinite ? time : Double(intervals) * intervalSeconds
    while let call = firstInLine(queue, at: time) {
      lineFirst[queue] &+= 1
      abandon(call, of: queue, after: max(0, last - calls.arrival[call]))
    }
  }

  /// The first caller in line who has not hung up; those ahead who have are counted and gone.
  @inline(__always)
  private mutating func firstInLine(_ queue: Int, at time: Double) -> Int? {
    while lineFirst[queue] < lineEnd[queue] {
      let call = Int(line[lineFirst[queue]])
      if calls.hangUp[call] > time || calls.hangUp[call] == .infinity { return call }
      lineFirst[queue] &+= 1
      abandon(call, of: queue, after: calls.hangUp[call] - calls.arrival[call])
    }
    return nil
  }

  @inline(__always)
  private mutating func takeCall(
    for agent: Int, onlyClosed: Bool, at time: Double
  ) -> (call: Int, queue: Int)? {
    let group = groups[agent]
    for level in routing.groupLevels[group]..<routing.groupLevels[group &+ 1] {
      var best = (call: -1, queue: -1)
      for place in routing.levelStarts[level]..<routing.levelStarts[level &+ 1] {
        let queue = routing.levelQueues[place]
        if onlyClosed && !isClosed[queue] { continue }
        guard let call = firstInLine(queue, at: time) else { continue }
        if best.call < 0 || calls.arrival[call] < calls.arrival[best.call] { best = (call, queue) }
      }
      if best.call >= 0 {
        lineFirst[best.queue] &+= 1
        return best
      }
    }
    return nil
  }

  /// - Returns: when the call ends.
  @inline(__always)
  private mutating func answer(
    _ call: Int, of queue: Int, by agent: Int, at time: Double
  ) -> Double {
    isBusy[agent] = true
    let interval = Int(calls.interval[call])
    let cell = queue &* intervals &+ interval
    let wait = time - calls.arrival[call]
    tally.calls[cell].answer(after: wait, threshold: thresholds[cell])
    tally.count(
      wait: wait, isAnswered: true, ownThresholds, queue: queue, interval: interval, of: intervals)
    let end = time + calls.handleTime[call]
    Self.spread(
      from: time, to: end, base: groups[agent] &* intervals, intervals, intervalSeconds,
      into: &tally.busy)
    return end
  }

  private mutating func abandon(_ call: Int, of queue: Int, after wait: Double) {
    let interval = Int(calls.interval[call])
    let cell = queue &* intervals &+ interval
    tally.calls[cell].abandon(after: wait, threshold: thresholds[cell])
    tally.count(
      wait: wait, isAnswered: false, ownThresholds, queue: queue, interval: interval, of: intervals)
  }
}

/// Agents who wait for calls.
extension SimulationEngine {
  @inline(__always)
  mutating func beginIdle(_ agent: Int, at time: Double) {
    let group = groups[agent]
    idleSince[agent] = time
    let last = lastIdle[group]
    earlierIdle[agent] = last
    laterIdle[agent] = -1
    if last >= 0 {
      laterIdle[Int(last)] = Int32(truncatingIfNeeded: agent)
    } else {
      firstIdle[group] = Int32(truncatingIfNeeded: agent)
    }
    lastIdle[group] = Int32(truncatingIfNeeded: agent)
  }

  @inline(__always)
  mutating func endIdle(_ agent: Int, at time: Double) {
    guard routing.groups[agent] != nil else { return }
    let group = groups[agent]
    let (earlier, later) = (earlierIdle[agent], laterIdle[agent])
    if earlier >= 0 { laterIdle[Int(earlier)] = later } else { firstIdle[group] = later }
    if later >= 0 { earlierIdle[Int(later)] = earlier } else { lastIdle[group] = earlier }
    Self.spread(
      from: idleSince[agent], to: time, base: group &* intervals, intervals, intervalSeconds,
      into: &tally.idle)
  }

  /// Adds a span of time to the intervals it lies in; what lies after the period is left out.
  @inline(__always)
  private static func spread(
    from start: Double, to end: Double, base: Int, _ intervals: Int, _ seconds: Double,
    into times: inout [Double]
  ) {
    let first = Int(start / seconds)
    let last = min(Int(end / seconds), intervals &- 1)
    if first == last {
      times[base &+ first] += min(end, Double(first &+ 1) * seconds) - start
    } else if first < last {
      times[base &+ first] += Double(first &+ 1) * seconds - start
      for interval in first &+ 1..<last { times[base &+ interval] += seconds }
      times[base &+ last] += min(end, Double(last &+ 1) * seconds) - Double(last) * seconds
    }
  }
}
