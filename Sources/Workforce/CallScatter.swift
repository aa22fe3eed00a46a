/// How far the calls of a queue may lie from their forecast, and which intervals err together.
///
/// The calls of an interval with mean f are a count whose rate is itself uncertain:
///
///     variance = dispersion · f + (rateSpread² + daySpread²) · f²
///
/// The uncertainty of the rate has four parts, as shares of `rateSpread²`: one common to all intervals of
/// the period, one common to those of a day, one that changes smoothly (correlation e^(−Δ / smoothMinutes)
/// at a distance of Δ elapsed minutes), and the rest, which each interval has for itself as it has the
/// scatter of the count. `daySpread` is common to the day.
///
/// - SeeAlso: A. N. Avramidis, A. Deslauriers, P. L'Ecuyer, Management Science 50 (2004) 896,
///   doi:10.1287/mnsc.1040.0236.
package struct CallScatter: Sendable, Equatable {
  /// Variance of the count over its mean, were the rate known: 1 for Poisson calls, 0 for a measured
  /// quantity that is not a count.
  package var dispersion: Double
  /// Standard deviation of the rate over its mean, by interval.
  package var rateSpread: [Double]
  /// More of it on special days, whose effect is not known well; zero on others.
  package var daySpread: [Double]
  /// Shares of the rate's variance; their sum is at most one.
  package var periodShare: Double
  package var dayShare: Double
  package var smoothShare: Double
  package var smoothMinutes: Double
  /// Heaviness of the tails, 0…0.2 (``CallCount/tail``).
  package var tail: Double
  /// Correlation of the factors of day and period with those of the site's other queues, 0…1. Zero
  /// unless several queues have a history in which their errors went together.
  package var siteCorrelation: Double

  package init(
    dispersion: Double = 1, rateSpread: [Double], daySpread: [Double], periodShare: Double = 0,
    dayShare: Double = 0, smoothShare: Double = 0, smoothMinutes: Double = 120, tail: Double = 0,
    siteCorrelation: Double = 0
  ) {
    self.dispersion = dispersion
    self.rateSpread = rateSpread
    self.daySpread = daySpread
    self.periodShare = periodShare
    self.dayShare = dayShare
    self.smoothShare = smoothShare
    self.smoothMinutes = smoothMinutes
    self.tail = tail
    self.siteCorrelation = siteCorrelation
  }

  /// Calls whose rate is known: each interval a Poisson count by itself.
  package static func poisson(intervals: Int) -> CallScatter {
    let none = Array(repeating: 0.0, count: intervals)
    return CallScatter(rateSpread: none, daySpread: none)
  }

  /// That of the intervals from `first` on.
  package func from(_ first: Int) -> CallScatter {
    var rest = self
    rest.rateSpread = Array(rateSpread[first...])
    rest.daySpread = Array(daySpread[first...])
    return rest
  }

  /// The calls of interval `interval`, taken by itself, if `mean` are expected.
  package func count(interval: Int, mean: Double) -> CallCount {
    let rate = rateSpread[interval] * rateSpread[interval]
    let day = daySpread[interval] * daySpread[interval]
    return CallCount(
      mean: mean, variance: dispersion * mean + (rate + day) * mean * mean, tail: tail)
  }
}
