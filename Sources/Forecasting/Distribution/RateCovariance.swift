private import Foundation

/// Which part of the rate's uncertainty intervals have in common, by the method of moments.
///
/// With rates of standard deviations m, the product of two residuals has the expectation
///
///     m m' · period                                       on different days of a period,
///     m m' · (period + day + smooth · e^(−Δ / minutes))    at a distance of Δ on one day.
///
/// `period` is the ratio of the sums over all pairs of days; the others are a least-squares fit to the
/// sums by distance. What is fitted has the same sum over the day as the residuals, so that the variance
/// of day totals is that of the backtest. Little data count for little: each part is shrunk towards a
/// prior as if ``priorPeriods`` more periods had shown it.
struct RateCovariance: Sendable, Equatable {
  let period: Double
  let day: Double
  let smooth: Double
  let minutes: Double

  private static let priorPeriods = 1.0
  private static let choices = [30.0, 60, 120, 240, 480]

  /// The part of the variance that is not an interval's own.
  var sum: Double { period + day + smooth }

  /// - Parameters:
  ///   - residuals: by origin, day and slot in order.
  ///   - deviations: m of each.
  ///   - prior: what each part is if nothing is known.
  init(
    _ residuals: [Residual], deviations: [Double], slots: Int, slotMinutes: Int, periods: Double,
    prior: Double
  ) {
    var (byLag, weightByLag) = (
      Array(repeating: 0.0, count: slots), Array(repeating: 0.0, count: slots)
    )
    var (between, betweenWeight) = (0.0, 0.0)
    var (periodError, periodRate, daySquares, rateSquares) = (0.0, 0.0, 0.0, 0.0)
    var index = 0
    while index < residuals.count {
      let first = residuals[index]
      var end = index
      var (error, rate) = (0.0, 0.0)
      while end < residuals.count, residuals[end].origin == first.origin,
        residuals[end].day == first.day
      {
        error += residuals[end].error
        rate += deviations[end]
        for other in index..<end {
          let lag = residuals[end].slot - residuals[other].slot
          byLag[lag] += residuals[end].error * residuals[other].error
          weightByLag[lag] += deviations[end] * deviations[other]
        }
        end += 1
      }
      periodError += error
      periodRate += rate
      daySquares += error * error
      rateSquares += rate * rate
      if end == residuals.count || residuals[end].origin != first.origin {
        between += periodError * periodError - daySquares
        betweenWeight += periodRate * periodRate - rateSquares
        (periodError, periodRate, daySquares, rateSquares) = (0, 0, 0, 0)
      }
      index = end
    }

    // Shrunk by weight: m m' of the prior's periods are as many as those of the periods seen.
    let share = Self.priorPeriods / (max(1, periods) + Self.priorPeriods)
    let known = betweenWeight > 0 ? max(0, between / betweenWeight) : prior
    let period = (1 - share) * known + share * prior
    let (day, smooth, minutes) = Self.within(
      byLag, weights: weightByLag, floor: period, slotMinutes: slotMinutes)
    let hasDays = weightByLag.contains { $0 > 0 }
    self.period = period
    self.day = (1 - share) * (hasDays ? day : prior) + share * prior
    self.smooth = (1 - share) * (hasDays ? smooth : prior) + share * prior
    self.minutes = minutes
  }

  private init(period: Double, day: Double, smooth: Double, minutes: Double) {
    (self.period, self.day, self.smooth, self.minutes) = (period, day, smooth, minutes)
  }

  /// The same with parts that do not exceed the whole.
  var capped: RateCovariance {
    let scale = 1 / max(1, sum)
    return RateCovariance(
      period: period * scale, day: day * scale, smooth: smooth * scale, minutes: minutes)
  }

  /// The best of a few reaches of the smooth part, with what the day adds to `floor`.
  private static func within(
    _ sums: [Double], weights: [Double], floor: Double, slotMinutes: Int
  ) -> (day: Double, smooth: Double, minutes: Double) {
    let lags = weights.indices.filter { weights[$0] > 0 && $0 > 0 }
    let total = lags.reduce(0) { $0 + weights[$1] }
    let target = lags.reduce(0) { $0 + sums[$1] } - floor * total
    guard total > 0, target > 0 else { return (0, 0, 120) }
    var best = (day: target / total, smooth: 0.0, minutes: 120.0)
    var least = Double.infinity
    for minutes in choices {
      // sums / weights − floor = day + smooth · r by least squares, weighted; neither is negative.
      var (r1, r2, s0, s1) = (0.0, 0.0, 0.0, 0.0)
      for lag in lags {
        let r = exp(-Double(lag * slotMinutes) / minutes)
        let excess = sums[lag] - floor * weights[lag]
        r1 += weights[lag] * r
        r2 += weights[lag] * r * r
        s0 += excess
        s1 += excess * r
      }
      let determinant = total * r2 - r1 * r1
      var day = determinant > 1e-12 * total * r2 ? (s0 * r2 - s1 * r1) / determinant : s0 / total
      var smooth = determinant > 1e-12 * total * r2 ? (s1 * total - s0 * r1) / determinant : 0
      if smooth < 0 { (day, smooth) = (s0 / total, 0) }
      // All of it smooth: still with the sum of the day.
      if day < 0 { (day, smooth) = (0, s0 / r1) }
      let loss = lags.reduce(0) { loss, lag in
        let r = exp(-Double(lag * slotMinutes) / minutes)
        let miss = sums[lag] / weights[lag] - floor - day - smooth * r
        return loss + weights[lag] * miss * miss
      }
      if loss < least {
        least = loss
        best = (day, smooth, minutes)
      }
    }
    return best
  }
}
