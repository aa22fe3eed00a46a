/// What a site pays, in the roster's objective, to share out what people like least.
///
/// A chosen rule, not a hidden weight: each price is named in `site.yaml`, is counted in a component of the
/// cost of its own, and looks at nothing but shifts, contract hours, days away and what could fall to an
/// agent at all.
package struct Fairness: Sendable, Equatable {
  /// How many weeks the ledger looks back.
  package var weeks: Int
  /// Cents for each shift that gives a burden to somebody, for each one that they are above their share.
  package var prices: [Burden: Int]
  /// Cents added to a wish not kept, for each wish that somebody is behind the average.
  package var wishPrice: Int

  package init(weeks: Int = 26, prices: [Burden: Int] = [:], wishPrice: Int = 0) {
    self.weeks = weeks
    self.prices = prices
    self.wishPrice = wishPrice
  }

  /// Whether rosters heed the ledger at all.
  package var isInForce: Bool { wishPrice > 0 || prices.values.contains { $0 > 0 } }
}

/// Something that a team shares out.
package enum Burden: String, Sendable, CaseIterable, Comparable {
  /// A Sunday on which any work falls.
  case sundays
  /// A shift with three hours or more in the night span of the site's pay.
  case nights
  /// A shift that ends after 21:00 and is no night shift.
  case lateFinishes = "late_finishes"
  /// A public holiday on which any work falls.
  case holidays

  package static func < (a: Burden, b: Burden) -> Bool {
    allCases.firstIndex(of: a)! < allCases.firstIndex(of: b)!
  }

  /// Minutes of night work that make a night shift.
  static let nightMinutes = 180
  /// The time of day after which a shift ends late.
  static let lateEnd = 21 * 60
}

extension Shift {
  /// The burdens that the shift is to its agent, each once.
  package func burdens(in zone: Zone, pay: Pay, holidays: [Day: PublicHoliday]) -> Set<Burden> {
    var found: Set<Burden> = []
    let last = zone.local(end - 1)
    for number in day.number...max(day, last.day).number {
      let civil = Day(number: number)
      let (from, to) = (zone.midnight(civil), zone.midnight(civil + 1))
      guard stretches.contains(where: { $0.start < to && $0.end > from }) else { continue }
      if civil.weekday == .sunday { found.insert(.sundays) }
      if holidays[civil] != nil { found.insert(.holidays) }
    }
    var night = 0
    for offset in -1...1 {
      let from = zone.instant(day + offset, minute: pay.nightStart)
      let to = zone.instant(day + offset + 1, minute: pay.nightEnd)
      night += stretches.reduce(0) { $0 + max(0, min($1.end, to) - max($1.start, from)) }
    }
    if night >= Burden.nightMinutes {
      found.insert(.nights)
    } else if last.day > day || last.minute >= Burden.lateEnd {
      found.insert(.lateFinishes)
    }
    return found
  }
}
