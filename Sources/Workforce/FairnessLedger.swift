/// Who has carried what, over weeks or months: counts from shifts, and everybody's share.
///
/// An agent's share of a burden is what all have carried of it, split in proportion to the contract's
/// hours over the days since the agent's first shift that they were not away, among those who take it:
///
///     share = total · weight / Σ weight,   weight = weekly hours · days present
///
/// Nothing else about a person is looked at: no age, sex, health, family or mandate.
package struct FairnessLedger: Sendable, Equatable {
  /// The days counted, both included.
  package let from: Day
  package let until: Day
  /// In the order of the site's agents.
  package let entries: [Entry]

  package struct Entry: Sendable, Equatable {
    package let agent: String
    package fileprivate(set) var counts: [Burden: Int]
    package fileprivate(set) var shares: [Burden: Double]
    /// Weekends with any work on Saturday or Sunday.
    package let weekends: Int
    /// Mean difference in minutes between the starts of shifts on days that follow each other; nil where no
    /// days do.
    package let startSpread: Int?
    package let wishesMade: Int
    package let wishesKept: Int
    fileprivate let weight: Int

    /// By how many the agent is above their share; below zero where below.
    package func excess(of burden: Burden) -> Double {
      Double(counts[burden] ?? 0) - (shares[burden] ?? 0)
    }
  }

  /// The ledger of the days from `from` to `until`.
  /// - Parameter shifts: of these days; those outside them do not count.
  /// - Complexity: O(agents + shifts + wishes).
  package init(_ shifts: [Shift], site: Site, from: Day, until: Day) {
    self.from = from
    self.until = until
    let holidays = PublicHoliday.byDay(from: from, to: until + 1, region: site.holidayRegion)
    let inside = shifts.filter { from <= $0.day && $0.day <= until }.sorted { $0.start < $1.start }
    let byAgent = Dictionary(grouping: inside, by: \.agent)
    let wishes = Dictionary(
      grouping: site.wishes.filter { from <= $0.day && $0.day <= until }, by: \.agent)
    let absences = Dictionary(grouping: site.absences, by: \.agent)
    // Only days of which something is published can be judged.
    let known = Set(inside.map { $0.day.monday })
    var entries = site.agents.map { agent -> Entry in
      let own = byAgent[agent.id] ?? []
      let kept = (wishes[agent.id] ?? []).filter { known.contains($0.day.monday) }
      return Entry(
        agent: agent.id, own, kept, site: site, holidays: holidays,
        weight: FairnessLedger.weight(
          of: agent, first: own.first?.day, until: until, absences: absences[agent.id] ?? [],
          site: site))
    }
    for burden in Burden.allCases {
      let takes = zip(site.agents, entries).map { agent, entry in
        FairnessLedger.takes(agent, burden) || (entry.counts[burden] ?? 0) > 0
      }
      let total = entries.reduce(0) { $0 + ($1.counts[burden] ?? 0) }
      let weights = zip(entries, takes).reduce(0) { $0 + ($1.1 ? $1.0.weight : 0) }
      for index in entries.indices {
        entries[index].shares[burden] =
          takes[index] && weights > 0
          ? Double(total * entries[index].weight) / Double(weights) : 0
      }
    }
    self.entries = entries
  }

  private static func takes(_ agent: Agent, _ burden: Burden) -> Bool {
    switch burden {
    case .sundays: agent.worksSundays
    case .nights: agent.worksNights
    case .lateFinishes, .holidays: true
    }
  }

  private static func weight(
    of agent: Agent, first: Day?, until: Day, absences: [Absence], site: Site
  ) -> Int {
    guard let first, let contract = site.contracts.first(where: { $0.name == agent.contract })
    else { return 0 }
    let away = absences.reduce(0) { days, absence in
      days + max(0, min(absence.to, until) - max(absence.from, first) + 1)
    }
    return contract.weeklyMinutes * max(0, until - first + 1 - away)
  }

  /// By how many wishes an agent is behind: those not kept, less the average's.
  package func wishesBehind(_ entry: Entry) -> Double {
    let made = entries.reduce(0) { $0 + $1.wishesMade }
    let kept = entries.reduce(0) { $0 + $1.wishesKept }
    guard made > 0 else { return 0 }
    let average = Double(made - kept) / Double(made)
    return Double(entry.wishesMade - entry.wishesKept) - average * Double(entry.wishesMade)
  }
}

extension FairnessLedger.Entry {
  fileprivate init(
    agent: String, _ shifts: [Shift], _ wishes: [Wish], site: Site,
    holidays: [Day: PublicHoliday], weight: Int
  ) {
    self.agent = agent
    self.weight = weight
    shares = [:]
    var days: [Burden: Set<Day>] = [:]
    var counts: [Burden: Int] = [:]
    var weekends: Set<Day> = []
    for shift in shifts {
      let last = max(shift.day, site.zone.local(shift.end - 1).day)
      for burden in shift.burdens(in: site.zone, pay: site.pay, holidays: holidays) {
        switch burden {
        case .nights, .lateFinishes: counts[burden, default: 0] += 1
        case .sundays, .holidays:
          // Two shifts that touch one Sunday are one Sunday.
          for number in shift.day.number...last.number {
            let day = Day(number: number)
            let counts = burden == .sundays ? day.weekday == .sunday : holidays[day] != nil
            if counts && shift.touches(day, site.zone) { days[burden, default: []].insert(day) }
          }
        }
      }
      for number in shift.day.number...last.number {
        let day = Day(number: number)
        guard day.weekday == .saturday || day.weekday == .sunday, shift.touches(day, site.zone)
        else { continue }
        weekends.insert(day.monday)
      }
    }
    for (burden, days) in days { counts[burden] = days.count }
    self.counts = counts
    self.weekends = weekends.count
    let spreads = zip(shifts, shifts.dropFirst()).compactMap { before, after -> Int? in
      guard after.day - before.day == 1 else { return nil }
      return abs(
        site.zone.local(after.start).minute - site.zone.local(before.start).minute)
    }
    startSpread = spreads.isEmpty ? nil : spreads.reduce(0, +) / spreads.count
    wishesMade = wishes.count
    wishesKept = wishes.count { wish in
      let shift = shifts.first { $0.day == wish.day }
      return switch wish.content {
      case .off: shift == nil
      case .shift(let name):
        shift.map { shift in
          site.shiftKinds.contains { $0.name == name && $0.offers(shift, in: site.zone) }
        } ?? false
      }
    }
  }
}

extension Shift {
  fileprivate func touches(_ day: Day, _ zone: Zone) -> Bool {
    let (from, to) = (zone.midnight(day), zone.midnight(day + 1))
    return stretches.contains { $0.start < to && $0.end > from }
  }
}
