private import Foundation

/// The mean of the same weekday and slot over the last weeks that are known.
struct SeasonalMean: ForecastModel {
  let series: CallSeries
  /// Days of the same weekday to take.
  let weeks: Int
  let factors: CalendarFactors

  var name: String { "mean of \(weeks) weeks" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    series.weightedMeans(
      origin: origin, days: days, factors: factors.at(origin),
      weights: Array(repeating: 1, count: weeks))
  }
}

/// The mean of the same weekday and slot with weights that halve every `halfLife` weeks.
struct WeightedMean: ForecastModel {
  let series: CallSeries
  let halfLife: Double
  let factors: CalendarFactors

  var name: String { "weighted mean, half-life \(Int(halfLife)) weeks" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    let count = min(Int(6 * halfLife), 52)
    return series.weightedMeans(
      origin: origin, days: days, factors: factors.at(origin),
      weights: (0..<count).map { pow(0.5, Double($0) / halfLife) })
  }
}
