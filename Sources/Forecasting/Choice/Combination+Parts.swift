extension Combination {
  /// The share of one model in the forecast.
  struct Part: Sendable {
    let name: String
    let family: String
    let weight: Double
    let seconds: Double
    /// Calls in every slot, row after row.
    let forecast: [Double]
  }

  /// What ``forecast(days:)`` is joined from, models without weight included.
  func parts(days: Range<Int>) -> [Part] {
    let clock = ContinuousClock()
    return zip(models, weights).map { model, weight in
      let begin = clock.now
      let forecast = model.forecast(origin: series.dayCount, days: days)
      return Part(
        name: model.name, family: "\(type(of: model))", weight: weight,
        seconds: (clock.now - begin) / .seconds(1), forecast: forecast)
    }
  }
}
