package import Workforce

/// `paths.csv`: `sample,queue,start,calls`, one row for a sampled path, queue and interval.
package enum PathsFile {
  /// The first `samples` paths of `forecast`, numbered from 1.
  package static func bytes(
    _ forecast: Forecast, samples: Int, seed: UInt64, style: CSVStyle = .plain
  ) -> [UInt8] {
    let paths = CallPaths(forecast)
    let period = forecast.period
    let starts = (0..<period.intervalCount).map { period.start(ofInterval: $0) }
    var table = table(style)
    for sample in 1...max(1, samples) {
      let calls = paths.sample(sample, seed: seed)
      for queue in forecast.queues {
        add(
          sample, queue.queue, starts, calls[queue.queue] ?? [], zone: period.zone, to: &table)
      }
    }
    return table.bytes
  }

  /// A table with the columns of the file.
  package static func table(_ style: CSVStyle) -> CSVWriter {
    CSVWriter(style: style, columns: ["sample", "queue", "start", "calls"])
  }

  /// Adds the rows of one queue on one path.
  package static func add(
    _ sample: Int, _ queue: String, _ starts: [Instant], _ calls: [Int], zone: Zone,
    to table: inout CSVWriter
  ) {
    for (start, calls) in zip(starts, calls) {
      table.integer(sample)
      table.text(queue)
      table.moment(start, zone: zone)
      table.integer(calls)
      table.endRow()
    }
  }
}
