/// What happens to calls and to the agents who take them.
extension SimulationEngine {
  /// A call arrives: an agent takes it at once, or it joins its line.
  mutating func receive(_ call: Int, of queue: Int, at time: Double) {
    if isTaken[queue] {
      let agent = idleAgent(for: queue)
      if agent >= 0 {
        endIdle(agent, at: time)
        begin(call, of: queue, by: agent, at: time)
        return
      }
      if slots[queue] > 1 && share(call, of: queue, at: time) { return }
    }
    line[lineEnd[queue]] = Int32(truncatingIfNeeded: call)
    lineEnd[queue] &+= 1
  }

  /// Who takes the next of a queue of those idle, or −1 where nobody is.
  @inline(__always)
  private func idleAgent(for queue: Int) -> Int {
    for tier in routing.queueTiers[queue]..<routing.queueTiers[queue &+ 1] {
      var chosen = -1
      for place in routing.tierStarts[tier]..<routing.tierStarts[tier &+ 1] {
        let agent = Int(chainStart[routing.tierGroups[place]])
        if agent >= 0 && (chosen < 0 || idleSince[agent] < idleSince[chosen]) { chosen = agent }
      }
      if chosen >= 0 { return chosen }
    }
    return -1
  }

  /// An agent with nothing in hand, in no chain, begins on a call or chat.
  @inline(__always)
  mutating func begin(_ call: Int, of queue: Int, by agent: Int, at time: Double) {
    if slots[queue] > 1 {
      beginChats(with: call, of: queue, by: agent, at: time)
    } else {
      ends.insert(answer(call, of: queue, by: agent, at: time), agent: agent)
    }
  }

  /// What ends first ends; its agent takes another, waits for one, or goes.
  mutating func finish(at time: Double) {
    let agent = ends.firstAgent
    if held[agent] > 0 { return finishChat(of: agent, at: time) }
    guard isPresent[agent] || isLeaving[agent],
      let (call, queue) = takeCall(for: agent, onlyClosed: !isPresent[agent], at: time)
    else {
      ends.removeFirst()
      isBusy[agent] = false
      if isPresent[agent] { beginIdle(agent, at: time) }
      return
    }
    if slots[queue] == 1 {
      ends.replaceFirst(with: answer(call, of: queue, by: agent, at: time))
    } else {
      ends.removeFirst()
      beginChats(with: call, of: queue, by: agent, at: time)
    }
  }

  /// An agent begins work: with what waits, or waiting for it.
  mutating func serveOrWait(_ agent: Int, at time: Double) {
    guard routing.groups[agent] != nil else { return }
    if let (call, queue) = takeCall(for: agent, onlyClosed: false, at: time) {
      begin(call, of: queue, by: agent, at: time)
    } else {
      beginIdle(agent, at: time)
    }
  }

  /// Idle agents begin on what waits in a queue.
  mutating func beginWaiting(_ queue: Int, at time: Double) {
    while let call = firstInLine(queue, at: time) {
      let agent = idleAgent(for: queue)
      if agent < 0 { return }
      lineFirst[queue] &+= 1
      endIdle(agent, at: time)
      begin(call, of: queue, by: agent, at: time)
    }
  }

  /// What is left at the end of the period of work that may wait: what is due later is not of this period,
  /// the rest is overdue.
  mutating func leaveUndone(_ queue: Int) {
    let end = Double(intervals) * intervalSeconds
    for place in lineFirst[queue]..<lineEnd[queue] {
      let call = Int(line[place])
      let cell = queue &* intervals &+ Int(calls.interval[call])
      if calls.arrival[call] + thresholds[cell] > end {
        tally.calls[cell].offered -= 1
      } else {
        tally.calls[cell].leave(after: end - calls.arrival[call])
      }
    }
    lineFirst[queue] = lineEnd[queue]
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
  mutating func firstInLine(_ queue: Int, at time: Double) -> Int? {
    while lineFirst[queue] < lineEnd[queue] {
      let call = Int(line[lineFirst[queue]])
      if calls.hangUp[call] > time || calls.hangUp[call] == .infinity { return call }
      lineFirst[queue] &+= 1
      abandon(call, of: queue, after: calls.hangUp[call] - calls.arrival[call])
    }
    return nil
  }

  @inline(__always)
  mutating func takeCall(
    for agent: Int, onlyClosed: Bool, at time: Double
  ) -> (call: Int, queue: Int)? {
    let group = groups[agent]
    for level in routing.groupLevels[group]..<routing.groupLevels[group &+ 1] {
      var best = (call: -1, queue: -1)
      for place in routing.levelStarts[level]..<routing.levelStarts[level &+ 1] {
        let queue = routing.levelQueues[place]
        if !(onlyClosed ? isClosed[queue] : isTaken[queue]) { continue }
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
    let end = time + calls.handleTime[call]
    // Work for which nobody waits counts when it is done.
    let met = windows[queue] == .infinity ? time : end
    let wait = met - calls.arrival[call]
    tally.calls[cell].answer(after: wait, threshold: thresholds[cell])
    tally.count(
      wait: wait, isAnswered: true, ownThresholds, queue: queue, interval: interval, of: intervals)
    SampleTally.spread(
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
