private import Foundation

extension DayLevel {
  /// Variance of a day's log total around its expectation, from the differences of successive days of the
  /// same weekday; kept between 10⁻⁶ and ½.
  static func noise(of series: CallSeries) -> Double {
    var deviations: [Double] = []
    for weekday in 0..<7 {
      let values = series.logTotals.indices
        .filter { series.calendar.weekday[$0] == weekday && !series.logTotals[$0].isNaN }
        .map { series.logTotals[$0] }
      deviations += zip(values, values.dropFirst()).map { abs($1 - $0) }
    }
    guard !deviations.isEmpty else { return 0.01 }
    // The difference of two days has twice the variance of one.
    let deviation = 1.4826 * median(deviations) / 2.0.squareRoot()
    return min(max(deviation * deviation, 1e-6), 0.5)
  }

  /// One pass over the history: the state before each day and after the last, one after the other.
  ///
  /// A state holds the level, seven weekday effects and β.
  ///
  /// - Complexity: O(days × state²)
  static func filter(
    _ series: CallSeries, speed: Speed, featureCount: Int, noise: Double
  ) -> [Double] {
    let size = 8 + featureCount
    let calendar = series.calendar
    var state = Array(repeating: 0.0, count: size)
    state[0] = series.logTotals.first { !$0.isNaN } ?? 0
    var covariance = Array(repeating: 0.0, count: size * size)
    for i in 0..<size {
      covariance[i * size + i] = i == 0 ? 4 : i < 8 ? 1 : prior * prior
    }
    var path: [Double] = []
    path.reserveCapacity((series.dayCount + 1) * size)
    var row = Array(repeating: 0.0, count: size)
    var gain = row
    // How many innovations in a row were cut on the same side; negative below.
    var run = 0
    for day in 0..<series.dayCount {
      path += state
      let observed = series.logTotals[day]
      if !observed.isNaN {
        row.withUnsafeMutableBufferPointer { row in
          for i in 0..<8 { row[i] = 0 }
          row[0] = 1
          row[1 + calendar.weekday[day]] = 1
          for feature in 0..<featureCount {
            row[8 + feature] = calendar.features[day * DayCalendar.featureCount + feature]
          }
        }
        var variance = noise
        var expected = 0.0
        for i in 0..<size {
          var sum = 0.0
          for j in 0..<size where row[j] != 0 { sum += covariance[i * size + j] * row[j] }
          gain[i] = sum
          variance += sum * row[i]
          expected += row[i] * state[i]
        }
        let error = observed - expected
        let limit = 2.5 * variance.squareRoot()
        run = abs(error) <= limit ? 0 : error > 0 ? max(run, 0) + 1 : min(run, 0) - 1
        if abs(run) >= 3 {
          // The level is now unsure by as much as it was missed.
          let square = error * error
          covariance[0] += square
          variance += square
          gain[0] += square
          run = 0
        }
        let innovation = abs(error) <= limit || run == 0 ? error : error > 0 ? limit : -limit
        for i in 0..<size { state[i] += gain[i] * innovation / variance }
        covariance.withUnsafeMutableBufferPointer { covariance in
          gain.withUnsafeBufferPointer { gain in
            for i in 0..<size {
              let share = gain[i] / variance
              for j in 0..<size { covariance[i * size + j] -= share * gain[j] }
            }
          }
        }
      }
      covariance[0] += speed.level * noise
      for i in 1..<8 { covariance[i * size + i] += speed.weekday * noise }
    }
    return path + state
  }
}
