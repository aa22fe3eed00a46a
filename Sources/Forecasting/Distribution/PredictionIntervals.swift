private import Foundation
internal import Workforce

/// How far calls lie from their forecast, fitted on the residuals of a backtest.
///
///     variance = φ · mean + c² · mean²
///
/// as a Poisson count whose rate is itself uncertain by the share c, at times of the week at which errors
/// were larger or smaller by more than chance multiplied by how much they were. What errs together (the
/// whole period, a day, neighbouring intervals) is found from the products of residuals
/// (``RateCovariance``); the tails, from how far out the residuals' 95 % lie compared with their 80 %.
///
/// - SeeAlso: A. N. Avramidis, A. Deslauriers, P. L'Ecuyer, Management Science 50 (2004) 896,
///   doi:10.1287/mnsc.1040.0236; M. C. Weinberg, L. D. Brown, J. R. Stroud, JASA 102 (2007) 1185.
struct PredictionIntervals: Sendable {
  /// φ, at least 1 unless the calls are far too regular to be counts.
  let dispersion: Double
  /// c.
  let variation: Double
  /// Tukey's h of the scaled residuals.
  let tail: Double
  let covariance: RateCovariance
  private let heterogeneity: Heterogeneity
  /// Factor on the variance of the rate: few periods say little of those to come. Chance is known.
  private let widening: Double

  /// Residuals below which tails are taken to be normal.
  private static let minimumForTail = 40
  /// Days of residuals as which normal tails count.
  private static let priorDays = 1.0
  /// A variance below this share of the mean is not that of a count.
  private static let countsAbove = 0.5

  /// - Parameters:
  ///   - periods: how many separate periods the residuals come from; the fewer, the wider.
  init(_ residuals: [Residual], periods: Double, slots: Int, slotMinutes: Int) {
    let known = residuals.filter { $0.forecast > 0 }
    var (dispersion, share) = Self.moments(known)

    // Errors that go together show an uncertain rate even where the counts' own scatter drowns it.
    let crude = RateCovariance(
      known, deviations: known.map(\.forecast), slots: slots, slotMinutes: slotMinutes,
      periods: periods, prior: 0)
    let squares = known.reduce(0) { $0 + $1.forecast * $1.forecast }
    let excess = known.reduce(0) { $0 + (dispersion - 1) * $1.forecast } + share * squares
    if dispersion >= 1 && crude.sum * squares > excess { share += crude.sum - excess / squares }
    let variances = known.map { dispersion * $0.forecast + share * $0.forecast * $0.forecast }
    let heterogeneity = Heterogeneity(known, variances: variances, slots: slots)
    self.heterogeneity = heterogeneity
    let scaled = zip(known, variances).map {
      $0.error / max(1e-12, $1 * heterogeneity.factor($0)).squareRoot()
    }
    let days = Set(known.map { [$0.origin, $0.day] }).count
    tail = Self.tail(scaled) * Double(days) / (Double(days) + Self.priorDays)

    let counted = dispersion >= 1 ? 1.0 : 0
    let rates = zip(known, variances).map {
      max(0, $1 * heterogeneity.factor($0) - counted * $0.forecast).squareRoot()
    }
    let found = RateCovariance(
      known, deviations: rates, slots: slots, slotMinutes: slotMinutes, periods: periods,
      prior: 0.2)
    covariance = found.capped
    // Where chance hides the variance of the rate, what errs together knows it better.
    let whole = variances.reduce(0, +)
    let chance = whole > 0 ? counted * known.reduce(0) { $0 + $1.forecast } / whole : 0
    widening = (1 + 1 / max(1, periods)) * (1 + min(1, chance) * max(0, found.sum - 1))
    self.dispersion = dispersion
    variation = share.squareRoot()
  }

  /// Limits from residuals whose place in the week is not known.
  init(forecasts: [Double], actuals: [Double], origins: Int) {
    self.init(
      zip(forecasts, actuals).enumerated().map { index, pair in
        Residual(
          origin: 0, day: index, slot: 0, weekday: 0, forecast: pair.0, actual: pair.1)
      }, periods: Double(origins), slots: 1, slotMinutes: 60)
  }

