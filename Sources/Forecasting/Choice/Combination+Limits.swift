extension Combination {
  /// The limits fitted on what the combination got wrong, each origin forecast with weights earned at
  /// the others.
  func predictionIntervals() -> PredictionIntervals {
    PredictionIntervals(
      forecasts: forecastsWithoutOwn().flatMap { $0 }, actuals: trials.flatMap(\.actual),
      origins: trials.count)
  }

  /// For each trial, the combined forecast with weights from the other trials, where there are any.
  private func forecastsWithoutOwn() -> [[Double]] {
    trials.indices.map { index in
      var others = trials
      if others.count > 1 { others.remove(at: index) }
      return trials[index].combined(Self.weights(others))
    }
  }
}
