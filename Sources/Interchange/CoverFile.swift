package import Workforce

/// Agents required and present for one queue, in every interval of a period.
package struct QueueCover: Sendable, Equatable {
  /// Name of the queue.
  package var queue: String
  /// Agents required, by interval.
  package var required: [Int]
  /// Each agent counts once, on the queue the plan gives them.
  package var present: [Int]

  /// Cover whose arrays have one value for each interval.
  package init(queue: String, required: [Int], present: [Int]) {
    self.queue = queue
    self.required = required
    self.present = present
  }
}

/// `cover.csv`: `queue,start,required,present,gap`; the gap is present less required.
package enum CoverFile {
  /// The file, one row for a queue and interval.
  package static func bytes(
    _ cover: [QueueCover], period: Period, style: CSVStyle = .plain
  ) -> [UInt8] {
    var table = CSVWriter(
      style: style, columns: ["queue", "start", "required", "present", "gap"])
    for queue in cover {
      for interval in 0..<period.intervalCount {
        table.text(queue.queue)
        table.moment(period.start(ofInterval: interval), zone: period.zone)
        table.integer(queue.required[interval])
        table.integer(queue.present[interval])
        table.integer(queue.present[interval] - queue.required[interval])
        table.endRow()
      }
    }
    return table.bytes
  }

  /// Writes the file in one step.
  package static func write(
    _ cover: [QueueCover], period: Period, to path: String, style: CSVStyle = .plain
  ) throws(WriteRefused) {
    try WholeFile.write(bytes(cover, period: period, style: style), to: path)
  }
}
