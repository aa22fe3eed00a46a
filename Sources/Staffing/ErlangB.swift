/// Erlang's loss formula: calls that find every agent busy are lost.
package enum ErlangB {
  /// The probability that a call finds all of `agents` busy, for `load` erlangs offered.
  ///
  ///                 A^n / n!                              A · B(n-1)
  ///     B(n) = -----------------,    B(0) = 1,   B(n) = ----------------
  ///             Σ A^k/k! (k = 0…n)                       n + A · B(n-1)
  ///
  /// Computed by the recurrence, which neither overflows nor cancels. It forgets where it began: one
  /// step multiplies the relative error of 1/B by 1 − B(n), and since no more calls are carried than
  /// there are agents, 1 − B(n) ≤ n/A. The steps from which less than 10⁻³⁰ would remain are skipped.
  ///
  ///     ErlangB.blocking(agents: 2, load: 1)    // 0.2
  ///
  /// - Precondition: `agents >= 0`, and `load` is finite and not negative.
  /// - Complexity: O(√`load` + max(0, `agents` − `load`))
  /// - SeeAlso: D. L. Jagerman, "Some properties of the Erlang loss function", Bell System Technical
  ///   Journal 53 (1974) 525, doi:10.1002/j.1538-7305.1974.tb02756.x.
  package static func blocking(agents: Int, load: Double) -> Double {
    precondition(agents >= 0 && load.isFinite && load >= 0)
    var first = agents
    var memory = 1.0
    while first > 0 && memory > 1e-30 {
      memory *= min(1, Double(first) / load)
      first -= 1
    }
    var blocking = 1.0
    for n in first..<agents {
      blocking = next(blocking, agents: n + 1, load: load)
    }
    return blocking
  }

  /// B(`agents`) from B(`agents` − 1).
  static func next(_ blocking: Double, agents: Int, load: Double) -> Double {
    let offered = load * blocking
    return offered / (Double(agents) + offered)
  }
}
