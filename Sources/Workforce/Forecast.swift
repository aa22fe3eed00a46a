/// Calls to expect in every interval of a period, with how sure that is.
package struct Forecast: Sendable, Equatable {
  package var period: Period
  package var queues: [QueueForecast]

  package init(period: Period, queues: [QueueForecast]) {
    self.period = period
    self.queues = queues
  }
}

/// One queue's expected calls; every array has one value for each interval of the period.
package struct QueueForecast: Sendable, Equatable {
  package var queue: String
  /// Expected calls; zero where the queue is closed.
  package var mean: [Double]
  /// Limits between which the calls lie with 80 % and 95 % probability.
  package var low80: [Double]
  package var high80: [Double]
  package var low95: [Double]
  package var high95: [Double]
  /// Expected seconds for a call.
  package var handleTime: [Double]
  /// Standard deviation of one call's handle time over its mean, nil where the history does not tell.
  package var handleTimeVariation: Double?
  /// How calls scatter around the mean, and what errs together; nil where that is not known.
  package var scatter: CallScatter?
  /// What produced the figures and what was left out, in sentences for the planner.
  package var notes: [String]
  /// What overrides by hand changed; nil where there are none.
  package var byHand: HandFigures?

  package init(
    queue: String, mean: [Double], low80: [Double], high80: [Double], low95: [Double],
    high95: [Double], handleTime: [Double], handleTimeVariation: Double? = nil,
    scatter: CallScatter? = nil, notes: [String] = []
  ) {
    self.queue = queue
    self.mean = mean
    self.low80 = low80
    self.high80 = high80
    self.low95 = low95
    self.high95 = high95
    self.handleTime = handleTime
    self.handleTimeVariation = handleTimeVariation
    self.scatter = scatter
    self.notes = notes
  }
}
