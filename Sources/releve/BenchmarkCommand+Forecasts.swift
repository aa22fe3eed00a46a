internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Workforce

/// The tables of forecasts.
extension BenchmarkCommand {
  /// Prints a table for each kind of series asked for; writes all that was measured if a file was named.
  func measureForecasts() throws {
    if let json { try WholeFile.expectWritable([json]) }
    var found = ForecastBenchmark()
    func measure(_ work: (inout ForecastBenchmark, CountLine) throws -> Void) throws {
      let line = CountLine()
      defer { line.clear() }
      try work(&found, line)
    }
    if let forecasts {
      try measure {
        try $0.measure(origins: forecasts, threads: forecastThreads, step: $1.step(of:))
      }
      Self.say(tasks: found.tasks ?? [])
    }
    if let m4 {
      let paths = m4.split(separator: ",").map(String.init)
      try measure {
        try $0.measure(m4: (paths[0], paths[1]), threads: forecastThreads, step: $1.step(of:))
      }
      if let row = found.m4 { Self.say(m4: row) }
    }
    if let queues {
      try measure { try $0.measure(queues: queues, threads: forecastThreads, step: $1.step(of:)) }
      if let row = found.queues { Self.say(queues: row) }
    }
    if let json { try WholeFile.write(found.bytes, to: json) }
  }

  private static func say(tasks: [ForecastBenchmark.TaskRow]) {
    say(header: [
      "task", "origins", "WAPE %", "day %", "period %", "bias %", "MASE", "wQL", "in 80 %",
      "in 95 %", "last week", "4 weeks", "8 weeks", "Poisson", "s/origin",
    ])
    for row in tasks {
      let percent = { (share: Double) in number(100 * share, 2) }
      let share = { (share: Double?) in share.map { number($0, 3) } ?? "–" }
      say(row: [
        row.task, "\(row.origins)", percent(row.wape), percent(row.wapeDay),
        percent(row.wapePeriod), percent(row.bias), share(row.mase),
        row.quantileLoss.map { number($0, 4) } ?? "–", share(row.coverage80),
        share(row.coverage95), percent(row.lastWeek), percent(row.fourWeeks),
        percent(row.eightWeeks), percent(row.poissonFloor), number(row.secondsPerOrigin, 3),
      ])
      if row.uncovered > 0 {
        Terminal.complain("\(row.task): \(row.uncovered) intervals with calls have no forecast.")
      }
    }
  }

  private static func say(m4 row: ForecastBenchmark.M4Row) {
    say(header: ["M4 series", "sMAPE", "MASE", "OWA", "MSIS", "in 95 %", "s/series"])
    say(row: [
      "\(row.series)", number(row.sMAPE, 3), number(row.mase, 3), number(row.owa, 3),
      number(row.msis, 2), number(row.coverage95, 3), number(row.secondsPerSeries, 3),
    ])
  }

  private static func say(queues row: ForecastBenchmark.QueuesRow) {
    say(header: [
      "queues", "rows each", "s/queue on 1 thread", "s on 1 thread", "s on \(row.threads)",
      "memory MB",
    ])
    say(row: [
      "\(row.queues)", "\(row.rowsPerQueue)", number(row.secondsPerQueueOnOneThread, 3),
      number(row.secondsOnOneThread, 1), number(row.secondsOnThreads, 1), number(row.memoryMB, 0),
    ])
  }
}
