private import Workforce

/// Sums over samples for every queue, interval, day and week.
struct QualitySums {
  private let site: SimulatedSite
  /// The groups that serve each queue.
  private let groups: [[Int]]
  private let intervals: Int
  /// Intervals of each span: single ones, days, weeks, and all.
  private let days: [Range<Int>]
  private let weeks: [Range<Int>]
  private let spans: [Range<Int>]
  /// Queue by queue, in the order of spans.
  private var sums: [SpanSums]
  private(set) var samples = 0
  private var calls = 0

  init(_ site: SimulatedSite, routing: Routing) {
    self.site = site
    let period = site.period
    groups = site.queues.indices.map { routing.groups(serving: $0) }
    intervals = period.intervalCount
    days = (0..<period.days).map {
      period.firstInterval(ofDay: $0)..<period.firstInterval(ofDay: $0 + 1)
    }
    var weeks: [Range<Int>] = []
    for (day, range) in days.enumerated() {
      if day == 0 || (period.firstDay + day).weekday == .monday {
        weeks.append(range)
      } else {
        weeks[weeks.count - 1] = weeks[weeks.count - 1].lowerBound..<range.upperBound
      }
    }
    self.weeks = weeks
    spans = (0..<intervals).map { $0..<$0 + 1 } + days + weeks + [0..<intervals]
    sums = Array(repeating: SpanSums(), count: site.queues.count * spans.count)
  }

  /// Adds a sample; the order of samples decides the last digits.
  /// - Complexity: O(queues × groups × intervals)
  mutating func add(_ tally: SampleTally) {
    samples += 1
    for (index, queue) in site.queues.enumerated() {
      for (number, span) in spans.enumerated() {
        var calls = CallTally()
        var (busy, idle) = (0.0, 0.0)
        for interval in span {
          calls += tally.calls[index * intervals + interval]
          for group in groups[index] {
            busy += tally.busy[group * intervals + interval]
            idle += tally.idle[group * intervals + interval]
          }
        }
        sums[index * spans.count + number].add(
          calls, busy: busy, idle: idle, formula: queue.formula, target: queue.target.share)
        if number == spans.count - 1 { self.calls += calls.offered }
      }
    }
  }

  /// - Precondition: a sample was added.
  func result() -> SimulationResult {
    let period = site.period
    let queues = site.queues.enumerated().map { index, queue in
      let found = spans.enumerated().map { number, span in
        sums[index * spans.count + number].quality(
          from: period.start(ofInterval: span.lowerBound),
          to: period.start(ofInterval: span.upperBound), samples: samples)
      }
      let weekStart = intervals + days.count
      return QueueQuality(
        queue: queue.name, target: queue.target, formula: queue.formula,
        intervals: Array(found[..<intervals]), days: Array(found[intervals..<weekStart]),
        weeks: Array(found[weekStart..<weekStart + weeks.count]), whole: found[found.count - 1])
    }
    return SimulationResult(
      period: period, samples: samples, calls: calls, queues: queues, overloads: site.overloads)
  }
}