  /// Relative standard deviation of the rate of an interval, by its time of the week.
  func spread(mean: Double, weekday: Int, slot: Int) -> Double {
    guard mean > 0 else { return 0 }
    let variance =
      (dispersion * mean + variation * variation * mean * mean)
      * heterogeneity.factor(weekday: weekday, slot: slot)
    return (max(0, variance - countDispersion * mean) * widening).squareRoot() / mean
  }

  /// The scatter of a forecast, to which the spreads of its intervals are still to be added.
  func scatter() -> CallScatter {
    CallScatter(
      dispersion: countDispersion, rateSpread: [], daySpread: [], periodShare: covariance.period,
      dayShare: covariance.day, smoothShare: covariance.smooth, smoothMinutes: covariance.minutes,
      tail: tail)
  }

  /// The quantiles 2.5, 10, 90 and 97.5 % of the calls around `mean` at no particular time of the week.
  ///
  /// - Parameter extra: more uncertainty of the rate, as a share of the mean, as on a holiday.
  func limits(mean: Double, extra: Double = 0) -> [Double] {
    let rate = spread(mean: mean, weekday: -1, slot: -1)
    let limits = CallCount(
      mean: mean, variance: countDispersion * mean + (rate * rate + extra * extra) * mean * mean,
      tail: tail
    ).limits
    return [limits.low95, limits.low80, limits.high80, limits.high95]
  }

  /// The variance over the mean that belongs to the count itself: none where it is not a count.
  private var countDispersion: Double { dispersion >= 1 ? 1 : 0 }

  /// φ and c², by least squares of the squared residuals over the mean and its square, each weighted by
  /// its own precision.
  private static func moments(_ residuals: [Residual]) -> (dispersion: Double, share: Double) {
    var (dispersion, share) = (1.0, 0.0)
    for _ in 0..<3 {
      var (ff, fff, ffff, sf, sff) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for residual in residuals {
        let f = residual.forecast
        let variance = max(1e-9, dispersion * f + share * f * f)
        // Var(e²) = 2 V² + V, of a count that is nearly Poisson.
        let weight = 1 / (variance + 2 * variance * variance)
        let square = residual.error * residual.error
        ff += weight * f * f
        fff += weight * f * f * f
        ffff += weight * f * f * f * f
        sf += weight * square * f
        sff += weight * square * f * f
      }
      guard ff > 0 else { return (1, 0) }
      let determinant = ff * ffff - fff * fff
      if determinant > 1e-9 * ff * ffff {
        dispersion = (sf * ffff - sff * fff) / determinant
        share = (sff * ff - sf * fff) / determinant
      } else {
        (dispersion, share) = (sf / ff, 0)
      }
      if share < 0 { (dispersion, share) = (sf / ff, 0) }
      let isCount =
        residuals.reduce(0) { $0 + $1.error * $1.error }
        >= countsAbove * residuals.reduce(0) { $0 + $1.forecast }
      if dispersion < (isCount ? 1 : 0) {
        dispersion = isCount ? 1 : 0
        share = max(0, (sff - dispersion * fff) / ffff)
      }
    }
    return (dispersion, share)
  }

  /// The h of a symmetric h-distribution whose quantiles of 80 % and 95 % are as far apart as those of
  /// the residuals' absolute values.
  private static func tail(_ scaled: [Double]) -> Double {
    guard scaled.count >= minimumForTail else { return 0 }
    let sizes = scaled.map { abs($0) }.sorted()
    let inner = sizes[Int(0.8 * Double(sizes.count - 1))]
    let outer = sizes[Int(0.95 * Double(sizes.count - 1))]
    guard inner > 0 else { return 0 }
    // q(z) ∝ z e^(h z²/2): ln(outer / inner) = ln(1.9600 / 1.2816) + h (1.9600² − 1.2816²) / 2.
    let (a, b) = (1.2815515655446004, 1.959963984540054)
    return min(0.2, max(0, 2 * log(outer / inner * a / b) / (b * b - a * a)))
  }
}
