import Foundation
import Testing
import Workforce

@Suite("The calls of one interval")
struct CallCountTests {
  /// P(N = k) of a negative binomial count, from the gamma function alone.
  static func probability(_ k: Int, mean: Double, variance: Double) -> Double {
    let n = Double(k)
    if variance <= mean {
      let exponent: Double = n * log(mean) - mean - lgamma(n + 1)
      return exp(exponent)
    }
    let p = mean / variance
    let r = mean * p / (1 - p)
    let ways: Double = lgamma(n + r) - lgamma(r) - lgamma(n + 1)
    let exponent: Double = ways + r * log(p) + n * log(1 - p)
    return exp(exponent)
  }

  @Test(
    "Limits of few calls are the quantiles of the count, found by adding up its probabilities",
    arguments: [(0.2, 0.2), (0.2, 0.5), (2, 2), (2, 5), (9, 9), (9, 40)])
  func small(mean: Double, variance: Double) {
    let limits = CallCount(mean: mean, variance: variance).limits
    func quantile(_ level: Double) -> Double {
      var (k, sum) = (0, 0.0)
      while true {
        sum += Self.probability(k, mean: mean, variance: variance)
        if sum >= level { return Double(k) }
        k += 1
      }
    }
    #expect(limits.low95 == min(mean, quantile(0.025)))
    #expect(limits.low80 == min(mean, quantile(0.1)))
    #expect(limits.high80 == max(mean, quantile(0.9)))
    #expect(limits.high95 == max(mean, quantile(0.975)))
  }

  @Test(
    "Read at all normal scores, the calls have the mean and variance asked for",
    arguments: [
      (0.3, 0.6, 0), (4, 10, 0), (20, 40, 0.1), (30, 30, 0), (200, 400, 0), (200, 900, 0.15),
      (1000, 100, 0.1), (5, 0.4, 0),
    ])
  func moments(mean: Double, variance: Double, tail: Double) {
    let count = CallCount(mean: mean, variance: variance, tail: tail)
    // The middles of equal parts of probability: an integral over the distribution.
    let parts = 200_000
    var (sum, squares, product) = (0.0, 0.0, 0.0)
    for part in 0..<parts {
      let score = NormalScore.quantile((Double(part) + 0.5) / Double(parts))
      let calls = count.calls(atScore: score)
      sum += calls
      squares += calls * calls
      product += calls * score
    }
    let found = sum / Double(parts)
    let spread = squares / Double(parts) - found * found
    #expect(abs(found / mean - 1) < 0.005, "mean \(found)")
    // The skewness adds γ² / 18 of the variance; between counts and formula quantiles are joined.
    #expect(spread / variance > 0.96 && spread / variance < 1.06, "variance \(spread)")
    let fidelity = product / Double(parts) / spread.squareRoot()
    #expect(abs(fidelity - count.fidelity) < 0.03, "fidelity \(fidelity), \(count.fidelity)")
  }

  @Test("Calls rise with the score, are never negative, and whole where they are few")
  func order() {
    for mean in [0.01, 0.7, 6, 15, 39, 41, 3000] {
      for spread in [0, 0.1, 0.5, 1.5] {
        let count = CallCount(
          mean: mean, variance: mean + spread * spread * mean * mean, tail: 0.2)
        var last = 0.0
        for step in -60...60 {
          let calls = count.calls(atScore: Double(step) / 10)
          #expect(calls >= last - 1e-9, "mean \(mean), spread \(spread), step \(step)")
          #expect(mean >= 10 || calls == calls.rounded())
          last = calls
        }
      }
    }
    #expect(CallCount(mean: 0, variance: 0).limits == (0, 0, 0, 0))
  }
}
