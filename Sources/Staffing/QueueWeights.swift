private import Foundation

/// Weights of the states in which calls wait, against that in which all agents are busy and none waits:
/// with φ(s) = y (1 − e^−s) − x s,
///
///     mass      = x ∫ e^φ ds                = Σ w_j                  (j = 0, 1, … calls waiting)
///     abandoned = x ∫ (1 − e^−s) e^φ ds     = Σ j w_j / y
///     waited    = x ∫ s e^−s e^φ ds         = (x/y) Σ w_j h_j,       h_j = Σ 1/(x + i), i = 1…j
///
/// where w_j = y^j / ((x + 1) … (x + j)). All three are to be multiplied by e^`scale`, which keeps them
/// finite when calls by far outnumber agents.
struct QueueWeights {
  var mass = 0.0
  var abandoned = 0.0
  var waited = 0.0
  /// Zero or more.
  var scale = 0.0

  /// The weights by whichever of two ways is short; both are kept to the same values by a test.
  init(x: Double, y: Double) {
    self = x < 500 ? QueueWeights(summing: x, y: y) : QueueWeights(integrating: x, y: y)
  }

  /// The sums, term by term until they vanish: positive terms only, rescaled before they overflow.
  ///
  /// - Complexity: O(y + √x)
  init(summing x: Double, y: Double) {
    let huge = 1e200
    var term = 1.0
    var stages = 0.0
    var j = 1.0
    mass = 1
    while true {
      let step = term / (x + j)
      stages += 1 / (x + j)
      abandoned += j * step
      waited += x * stages * step
      term = y * step
      mass += term
      // Beyond the mode, terms fall by at least this ratio: the rest is a geometric series at most.
      let ratio = y / (x + j + 1)
      if ratio < 1, j * term < 1e-18 * mass * (1 - ratio) * max(1, y) { break }
      if mass > huge {
        scale += log(huge)
        (term, mass) = (term / huge, mass / huge)
        (abandoned, waited) = (abandoned / huge, waited / huge)
      }
      j += 1
    }
  }

  /// The integrals, by Gauss–Legendre rules of 16 points on six panels over all s at which e^φ is
  /// above e^−45 of its greatest value.
  ///
  /// φ is concave, with its top at s = 0 or, when y > x, at s = ln(y/x). From the top, at distance u,
  /// it falls by a u + b (u − 1 + e^−u), b = min(x, y), a = max(0, x − y): no faster than an exponential
  /// or a normal density of at most 19 standard deviations, of which a panel holds a sixth. The rule's
  /// remainder is then below 10⁻¹⁸ of the integral; rounding in the exponent leaves about 10⁻¹⁴.
  ///
  /// - Precondition: `x >= 500`, which keeps |u| below a half.
  init(integrating x: Double, y: Double) {
    let excess = max(0, y - x) / x
    let top = log1p(excess)
    scale = x * (excess - top)
    let slope = max(0, x - y)
    let curvature = min(x, y)
    // u − 1 + e^−u ≥ 0.42 u² on 0…0.5, and ≥ u²/2 below zero.
    let right = 90 / (slope + (slope * slope + 75.6 * curvature).squareRoot())
    let left = -min(top, (90 / x).squareRoot())
    let panels = 6
    let half = (right - left) / Double(2 * panels)
    let share = excess / (1 + excess)
    for panel in 0..<panels {
      let centre = left + Double(2 * panel + 1) * half
      for point in GaussLegendre.sixteen {
        let u = centre + half * point.node
        let bend = QueueWeights.bend(u)
        let density = half * point.weight * x * exp(-slope * u - curvature * bend)
        // 1 − e^−s with s = top + u and e^−top = 1 − share.
        let gone = share + (1 - share) * (u - bend)
        mass += density
        abandoned += gone * density
        waited += (top + u) * (1 - gone) * density
      }
    }
  }

  /// u − 1 + e^−u for |u| < ½, where the difference would lose its digits.
  private static func bend(_ u: Double) -> Double {
    var sum = 0.0
    for divisor in stride(from: 16.0, through: 3, by: -1) { sum = (1 + sum) * -u / divisor }
    return u * u / 2 * (1 + sum)
  }
}
