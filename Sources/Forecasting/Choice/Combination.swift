private import Foundation

/// Several models joined, with weights earned in a backtest.
///
/// Each candidate forecasts the same past periods. Weights minimise the squared errors of what is joined,
/// leaning on WAPE to the power −8; there are none for those far behind the best. Calendar terms come in only where the combination with them was clearly
/// better there.
///
/// - SeeAlso: J. M. Bates, C. W. J. Granger, Oper. Res. Quart. 20 (1969) 451,
///   doi:10.1057/jors.1969.103.
struct Combination: Sendable {
  let series: CallSeries
  let terms: CalendarTerms
  let models: [any ForecastModel]
  let weights: [Double]
  let origins: [Int]
  let horizon: Int
  /// For each origin, what was forecast there by the models and happened.
  let trials: [Trial]

  /// The slots of one backtest period that are open, known and normal.
  struct Trial: Sendable {
    /// Calls, slot by slot.
    let actual: [Double]
    /// Day of each slot, counted from the origin.
    let day: [Int]
    /// For each model, its forecast of the slots.
    let forecasts: [[Double]]

    func combined(_ weights: [Double]) -> [Double] {
      var sum = Array(repeating: 0.0, count: actual.count)
      for (forecast, weight) in zip(forecasts, weights) {
        for index in sum.indices { sum[index] += weight * forecast[index] }
      }
      return sum
    }
  }

  /// Origins of a backtest, a week apart where the history is long enough.
  static let originCount = 16
  /// The share of the loss without calendar terms below which they come in.
  static let gate = 0.985
  /// How strongly weights hold to those by loss alone, as a share of the squared errors.
  static let strength = 0.05
  /// Models whose loss exceeds the least by more than this factor are left out.
  static let exclusion = 1.3

  init(_ series: CallSeries, horizon: Int) {
    self.series = series
    let count = series.dayCount
    // Half of a short history is left to learn from, four weeks of a longer one.
    let training = min(28, max(7, count / 2))
    let tested = max(1, min(horizon, count - training))
    let step = min(7, max(1, (count - training - tested) / (Self.originCount - 1)))
    let origins = (0..<Self.originCount).map { count - tested - step * $0 }
      .filter { $0 >= training }
    self.origins = origins
    self.horizon = tested

    var choices: [CalendarTerms] = [.closures]
    if count >= 10 * 7 { choices.append(.monthly) }
    if count >= 60 * 7 { choices.append(.yearly) }
    var best: (terms: CalendarTerms, models: [any ForecastModel], trials: [Trial], loss: Double)?
    for terms in choices {
      let models = Self.candidates(
        series, terms: terms, horizon: tested, origins: origins + [count])
      let trials = origins.map { Self.trial(series, models: models, origin: $0, days: tested) }
      let weights = Self.weights(trials)
      let loss = Self.wape(trials, forecasts: trials.map { $0.combined(weights) })
      if best == nil || loss < Self.gate * best!.loss { best = (terms, models, trials, loss) }
    }
    terms = best!.terms
    models = best!.models
    trials = best!.trials
    weights = Self.weights(best!.trials)
  }

  /// The normal forecast of days after the history.
  func forecast(days: Range<Int>) -> [Double] {
    var sum = Array(repeating: 0.0, count: days.count * series.slots)
    for (model, weight) in zip(models, weights) where weight > 1e-9 {
      let forecast = model.forecast(origin: series.dayCount, days: days)
      for index in sum.indices { sum[index] += weight * forecast[index] }
    }
    return sum
  }

  private static func trial(
    _ series: CallSeries, models: [any ForecastModel], origin: Int, days: Int
  ) -> Trial {
    let slots = series.slots
    let range = origin..<min(origin + days, series.dayCount)
    var kept: [Int] = []
    for row in range where series.isNormal[row] {
      for slot in 0..<slots where !series.matrix.calls[row * slots + slot].isNaN {
        kept.append((row - origin) * slots + slot)
      }
    }
    return Trial(
      actual: kept.map { series.matrix.calls[origin * slots + $0] },
      day: kept.map { $0 / slots },
      forecasts: models.map { model in
        let forecast = model.forecast(origin: origin, days: range)
        return kept.map { forecast[$0] }
      })
  }

  /// The weights that join the trials best, leaning on those by loss alone.
  static func weights(_ trials: [Trial]) -> [Double] {
    Stacking.weights(trials, leaning: weightsByLoss(trials), strength: strength)
  }

  /// WAPE⁻⁸ of each model over some trials, summing to one; none where it is 30 % above the best.
  static func weightsByLoss(_ trials: [Trial]) -> [Double] {
    let count = trials.first?.forecasts.count ?? 0
    let losses = (0..<count).map { model in
      wape(trials, forecasts: trials.map { $0.forecasts[model] })
    }
    let least = losses.min() ?? 0
    let raw = losses.map { $0 > exclusion * least + 1e-6 ? 0 : pow(max($0, 1e-6), -8) }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }

  /// Σ |calls − forecast| / Σ calls over pieces of days that hold eight calls or more on average;
  /// where there are no calls, the sum of errors itself.
  ///
  /// Slot by slot, the least absolute error on rare calls is that of a forecast of none.
  static func wape(_ trials: [Trial], forecasts: [[Double]]) -> Double {
    let count = trials.reduce(0) { $0 + $1.actual.count }
    let calls = trials.reduce(0) { $0 + $1.actual.reduce(0, +) }
    let piece = calls > 0 ? Int((8 * Double(count) / calls).rounded(.up)) : count
    var errors = 0.0
    for (trial, forecast) in zip(trials, forecasts) {
      var (error, size) = (0.0, 0)
      for index in trial.actual.indices {
        if size == piece || index > 0 && trial.day[index] != trial.day[index - 1] {
          errors += abs(error)
          (error, size) = (0, 0)
        }
        error += trial.actual[index] - forecast[index]
        size += 1
      }
      errors += abs(error)
    }
    return calls > 0 ? errors / calls : errors
  }
}
