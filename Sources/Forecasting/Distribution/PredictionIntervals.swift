private import Foundation

/// How far calls lie from their forecast.
///
///     variance = φ · mean + (c · mean)²
///
/// as a Poisson count whose rate is itself uncertain by the share c. φ and c, and the quantiles of the
/// residuals divided by their standard deviation, are fitted on the residuals of a backtest. Small means
/// take the quantiles of a negative binomial count with the same variance instead, since the residuals of
/// counts near zero are far from those of large ones.
///
/// - SeeAlso: A. N. Avramidis, A. Deslauriers, P. L'Ecuyer, Management Science 50 (2004) 896,
///   doi:10.1287/mnsc.1040.0236.
struct PredictionIntervals: Sendable {
  let dispersion: Double
  let variation: Double
  /// Quantiles 2.5, 10, 90 and 97.5 % of the scaled residuals.
  private let quantiles: [Double]

  static let levels = [0.025, 0.1, 0.9, 0.975]
  /// Means between which the negative binomial count passes over into the residuals' own quantiles.
  private static let countsBelow = 10.0
  private static let residualsAbove = 40.0

  /// - Parameter origins: how many separate periods the residuals come from; the fewer, the wider.
  init(forecasts: [Double], actuals: [Double], origins: Int) {
    var (a, b, c, d, e) = (0.0, 0.0, 0.0, 0.0, 0.0)
    var count = 0.0
    // Least squares of the squared residual over the mean, in which both terms have even weight:
    //   e²/f = φ + c² f,   and the same divided by f once more.
    for (mean, actual) in zip(forecasts, actuals) where mean > 0.5 {
      let square = (actual - mean) * (actual - mean)
      a += square / mean
      b += mean
      c += square / (mean * mean)
      d += 1 / mean
      e += 1
      count += 1
    }
    var dispersion = 1.0
    var variation = 0.0
    if count > 0 {
      // a = φ e + c² b;  c = φ d + c² e.
      let determinant = e * e - b * d
      if abs(determinant) > 1e-9 * e * e {
        dispersion = (a * e - b * c) / determinant
        variation = (e * c - a * d) / determinant
      } else {
        (dispersion, variation) = (a / e, 0)
      }
      if dispersion < 0 { (dispersion, variation) = (0, a / b) }
      if variation < 0 { (dispersion, variation) = (a / e, 0) }
    }
    // The backtest knew which models would do best in it, and a period yet to come is a new draw.
    let widening = 1 + 1 / Double(max(1, origins))
    self.dispersion = dispersion * widening
    self.variation = (variation * widening).squareRoot()

    var scaled: [Double] = []
    for (mean, actual) in zip(forecasts, actuals) where mean > 0.5 {
      let variance = dispersion * mean + variation * mean * mean
      if variance > 0 { scaled.append((actual - mean) / variance.squareRoot()) }
    }
    let normal = [-1.95996, -1.28155, 1.28155, 1.95996]
    scaled.sort()
    quantiles =
      scaled.count < 40
      ? normal
      : Self.levels.map { level in
        let place = level * Double(scaled.count - 1)
        let low = Int(place)
        let high = min(low + 1, scaled.count - 1)
        return scaled[low] + (place - Double(low)) * (scaled[high] - scaled[low])
      }
  }

  /// The quantiles 2.5, 10, 90 and 97.5 % of the calls around `mean`, none below zero, the first two not
  /// above and the last two not below the mean.
  ///
  /// - Parameter extra: more uncertainty of the rate, as a share of the mean, as on a holiday.
  func limits(mean: Double, extra: Double = 0) -> [Double] {
    guard mean > 0 else { return [0, 0, 0, 0] }
    let share = variation * variation + extra * extra
    let variance = dispersion * mean + share * mean * mean
    let deviation = variance.squareRoot()
    let weight = min(
      1, max(0, (mean - Self.countsBelow) / (Self.residualsAbove - Self.countsBelow)))
    var limits = quantiles.map { mean + $0 * deviation }
    if weight < 1 {
      let counts = Self.countQuantiles(mean: mean, variance: variance)
      limits = zip(limits, counts).map { weight * $0 + (1 - weight) * $1 }
    }
    return limits.indices.map { $0 < 2 ? max(0, min(mean, limits[$0])) : max(mean, limits[$0]) }
  }

  /// Quantiles of a negative binomial count; of a Poisson count where the variance is no greater than
  /// the mean.
  private static func countQuantiles(mean: Double, variance: Double) -> [Double] {
    // With size r and p = mean / variance: P(0) = p^r, P(k) = P(k−1) (r + k − 1)(1 − p) / k.
    let isPoisson = variance <= mean * 1.0001
    let p = mean / variance
    let r = isPoisson ? 0 : mean * p / (1 - p)
    var probability = isPoisson ? exp(-mean) : pow(p, r)
    var sum = probability
    var k = 0.0
    return levels.map { level in
      while sum < level && k < 10_000 {
        k += 1
        probability *= isPoisson ? mean / k : (r + k - 1) * (1 - p) / k
        sum += probability
      }
      return k
    }
  }
}
