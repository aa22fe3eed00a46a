private import Workforce

/// Simulates one sample after the other, call by call.
///
/// Three kinds of events follow each other in the order of time: agents come and go (known before), calls
/// arrive (known before), and calls end (a heap with one entry for each busy agent). Callers who hang up
/// need no event: lines are first in, first out, and whoever has gone is found so when their turn comes.
///
/// An arriving call goes to the agent idle longest among those of the first tier with anyone idle; an
/// agent who becomes free takes the call waiting longest in the first of their levels with any. Who is on
/// a call when a break or the end of the shift comes, completes it first. Whose shift is over goes on
/// with callers of queues that have closed meanwhile until there are none; where nobody with the skill
/// is there at closing, callers still waiting are turned away, which counts as abandoned. The end of the
/// period counts as closing.
///
/// With chats in hand an agent takes more of the same queue, up to its concurrency, and nothing else. An
/// arriving chat goes to an idle agent as a call does; where there is none, to who holds fewest chats of its
/// queue, of several to who has held so many longest. An agent takes as many as wait when they begin or a
/// chat ends, and whatever comes first by their order once they hold none.
///
/// Work that may wait comes in at any hour and stays until it is done. It is begun only in hours in which
/// the queue is open, by whoever is idle and by agents who become free when nobody waits for them in any
/// queue of theirs, and is then completed, whoever calls meanwhile. Nobody stays after their shift for it.
///
/// - Complexity: O(calls × (queues + log agents)) for a sample
struct SimulationEngine {
  let site: SimulatedSite
  let routing: Routing
  let intervals: Int
  let intervalSeconds: Double
  private let presence: Presence
  private let keys: [UInt64]
  let groups: [Int]
  /// By queue and interval, as cells of the tally.
  let thresholds: [Double]
  /// How many at once an agent attends to, by queue.
  let slots: [Int]
  /// Seconds within which each queue's work must be done; infinite where somebody waits for an agent.
  let windows: [Double]
  let ownThresholds: OwnThresholds

  var calls = SampledCalls()
  /// Each queue's next call to arrive.
  private var nextCalls: [Int]
  /// Callers in line, those of a queue where its calls are in ``calls``, and the line's ends.
  var line: [Int32] = []
  var lineFirst: [Int]
  var lineEnd: [Int]
  /// Whether callers left in line when their queue closed may be there.
  var isClosed: [Bool]
  /// Whether agents at work take from the queue: always where somebody waits.
  var isTaken: [Bool]

  /// Whether each agent is at work by roster, is on a call, and has their shift behind them.
  var isPresent: [Bool]
  var isBusy: [Bool]
  var isLeaving: [Bool]
  /// Chats that each agent holds, of which queue, and since when there were some without a gap.
  var held: [Int]
  var chatQueue: [Int]
  var busySince: [Double]
  /// Agents in chains, who has been longest first; −1 ends one. A group's idle agents are in the chain of
  /// its number; who holds `n` chats of a queue and may take more, in the chain `firstSharing + n − 1`.
  var chainStart: [Int32]
  var chainEnd: [Int32]
  var earlier: [Int32]
  var later: [Int32]
  let firstSharing: [Int]
  var idleSince: [Double]
  var ends: CallEnds

  var tally: SampleTally

  init(_ site: SimulatedSite) {
    self.site = site
    routing = Routing(site)
    presence = Presence(site)
    intervals = site.period.intervalCount
    intervalSeconds = Double(site.period.intervalMinutes) * 60
    keys = site.queues.map { RandomStream.key($0.name) }
    // Who has no skill that is asked for is in no group, and no tier leads to them.
    groups = routing.groups.map { $0 ?? 0 }
    thresholds = site.queues.flatMap { $0.thresholds(intervalMinutes: site.period.intervalMinutes) }
    ownThresholds = OwnThresholds(site)
    slots = site.queues.map(\.slots)
    windows = site.queues.map { $0.window ?? .infinity }
    let queues = site.queues.count
    let agents = site.agents.count
    nextCalls = Array(repeating: 0, count: queues)
    lineFirst = nextCalls
    lineEnd = nextCalls
    isClosed = Array(repeating: false, count: queues)
    isTaken = isClosed
    isPresent = Array(repeating: false, count: agents)
    isBusy = isPresent
    isLeaving = isPresent
    held = Array(repeating: 0, count: agents)
    chatQueue = held
    busySince = Array(repeating: 0, count: agents)
    var chains = routing.groupCount
    firstSharing = slots.map { slots in
      defer { chains += slots - 1 }
      return chains
    }
    chainStart = Array(repeating: -1, count: chains)
    chainEnd = chainStart
    earlier = Array(repeating: -1, count: agents)
    later = earlier
    idleSince = Array(repeating: 0, count: agents)
    ends = CallEnds(capacity: agents)
    tally = SampleTally(
      queues: queues, groups: routing.groupCount, thresholds: ownThresholds.seconds.count,
      intervals: intervals)
  }

