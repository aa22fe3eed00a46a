package import Workforce

/// `forecast.csv`: `queue,start,mean,lo80,hi80,lo95,hi95`, one row for a queue and interval.
package enum ForecastFile {
  /// The file, with three decimals.
  package static func bytes(_ forecast: Forecast, style: CSVStyle = .plain) -> [UInt8] {
    var table = CSVWriter(
      style: style, columns: ["queue", "start", "mean", "lo80", "hi80", "lo95", "hi95"])
    let period = forecast.period
    for queue in forecast.queues {
      for interval in 0..<period.intervalCount {
        table.text(queue.queue)
        table.moment(period.start(ofInterval: interval), zone: period.zone)
        for values in [queue.mean, queue.low80, queue.high80, queue.low95, queue.high95] {
          table.number(values[interval], decimals: 3)
        }
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
