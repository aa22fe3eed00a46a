internal import Forecasting
private import Foundation
internal import Interchange
internal import Workforce

extension ForecastBenchmark {
  /// Forecasts every period of a file of origins and adds one row for each task, in the order of the file.
  ///
  /// - Parameters:
  ///   - path: the file of origins; paths in it are relative to its folder.
  ///   - step: told after each period how many there are, from any thread.
  /// - Throws: `InputRefused` for files that cannot be used, `ForecastError` for a history too short.
  package mutating func measure(
    origins path: String, threads: Int, step: @escaping @Sendable (Int) -> Void
  ) throws {
    let rows = try OriginsFile.read(.reading(path))
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    let format = try CallsFormat(columns: "start=timestamp,queue=series_id,offered=value")
    var series: [String: (records: [CallHistory.Record], calls: PastCalls)] = [:]
    let keys = rows.map { "\($0.file)\n\($0.series)" }
    for (row, key) in zip(rows, keys) where series[key] == nil {
      let file = URL(fileURLWithPath: row.file, relativeTo: folder).path
      let history = try CallsFile.read(at: file, format: format).history
      guard let records = history.records[row.series] else {
        throw InputRefused([
          InputProblem(
            SourcePosition(file: file), found: "no rows of the series \(row.series)",
            expected: "one of \(history.records.keys.sorted().joined(separator: ", "))")
        ])
      }
      series[key] = (records, PastCalls(records))
    }
    let known = series
    let trials = concurrentMap(rows.count, threads: threads) {
      index -> Result<OriginTrial, ForecastError> in
      let (row, found) = (rows[index], known[keys[index]]!)
      defer { step(rows.count) }
      do throws(ForecastError) {
        return .success(
          try OriginTrial(
            row.series, records: found.records, calls: found.calls, from: row.from,
            origin: row.origin, end: row.end, index: index))
      } catch {
        return .failure(error)
      }
    }
    var table: [TaskRow] = []
    var seen: Set<String> = []
    for task in rows.map(\.task) where seen.insert(task).inserted {
      let members = rows.indices.filter { rows[$0].task == task }
      // MASE has a scale for each series: that of its calls before the first period.
      var shares: [Double] = []
      for key in Set(members.map { keys[$0] }).sorted() {
        let own = members.filter { keys[$0] == key }
        let scale = known[key]!.calls.naiveError(before: own.map { rows[$0].origin }.min()!)
        let points = try own.flatMap { try trials[$0].get().points }
        if let mase = Accuracy(points, naiveError: scale).mase { shares.append(mase) }
      }
      let found = try members.map { try trials[$0].get() }
      table.append(
        TaskRow(
          task, found, mase: shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)))
    }
    tasks = table
  }
}

extension ForecastBenchmark.TaskRow {
  init(_ task: String, _ trials: [OriginTrial], mase: Double?) {
    let points = trials.flatMap(\.points)
    let own = Accuracy(points)
    let references = NaiveReference.allCases.indices.map { row in
      Accuracy(trials.flatMap { $0.references[row] }).wape
    }
    let calls = points.reduce(0) { $0 + $1.actual }
    self.init(
      task: task, origins: trials.count, intervals: points.count, wape: own.wape,
      wapeDay: own.wapeDay, wapePeriod: own.wapePeriod, bias: own.bias, mase: mase,
      quantileLoss: own.quantileLoss, coverage80: own.coverage80, coverage95: own.coverage95,
      lastWeek: references[0], fourWeeks: references[1], eightWeeks: references[2],
      poissonFloor: points.reduce(0) { $0 + Self.poissonError($1.actual) } / max(1, calls),
      uncovered: trials.reduce(0) { $0 + $1.uncovered },
      secondsPerOrigin: trials.reduce(0) { $0 + $1.seconds } / Double(trials.count))
  }

  /// Mean absolute deviation of a Poisson count from its mean m, with k = ⌊m⌋ (P. Diaconis, S. Zabell,
  /// Statistical Science 6 (1991) 284, doi:10.1214/ss/1177011699):
  ///
  ///     E|X − m| = 2 e^(−m) m^(k+1) / k!
  static func poissonError(_ mean: Double) -> Double {
    guard mean > 0 else { return 0 }
    let whole = mean.rounded(.down)
    return 2 * exp(-mean + (whole + 1) * log(mean) - lgamma(whole + 1))
  }
}
