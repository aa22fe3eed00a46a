import TestSupport
import Testing

@testable import Forecasting

@Suite("Weights that join forecasts best")
struct StackingTests {
  /// One trial with the given errors of each forecast around ten calls.
  private func trials(_ errors: [[Double]]) -> [Combination.Trial] {
    let count = errors[0].count
    return [
      Combination.Trial(
        actual: Array(repeating: 10, count: count), day: Array(repeating: 0, count: count),
        forecasts: errors.map { $0.map { 10 + $0 } })
    ]
  }

  // Errors e = (1, −1) and g = (−1, 3) over two slots; without a lean, w e + (1 − w) g is (2w − 1, 3 − 4w),
  // whose squares, over v = 10 and 11 (the mean forecasts), are least at
  // w = (2 · 1 / 10 + 4 · 3 / 11) / (4 / 10 + 16 / 11).
  @Test("Errors that cancel share the weight as by hand")
  func cancel() {
    let found = Stacking.weights(
      trials([[1, -1], [-1, 3]]), leaning: [0.5, 0.5], strength: 0)
    let expected = (0.2 + 12.0 / 11) / (0.4 + 16.0 / 11)
    #expect(abs(found[0] - expected) < 1e-6 && abs(found[1] - (1 - expected)) < 1e-6)
  }

  @Test("A forecast left out stays out, and a strong lean holds")
  func lean() {
    let errors = [[1.0, -1], [-1, 3], [0, 0]]
    let strong = Stacking.weights(trials(errors), leaning: [0.3, 0.7, 0], strength: 1e6)
    #expect(abs(strong[0] - 0.3) < 1e-3 && abs(strong[1] - 0.7) < 1e-3 && strong[2] == 0)
  }

  @Test("No small move of weight comes closer", arguments: UInt64(1)...20)
  func optimal(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let errors = (0..<4).map { _ in
      (0..<30).map { _ in Double.random(in: -3...3, using: &random) }
    }
    let trials = trials(errors)
    let lean = [0.4, 0.3, 0.2, 0.1]
    let strength = 0.05
    func loss(_ weights: [Double]) -> Double {
      var (sum, scale) = (0.0, 0.0)
      for slot in 0..<30 {
        let mean = 10 + errors.map { $0[slot] }.reduce(0, +) / 4
        let error = zip(weights, errors).reduce(0) { $0 + $1.0 * $1.1[slot] }
        sum += error * error / mean
        scale += errors[0][slot] * errors[0][slot] / mean
      }
      return sum + strength * scale
        * zip(weights, lean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    }
    let found = Stacking.weights(trials, leaning: lean, strength: strength)
    #expect(abs(found.reduce(0, +) - 1) < 1e-9 && found.allSatisfy { $0 >= 0 })
    for i in 0..<4 {
      for j in 0..<4 where i != j && found[j] >= 1e-3 {
        var moved = found
        moved[i] += 1e-3
        moved[j] -= 1e-3
        #expect(loss(moved) >= loss(found) - 1e-9, "seed \(seed), \(i) from \(j)")
      }
    }
  }
}
