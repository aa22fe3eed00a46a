package import Workforce

/// A bare history forecast at one origin of its past, beside what came and what a planner's means say.
package struct OriginTrial: Sendable {
  /// Every interval of the period that has both a forecast and calls.
  package let points: [Accuracy.Point]
  /// For each case of ``NaiveReference`` in order, the intervals for which it has a figure.
  package let references: [[Accuracy.Point]]
  /// Intervals with calls for which there is no forecast, because the hours seemed closed.
  package let uncovered: Int
  /// Reading the hours, choosing, fitting and forecasting.
  package let seconds: Double

  /// Forecasts `origin..<end` from the rows in `first..<origin`, as ``HistoryForecast`` does it.
  ///
  /// - Parameters:
  ///   - records: rows of the queue; those outside `first..<origin` are not looked at.
  ///   - calls: the same and later rows, to compare with.
  ///   - index: what ``Accuracy/Point/origin`` is to be.
  /// - Throws: ``ForecastError`` where the rows do not suffice.
  package init(
    _ name: String, records: [CallHistory.Record], calls: PastCalls, from first: LocalMoment,
    origin: LocalMoment, end: LocalMoment, index: Int
  ) throws(ForecastError) {
    let clock = ContinuousClock()
    let begin = clock.now
    let run = try HistoryForecast(
      name, records: records.filter { first <= $0.start && $0.start < origin }, from: origin,
      minutes: (end.day - origin.day) * 1440 + end.minute - origin.minute)
    seconds = (clock.now - begin) / .seconds(1)
    let forecast = run.forecast
    var points: [Accuracy.Point] = []
    var references = NaiveReference.allCases.map { _ in [Accuracy.Point]() }
    var uncovered = 0
    for (place, start) in run.starts.enumerated() {
      guard let actual = calls[start] else { continue }
      guard run.isOpen[place] else {
        uncovered += 1
        continue
      }
      let point = Accuracy.Point(
        origin: index, day: start.day - origin.day, actual: actual, mean: forecast.mean[place],
        limits: [
          forecast.low95[place], forecast.low80[place], forecast.high80[place],
          forecast.high95[place],
        ])
      points.append(point)
      for (row, reference) in NaiveReference.allCases.enumerated() {
        guard
          let mean = reference.forecast(start, from: first, before: origin, calls: calls)
        else { continue }
        references[row].append(
          Accuracy.Point(origin: index, day: point.day, actual: actual, mean: mean))
      }
    }
    self.points = points
    self.references = references
    self.uncovered = uncovered
  }
}
