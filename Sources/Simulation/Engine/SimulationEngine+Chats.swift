/// Agents who hold several chats at once.
///
/// Who is present and holds some of a queue, but fewer than they may, is in a chain for their number.
extension SimulationEngine {
  /// An agent with nothing in hand begins on a chat, and on as many more as wait.
  mutating func beginChats(with call: Int, of queue: Int, by agent: Int, at time: Double) {
    isBusy[agent] = true
    busySince[agent] = time
    chatQueue[agent] = queue
    hold(call, by: agent, at: time)
    takeChats(agent, at: time)
  }

  /// An arriving chat goes to an agent who holds some, of those with fewest.
  /// - Returns: whether there was one.
  mutating func share(_ call: Int, of queue: Int, at time: Double) -> Bool {
    for chain in firstSharing[queue]..<firstSharing[queue] + slots[queue] - 1 {
      let agent = Int(chainStart[chain])
      guard agent >= 0 else { continue }
      stopSharing(agent)
      hold(call, by: agent, at: time)
      takeChats(agent, at: time)
      return true
    }
    return false
  }

  /// An agent who holds chats, in no chain, takes those that wait, and joins a chain where they may take
  /// more.
  mutating func takeChats(_ agent: Int, at time: Double) {
    let queue = chatQueue[agent]
    if isPresent[agent] || isLeaving[agent] && isClosed[queue] {
      while held[agent] < slots[queue], let call = firstInLine(queue, at: time) {
        lineFirst[queue] &+= 1
        hold(call, by: agent, at: time)
      }
    }
    if isPresent[agent] && held[agent] < slots[queue] {
      join(firstSharing[queue] + held[agent] - 1, agent)
    }
  }

  /// Takes an agent out of the chain of those who may take more chats, if they are in one.
  mutating func stopSharing(_ agent: Int) {
    let queue = chatQueue[agent]
    guard isPresent[agent], held[agent] > 0, held[agent] < slots[queue] else { return }
    leave(firstSharing[queue] + held[agent] - 1, agent)
  }

  /// The chat that ends first ends, one of those that `agent` holds.
  mutating func finishChat(of agent: Int, at time: Double) {
    ends.removeFirst()
    stopSharing(agent)
    held[agent] -= 1
    if held[agent] > 0 { return takeChats(agent, at: time) }
    SampleTally.spread(
      from: busySince[agent], to: time, base: groups[agent] &* intervals, intervals,
      intervalSeconds, into: &tally.busy)
    isBusy[agent] = false
    if isPresent[agent] || isLeaving[agent],
      let (call, queue) = takeCall(for: agent, onlyClosed: !isPresent[agent], at: time)
    {
      begin(call, of: queue, by: agent, at: time)
    } else if isPresent[agent] {
      beginIdle(agent, at: time)
    }
  }

  private mutating func hold(_ call: Int, by agent: Int, at time: Double) {
    let (queue, interval) = (chatQueue[agent], Int(calls.interval[call]))
    let cell = queue &* intervals &+ interval
    let wait = time - calls.arrival[call]
    tally.calls[cell].answer(after: wait, threshold: thresholds[cell])
    tally.count(
      wait: wait, isAnswered: true, ownThresholds, queue: queue, interval: interval, of: intervals)
    held[agent] += 1
    ends.insert(time + calls.handleTime[call], agent: agent)
  }
}
