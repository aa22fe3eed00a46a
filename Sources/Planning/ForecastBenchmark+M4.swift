internal import Forecasting
internal import Interchange
internal import Workforce

extension ForecastBenchmark {
  /// Forecasts the test rows of every series from its training rows and adds the measures of the M4
  /// competition for hourly series:
  ///
  ///     sMAPE = 200 · mean(|y − f| / (|y| + |f|))
  ///     MASE  = mean |y − f| / mean |y(t) − y(t − 24)| in the training rows
  ///     OWA   = (sMAPE / 18.383 + MASE / 2.395) / 2
  ///     MSIS  = mean(h − l + 40 (l − y)⁺ + 40 (y − h)⁺) / mean |y(t) − y(t − 24)|,  limits of 95 %
  ///
  /// each a mean over series; 18.383 and 2.395 are what Naive2 achieved.
  ///
  /// - SeeAlso: S. Makridakis, E. Spiliotis, V. Assimakopoulos, International Journal of Forecasting 36
  ///   (2020) 54, doi:10.1016/j.ijforecast.2019.04.014.
  /// - Throws: `InputRefused` for files that cannot be used, `ForecastError` for a history too short.
  package mutating func measure(
    m4 paths: (train: String, test: String), threads: Int,
    step: @escaping @Sendable (Int) -> Void
  ) throws {
    let format = try CallsFormat(columns: "start=timestamp,queue=series_id,offered=value")
    let train = try CallsFile.read(at: paths.train, format: format).history.records
    let test = try CallsFile.read(at: paths.test, format: format).history.records
    let names = test.keys.sorted()
    if let stranger = names.first(where: { train[$0] == nil }) {
      throw InputRefused([
        InputProblem(
          SourcePosition(file: paths.test), found: "the series \(stranger)",
          expected: "series that \(paths.train) has rows of")
      ])
    }
    let clock = ContinuousClock()
    let results = concurrentMap(names.count, threads: threads) {
      index -> Result<(measures: [Double], seconds: Double), ForecastError> in
      let name = names[index]
      defer { step(names.count) }
      let begin = clock.now
      do throws(ForecastError) {
        let measures = try Self.m4Measures(name, train: train[name]!, test: test[name]!)
        return .success((measures, (clock.now - begin) / .seconds(1)))
      } catch {
        return .failure(error)
      }
    }
    let found = try results.map { try $0.get() }
    let means = (0..<4).map { place in
      found.reduce(0) { $0 + $1.measures[place] } / Double(found.count)
    }
    m4 = M4Row(
      series: found.count, sMAPE: means[0], mase: means[1],
      owa: (means[0] / 18.383 + means[1] / 2.395) / 2, msis: means[2], coverage95: means[3],
      secondsPerSeries: found.reduce(0) { $0 + $1.seconds } / Double(found.count))
  }

  /// sMAPE, MASE, MSIS and the share within 95 % of one series.
  private static func m4Measures(
    _ name: String, train: [CallHistory.Record], test: [CallHistory.Record]
  ) throws(ForecastError) -> [Double] {
    let past = train.sorted { $0.start < $1.start }.map(\.offered)
    let changes = zip(past, past.dropFirst(24)).map { abs($1 - $0) }
    let scale = changes.reduce(0, +) / Double(max(1, changes.count))
    let origin = test.lazy.map(\.start).min()!
    let last = test.lazy.map(\.start).max()!
    let run = try HistoryForecast(
      name, records: train, from: origin,
      minutes: (last.day - origin.day) * 1440 + last.minute - origin.minute + 60,
      keepsCivilDays: false)
    let calls = PastCalls(test)
    var sums = [0.0, 0, 0, 0]
    var scored = 0.0
    for (index, start) in run.starts.enumerated() where run.isOpen[index] {
      guard let actual = calls[start] else { continue }
      let (mean, low, high) = (
        run.forecast.mean[index], run.forecast.low95[index], run.forecast.high95[index]
      )
      scored += 1
      let size = abs(actual) + abs(mean)
      sums[0] += size > 0 ? 200 * abs(actual - mean) / size : 0
      sums[1] += abs(actual - mean) / scale
      sums[2] += (high - low + 40 * max(low - actual, 0) + 40 * max(actual - high, 0)) / scale
      sums[3] += low <= actual && actual <= high ? 1 : 0
    }
    return sums.map { $0 / max(1, scored) }
  }
}
