private import Foundation

/// Erlang's model with impatient callers (M/M/n+M): calls wait in order, and each caller hangs up after
/// a wait of their own, exponential with mean `patience`.
///
/// A call that may not hang up would wait V. With s = t / patience, x = n · patience / AHT and
/// y = A · patience / AHT, V has the density e^φ(s) over s > 0 up to a factor, where
///
///     φ(s) = y (1 − e^−s) − x s.
///
/// Everything asked for is an integral of e^φ (``QueueWeights``), over a constant in which Erlang's loss
/// formula stands for the states with a free agent. From a wait t on, φ continues as itself with
/// y e^−t/patience for y, so that the distribution of waiting needs no other integrals.
///
/// - SeeAlso: C. Palm, "Research on telephone traffic carried by full availability groups", Tele 1
///   (1957); O. Garnett, A. Mandelbaum, M. Reiman, M&SOM 4 (2002) 208,
///   doi:10.1287/msom.4.3.208.7753; S. Zeltyn, A. Mandelbaum, Queueing Systems 51 (2005) 361,
///   doi:10.1007/s11134-005-3699-8.
package enum ErlangA {
  /// What callers and agents meet with `agents` serving `load` erlangs; exact to about 10⁻¹² for waits,
  /// times the load where it is beyond the agents.
  ///
  /// Without patience (zero) this is Erlang B, where callers who find every agent busy hang up at once;
  /// with endless patience (infinity) Erlang C. Nobody at work answers nothing.
  ///
  /// - Precondition: `agents >= 0`; `load` finite, not negative; `handleTime > 0`; `patience >= 0`;
  ///   `seconds >= 0`.
  /// - Complexity: O(√`load` + max(0, `agents` − `load`)), and a constant where `agents` × `patience`
  ///   is over 500 handle times; below, O(calls offered within one patience).
  package static func measures(
    agents: Int, load: Double, handleTime: Double, patience: Double, within seconds: Double
  ) -> ServiceMeasures {
    precondition(handleTime > 0 && patience >= 0 && seconds >= 0)
    if patience == .infinity {
      return ErlangC.measures(agents: agents, load: load, handleTime: handleTime, within: seconds)
    }
    if agents == 0 { return nobody(patience: patience, within: seconds) }
    let idle = ErlangB.inverse(agents: agents, load: load) - 1
    if patience == 0 { return impatient(blocking: 1 / (idle + 1), load / Double(agents)) }
    let x = Double(agents) * patience / handleTime
    let y = load * patience / handleTime
    let now = QueueWeights(x: x, y: y)
    let whole = idle * exp(-now.scale) + now.mass
    let abandonment = now.abandoned / whole
    // Callers still waiting after the threshold, and those of them who will hang up.
    let spent = seconds / patience
    let left = exp(-spent)
    let later = QueueWeights(x: x, y: y * left)
    let passed = -y * expm1(-spent) - x * spent
    let factor = left * exp(passed + later.scale - now.scale) / whole
    let beyond = min(1, factor * later.mass)
    let abandonedWithin = max(0, abandonment - factor * later.abandoned)
    return ServiceMeasures(
      waiting: now.mass / whole, abandonment: abandonment,
      answeredWithin: max(0, 1 - beyond - abandonedWithin), abandonedWithin: abandonedWithin,
      meanWait: abandonment * patience, waitOfAnswered: patience * now.waited / whole,
      occupancy: min(1, load * (1 - abandonment) / Double(agents)))
  }

  private static func nobody(patience: Double, within seconds: Double) -> ServiceMeasures {
    ServiceMeasures(
      waiting: 1, abandonment: 1, answeredWithin: 0,
      abandonedWithin: patience == 0 ? 1 : -expm1(-seconds / patience), meanWait: patience,
      waitOfAnswered: 0, occupancy: 1)
  }

  private static func impatient(blocking: Double, _ load: Double) -> ServiceMeasures {
    ServiceMeasures(
      waiting: blocking, abandonment: blocking, answeredWithin: 1 - blocking,
      abandonedWithin: blocking, meanWait: 0, waitOfAnswered: 0,
      occupancy: min(1, load * (1 - blocking)))
  }
}
