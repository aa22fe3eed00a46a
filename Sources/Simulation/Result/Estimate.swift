private import Foundation

/// What a simulation says of a figure: its value, and limits that hold it with 95 % confidence.
///
/// The limits tell how sure the simulation is of its own model after so many samples, not how good the
/// model is. One sample has none: they are then infinitely far.
package struct Estimate: Sendable, Equatable {
  package let value: Double
  package let low: Double
  package let high: Double

  package init(value: Double, low: Double, high: Double) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// A value with limits `error` standard errors of Student's t on both sides, within `range`.
  init(
    value: Double, error: Double, samples: Int, in range: ClosedRange<Double> = 0...(.infinity)
  ) {
    let reach = samples > 1 ? Self.student(degrees: samples - 1) * error : .infinity
    self.init(
      value: value, low: max(range.lowerBound, value - reach),
      high: min(range.upperBound, value + reach))
  }

  /// A share of samples, with the limits of E. B. Wilson (doi:10.1080/01621459.1927.10502953), which
  /// hold for shares near 0 and 1, too.
  init(share count: Int, of samples: Int) {
    let (n, z) = (Double(samples), 1.959_964)
    let share = Double(count) / n
    let middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    let reach =
      z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    // At the ends rounding would leave the share itself outside.
    self.init(
      value: share, low: count == 0 ? 0 : max(0, middle - reach),
      high: count == samples ? 1 : min(1, middle + reach))
  }

  /// The 97.5 % quantile of Student's t: exact for few degrees, the expansion of R. A. Fisher and E. A.
  /// Cornish (doi:10.1080/00401706.1960.10489895) beyond, with an error below 0.001.
  static func student(degrees: Int) -> Double {
    let exact = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706]
    if degrees <= exact.count { return exact[max(1, degrees) - 1] }
    let (n, z) = (Double(degrees), 1.959_964)
    let z2 = z * z
    return z
      * (1 + (z2 + 1) / (4 * n) + ((5 * z2 + 16) * z2 + 3) / (96 * n * n)
        + (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * n * n * n))
  }
}

/// A ratio of two figures over samples, Σx / Σy.
struct RatioSum: Sendable {
  private var x = 0.0
  private var y = 0.0
  private var xx = 0.0
  private var xy = 0.0
  private var yy = 0.0

  mutating func add(_ part: Double, of whole: Double) {
    x += part
    y += whole
    xx += part * part
    xy += part * whole
    yy += whole * whole
  }

  /// The ratio with the limits of the ratio estimator (delta method):
  ///
  ///     s² = Σ(x − R y)² / (n (n − 1)) / ȳ²
  ///
  /// Nil where the whole is nothing.
  func estimate(samples: Int, in range: ClosedRange<Double>) -> Estimate? {
    guard y > 0 else { return nil }
    let ratio = x / y
    let n = Double(samples)
    let squares = max(0, xx - 2 * ratio * xy + ratio * ratio * yy)
    let error = samples > 1 ? (squares * n / (n - 1)).squareRoot() / y : 0
    return Estimate(value: ratio, error: error, samples: samples, in: range)
  }

  /// The mean of x, whatever y is.
  func mean(samples: Int) -> Estimate {
    let n = Double(samples)
    let mean = x / n
    let variance = samples > 1 ? max(0, xx - n * mean * mean) / (n - 1) : 0
    return Estimate(value: mean, error: (variance / n).squareRoot(), samples: samples)
  }
}
