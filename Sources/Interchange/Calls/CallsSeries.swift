internal import Workforce

/// The rows of one queue, or of a part of it, in little memory.
struct CallsSeries {
  /// 32 bytes.
  struct Row {
    /// Minutes since 1970 UTC; of the clock as it reads where no zone is known.
    var minutes: Int32
    var line: UInt32
    var offered: Double
    /// Mean seconds of a call; NaN where unknown.
    var handleTime: Double
    /// Calls of which it is the mean.
    var weight: Float
    /// Column of the start, for messages.
    var column: UInt16
    /// Minutes east of UTC where the file gives them.
    var offset: Int16

    static let noOffset = Int16.min

    var instant: Instant { Instant(minutes: Int(minutes)) }
  }

  let queue: String
  var rows: [Row] = []
  var resolver: ClockResolver
  private(set) var isInOrder = true

  init(queue: String, resolver: ClockResolver) {
    self.queue = queue
    self.resolver = resolver
  }

  mutating func append(_ row: Row) {
    if let last = rows.last, last.minutes >= row.minutes { isInOrder = false }
    rows.append(row)
  }

  /// Puts the rows in the order of time; rows of the same time follow in the order of lines.
  mutating func sort() {
    guard !isInOrder else { return }
    rows.sort { ($0.minutes, $0.line) < ($1.minutes, $1.line) }
  }

  /// Adds up the rows of the same time of several series, each in order.
  ///
  /// Calls are added, handle times averaged by the calls they are the mean of.
  static func sum(_ parts: [CallsSeries], keepsOffsets: Bool) -> [Row] {
    if parts.count == 1 { return parts[0].rows }
    let all = parts.flatMap(\.rows).sorted {
      ($0.minutes, keepsOffsets ? $0.offset : 0, $0.line)
        < ($1.minutes, keepsOffsets ? $1.offset : 0, $1.line)
    }
    var sums: [Row] = []
    for row in all {
      guard let last = sums.last, last.minutes == row.minutes,
        !keepsOffsets || last.offset == row.offset
      else {
        sums.append(row)
        continue
      }
      var sum = last
      sum.offered += row.offered
      if sum.handleTime.isNaN {
        sum.handleTime = row.handleTime
        sum.weight = row.weight
      } else if !row.handleTime.isNaN, sum.weight + row.weight > 0 {
        let (weight, further) = (Double(sum.weight), Double(row.weight))
        sum.handleTime =
          (sum.handleTime * weight + row.handleTime * further) / (weight + further)
        sum.weight += row.weight
      }
      sums[sums.count - 1] = sum
    }
    return sums
  }
}
