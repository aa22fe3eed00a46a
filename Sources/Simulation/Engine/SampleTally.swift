/// What one sample came to.
struct SampleTally: Sendable {
  /// By queue and the interval in which calls arrived: queue × intervals + interval.
  var calls: [CallTally]
  /// By own threshold and interval: place × intervals + interval.
  var timely: [TimelyCalls]
  /// Seconds that agents were on calls (or had chats or other work in hand), and ready for one, by group
  /// and interval.
  var busy: [Double]
  var idle: [Double]

  init(queues: Int, groups: Int, thresholds: Int, intervals: Int) {
    calls = Array(repeating: CallTally(), count: queues * intervals)
    timely = Array(repeating: TimelyCalls(), count: thresholds * intervals)
    busy = Array(repeating: 0, count: groups * intervals)
    idle = busy
  }

  /// Seconds on calls and ready for one, of several groups over a span.
  func time(
    of groups: some Sequence<Int>, in span: Range<Int>, of intervals: Int
  ) -> (busy: Double, idle: Double) {
    var sum = (busy: 0.0, idle: 0.0)
    for group in groups {
      for interval in span {
        sum.busy += busy[group * intervals + interval]
        sum.idle += idle[group * intervals + interval]
      }
    }
    return sum
  }

  /// Adds a span of time to the intervals it lies in; what lies after the period is left out.
  @inline(__always)
  static func spread(
    from start: Double, to end: Double, base: Int, _ intervals: Int, _ seconds: Double,
    into times: inout [Double]
  ) {
    let first = Int(start / seconds)
    let last = min(Int(end / seconds), intervals &- 1)
    if first == last {
      times[base &+ first] += min(end, Double(first &+ 1) * seconds) - start
    } else if first < last {
      times[base &+ first] += Double(first &+ 1) * seconds - start
      for interval in first &+ 1..<last { times[base &+ interval] += seconds }
      times[base &+ last] += min(end, Double(last &+ 1) * seconds) - Double(last) * seconds
    }
  }

  mutating func clear() {
    for index in calls.indices { calls[index] = CallTally() }
    for index in timely.indices { timely[index] = TimelyCalls() }
    for index in busy.indices {
      busy[index] = 0
      idle[index] = 0
    }
  }
}
