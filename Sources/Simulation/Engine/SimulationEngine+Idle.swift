/// Agents who wait for calls, and the chains they wait in.
extension SimulationEngine {
  @inline(__always)
  mutating func beginIdle(_ agent: Int, at time: Double) {
    idleSince[agent] = time
    join(groups[agent], agent)
  }

  @inline(__always)
  mutating func endIdle(_ agent: Int, at time: Double) {
    guard routing.groups[agent] != nil else { return }
    let group = groups[agent]
    leave(group, agent)
    SampleTally.spread(
      from: idleSince[agent], to: time, base: group &* intervals, intervals, intervalSeconds,
      into: &tally.idle)
  }

  /// An agent becomes the last of a chain.
  @inline(__always)
  mutating func join(_ chain: Int, _ agent: Int) {
    let last = chainEnd[chain]
    earlier[agent] = last
    later[agent] = -1
    if last >= 0 {
      later[Int(last)] = Int32(truncatingIfNeeded: agent)
    } else {
      chainStart[chain] = Int32(truncatingIfNeeded: agent)
    }
    chainEnd[chain] = Int32(truncatingIfNeeded: agent)
  }

  /// An agent leaves the chain they are in.
  @inline(__always)
  mutating func leave(_ chain: Int, _ agent: Int) {
    let (before, after) = (earlier[agent], later[agent])
    if before >= 0 { later[Int(before)] = after } else { chainStart[chain] = after }
    if after >= 0 { earlier[Int(after)] = before } else { chainEnd[chain] = before }
  }
}
