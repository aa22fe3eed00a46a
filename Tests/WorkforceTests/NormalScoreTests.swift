import Foundation
import Testing
import Workforce

@Suite("The standard normal distribution")
struct NormalScoreTests {
  // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.1 and 26.5.
  @Test(
    "Published quantiles",
    arguments: [
      (0.5, 0), (0.9, 1.2815515655), (0.975, 1.9599639845), (0.999, 3.0902323062),
      (0.1, -1.2815515655), (1e-6, -4.7534243088),
    ])
  func published(probability: Double, score: Double) {
    #expect(abs(NormalScore.quantile(probability) - score) < 1e-9)
  }

  @Test("Probability and quantile undo each other over the whole range")
  func inverse() {
    for step in -75...75 {
      let score = Double(step) / 10
      let found = NormalScore.quantile(NormalScore.probability(below: score))
      // Near 1 a probability has lost the digits that a far score would need.
      #expect(abs(found - score) < (score > 5 ? 0.2 : 1e-8), "\(score): \(found)")
    }
    #expect(NormalScore.quantile(0) == -.infinity && NormalScore.quantile(1) == .infinity)
  }
}
