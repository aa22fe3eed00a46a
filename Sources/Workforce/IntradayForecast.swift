/// The rest of a day of one queue, forecast again from the calls that came so far.
package struct IntradayForecast: Sendable, Equatable {
  /// When each interval of the rest starts.
  package var starts: [Instant]
  /// One value for each of `starts`.
  package var forecast: QueueForecast
  /// The calls expected in them before the day began.
  package var morning: [Double]
  /// Calls of the intervals that have passed and have a row.
  package var soFar: Double
  /// What was expected in the same intervals before the day began.
  package var expectedSoFar: Double

  package init(
    starts: [Instant], forecast: QueueForecast, morning: [Double], soFar: Double,
    expectedSoFar: Double
  ) {
    self.starts = starts
    self.forecast = forecast
    self.morning = morning
    self.soFar = soFar
    self.expectedSoFar = expectedSoFar
  }
}
