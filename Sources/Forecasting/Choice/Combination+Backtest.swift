internal import Workforce

extension Combination {
  /// For each trial, the combined forecast with weights from the other trials, where there are any.
  func forecastsWithoutOwn() -> [[Double]] {
    trials.indices.map { index in
      var others = trials
      if others.count > 1 { others.remove(at: index) }
      return trials[index].combined(Self.weights(others))
    }
  }

  /// The table of the backtest, combination first; its limits are fitted at the other origins.
  func backtest(queue: String) -> Backtest {
    let honest = forecastsWithoutOwn()
    var points = points(honest)
    if trials.count > 1 {
      for index in trials.indices {
        let others = trials.indices.filter { $0 != index }
        let limits = PredictionIntervals(
          forecasts: others.flatMap { honest[$0] },
          actuals: others.flatMap { trials[$0].actual }, origins: others.count)
        for point in points.indices where points[point].origin == index {
          points[point].limits = limits.limits(mean: points[point].mean)
        }
      }
    }
    var rows = [Backtest.Row(model: "combination", accuracy: Accuracy(points), weight: nil)]
    for index in models.indices.sorted(by: { weights[$0] > weights[$1] }) {
      let alone = self.points(trials.map { $0.forecasts[index] })
      rows.append(
        Backtest.Row(
          model: models[index].name, accuracy: Accuracy(alone), weight: weights[index]))
    }
    return Backtest(
      queue: queue, origins: origins.map { series.matrix.firstDay + $0 }, horizon: horizon,
      rows: rows)
  }

  private func points(_ forecasts: [[Double]]) -> [Accuracy.Point] {
    trials.indices.flatMap { index in
      trials[index].actual.indices.map {
        Accuracy.Point(
          origin: index, day: trials[index].day[$0], actual: trials[index].actual[$0],
          mean: forecasts[index][$0])
      }
    }
  }
}
