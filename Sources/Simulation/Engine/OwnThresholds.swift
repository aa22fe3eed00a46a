internal import Workforce

/// Thresholds by which calls are counted beside those of the targets: waits announced, and those of
/// commitments. A queue where nothing is asked for has none, nor has one in which nobody waits.
struct OwnThresholds: Sendable {
  /// Queue by queue, each once; those of queue `q` are `seconds[starts[q]..<starts[q + 1]]`.
  let seconds: [Double]
  let starts: [Int]

  init(_ site: SimulatedSite) {
    var seconds: [Double] = []
    var starts = [0]
    for queue in site.queues {
      var own: [Double] = queue.announcedWait.map { [$0] } ?? []
      for commitment in site.commitments where commitment.means(queue) {
        guard case .serviceLevel(let threshold, _) = commitment.measure, !own.contains(threshold)
        else { continue }
        own.append(threshold)
      }
      seconds += own
      starts.append(seconds.count)
    }
    self.seconds = seconds
    self.starts = starts
  }

  /// Where a queue's calls are counted by these seconds; nil where they are not.
  func place(of seconds: Double, queue: Int) -> Int? {
    (starts[queue]..<starts[queue + 1]).first { self.seconds[$0] == seconds }
  }
}

extension Commitment {
  /// Whether it is about a queue; of work for which nobody waits, only the agents' occupancy.
  func means(_ other: SimulatedQueue) -> Bool {
    (queue ?? other.name) == other.name && (other.window == nil || measure == .occupancy)
  }
}

/// Calls that arrived in an interval and waited no longer than a threshold.
struct TimelyCalls: Sendable, Equatable {
  var answered = 0
  var abandoned = 0

  static func += (sum: inout TimelyCalls, more: TimelyCalls) {
    sum.answered += more.answered
    sum.abandoned += more.abandoned
  }
}

extension SampleTally {
  /// Counts a call with its wait by the thresholds of its queue.
  @inline(__always)
  mutating func count(
    wait: Double, isAnswered: Bool, _ thresholds: OwnThresholds, queue: Int, interval: Int,
    of intervals: Int
  ) {
    for place in thresholds.starts[queue]..<thresholds.starts[queue &+ 1]
    where wait <= thresholds.seconds[place] {
      let cell = place &* intervals &+ interval
      if isAnswered { timely[cell].answered &+= 1 } else { timely[cell].abandoned &+= 1 }
    }
  }
}
