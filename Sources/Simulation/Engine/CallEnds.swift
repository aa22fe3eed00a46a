/// When calls end, and each chat that an agent holds: a binary heap with the earliest in front.
struct CallEnds {
  private var times: [Double] = []
  private var agents: [Int32] = []

  init(capacity: Int) {
    times.reserveCapacity(capacity)
    agents.reserveCapacity(capacity)
  }

  mutating func removeAll() {
    times.removeAll(keepingCapacity: true)
    agents.removeAll(keepingCapacity: true)
  }

  /// The earliest end; infinite where nobody is busy.
  @inline(__always)
  var first: Double { times.isEmpty ? .infinity : times[0] }

  /// Whose call ends first.
  @inline(__always)
  var firstAgent: Int { Int(agents[0]) }

  @inline(__always)
  mutating func insert(_ time: Double, agent: Int) {
    times.append(time)
    agents.append(Int32(truncatingIfNeeded: agent))
    var place = times.count &- 1
    while place > 0 {
      let above = (place &- 1) >> 1
      if times[above] <= time { break }
      times[place] = times[above]
      agents[place] = agents[above]
      place = above
    }
    times[place] = time
    agents[place] = Int32(truncatingIfNeeded: agent)
  }

  @inline(__always)
  mutating func removeFirst() {
    let time = times.removeLast()
    let agent = agents.removeLast()
    if !times.isEmpty { sink(time, agent) }
  }

  /// The first agent's next call, in one step.
  @inline(__always)
  mutating func replaceFirst(with time: Double) { sink(time, agents[0]) }

  @inline(__always)
  private mutating func sink(_ time: Double, _ agent: Int32) {
    let count = times.count
    var place = 0
    while true {
      var below = 2 &* place &+ 1
      if below >= count { break }
      if below &+ 1 < count && times[below &+ 1] < times[below] { below &+= 1 }
      if times[below] >= time { break }
      times[place] = times[below]
      agents[place] = agents[below]
      place = below
    }
    times[place] = time
    agents[place] = agent
  }
}
