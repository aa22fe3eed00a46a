package import Workforce

extension ErlangC {
  /// The fewest agents who keep the service target and the largest occupancy.
  ///
  ///     // 200 calls of 180 s in 30 minutes, 80 % within 60 s
  ///     ErlangC.agents(
  ///       calls: 200, handleTime: 180, intervalMinutes: 30,
  ///       target: ServiceTarget(share: 0.8, seconds: 60))    // 23
  ///
  /// See ``agents(load:handleTime:target:)``.
  package static func agents(
    calls: Double, handleTime: Double, intervalMinutes: Int, target: ServiceTarget,
    maximumOccupancy: Double = 1
  ) -> Int {
    agents(
      load: calls * handleTime / Double(60 * intervalMinutes), handleTime: handleTime,
      target: StaffingTarget(serviceLevel: target, maximumOccupancy: maximumOccupancy))
  }

  /// The fewest agents who keep every part of `target`, and with whom the queue does not grow without
  /// end. Zero where there is no load.
  ///
  /// All conditions only ease as agents are added. The search passes every stable number of agents in
  /// turn, carrying Erlang B along its recurrence, and stops at the first that keeps the service level
  /// and the ASA: every smaller number was seen to fail. Occupancy then sets a floor of its own, A over
  /// its limit. Callers never hang up here, so that abandonment and the formula change nothing.
  ///
  /// - Precondition: `load` is finite and not negative; the service level's share is below 1, the
  ///   greatest ASA above 0, `0 < maximumOccupancy <= 1`.
  /// - Complexity: O(√load), as the answer lies a small multiple of √load above the load.
  package static func agents(load: Double, handleTime: Double, target: StaffingTarget) -> Int {
    let (share, seconds) = target.serviceLevel.map { ($0.share, $0.seconds) } ?? (0, 0)
    let asa = target.maximumASA ?? .infinity
    let occupancy = target.maximumOccupancy
    precondition(share < 1 && asa > 0 && 0 < occupancy && occupancy <= 1)
    guard load > 0 else { return 0 }
    var agents = Int(load) + 1
    var inverse = ErlangB.inverse(agents: agents, load: load)
    let scale = 1 / load
    while true {
      let spare = Double(agents) - load
      let waiting = waitingProbability(agents: agents, load: load, inverse: inverse)
      let level = serviceLevel(
        waiting: waiting, spare: spare, handleTime: handleTime, within: seconds)
      if level >= share && waiting * handleTime <= asa * spare { break }
      agents += 1
      inverse = 1 + inverse * (Double(agents) * scale)
    }
    return max(agents, (load / occupancy).roundedUpToInteger)
  }
}

extension Double {
  /// The least integer not below this number, where an excess of rounding noise does not count:
  /// 14 / 0.7 is 20.000000000000004 in binary, and means 20.
  var roundedUpToInteger: Int { Int((self - 1e-9 * Swift.max(1, abs(self))).rounded(.up)) }
}
