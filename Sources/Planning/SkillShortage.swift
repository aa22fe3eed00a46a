package import Workforce

/// Hours whose calls would keep more agents busy than there are with the skill, were all of them rostered.
package struct SkillShortage: Sendable, Equatable {
  /// The queues that are too much together, in the site's order.
  package let queues: [String]
  package let skills: [String]
  package let from: Instant
  package let to: Instant
  /// The most agents busy at once, those included who are away as shrinkage says.
  package let needed: Double
  /// Agents with one of the skills who are not absent, and those who are, when the most are needed.
  package let agents: Int
  package let absent: Int
}

extension Site {
  /// Every shortage of each queue alone and, where there are several, of all together at other hours.
  ///
  /// Of an interval of an open queue, the agents needed to get the calls done at all are
  ///
  ///     calls × (AHT + pause) / interval / (1 − shrinkage)
  ///
  /// for calls; a chat takes the share of an agent that the chats held at once leave it. Work that may
  /// wait is left out, as it goes where there is room.
  ///
  /// - Complexity: O(queues × (intervals + agents × days))
  package func skillShortages(of forecast: Forecast) -> [SkillShortage] {
    let loads = queues.compactMap { queue in
      queue.work.deferrableMinutes == nil
        ? rosteredLoad(of: queue, in: forecast).map { (queue: queue, load: $0) } : nil
    }
    let single = loads.flatMap { shortages(of: [$0], in: forecast.period) }
    if loads.count < 2 { return single }
    return single
      + shortages(of: loads, in: forecast.period).filter { joint in
        !single.contains { $0.from < joint.to && joint.from < $0.to }
      }
  }

  /// Agents whom the queue keeps busy or away in every interval; nil without a forecast.
  private func rosteredLoad(of queue: Queue, in forecast: Forecast) -> [Double]? {
    guard let found = forecast.queues.first(where: { $0.queue == queue.name }) else { return nil }
    let period = forecast.period
    let isOpen = staffedIntervals(of: queue, in: period)
    var attention = 1.0
    var slowness = 1.0
    if case .chat(let concurrency, let efficiency) = queue.work {
      (attention, slowness) = (1 / Double(concurrency), 1 / efficiency)
    }
    return isOpen.indices.map { interval in
      guard isOpen[interval] else { return 0 }
      let seconds = found.handleTime[interval]
      let spent =
        (seconds > 0 ? seconds : queue.defaultHandleTime) * slowness + queue.pauseBetweenCalls
      let away = queue.shrinkage(atMinute: period.local(ofInterval: interval).minute)
      return max(0, found.mean[interval]) * spent * attention / (1 - away)
        / Double(60 * period.intervalMinutes)
    }
  }

  private func shortages(
    of loads: [(queue: Queue, load: [Double])], in period: Period
  ) -> [SkillShortage] {
    let skills = Set(loads.map(\.queue.skill))
    let skilled = agents.filter { !skills.isDisjoint(with: $0.skills) }
    let names = Set(skilled.map(\.id))
    let absent = (0..<period.days).map { day in
      let day = period.firstDay + day
      return Set(absences.lazy.filter { $0.from...$0.to ~= day }.map(\.agent))
        .intersection(names).count
    }
    let needed = (0..<period.intervalCount).map { interval in
      loads.reduce(0) { $0 + $1.load[interval] }
    }
    let days = needed.indices.map { period.local(ofInterval: $0).day - period.firstDay }
    var found: [SkillShortage] = []
    var start = 0
    while start < needed.count {
      let end =
        (start..<needed.count).first {
          needed[$0] <= Double(skilled.count - absent[days[$0]])
        } ?? needed.count
      if let worst = (start..<end).max(by: { needed[$0] < needed[$1] }) {
        found.append(
          SkillShortage(
            queues: loads.map(\.queue.name), skills: skills.sorted(),
            from: period.start(ofInterval: start), to: period.start(ofInterval: end),
            needed: needed[worst], agents: skilled.count - absent[days[worst]],
            absent: absent[days[worst]]))
      }
      start = end + 1
    }
    return found
  }
}
