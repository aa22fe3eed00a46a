private import Foundation

/// By how much the squared errors of a weekday and of a slot of the day exceed what their means explain.
///
/// Each is the mean of squared residuals over their variance, shrunk towards that of all as if
/// ``priorDays`` more days had been like all others. Origin 0 is the latest and counts most. Days of a
/// period stand at the same distance from its origin every week, so that the weekday's factor also
/// holds what distance adds.
struct Heterogeneity: Sendable {
  private let slotFactors: [Double]
  private let weekdayFactors: [Double]
  /// The mean of all.
  private let overall: Double

  private static let priorDays = 8.0
  /// Origins after which an error counts half: the oldest forecasts knew least, and lines change.
  private static let halfLife = 6.0

  private static func weight(_ residual: Residual) -> Double {
    exp2(-Double(residual.origin) / halfLife)
  }

  init(_ residuals: [Residual], variances: [Double], slots: Int) {
    var sums = Array(repeating: 0.0, count: slots)
    var counts = sums
    for (residual, variance) in zip(residuals, variances) where variance > 0 {
      let weight = Self.weight(residual)
      sums[residual.slot] += weight * residual.error * residual.error / variance
      counts[residual.slot] += weight
    }
    let count = counts.reduce(0, +)
    let overall = count > 0 ? sums.reduce(0, +) / count : 1
    self.overall = overall
    let factors = zip(sums, counts).map {
      ($0 + Self.priorDays * overall) / ($1 + Self.priorDays)
    }
    slotFactors = factors

    var weekdays = Array(repeating: 0.0, count: 7)
    var weights = weekdays
    var days = Array(repeating: Set<Int>(), count: 7)
    for (residual, variance) in zip(residuals, variances) where variance > 0 {
      let expected = variance * factors[residual.slot]
      let weight = Self.weight(residual)
      weekdays[residual.weekday] += weight * residual.error * residual.error / expected
      weights[residual.weekday] += weight
      days[residual.weekday].insert(residual.origin * 1000 + residual.day)
    }
    // Intervals of a day err together: a day counts once.
    weekdayFactors = (0..<7).map { weekday in
      guard weights[weekday] > 0 else { return 1 }
      let count = Double(days[weekday].count)
      return (count * weekdays[weekday] / weights[weekday] + Self.priorDays)
        / (count + Self.priorDays)
    }
  }

  /// The factor on the variance; that of all for what lies outside the week.
  func factor(weekday: Int, slot: Int) -> Double {
    (weekdayFactors.indices.contains(weekday) ? weekdayFactors[weekday] : 1)
      * (slotFactors.indices.contains(slot) ? slotFactors[slot] : overall)
  }

  func factor(_ residual: Residual) -> Double {
    factor(weekday: residual.weekday, slot: residual.slot)
  }
}
