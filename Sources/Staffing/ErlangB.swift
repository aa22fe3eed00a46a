/// Erlang's loss formula: calls that find every agent busy are lost.
package enum ErlangB {
  /// The probability that a call finds all of `agents` busy, for `load` erlangs offered.
  ///
  ///                 A^n / n!                              A · B(n-1)
  ///     B(n) = -----------------,    B(0) = 1,   B(n) = ----------------
  ///             Σ A^k/k! (k = 0…n)                       n + A · B(n-1)
  ///
  ///     ErlangB.blocking(agents: 2, load: 1)    // 0.2
  ///
  /// - Precondition: `agents >= 0`, and `load` is finite and not negative.
  /// - Complexity: O(√`load` + max(0, `agents` − `load`))
  /// - SeeAlso: D. L. Jagerman, "Some properties of the Erlang loss function", Bell System Technical
  ///   Journal 53 (1974) 525, doi:10.1002/j.1538-7305.1974.tb02756.x.
  package static func blocking(agents: Int, load: Double) -> Double {
    1 / inverse(agents: agents, load: load)
  }

  /// 1/B, which obeys 1/B(n) = 1 + n/A · 1/B(n−1): sums of positive terms, and no division.
  ///
  /// The recurrence forgets where it began: one step multiplies the relative error of 1/B by 1 − B(n),
  /// and since no more calls are carried than there are agents, 1 − B(n) ≤ n/A. The k steps that end at
  /// the load leave of an error at most Π (1 − i/A) ≤ exp(−k (k − 1) / 2A): those before the last
  /// 2 + √(139 A) leave less than 10⁻³⁰, and are skipped. Infinite where B is below 10⁻³⁰⁸.
  static func inverse(agents: Int, load: Double) -> Double {
    precondition(agents >= 0 && load.isFinite && load >= 0)
    guard load > 0 else { return agents == 0 ? 1 : .infinity }
    let first = Int((min(Double(agents), load) - 2 - (139 * load).squareRoot()).rounded(.down))
    var inverse = 1.0
    let scale = 1 / load
    for n in max(0, first)..<agents {
      inverse = 1 + inverse * (Double(n + 1) * scale)
    }
    return inverse
  }
}
