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
  let ownThresholds: OwnThresholds

  var calls = SampledCalls()
  /// Each queue's next call to arrive.
  private var nextCalls: [Int]
  /// Callers in line, those of a queue where its calls are in ``calls``, and the line's ends.
  var line: [Int32] = []
  var lineFirst: [Int]
  var lineEnd: [Int]
  var isClosed: [Bool]

  /// Whether each agent is at work by roster, is on a call, and has their shift behind them.
  var isPresent: [Bool]
  var isBusy: [Bool]
  var isLeaving: [Bool]
  /// Idle agents of a group in a chain, who has been longest first; −1 ends it.
  var firstIdle: [Int32]
  var lastIdle: [Int32]
  var earlierIdle: [Int32]
  var laterIdle: [Int32]
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
    thresholds = site.queues.flatMap { $0.targets.map(\.threshold) }
    ownThresholds = OwnThresholds(site)
    let queues = site.queues.count
    let agents = site.agents.count
    nextCalls = Array(repeating: 0, count: queues)
    lineFirst = nextCalls
    lineEnd = nextCalls
    isClosed = Array(repeating: false, count: queues)
    isPresent = Array(repeating: false, count: agents)
    isBusy = isPresent
    isLeaving = isPresent
    firstIdle = Array(repeating: -1, count: routing.groupCount)
    lastIdle = firstIdle
    earlierIdle = Array(repeating: -1, count: agents)
    laterIdle = earlierIdle
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
    for queue in isClosed.indices { turnAway(queue, at: .infinity) }
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
      isClosed[queue] = true
      for (interval, count) in counts[queue].enumerated() {
        tally.calls[queue * intervals + interval].offered = count
      }
    }
    for agent in isPresent.indices {
      isPresent[agent] = false
      isBusy[agent] = false
      isLeaving[agent] = false
    }
    for group in firstIdle.indices {
      firstIdle[group] = -1
      lastIdle[group] = -1
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
      if !isBusy[index] { serveOrWait(index, at: time) }
    case .pause, .leave:
      isPresent[index] = false
      isLeaving[index] = change.kind == .leave
      if !isBusy[index] { endIdle(index, at: time) }
    case .open: isClosed[index] = false
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
