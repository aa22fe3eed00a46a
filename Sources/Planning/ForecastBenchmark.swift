/// What forecasts of public or synthetic series achieve, as `benchmark` measures it.
package struct ForecastBenchmark: Codable, Sendable {
  /// One task of rolling origins; accuracies as ``Forecasting/Accuracy`` defines them.
  package struct TaskRow: Codable, Sendable {
    package var task: String
    package var origins: Int
    package var intervals: Int
    package var wape: Double
    package var wapeDay: Double
    package var wapePeriod: Double
    package var bias: Double
    package var mase: Double?
    package var quantileLoss: Double?
    package var coverage80: Double?
    package var coverage95: Double?
    /// WAPE of the last week repeated, and of means of 4 and 8 weeks.
    package var lastWeek: Double
    package var fourWeeks: Double
    package var eightWeeks: Double
    /// WAPE that remains when the rate of a Poisson count is known exactly.
    package var poissonFloor: Double
    /// Intervals with calls but no forecast.
    package var uncovered: Int
    package var secondsPerOrigin: Double
  }

  /// The M4 measures over all series.
  package struct M4Row: Codable, Sendable {
    package var series: Int
    package var sMAPE: Double
    package var mase: Double
    package var owa: Double
    package var msis: Double
    package var coverage95: Double
    package var secondsPerSeries: Double
  }

  /// The time that many queues take.
  package struct QueuesRow: Codable, Sendable {
    package var queues: Int
    package var rowsPerQueue: Int
    package var secondsPerQueueOnOneThread: Double
    package var secondsOnOneThread: Double
    package var threads: Int
    package var secondsOnThreads: Double
    package var memoryMB: Double
  }

  package var tasks: [TaskRow]?
  package var m4: M4Row?
  package var queues: QueuesRow?

  package init() {}
}
