internal import Workforce

/// How far the errors of a site's queues go together from day to day.
///
/// Of each pair with twenty common days or more, the covariance of the relative errors of day totals over
/// the geometric mean of their variances, both less what chance alone explains; the site's value is the
/// mean over pairs, each counting by its days, shrunk towards none as if eight weeks had shown none.
enum SiteCorrelation {
  private static let fewestDays = 20
  private static let priorDays = 56.0
  private static let most = 0.95

  /// A value of 0…0.95; zero where no pair of queues has a common past.
  static func estimate(_ queues: [QueueForecaster]) -> Double {
    let errors = queues.map(dayErrors)
    var (sum, weight) = (0.0, priorDays)
    for first in errors.indices {
      for second in errors.indices where second > first {
        let days = errors[first].keys.filter { errors[second][$0] != nil }.sorted()
        guard days.count >= fewestDays else { continue }
        let a = days.map { errors[first][$0]! }
        let b = days.map { errors[second][$0]! }
        guard let correlation = correlation(a, b) else { continue }
        sum += Double(days.count) * correlation
        weight += Double(days.count)
      }
    }
    return min(most, max(0, sum / weight))
  }

  /// Relative error of a day's total and the part of its variance that chance explains.
  private struct DayError {
    var error: Double
    var chance: Double
  }

  private static func correlation(_ a: [DayError], _ b: [DayError]) -> Double? {
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let (meanA, meanB) = (mean(a.map(\.error)), mean(b.map(\.error)))
    let covariance = mean(zip(a, b).map { ($0.error - meanA) * ($1.error - meanB) })
    func rateVariance(_ errors: [DayError], _ centre: Double) -> Double {
      let all = mean(errors.map { ($0.error - centre) * ($0.error - centre) })
      // At least a tenth, or the quotient of two small differences could be anything.
      return max(all - mean(errors.map(\.chance)), all / 10)
    }
    let product = rateVariance(a, meanA) * rateVariance(b, meanB)
    return product > 0 ? min(1, max(-1, covariance / product.squareRoot())) : nil
  }

  /// By day, from the latest origin that forecast it.
  private static func dayErrors(_ queue: QueueForecaster) -> [Day: DayError] {
    let combination = queue.combination
    var sums: [Day: (origin: Int, actual: Double, forecast: Double)] = [:]
    for residual in combination.residuals() {
      let day = queue.matrix.firstDay + combination.origins[residual.origin] + residual.day
      var sum = sums[day] ?? (residual.origin, 0, 0)
      guard sum.origin == residual.origin else { continue }
      sum.actual += residual.actual
      sum.forecast += residual.forecast
      sums[day] = sum
    }
    return sums.compactMapValues { sum in
      sum.forecast > 0
        ? DayError(error: sum.actual / sum.forecast - 1, chance: 1 / sum.forecast) : nil
    }
  }
}
