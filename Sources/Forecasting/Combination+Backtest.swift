internal import Workforce

extension Combination {
  /// The limits fitted on what the combination got wrong, each origin forecast with weights earned at
  /// the others.
  func predictionIntervals() -> PredictionIntervals {
    let honest = forecastsWithoutOwn()
    return PredictionIntervals(
      forecasts: honest.flatMap { $0 }, actuals: trials.flatMap(\.actual), origins: trials.count)
  }

  /// For each trial, the combined forecast with weights from the other trials, where there are any.
  private func forecastsWithoutOwn() -> [[Double]] {
    trials.indices.map { index in
      var others = trials
      if others.count > 1 { others.remove(at: index) }
      return trials[index].combined(Self.weights(others))
    }
  }

  /// The table of the backtest, combination first.
  func backtest(queue: String) -> Backtest {
    let honest = forecastsWithoutOwn()
    let names = models.indices.sorted { weights[$0] > weights[$1] }
    var rows = [row("combination", honest, weight: nil)]
    for index in names {
      rows.append(
        row(models[index].name, trials.map { $0.forecasts[index] }, weight: weights[index]))
    }
    var table = Backtest(
      queue: queue, origins: origins.map { series.matrix.firstDay + $0 }, horizon: horizon,
      rows: rows, coverage80: nil, coverage95: nil)
    guard trials.count > 1 else { return table }
    var (inside80, inside95, count) = (0, 0, 0)
    for index in trials.indices {
      let others = trials.indices.filter { $0 != index }
      let limits = PredictionIntervals(
        forecasts: others.flatMap { honest[$0] }, actuals: others.flatMap { trials[$0].actual },
        origins: others.count)
      for (actual, mean) in zip(trials[index].actual, honest[index]) {
        let limit = limits.limits(mean: mean)
        if limit[0] <= actual && actual <= limit[3] { inside95 += 1 }
        if limit[1] <= actual && actual <= limit[2] { inside80 += 1 }
        count += 1
      }
    }
    guard count > 0 else { return table }
    table.coverage80 = Double(inside80) / Double(count)
    table.coverage95 = Double(inside95) / Double(count)
    return table
  }

  private func row(_ name: String, _ forecasts: [[Double]], weight: Double?) -> Backtest.Row {
    var (dayErrors, periodErrors, difference, calls) = (0.0, 0.0, 0.0, 0.0)
    for (trial, forecast) in zip(trials, forecasts) {
      var byDay = Array(repeating: 0.0, count: horizon)
      for (index, day) in trial.day.enumerated() {
        byDay[day] += forecast[index] - trial.actual[index]
      }
      dayErrors += byDay.reduce(0) { $0 + abs($1) }
      periodErrors += abs(byDay.reduce(0, +))
      difference += byDay.reduce(0, +)
      calls += trial.actual.reduce(0, +)
    }
    let scale = calls > 0 ? 1 / calls : 1
    return Backtest.Row(
      model: name, wape: Self.wape(trials, forecasts: forecasts), wapeDay: dayErrors * scale,
      wapePeriod: periodErrors * scale, bias: difference * scale, weight: weight)
  }
}
