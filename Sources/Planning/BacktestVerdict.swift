internal import Forecasting

/// A backtest in few figures: what did best, and what the forecast is worth.
struct BacktestVerdict: Sendable {
  /// The row with the least WAPE, the first of equals.
  let best: Backtest.Row
  let forecast: Backtest.Row
  let lastWeek: Backtest.Row
  /// 1 − WAPE of the forecast / WAPE of the last week repeated; nil where the latter made no error.
  let gain: Double?
  /// In how many of the periods the forecast came closer than the last week repeated.
  let wins: Int
  /// In how many of them the best came closer than the forecast.
  let bestWins: Int
  let periods: Int

  /// Nil where nothing was compared.
  init?(_ backtest: Backtest) {
    guard backtest.intervals > 0,
      let forecast = backtest.rows.first(where: { $0.kind == .forecast }),
      let lastWeek = backtest.rows.first(where: { $0.model == NaiveReference.lastWeek.name }),
      let best = backtest.rows.min(by: { $0.accuracy.wape < $1.accuracy.wape })
    else { return nil }
    self.best = best
    self.forecast = forecast
    self.lastWeek = lastWeek
    let naive = lastWeek.accuracy.wape
    gain = naive > 0 ? 1 - forecast.accuracy.wape / naive : nil
    wins = Backtest.wins(of: forecast, over: lastWeek)
    bestWins = Backtest.wins(of: best, over: forecast)
    periods = backtest.origins.count
  }
}
