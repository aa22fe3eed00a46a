package import Workforce

/// An hour or more during which callers of some queues bring more work than the agents there can do.
///
/// Without hang-ups the line then grows from minute to minute; what is simulated is true all the same.
package struct Overload: Sendable, Equatable {
  /// The queues that are too much together, in the site's order.
  package let queues: [String]
  package let from: Instant
  package let to: Instant
  /// Agents' time the calls need and get, in agent-hours: calls × (AHT + pause), of chats held at once each
  /// its part, and presence after absences and shrinkage are taken off on average. Work that may wait is
  /// no overload at the hour in which it comes in.
  package let needed: Double
  package let present: Double
}

extension SimulatedSite {
  /// Every overload of each queue alone and, where there are several, of all together at other hours.
  ///
  /// - Complexity: O(queues × (intervals + stretches))
  package var overloads: [Overload] {
    let waiting = queues.indices.filter { queues[$0].window == nil }
    let single = waiting.flatMap { overloads(of: [$0]) }
    if waiting.count < 2 { return single }
    return single
      + overloads(of: waiting).filter { joint in
        !single.contains { $0.from <= joint.from && joint.to <= $0.to }
      }
  }

  private func overloads(of members: [Int]) -> [Overload] {
    let skills = Set(members.map { queues[$0].skill })
    let hours = Double(period.intervalMinutes) / 60
    var present = [Double](repeating: 0, count: period.intervalCount)
    for agent in agents where !skills.isDisjoint(with: agent.skills) {
      for stretch in agent.shifts.lazy.flatMap(\.stretches) {
        var from = max(stretch.start, period.start)
        while from < min(stretch.end, period.end), let interval = period.interval(containing: from)
        {
          let next = min(stretch.end, period.start(ofInterval: interval + 1))
          present[interval] +=
            Double(next - from) / 60 * (1 - agent.absence) * (1 - (agent.shrinkage?[interval] ?? 0))
          from = next
        }
      }
    }
    let needed = present.indices.map { interval in
      members.reduce(0) { sum, queue in
        let queue = queues[queue]
        let time = queue.handleTime[interval] * queue.slowness + queue.pause
        return sum + queue.expectedCalls[interval] * time / (3600 * Double(queue.slots))
      }
    }
    var found: [Overload] = []
    var start = 0
    while start < present.count {
      let end =
        (start..<present.count).first { needed[$0] <= present[$0] } ?? present.count
      if Double(end - start) * hours >= 1 {
        found.append(
          Overload(
            queues: members.map { queues[$0].name }, from: period.start(ofInterval: start),
            to: period.start(ofInterval: end), needed: needed[start..<end].reduce(0, +),
            present: present[start..<end].reduce(0, +)))
      }
      start = end + 1
    }
    return found
  }
}
