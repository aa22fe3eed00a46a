package import Workforce

/// `forecast.csv`: `queue,start,mean,lo80,hi80,lo95,hi95`, one row for a queue and interval.
///
/// Where figures were set by hand, `model` and `override` follow: what the model said, and the hand's
/// figure in the intervals that have one. Of a day forecast again while it runs, `morning` follows: what
/// was expected before it began.
package enum ForecastFile {
  /// The columns that every forecast has.
  package static let columns = ["queue", "start", "mean", "lo80", "hi80", "lo95", "hi95"]

  /// The file, with three decimals.
  package static func bytes(_ forecast: Forecast, style: CSVStyle = .plain) -> [UInt8] {
    let hasOverrides = forecast.queues.contains { $0.byHand != nil }
    var table = CSVWriter(
      style: style, columns: columns + (hasOverrides ? ["model", "override"] : []))
    let period = forecast.period
    for queue in forecast.queues {
      for interval in 0..<period.intervalCount {
        table.text(queue.queue)
        table.moment(period.start(ofInterval: interval), zone: period.zone)
        table.figures(queue, at: interval)
        if hasOverrides {
          table.number(queue.byHand?.model[interval] ?? queue.mean[interval], decimals: 3)
          if queue.byHand?.isByHand[interval] == true {
            table.number(queue.mean[interval], decimals: 3)
          } else {
            table.empty()
          }
        }
        table.endRow()
      }
    }
    return table.bytes
  }

  /// The file of the rest of a day, with three decimals.
  package static func bytes(
    _ rest: [IntradayForecast], zone: Zone, style: CSVStyle = .plain
  ) -> [UInt8] {
    var table = CSVWriter(style: style, columns: columns + ["morning"])
    for queue in rest {
      for (index, start) in queue.starts.enumerated() {
        table.text(queue.forecast.queue)
        table.moment(start, zone: zone)
        table.figures(queue.forecast, at: index)
        table.number(queue.morning[index], decimals: 3)
        table.endRow()
      }
    }
    return table.bytes
  }

  /// Writes the file in one step.
  package static func write(
    _ forecast: Forecast, to path: String, style: CSVStyle = .plain
  ) throws(WriteRefused) {
    try WholeFile.write(bytes(forecast, style: style), to: path)
  }
}

extension CSVWriter {
  /// Adds mean and limits of an interval of a forecast.
  package mutating func figures(_ forecast: QueueForecast, at interval: Int) {
    for values in [
      forecast.mean, forecast.low80, forecast.high80, forecast.low95, forecast.high95,
    ] { number(values[interval], decimals: 3) }
  }
}
