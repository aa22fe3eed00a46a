import Foundation
import TestSupport
import Testing

@testable import Forecasting

@Suite("Limits of a forecast")
struct PredictionIntervalsTests {
  @Test("Dispersion and variation of simulated residuals are found again")
  func parameters() {
    var random = SplitMix64(seed: 11)
    // Residuals of ±√(2 f + (0.1 f)²) exactly: the fit has no noise to hide behind.
    var (means, actuals) = ([Double](), [Double]())
    for _ in 0..<500 {
      let mean = Double.random(in: 20...800, using: &random)
      let deviation = (2 * mean + 0.01 * mean * mean).squareRoot()
      means.append(mean)
      actuals.append(mean + (Bool.random(using: &random) ? deviation : -deviation))
    }
    let fitted = PredictionIntervals(forecasts: means, actuals: actuals, origins: 1_000_000)
    #expect(abs(fitted.dispersion - 2) < 1e-3)
    #expect(abs(fitted.variation - 0.1) < 1e-4)
  }

  @Test("Limits cover Poisson counts as often as they say", arguments: [0.7, 4, 15, 25, 60, 400])
  func coverage(mean: Double) {
    var random = SplitMix64(seed: 5)
    func sample() -> [Double] {
      (0..<4000).map { _ in Histories.poisson(mean, using: &random) }
    }
    let fitted = PredictionIntervals(
      forecasts: Array(repeating: mean, count: 4000), actuals: sample(), origins: 1_000_000)
    let limits = fitted.limits(mean: mean)
    let fresh = sample()
    func share(_ low: Double, _ high: Double) -> Double {
      Double(fresh.count { low <= $0 && $0 <= high }) / 4000
    }
    // Counts near zero are coarse: their limits may cover more than asked, never much less.
    #expect(share(limits[1], limits[2]) > 0.77 && share(limits[0], limits[3]) > 0.935)
    if mean > 20 {
      #expect(share(limits[1], limits[2]) < 0.85 && share(limits[0], limits[3]) < 0.97)
    }
  }

  @Test("Limits lie in order around the mean and never below zero")
  func order() {
    let fitted = PredictionIntervals(
      forecasts: [10, 20, 30, 40], actuals: [0, 55, 10, 90], origins: 2)
    for mean in [0, 0.01, 0.5, 3, 10, 11, 39, 41, 5000] {
      let limits = fitted.limits(mean: mean)
      #expect(0 <= limits[0] && limits[0] <= limits[1] && limits[1] <= mean)
      #expect(mean <= limits[2] && limits[2] <= limits[3])
      #expect(fitted.limits(mean: mean, extra: 0.3)[3] >= limits[3])
    }
  }

  @Test("Residuals of zero give limits no wider than chance itself")
  func exact() {
    let fitted = PredictionIntervals(
      forecasts: [50, 60, 70], actuals: [50, 60, 70], origins: 3)
    #expect(fitted.limits(mean: 60) == [60, 60, 60, 60])
  }
}
