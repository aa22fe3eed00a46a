extension Combination {
  /// For each trial, the combined forecast with weights from the other trials, where there are any.
  func forecastsWithoutOwn() -> [[Double]] {
    trials.indices.map { index in
      var others = trials
      if others.count > 1 { others.remove(at: index) }
      return trials[index].combined(Self.weights(others))
    }
  }
}
