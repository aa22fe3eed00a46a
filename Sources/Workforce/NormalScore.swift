private import Foundation

/// The standard normal distribution, by which scatter is drawn and limits are read.
package enum NormalScore {
  /// P(Z ≤ z).
  package static func probability(below score: Double) -> Double {
    0.5 * erfc(-score / 2.0.squareRoot())
  }

  /// (2π)^−½ e^(−z²/2).
  package static func density(_ score: Double) -> Double {
    exp(-0.5 * score * score) / (2 * Double.pi).squareRoot()
  }

  /// The z with P(Z ≤ z) = `probability`, to about 15 digits; ±∞ at 0 and 1.
  ///
  ///     NormalScore.quantile(0.975)  // 1.959964
  ///
  /// A rational first value (P. J. Acklam, 2003), made exact by one step of Halley's method.
  package static func quantile(_ probability: Double) -> Double {
    guard probability > 0 else { return -.infinity }
    guard probability < 1 else { return .infinity }
    // The upper half by symmetry: 1 − p is exact there, and the tail keeps its digits.
    if probability > 0.5 { return -quantile(1 - probability) }
    var score: Double
    if probability < 0.02425 {
      let q = (-2 * log(probability)).squareRoot()
      score =
        polynomial(
          q, -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838,
          -2.549732539343734, 4.374664141464968, 2.938163982698783)
        / polynomial(
          q, 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996,
          3.754408661907416, 1)
    } else {
      let q = probability - 0.5
      score =
        q
        * polynomial(
          q * q, -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
          1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239)
        / polynomial(
          q * q, -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
          6.680131188771972e+01, -1.328068155288572e+01, 1)
    }
    let error = (Self.probability(below: score) - probability) / density(score)
    return score - error / (1 + 0.5 * score * error)
  }

  /// A polynomial by Horner's rule, highest power first.
  private static func polynomial(_ x: Double, _ coefficients: Double...) -> Double {
    coefficients.reduce(0) { $0 * x + $1 }
  }
}

extension SplitMix64 {
  /// A standard normal value, from one draw.
  package mutating func normal() -> Double {
    // The middles of 2⁵³ equal parts of 0…1: never 0, never 1.
    NormalScore.quantile((Double(next() >> 11) + 0.5) * 0x1p-53)
  }
}
