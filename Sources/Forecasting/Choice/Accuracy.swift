/// How close forecasts came to the calls.
package struct Accuracy: Sendable, Equatable {
  /// Σ |calls − forecast| / Σ calls over intervals, and the same over the sums of days. Where there were no
  /// calls, the sum of errors itself.
  package var wape: Double
  package var wapeDay: Double
  /// Mean over the periods of |Σ forecast − Σ calls| / Σ calls.
  package var wapePeriod: Double
  /// Σ (forecast − calls) / Σ calls: positive where too many calls were expected.
  package var bias: Double
  /// Mean absolute error over that of repeating the week before, in the history before the first origin;
  /// nil where that is zero or unknown.
  ///
  /// - SeeAlso: R. J. Hyndman, A. B. Koehler, International Journal of Forecasting 22 (2006) 679,
  ///   doi:10.1016/j.ijforecast.2006.03.001.
  package var mase: Double?
  /// Mean of 2 Σ pinball loss / Σ calls over the quantiles 2.5, 10, 50, 90 and 97.5 %, with the forecast
  /// itself as the middle one; nil without limits.
  package var quantileLoss: Double?
  /// Share of intervals whose calls lay within the limits of 80 % and 95 %; nil without limits.
  package var coverage80: Double?
  package var coverage95: Double?

  /// One interval of the past.
  package struct Point: Sendable, Equatable {
    /// The period it was forecast with, and the day in it.
    package var origin: Int
    package var day: Int
    package var actual: Double
    package var mean: Double
    /// Quantiles 2.5, 10, 90 and 97.5 %; empty without limits.
    package var limits: [Double] = []

    package init(
      origin: Int, day: Int, actual: Double, mean: Double, limits: [Double] = []
    ) {
      self.origin = origin
      self.day = day
      self.actual = actual
      self.mean = mean
      self.limits = limits
    }
  }

  /// - Parameters:
  ///   - points: the intervals; either all have limits or none.
  ///   - naiveError: the mean absolute error that ``mase`` is measured in.
  package init(_ points: [Point], naiveError: Double? = nil) {
    var byDay: [[Int]: Double] = [:]
    var byPeriod: [Int: (error: Double, calls: Double)] = [:]
    var (errors, signed, calls, pinball) = (0.0, 0.0, 0.0, 0.0)
    var (inside80, inside95) = (0, 0)
    let hasLimits = !points.isEmpty && points.allSatisfy { $0.limits.count == 4 }
    for point in points {
      let error = point.mean - point.actual
      errors += abs(error)
      signed += error
      calls += point.actual
      byDay[[point.origin, point.day], default: 0] += error
      byPeriod[point.origin, default: (0, 0)].error += error
      byPeriod[point.origin]!.calls += point.actual
      guard hasLimits else { continue }
      let quantiles = [0.025, 0.1, 0.9, 0.975, 0.5]
      for (level, value) in zip(quantiles, point.limits + [point.mean]) {
        let above = point.actual - value
        pinball += max(level * above, (level - 1) * above)
      }
      if point.limits[0] <= point.actual && point.actual <= point.limits[3] { inside95 += 1 }
      if point.limits[1] <= point.actual && point.actual <= point.limits[2] { inside80 += 1 }
    }
    let scale = calls > 0 ? 1 / calls : 1
    // Sorted values make the sums, and so the last digits, the same in every run.
    func sum(_ parts: [Double]) -> Double { parts.sorted().reduce(0, +) }
    wape = errors * scale
    wapeDay = sum(byDay.values.map { abs($0) }) * scale
    let shares = byPeriod.values.map { abs($0.error) / ($0.calls > 0 ? $0.calls : 1) }
    wapePeriod = sum(shares) / Double(max(1, shares.count))
    bias = signed * scale
    if let naiveError, naiveError > 0, !points.isEmpty {
      mase = errors / Double(points.count) / naiveError
    }
    if hasLimits {
      quantileLoss = 2 * pinball * scale / 5
      coverage80 = Double(inside80) / Double(points.count)
      coverage95 = Double(inside95) / Double(points.count)
    }
  }
}
