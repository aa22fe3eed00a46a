/// Who has carried what, over weeks or months: counts from shifts, and everybody's share.
///
/// What all have carried of a burden in a civil week is shared out among those who could have carried it
/// that week, in proportion to their contract's hours over the days on which they were there:
///
///     share = Σ over weeks of total · weight / Σ weight,   weight = weekly hours · days present
///
/// An agent is there from the week of their first shift on, but on days of absence; see ``BurdenReach`` for who could
/// have carried what. So nobody owes a share of what was carried before they came, while they were ill, or
/// on a queue that they do not serve. Nothing else about a person is looked at: no age, sex, health, family
/// or mandate.
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
    /// The counts by the Monday of their week.
    fileprivate var weekly: [Burden: [Day: Int]] = [:]

    /// By how many the agent is above their share; below zero where below.
    package func excess(of burden: Burden) -> Double {
      Double(counts[burden] ?? 0) - (shares[burden] ?? 0)
    }
  }

  /// The ledger of the days from `from` to `until`.
  /// - Parameter shifts: of these days; those outside them do not count.
  /// - Complexity: O(agents · days + shifts + wishes).
  package init(_ shifts: [Shift], site: Site, from: Day, until: Day) {
    self.from = from
    self.until = until
    let holidays = PublicHoliday.byDay(from: from, to: until + 1, region: site.holidayRegion)
    let inside = shifts.filter { from <= $0.day && $0.day <= until }.sorted { $0.start < $1.start }
    let byAgent = Dictionary(grouping: inside, by: \.agent)
    let wishes = Dictionary(
      grouping: site.wishes.filter { from <= $0.day && $0.day <= until }, by: \.agent)
    // Only days of which something is published can be judged.
    let known = Set(inside.map { $0.day.monday })
    var entries = site.agents.map { agent in
      Entry(
        agent: agent.id, byAgent[agent.id] ?? [],
        (wishes[agent.id] ?? []).filter { known.contains($0.day.monday) }, site: site,
        holidays: holidays, until: until)
    }
    let reaches = BurdenReach.of(site, firsts: byAgent.mapValues { $0[0].day }, until: until)
    for burden in Burden.allCases {
      for week in stride(from: from.monday.number, through: until.number, by: 7) {
        let monday = Day(number: week)
        let carried = entries.map { $0.weekly[burden]?[monday] ?? 0 }
        let total = carried.reduce(0, +)
        if total == 0 { continue }
        let weights = zip(reaches, carried).map { reach, own in
          reach.takes(burden, weekOf: monday) || own > 0
            ? reach.weight(burden, from: max(from, monday), until: min(until, monday + 6)) : 0
        }
        let sum = weights.reduce(0, +)
        for index in entries.indices {
          // Where all who worked are noted as away, each keeps what they carried.
          entries[index].shares[burden, default: 0] +=
            sum > 0 ? Double(total * weights[index]) / Double(sum) : Double(carried[index])
        }
      }
    }
    self.entries = entries
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
    holidays: [Day: PublicHoliday], until: Day
  ) {
    self.agent = agent
    shares = [:]
    var days: [Burden: Set<Day>] = [:]
    var weekends: Set<Day> = []
    for shift in shifts {
      let last = max(shift.day, site.zone.local(shift.end - 1).day)
      for burden in shift.burdens(in: site.zone, pay: site.pay, holidays: holidays) {
        switch burden {
        case .nights, .lateFinishes: weekly[burden, default: [:]][shift.day.monday, default: 0] += 1
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
    for (burden, days) in days {
      // The morning after the last night belongs to the last week.
      for day in days { weekly[burden, default: [:]][min(day, until).monday, default: 0] += 1 }
    }
    counts = weekly.mapValues { $0.values.reduce(0, +) }
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
