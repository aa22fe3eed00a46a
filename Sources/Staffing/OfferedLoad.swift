private import Foundation

/// The load that follows the calls: how many calls would be in progress if all were answered at once.
///
/// With exponential handle times the mean number R obeys dR/dt = λ(t) − R / AHT, and so, where the rate
/// is constant in each interval, moves from its value at the interval's start towards the interval's
/// steady load A = λ · AHT:
///
///     R(t) = A + (R(0) − A) e^−t/AHT
///
/// Calls that came before an interval, or before closing, still weigh in it. A call in progress when the
/// handle time changes ends by the new one.
///
/// - SeeAlso: S. G. Eick, W. A. Massey, W. Whitt, "Mt/G/∞ queues with sinusoidal arrival rates",
///   Management Science 39 (1993) 241, doi:10.1287/mnsc.39.2.241; L. V. Green, P. J. Kolesar, W. Whitt,
///   "Coping with time-varying demand when setting staffing requirements for a service system",
///   Production and Operations Management 16 (2007) 13, doi:10.1111/j.1937-5956.2007.tb00164.x.
package struct OfferedLoad: Sendable, Equatable {
  /// The load towards which each interval moves.
  package private(set) var steady: [Double] = []
  /// The load with which each interval begins.
  package private(set) var start: [Double] = []
  /// The length of each interval in handle times.
  private var length: [Double] = []

  /// The load of `calls` per interval, each of `handleTime` seconds.
  ///
  /// Before the first interval the load is `before`, or where that is nil, as if calls had come at the
  /// first interval's rate for ever.
  ///
  /// - Precondition: the arrays have the same length, and every handle time is above zero.
  package init(
    calls: [Double], handleTime: [Double], intervalMinutes: Int, before: Double? = nil
  ) {
    precondition(calls.count == handleTime.count && handleTime.allSatisfy { $0 > 0 })
    var load = before
    for (calls, handleTime) in zip(calls, handleTime) {
      let length = Double(60 * intervalMinutes) / handleTime
      let steady = calls / length
      let first = load ?? steady
      self.steady.append(steady)
      start.append(first)
      self.length.append(length)
      load = steady + (first - steady) * exp(-length)
    }
  }

  /// The load at a point of an interval, from 0 (its start) to 1 (its end).
  package func load(inInterval interval: Int, at point: Double) -> Double {
    steady[interval] + (start[interval] - steady[interval]) * exp(-length[interval] * point)
  }

  /// The mean load of an interval.
  package func mean(ofInterval interval: Int) -> Double {
    steady[interval] - (start[interval] - steady[interval]) * expm1(-length[interval])
      / length[interval]
  }

  /// The loads an interval passes through, each with its share of the interval's calls: one where the
  /// load stands still, else those at the points of a Gauss–Legendre rule.
  package func path(ofInterval interval: Int) -> [(share: Double, load: Double)] {
    let change = abs(start[interval] - steady[interval])
    if change <= 1e-9 * steady[interval] { return [(1, steady[interval])] }
    return GaussLegendre.eight.map {
      ($0.weight / 2, load(inInterval: interval, at: ($0.node + 1) / 2))
    }
  }
}
