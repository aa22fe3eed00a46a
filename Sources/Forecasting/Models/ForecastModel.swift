/// One way to forecast the normal days of a series.
protocol ForecastModel: Sendable {
  /// As a table of models shows it.
  var name: String { get }

  /// Calls in every slot of `days`, row after row, from what lies before row `origin` only.
  ///
  /// Special days are forecast as if they were normal; slots outside the opening are of no account.
  func forecast(origin: Int, days: Range<Int>) -> [Double]
}
