/// What one sample came to.
struct SampleTally: Sendable {
  /// By queue and the interval in which calls arrived: queue × intervals + interval.
  var calls: [CallTally]
  /// Seconds that agents were on calls, and ready for one, by group and interval.
  var busy: [Double]
  var idle: [Double]

  init(queues: Int, groups: Int, intervals: Int) {
    calls = Array(repeating: CallTally(), count: queues * intervals)
    busy = Array(repeating: 0, count: groups * intervals)
    idle = busy
  }

  mutating func clear() {
    for index in calls.indices { calls[index] = CallTally() }
    for index in busy.indices {
      busy[index] = 0
      idle[index] = 0
    }
  }
}
