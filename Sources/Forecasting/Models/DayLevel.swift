private import Foundation

/// The level of normal days: a Kalman filter on the logarithm of their totals.
///
///     log total = level + weekday effect + calendar terms · β + noise
///
/// Level and weekday effects walk randomly; β is constant with a prior around zero, which shrinks terms
/// the history says little about. An innovation counts for at most 2.5 of its standard deviations, as
/// Huber's estimator has it; the third in a row beyond that, all on one side, is a change of level. Several speeds of the walk are filtered side by side; at each origin their
/// states are averaged, those that have predicted best before it weighing most.
///
/// Since a state uses nothing after its day, one pass serves every origin of a backtest.
///
/// - SeeAlso: A. C. Harvey, *Forecasting, Structural Time Series Models and the Kalman Filter*, 1989,
///   doi:10.1017/CBO9781107049994; P. J. Huber, Ann. Math. Statist. 35 (1964) 73,
///   doi:10.1214/aoms/1177703732.
struct DayLevel: Sendable {
  /// Variance of a day's step relative to that of the noise.
  struct Speed {
    let level: Double
    let weekday: Double
  }

  private static let speeds = [
    Speed(level: 0.002, weekday: 0.0002), Speed(level: 0.01, weekday: 0.0005),
    Speed(level: 0.04, weekday: 0.001), Speed(level: 0.15, weekday: 0.003),
    Speed(level: 0.5, weekday: 0.003),
  ]

  let terms: CalendarTerms
  private let calendar: DayCalendar
  private let featureCount: Int
  private let size: Int
  /// Variance of a normal day's log total around its expectation.
  private let noise: Double
  /// For each speed, the state before each day and after the last.
  private let states: [[Double]]
  /// For each speed, the sum of absolute errors of predictions for the days before each day.
  private let losses: [[Double]]

  /// Standard deviation of β before anything is known.
  static let prior = 0.2

  init(_ series: CallSeries, terms: CalendarTerms, horizon: Int) {
    self.terms = terms
    calendar = series.calendar
    featureCount = DayCalendar.featureCount(terms)
    size = 8 + featureCount
    noise = Self.noise(of: series)
    var states: [[Double]] = []
    var losses: [[Double]] = []
    for speed in Self.speeds {
      let path = Self.filter(
        series, speed: speed, featureCount: featureCount, noise: noise)
      states.append(path)
      losses.append(
        Self.losses(series, states: path, featureCount: featureCount, horizon: horizon))
    }
    self.states = states
    self.losses = losses
  }

  /// The logarithm of the calls expected on each of `days` from what lies before `origin`.
  ///
  /// Half the noise's variance lifts the mean of logarithms to the logarithm of the mean, as of a
  /// log-normal total; on lines with few calls a day the difference is not small.
  func logTotals(days: Range<Int>, origin: Int) -> [Double] {
    let state = state(at: origin)
    return days.map {
      noise / 2
        + Self.prediction(calendar, day: $0, states: state, at: 0, featureCount: featureCount)
    }
  }

  /// The factor of the calendar terms on each day, as known at `origin`.
  func calendarFactors(origin: Int) -> [Double] {
    let state = state(at: origin)
    return (0..<calendar.count).map { day in
      var sum = 0.0
      for feature in 0..<featureCount {
        sum += calendar.features[day * DayCalendar.featureCount + feature] * state[8 + feature]
      }
      return exp(sum)
    }
  }

  /// The mean of the speeds' states before `origin`, each weighted by its loss in the half year before
  /// to the power −8.
  private func state(at origin: Int) -> [Double] {
    let start = max(0, origin - 182)
    let recent = losses.map { max($0[origin] - $0[start], 1e-9) }
    let least = recent.min() ?? 1
    let weights = recent.map { pow(least / $0, 8) }
    let sum = weights.reduce(0, +)
    var state = Array(repeating: 0.0, count: size)
    for (path, weight) in zip(states, weights) {
      for i in 0..<size { state[i] += weight / sum * path[origin * size + i] }
    }
    return state
  }

  private static func prediction(
    _ calendar: DayCalendar, day: Int, states: [Double], at origin: Int, featureCount: Int
  ) -> Double {
    let base = origin * (8 + featureCount)
    var sum = states[base] + states[base + 1 + calendar.weekday[day]]
    for feature in 0..<featureCount {
      sum +=
        calendar.features[day * DayCalendar.featureCount + feature] * states[base + 8 + feature]
    }
    return sum
  }

  /// Running sums of |error| at leads within the horizon; what an origin may know of each speed.
  private static func losses(
    _ series: CallSeries, states: [Double], featureCount: Int, horizon: Int
  ) -> [Double] {
    let leads = [1, 3, 5, 7, 14, 28].filter { $0 <= max(1, horizon) }
    var sums = [0.0]
    for day in 0..<series.dayCount {
      var loss = 0.0
      if !series.logTotals[day].isNaN && day >= 21 {
        for lead in leads where day - lead + 1 >= 14 {
          let expected = prediction(
            series.calendar, day: day, states: states, at: day - lead + 1,
            featureCount: featureCount)
          loss += abs(series.logTotals[day] - expected)
        }
      }
      sums.append(sums[day] + loss)
    }
    return sums
  }
}
