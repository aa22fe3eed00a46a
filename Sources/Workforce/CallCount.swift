private import Foundation

/// How many calls an interval may have: a distribution with given mean and variance.
///
/// Few calls (a mean below 10) are a negative binomial count, Poisson where the variance is no greater
/// than the mean. Many (above 40) follow
///
///     calls = mean + σ (t + γ (t² − 1) / 6),   t = (1 − 2h)^¾ · z e^(h z²/2),   z standard normal,
///
/// where h makes tails heavier at the same variance and γ is the skewness of the negative binomial count.
/// Between the two means the quantiles are joined linearly. A variance below the mean, which no count of
/// independent calls has, is taken to belong to a measured quantity and always follows the formula.
///
/// - SeeAlso: J. W. Tukey, Exploratory Data Analysis, 1977 (the h-distribution); E. A. Cornish,
///   R. A. Fisher, Revue de l'Institut international de statistique 5 (1938) 307.
package struct CallCount: Sendable, Equatable {
  package let mean: Double
  package let variance: Double
  /// Tukey's h, 0…0.2; zero for normal tails.
  package let tail: Double
  /// Correlation of the calls with the normal score they are read at: 1 for many calls, less for few,
  /// whose steps lose something.
  package let fidelity: Double
  /// The normal scores at which the small count rises from k to k + 1.
  private let steps: [Double]
  private let deviation: Double
  private let skewness: Double
  private let smoothShare: Double

  private static let countsBelow = 10.0
  private static let smoothAbove = 40.0

  /// - Precondition: the mean is finite and not negative; the variance is finite.
  /// - Complexity: O(mean) below a mean of 40, else O(1)
  package init(mean: Double, variance: Double, tail: Double = 0) {
    precondition(mean >= 0 && mean.isFinite && variance.isFinite)
    self.mean = mean
    self.variance = max(0, variance)
    self.tail = min(0.2, max(0, tail))
    deviation = max(0, variance).squareRoot()
    // Rates spread so far that the formula would fold back are beyond what it is made for.
    skewness =
      variance > mean && mean > 0 ? min(1.5, (2 * variance - mean) / (mean * deviation)) : 0
    smoothShare =
      variance < 0.999 * mean
      ? 1 : min(1, max(0, (mean - Self.countsBelow) / (Self.smoothAbove - Self.countsBelow)))
    steps = smoothShare < 1 && mean > 0 ? Self.steps(mean: mean, variance: variance) : []
    let own = pow(1 - 2 * self.tail, 0.75) / pow(1 - self.tail, 1.5)
    let counted =
      deviation > 0 ? steps.reduce(0) { $0 + NormalScore.density($1) } / deviation : 1
    fidelity = smoothShare * own + (1 - smoothShare) * counted
  }

  /// The calls at a normal score; whole for few calls, never negative, rising with the score.
  package func calls(atScore score: Double) -> Double {
    guard mean > 0 else { return 0 }
    var calls = 0.0
    if smoothShare > 0 {
      var t = pow(1 - 2 * tail, 0.75) * score * exp(0.5 * tail * score * score)
      if skewness > 0 {
        t = max(t, -3 / skewness)
        t += skewness * (t * t - 1) / 6
      }
      calls = smoothShare * max(0, mean + deviation * t)
    }
    if smoothShare < 1 { calls += (1 - smoothShare) * Double(count(atScore: score)) }
    return calls
  }

  /// How many steps lie below the score.
  private func count(atScore score: Double) -> Int {
    var (low, high) = (0, steps.count)
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] < score { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Φ⁻¹(P(N ≤ k)) for k = 0, 1, … up to a score of 6.
  private static func steps(mean: Double, variance: Double) -> [Double] {
    // With size r and p = mean / variance: P(0) = p^r, P(k) = P(k−1) (r + k − 1)(1 − p) / k.
    let isPoisson = variance <= mean * 1.0001
    let p = mean / variance
    let r = isPoisson ? 0 : mean * p / (1 - p)
    var probability = isPoisson ? exp(-mean) : exp(r * log(p))
    var sum = probability
    var steps: [Double] = []
    let limit = NormalScore.probability(below: 6)
    while sum < limit && steps.count < 10_000 {
      steps.append(NormalScore.quantile(sum))
      let k = Double(steps.count)
      probability *= isPoisson ? mean / k : (r + k - 1) * (1 - p) / k
      sum += probability
    }
    return steps
  }
}

extension CallCount {
  /// Quantiles 2.5, 10, 90 and 97.5 %, moved where needed so that the mean lies between the inner two.
  ///
  /// Limits of few calls are whole: q is the least count with P(N ≤ q) at or above the level, so that
  /// the calls lie from the lower to the upper limit, both included, with at least the probability named.
  package var limits: (low95: Double, low80: Double, high80: Double, high95: Double) {
    let (outer, inner) = (1.959963984540054, 1.2815515655446004)
    return (
      min(mean, calls(atScore: -outer)), min(mean, calls(atScore: -inner)),
      max(mean, calls(atScore: inner)), max(mean, calls(atScore: outer))
    )
  }
}