  /// Fills ``tally`` with sample number `sample`.
  /// - Parameter counts: calls of each queue and interval.
  mutating func simulate(sample: Int, seed: UInt64, counts: [[Int]]) {
    prepare(sample, seed, counts)
    let changes = presence.changes(sample: sample, seed: seed)
    var next = 0
    var change = changes.isEmpty ? Double.infinity : changes[0].seconds
    var (queue, arrival) = earliestArrival()
    while true {
      let end = ends.first
      // Of things that happen at once, agents come and go first, so that whoever comes is there.
      if change <= end && change <= arrival {
        if change == .infinity { break }
        apply(changes[next], at: change)
        next += 1
        change = next < changes.count ? changes[next].seconds : .infinity
      } else if end <= arrival {
        finish(at: end)
      } else {
        receive(nextCalls[queue], of: queue, at: arrival)
        nextCalls[queue] &+= 1
        (queue, arrival) = earliestArrival()
      }
    }
    for queue in isClosed.indices {
      if windows[queue] < .infinity { leaveUndone(queue) } else { turnAway(queue, at: .infinity) }
    }
  }

  private mutating func prepare(_ sample: Int, _ seed: UInt64, _ counts: [[Int]]) {
    calls.draw(site, keys: keys, counts: counts, sample: sample, seed: seed)
    tally.clear()
    ends.removeAll()
    if line.count < calls.arrival.count {
      line += Array(repeating: 0, count: calls.arrival.count - line.count)
    }
    for queue in isClosed.indices {
      nextCalls[queue] = calls.starts[queue]
      lineFirst[queue] = calls.starts[queue]
      lineEnd[queue] = calls.starts[queue]
      let somebodyWaits = windows[queue] == .infinity
      isClosed[queue] = somebodyWaits
      isTaken[queue] = somebodyWaits
      for (interval, count) in counts[queue].enumerated() {
        tally.calls[queue * intervals + interval].offered = count
      }
    }
    for agent in isPresent.indices {
      isPresent[agent] = false
      isBusy[agent] = false
      isLeaving[agent] = false
      held[agent] = 0
    }
    for chain in chainStart.indices {
      chainStart[chain] = -1
      chainEnd[chain] = -1
    }
  }

  @inline(__always)
  private func earliestArrival() -> (queue: Int, time: Double) {
    var best = (queue: 0, time: Double.infinity)
    for queue in nextCalls.indices {
      let call = nextCalls[queue]
      if call < calls.starts[queue &+ 1], calls.arrival[call] < best.time {
        best = (queue, calls.arrival[call])
      }
    }
    return best
  }

  private mutating func apply(_ change: Presence.Change, at time: Double) {
    let index = change.index
    switch change.kind {
    case .come:
      isPresent[index] = true
      isLeaving[index] = false
      if !isBusy[index] {
        serveOrWait(index, at: time)
      } else if held[index] > 0 {
        takeChats(index, at: time)
      }
    case .pause, .leave:
      if !isBusy[index] { endIdle(index, at: time) } else { stopSharing(index) }
      isPresent[index] = false
      isLeaving[index] = change.kind == .leave
    case .open:
      isClosed[index] = false
      isTaken[index] = true
      // Only work that may wait waits while agents are idle.
      beginWaiting(index, at: time)
    case .halt: isTaken[index] = false
    case .close:
      isClosed[index] = true
      let able = routing.groups(serving: index)
      let isServed = isPresent.indices.contains {
        (isPresent[$0] || isBusy[$0]) && able.contains(groups[$0])
      }
      if !isServed { turnAway(index, at: time) }
    }
  }
}
