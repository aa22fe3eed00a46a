internal import Forecasting
private import Foundation
internal import Workforce

extension ForecastBenchmark {
  /// Forecasts a week of synthetic queues, each with a year of half-hours, on one thread and again on
  /// `threads`.
  package mutating func measure(
    queues count: Int, threads: Int, step: @escaping @Sendable (Int) -> Void
  ) throws {
    let histories = concurrentMap(count, threads: threads) { Self.history(seed: UInt64($0)) }
    let start = LocalMoment(day: Self.firstDay + Self.historyDays, minute: 0)
    let clock = ContinuousClock()
    let total = threads > 1 ? 2 * count : count
    func run(_ threads: Int) throws -> Double {
      let begin = clock.now
      let errors = concurrentMap(count, threads: threads) { index -> ForecastError? in
        defer { step(total) }
        do throws(ForecastError) {
          _ = try HistoryForecast(
            "queue \(index + 1)", records: histories[index], from: start, minutes: 7 * 1440)
          return nil
        } catch {
          return error
        }
      }
      if let error = errors.lazy.compactMap(\.self).first { throw error }
      return (clock.now - begin) / .seconds(1)
    }
    let alone = try run(1)
    let together = threads > 1 ? try run(threads) : alone
    queues = QueuesRow(
      queues: count, rowsPerQueue: Self.historyDays * 48,
      secondsPerQueueOnOneThread: alone / Double(count), secondsOnOneThread: alone,
      threads: threads, secondsOnThreads: together, memoryMB: PeakMemory.megabytes)
  }

  private static let firstDay = Day("2025-11-24")!
  private static let historyDays = 364

  /// Calls around the clock: a size and a midday of the queue's own, quieter weekends, a slow trend, good
  /// and bad days, and counts with nearly Poisson noise.
  private static func history(seed: UInt64) -> [CallHistory.Record] {
    var random = SplitMix64(seed: seed)
    let size = exp(Double.random(in: 1...5, using: &random))
    let peak = Double.random(in: 10...16, using: &random)
    let weekend = Double.random(in: 0.2...1, using: &random)
    let growth = Double.random(in: -0.2...0.3, using: &random)
    var records: [CallHistory.Record] = []
    for day in 0..<historyDays {
      let date = firstDay + day
      let ofDay =
        (1 + growth * Double(day) / Double(historyDays))
        * (date.weekday.rawValue > 5 ? weekend : 1)
        * (1 + Double.random(in: -0.1...0.1, using: &random))
      for half in 0..<48 {
        let distance = (Double(half) / 2 - peak) / 4
        let mean = size * ofDay * (0.05 + exp(-distance * distance / 2))
        // Four uniform numbers have a third of the variance 1 that a standard normal has.
        let noise = (0..<4).reduce(-2.0) { sum, _ in
          sum + Double.random(in: 0..<1, using: &random)
        }
        records.append(
          CallHistory.Record(
            start: LocalMoment(day: date, minute: 30 * half),
            offered: max(0, (mean + noise * (3 * mean).squareRoot()).rounded())))
      }
    }
    return records
  }
}
