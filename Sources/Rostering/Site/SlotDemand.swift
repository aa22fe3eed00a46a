internal import Rules
internal import Workforce

/// The requirement in slots, with what earlier rosters already bring and what the period's last night
/// shifts must still cover after it.
struct SlotDemand: Sendable {
  /// Slots of the period itself; the rest belong to the following night.
  let periodSlots: Int
  let required: [[Int]]
  /// The part of `required` that is a queue's minimum.
  let minima: [[Int]]
  /// For each queue mask, agents that earlier rosters bring to each slot.
  let present: [UInt32: [Int]]
  let notes: [String]

  var slotCount: Int { required.first?.count ?? 0 }

  /// - Parameter masks: the queues each agent can serve, in the order of the site's agents.
  init(
    site: Site, requirement: Requirement, options: [ShiftOption], masks: [UInt32],
    slotMinutes: Int
  ) {
    let period = requirement.period
    let perInterval = period.intervalMinutes / slotMinutes
    var required = site.queues.map { queue in
      let agents =
        requirement.queues.first { $0.queue == queue.name }?.agents
        ?? [Int](repeating: 0, count: period.intervalCount)
      return agents.flatMap { [Int](repeating: $0, count: perInterval) }
    }
    periodSlots = required.first?.count ?? 0
    let minutes = (0..<period.intervalCount).map { period.local(ofInterval: $0).minute }
    var minima = site.queues.map { queue in
      minutes.flatMap { minute in
        [Int](repeating: queue.minimumAgents(atMinute: minute), count: perInterval)
      }
    }

    // The hours before the first day's earliest start belong to the night shifts of the day before, as
    // far as these reach. So do those after the last day to its own night shifts; that night is taken to
    // need what the first one needs.
    let first = options.map(\.start).min() ?? period.start.minutes
    let reach = max(0, (options.map(\.end).max() ?? 0) - period.end.minutes)
    let earliest = min(first, period.start.minutes + reach)
    let opening = max(0, (earliest - period.start.minutes) / slotMinutes)
    let following = min(opening, periodSlots)
    for queue in required.indices {
      required[queue] += required[queue].prefix(following)
      minima[queue] += minima[queue].prefix(following)
    }

    let slotCount = periodSlots + following
    var present: [UInt32: [Int]] = [:]
    let maskOf = Dictionary(
      zip(site.agents.map(\.id), masks), uniquingKeysWith: { first, _ in first })
    let before = site.published.filter { $0.start < period.start }
    for shift in before where shift.end > period.start {
      guard let mask = maskOf[shift.agent] else { continue }
      for stretch in shift.stretches {
        // Slots worked in part are not counted on.
        let from = max(0, (stretch.start - period.start + slotMinutes - 1) / slotMinutes)
        let to = min(slotCount, (stretch.end - period.start) / slotMinutes)
        for slot in from..<max(from, to) {
          present[mask, default: [Int](repeating: 0, count: slotCount)][slot] += 1
        }
      }
    }
    // Without the roster of the week before, nobody can be planned for the hours its nights cover.
    var notes: [String] = []
    let hasWeekBefore = before.contains { $0.day >= period.firstDay - 7 }
    if !hasWeekBefore, opening > 0 {
      let slots = min(periodSlots, opening)
      if required.contains(where: { $0.prefix(slots).contains { $0 > 0 } }) {
        let clock = period.zone.local(Instant(minutes: earliest)).minute.clock
        notes.append(
          "\(period.firstDay) before \(clock): no roster of the week before is published; its night "
            + "shifts are taken to cover these hours.")
      }
      for queue in required.indices {
        for slot in 0..<slots { required[queue][slot] = 0 }
      }
    }
    // Nobody is required where a queue is closed or somebody else has the hours; and what a planner has
    // set below the minimum is what they want.
    self.minima = zip(minima, required).map { zip($0, $1).map { min($0, $1) } }
    self.required = required
    self.present = present
    self.notes = notes
  }
}
