/// How close forecasts came to the calls.
package struct Accuracy: Sendable, Equatable {
  /// Σ |calls − forecast| / Σ calls over intervals, over days, and over the periods forecast. Where there
  /// were no calls, the sum of errors itself.
  package var wape: Double
  package var wapeDay: Double
  package var wapePeriod: Double
  /// Σ (forecast − calls) / Σ calls: positive where too many calls were expected.
  package var bias: Double
  /// Share of intervals whose calls lay within the limits of 80 % and 95 %; nil without limits.
  package var coverage80: Double?
  package var coverage95: Double?

  /// One interval of the past.
  struct Point {
    /// The period it was forecast with, and the day in it.
    var origin: Int
    var day: Int
    var actual: Double
    var mean: Double
    /// Quantiles 2.5, 10, 90 and 97.5 %; empty without limits.
    var limits: [Double] = []
  }

  init(_ points: [Point]) {
    var byDay: [[Int]: Double] = [:]
    var byPeriod: [Int: Double] = [:]
    var (errors, calls) = (0.0, 0.0)
    var (inside80, inside95) = (0, 0)
    for point in points {
      let error = point.mean - point.actual
      errors += abs(error)
      calls += point.actual
      byDay[[point.origin, point.day], default: 0] += error
      byPeriod[point.origin, default: 0] += error
      guard point.limits.count == 4 else { continue }
      if point.limits[0] <= point.actual && point.actual <= point.limits[3] { inside95 += 1 }
      if point.limits[1] <= point.actual && point.actual <= point.limits[2] { inside80 += 1 }
    }
    let scale = calls > 0 ? 1 / calls : 1
    // Sorted keys make the sums, and so the last digits, the same in every run.
    func sum(_ parts: [Double]) -> Double { parts.sorted().reduce(0, +) * scale }
    wape = errors * scale
    wapeDay = sum(byDay.values.map { abs($0) })
    wapePeriod = sum(byPeriod.values.map { abs($0) })
    bias = sum(points.map { $0.mean - $0.actual })
    if let first = points.first, first.limits.count == 4 {
      coverage80 = Double(inside80) / Double(points.count)
      coverage95 = Double(inside95) / Double(points.count)
    }
  }
}
