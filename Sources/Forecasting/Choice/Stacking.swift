/// Weights by which forecasts joined come closest to what happened.
///
///     minimise Σ (y − Σ w f)² / v + strength · Σ (w − w₀)²,   w ≥ 0, Σ w = 1
///
/// over the slots of a backtest, where v is the mean calls of the slot, as for counts, and w₀ are the
/// weights to lean on. Solved by coordinate exchange: weight moves between pairs of forecasts while the sum
/// falls.
///
/// - SeeAlso: L. Breiman, Machine Learning 24 (1996) 49, doi:10.1007/BF00117832.
enum Stacking {
  /// - Parameters:
  ///   - strength: as a share of the slots: how strongly w₀ holds.
  /// - Complexity: O(slots · forecasts² + rounds · forecasts³)
  static func weights(
    _ trials: [Combination.Trial], leaning prior: [Double], strength: Double
  ) -> [Double] {
    // Those without weight stay out.
    let active = prior.indices.filter { prior[$0] > 0 }
    let size = active.count
    guard size > 1 else { return prior }
    // Products of errors: with Σ w = 1 the joined error is the weighted sum of errors.
    var products = Array(repeating: 0.0, count: size * size)
    var errors = Array(repeating: 0.0, count: size)
    var (scale, count) = (0.0, 0.0)
    for trial in trials {
      for slot in trial.actual.indices {
        var mean = 0.0
        for (place, model) in active.enumerated() {
          errors[place] = trial.forecasts[model][slot] - trial.actual[slot]
          mean += trial.forecasts[model][slot]
        }
        mean = max(mean / Double(size), 0.05)
        for i in 0..<size {
          let scaled = errors[i] / mean
          for j in 0...i { products[i * size + j] += scaled * errors[j] }
        }
        scale += errors[0] * errors[0] / mean
        count += 1
      }
    }
    for i in 0..<size { for j in 0..<i { products[j * size + i] = products[i * size + j] } }
    // The penalty is measured in the same unit as the errors.
    let penalty = strength * scale
    var weights = active.map { prior[$0] }
    let lean = weights
    for _ in 0..<200 {
      var moved = 0.0
      var gradient = (0..<size).map { i in
        (0..<size).reduce(penalty * (weights[i] - lean[i])) {
          $0 + products[i * size + $1] * weights[$1]
        }
      }
      for i in 0..<size {
        for j in 0..<i {
          let curvature =
            products[i * size + i] + products[j * size + j] - 2 * products[i * size + j]
            + 2 * penalty
          guard curvature > 0 else { continue }
          // Move `step` of weight from j to i.
          let step = min(weights[j], max(-weights[i], (gradient[j] - gradient[i]) / curvature))
          if abs(step) < 1e-9 { continue }
          weights[i] += step
          weights[j] -= step
          for k in 0..<size {
            gradient[k] += step * (products[k * size + i] - products[k * size + j])
          }
          gradient[i] += step * penalty
          gradient[j] -= step * penalty
          moved += abs(step)
        }
      }
      if moved < 1e-5 { break }
    }
    var result = Array(repeating: 0.0, count: prior.count)
    for (place, model) in active.enumerated() { result[model] = weights[place] }
    return result
  }
}
