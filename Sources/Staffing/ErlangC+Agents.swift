package import Workforce

extension ErlangC {
  /// The fewest agents who keep the service target and the largest occupancy.
  ///
  /// Both conditions only ease as agents are added. The search passes every stable number of agents in
  /// turn, carrying Erlang B along its recurrence, and stops at the first that keeps the target: every
  /// smaller number was seen to fail. Occupancy then sets a floor of its own, A / `maximumOccupancy`.
  ///
  /// Zero where there are no calls.
  ///
  ///     // 200 calls of 180 s in 30 minutes, 80 % within 60 s
  ///     ErlangC.agents(
  ///       calls: 200, handleTime: 180, intervalMinutes: 30,
  ///       target: ServiceTarget(share: 0.8, seconds: 60))    // 23
  ///
  /// - Precondition: `calls` and `handleTime` are finite and not negative, `target.share < 1`,
  ///   `0 < maximumOccupancy <= 1`.
  /// - Complexity: O(√load), as the answer lies a small multiple of √load above the load.
  package static func agents(
    calls: Double, handleTime: Double, intervalMinutes: Int, target: ServiceTarget,
    maximumOccupancy: Double = 1
  ) -> Int {
    precondition(target.share < 1 && 0 < maximumOccupancy && maximumOccupancy <= 1)
    let load = calls * handleTime / Double(60 * intervalMinutes)
    guard load > 0 else { return 0 }
    var agents = Int(load) + 1
    var blocking = ErlangB.blocking(agents: agents, load: load)
    while serviceLevel(
      waiting: waitingProbability(agents: agents, load: load, blocking: blocking),
      spare: Double(agents) - load, handleTime: handleTime, within: target.seconds)
      < target.share
    {
      agents += 1
      blocking = ErlangB.next(blocking, agents: agents, load: load)
    }
    return max(agents, (load / maximumOccupancy).roundedUpToInteger)
  }
}

extension Double {
  /// The least integer not below this number, where an excess of rounding noise does not count:
  /// 14 / 0.7 is 20.000000000000004 in binary, and means 20.
  var roundedUpToInteger: Int { Int((self - 1e-9 * Swift.max(1, abs(self))).rounded(.up)) }
}
