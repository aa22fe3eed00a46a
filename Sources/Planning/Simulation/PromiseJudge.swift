internal import Rostering
internal import Simulation
internal import Workforce

/// Tells from a simulation which promises a roster keeps.
struct PromiseJudge {
  let site: Site
  let period: Period

  /// All queues' calls, as forecast.
  var allCalls: QueueDayVolumes { QueueDayVolumes(queues: site.queues.count, days: period.days) }

  /// For each queue of the site and each day, whether its promise is kept on the mean of all samples, and
  /// the queue's week is in as many as it asks for.
  func kept(_ result: SimulationResult) -> [[Bool]] {
    site.queues.map { queue in
      guard let found = result.queues.first(where: { $0.queue == queue.name }) else {
        return Array(repeating: true, count: period.days)
      }
      let isRare = rareWeek(of: queue, found) != nil
      return found.days.map { day in
        let isInAWeekThatFails =
          isRare
          && found.weeks.contains {
            $0.from <= day.from && day.to <= $0.to && fails($0, queue.assurance)
          }
        return day.margins.areSurelyKept && !isInAWeekThatFails
      }
    }
  }

  private func fails(_ week: SpanQuality, _ assurance: Double?) -> Bool {
    assurance.map { week.chanceToMiss.high > 1 - $0 } ?? false
  }

  /// The week in which the queue's promise is kept least often, where that is not surely enough.
  private func rareWeek(of queue: Queue, _ found: QueueQuality) -> SpanQuality? {
    found.weeks.filter { fails($0, queue.assurance) }
      .max { $0.chanceToMiss.value < $1.chanceToMiss.value }
  }

  func verification(
    _ simulated: SimulationResult, of result: RosterResult, plain: Requirement,
    requirement: Requirement, rounds: Int
  ) -> Verification {
    var misses: [Verification.Miss] = []
    var rare: [Verification.RareWeeks] = []
    for queue in site.queues {
      guard let found = simulated.queues.first(where: { $0.queue == queue.name }) else { continue }
      for (day, span) in found.days.enumerated() where !span.margins.areSurelyKept {
        misses.append(
          Verification.Miss(
            queue: queue.name, day: period.firstDay + day,
            missingMinutes: missingMinutes(queue.name, day, result)))
      }
      if let asked = queue.assurance, let week = rareWeek(of: queue, found) {
        rare.append(
          Verification.RareWeeks(
            queue: queue.name, asked: asked, kept: 1 - week.chanceToMiss.value))
      }
    }
    let hours = Double(period.intervalMinutes) / 60
    let added = zip(plain.queues, requirement.queues).map { plain, raised in
      Verification.Addition(
        queue: plain.queue,
        hours: Double(raised.agents.reduce(0, +) - plain.agents.reduce(0, +)) * hours,
        plainHours: Double(plain.agents.reduce(0, +)) * hours)
    }
    return Verification(
      rounds: rounds, added: added, misses: misses, rareWeeks: rare,
      missingMinutes: result.cost.understaffedMinutes)
  }

  private func missingMinutes(_ queue: String, _ day: Int, _ result: RosterResult) -> Int {
    let allocation = result.allocation
    guard let index = allocation.queues.firstIndex(of: queue) else { return 0 }
    return (period.firstInterval(ofDay: day)..<period.firstInterval(ofDay: day + 1)).reduce(0) {
      $0 + max(0, allocation.required[index][$1] - allocation.present[index][$1])
    } * period.intervalMinutes
  }
}
