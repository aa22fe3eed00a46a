package import Workforce

extension SundayLedger {
  /// The Sundays on which a roster's own shifts work.
  ///
  /// - Complexity: O(agents + shifts).
  package init(_ roster: Roster, for site: Site) {
    let agents = Dictionary(
      site.agents.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let consents = Dictionary(grouping: site.sundayConsents, by: \.agent)
    var minutes: [String: [Day: Int]] = [:]
    for shift in roster.shifts {
      // A shift of 24 hours at most touches two days.
      for day in [shift.day, shift.day + 1] where day.weekday == .sunday {
        let from = site.zone.midnight(day)
        let to = site.zone.midnight(day + 1)
        let worked = shift.stretches.reduce(0) {
          $0 + max(0, min($1.end, to) - max($1.start, from))
        }
        if worked > 0 { minutes[shift.agent, default: [:]][day, default: 0] += worked }
      }
    }
    let lines = minutes.flatMap { id, days -> [Line] in
      guard let agent = agents[id] else { return [] }
      let queues = site.queues(of: agent)
      return days.map { sunday, minutes in
        let basis = queues.sundayBasis(on: sunday)
        return Line(
          agent: id, sunday: sunday, basis: basis,
          consentSigned: basis.order.flatMap {
            (consents[id] ?? []).state(on: sunday, under: $0).signedOn
          },
          minutes: minutes,
          // A minute begun is owed.
          restOwedMinutes: (minutes * basis.restPercent + 99) / 100,
          premiumPercent: site.sundayPercent(of: agent, on: sunday))
      }
    }
    self.init(lines: lines)
  }
}
