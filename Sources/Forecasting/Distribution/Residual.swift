/// What a backtest said of one interval, and what came.
struct Residual: Sendable {
  /// The period it was forecast with, 0 the latest, and its day and slot there.
  var origin: Int
  var day: Int
  var slot: Int
  /// Monday is 0.
  var weekday: Int
  var forecast: Double
  var actual: Double

  var error: Double { actual - forecast }
}

extension Combination {
  /// The errors of the backtest, each origin forecast with weights earned at the others.
  func residuals() -> [Residual] {
    let honest = forecastsWithoutOwn()
    var residuals: [Residual] = []
    for (trial, origin) in origins.enumerated() {
      // The slots that a trial keeps, in its order.
      var index = 0
      for row in origin..<min(origin + horizon, series.dayCount) where series.isNormal[row] {
        for slot in 0..<series.slots
        where !series.matrix.calls[row * series.slots + slot].isNaN {
          residuals.append(
            Residual(
              origin: trial, day: row - origin, slot: slot, weekday: series.calendar.weekday[row],
              forecast: honest[trial][index], actual: trials[trial].actual[index]))
          index += 1
        }
      }
    }
    return residuals
  }

  /// How many periods the backtest spans without counting a day twice.
  var periods: Double {
    guard let earliest = origins.last, horizon > 0 else { return 1 }
    return min(Double(origins.count), Double(series.dayCount - earliest) / Double(horizon))
  }

  /// The limits and the scatter fitted on what the combination got wrong.
  func predictionIntervals() -> PredictionIntervals {
    PredictionIntervals(
      residuals(), periods: periods, slots: series.slots, slotMinutes: series.matrix.slotMinutes)
  }
}
