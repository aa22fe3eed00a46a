private import Foundation

/// Erlang's delay formula: calls wait in order, without limit, until an agent is free.
///
/// `load` is calls × AHT / interval in erlangs; times are in seconds.
package enum ErlangC {
  /// The probability that a call must wait, for `agents` serving callers who never hang up.
  ///
  ///               n · B(n)
  ///     C(n) = ----------------,    B by ``ErlangB``,  A = load
  ///             n − A (1 − B(n))
  ///
  /// One when `load >= agents`: the queue grows without end.
  ///
  ///     ErlangC.waitingProbability(agents: 12, load: 10)    // 0.4494
  ///
  /// - Complexity: O(√`load` + max(0, `agents` − `load`))
  package static func waitingProbability(agents: Int, load: Double) -> Double {
    guard load < Double(agents) else { return 1 }
    return waitingProbability(
      agents: agents, load: load, inverse: ErlangB.inverse(agents: agents, load: load))
  }

  /// The share of calls answered within `seconds`: 1 − C · exp(−(n − A) · seconds / AHT).
  ///
  /// Zero when `load >= agents`.
  ///
  /// - Precondition: `handleTime > 0`, `seconds >= 0`.
  package static func serviceLevel(
    agents: Int, load: Double, handleTime: Double, within seconds: Double
  ) -> Double {
    guard load < Double(agents) else { return 0 }
    return serviceLevel(
      waiting: waitingProbability(agents: agents, load: load), spare: Double(agents) - load,
      handleTime: handleTime, within: seconds)
  }

  /// The average speed of answer in seconds: C · AHT / (n − A); infinite when `load >= agents`.
  package static func asa(agents: Int, load: Double, handleTime: Double) -> Double {
    guard load < Double(agents) else { return .infinity }
    return waitingProbability(agents: agents, load: load) * handleTime / (Double(agents) - load)
  }

  /// The share of their time that agents spend on calls: A / n, at most one.
  package static func occupancy(agents: Int, load: Double) -> Double {
    agents > 0 ? min(1, load / Double(agents)) : 1
  }

  /// All measures at once; without end where `load >= agents`: every call waits, none is answered in
  /// time, and nobody hangs up.
  package static func measures(
    agents: Int, load: Double, handleTime: Double, within seconds: Double
  ) -> ServiceMeasures {
    let waiting = waitingProbability(agents: agents, load: load)
    let wait = load < Double(agents) ? waiting * handleTime / (Double(agents) - load) : .infinity
    return ServiceMeasures(
      waiting: waiting, abandonment: 0,
      answeredWithin: serviceLevel(
        agents: agents, load: load, handleTime: handleTime, within: seconds),
      abandonedWithin: 0, meanWait: wait, waitOfAnswered: wait,
      occupancy: occupancy(agents: agents, load: load))
  }

  /// C(n) from 1/B(n), which may be infinite.
  static func waitingProbability(agents: Int, load: Double, inverse: Double) -> Double {
    let n = Double(agents)
    return n / (n + (n - load) * (inverse - 1))
  }

  static func serviceLevel(
    waiting: Double, spare: Double, handleTime: Double, within seconds: Double
  ) -> Double {
    1 - waiting * exp(-spare * seconds / handleTime)
  }
}
