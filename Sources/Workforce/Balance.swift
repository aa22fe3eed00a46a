/// What is known of one agent's past on the morning of a Monday, in place of the shifts themselves.
///
/// The counters hold everything before ``asOf``; what is published on or after that day comes on top. A
/// counter that is nil, or a list that is short, is not known and counts as no work. A shift belongs to
/// the day on which it starts; its hours to the civil days on which they fall.
package struct Balance: Sendable, Equatable {
  package var agent: String
  /// The Monday at whose 0:00 the counters stand.
  package var asOf: Day
  /// The last shift that starts before ``asOf``; it may end after.
  package var lastShift: Shift?
  /// Days in a row, up to the Sunday before ``asOf``, on which any work falls.
  package var daysInARow: Int?
  /// The longest rest that ended in the civil week before, with 24 h of it in that week, in minutes.
  package var weeklyRest: Int?
  /// Minutes worked in each of the civil weeks before, the latest first; at most ``weeks``.
  package var weekMinutes: [Int]
  /// Days on which a shift starts, of the same weeks.
  package var weekDays: [Int]
  /// Whether any work falls on the Sunday of each of these weeks.
  package var sundayWeeks: [Bool]
  /// Sundays worked in the calendar year of the Sunday before ``asOf``.
  package var sundays: Int?
  /// Minutes over 35 h in the civil weeks whose Sunday is in that year.
  package var overtime: Int?
  /// Night minutes of the shifts of each calendar month, the latest first: that of the Sunday before
  /// ``asOf`` so far, and at most eleven before.
  package var monthNights: [Int]
  /// Minutes of equivalent rest still owed for rests that were shortened.
  package var restOwed: Int?
  /// The day of the shift that came too soon and from which ``restOwed`` is owed.
  package var restOwedSince: Day?
  /// Minutes of compensatory rest that night work has earned and that are not taken.
  package var nightRest: Int?
  /// The day from which ``sundays``, ``overtime`` and ``monthNights`` count; nil where they are whole.
  package var countedFrom: Day?
  /// Where the balance stands in its file.
  package var position: SourcePosition?

  /// The most weeks and Sundays that are kept: the eleven before a window of twelve.
  package static let weeks = 11
  /// The most months of night work that are kept.
  package static let months = 12

  package init(
    agent: String, asOf: Day, lastShift: Shift? = nil, daysInARow: Int? = nil,
    weeklyRest: Int? = nil, weekMinutes: [Int] = [], weekDays: [Int] = [],
    sundayWeeks: [Bool] = [], sundays: Int? = nil, overtime: Int? = nil, monthNights: [Int] = [],
    restOwed: Int? = nil, restOwedSince: Day? = nil, nightRest: Int? = nil, countedFrom: Day? = nil,
    position: SourcePosition? = nil
  ) {
    self.agent = agent
    self.asOf = asOf
    self.lastShift = lastShift
    self.daysInARow = daysInARow
    self.weeklyRest = weeklyRest
    self.weekMinutes = weekMinutes
    self.weekDays = weekDays
    self.sundayWeeks = sundayWeeks
    self.sundays = sundays
    self.overtime = overtime
    self.monthNights = monthNights
    self.restOwed = restOwed
    self.restOwedSince = restOwedSince
    self.nightRest = nightRest
    self.countedFrom = countedFrom
    self.position = position
  }

  /// The calendar year of the yearly counters.
  package var year: Int { (asOf - 1).date.year }

  /// The place in the lists of weeks of the civil week from `monday`; nil for weeks not before ``asOf``.
  package func place(ofWeek monday: Day) -> Int? {
    monday < asOf ? (asOf - monday) / 7 - 1 : nil
  }

  /// The sum of a list's weeks from that of `monday` on.
  package func sum(_ weeks: [Int], from monday: Day) -> Int {
    guard let place = place(ofWeek: monday) else { return 0 }
    return weeks.prefix(place + 1).reduce(0, +)
  }

  /// Whether work falls on `sunday`; nil where the balance does not tell.
  package func isWorked(sunday: Day) -> Bool? {
    guard let place = place(ofWeek: sunday.monday), place < sundayWeeks.count else { return nil }
    return sundayWeeks[place]
  }

  /// Night minutes in the calendar months from one to another, as ``Day/month`` numbers them.
  package func nights(from first: Int, through last: Int) -> Int {
    let latest = (asOf - 1).month
    return monthNights.enumerated().reduce(0) { sum, entry in
      (first...last).contains(latest - entry.offset) ? sum + entry.element : sum
    }
  }
}

extension Balance {
  /// A part of a balance, as rules name what they need of it.
  package enum Counter: Sendable {
    case lastShift, daysInARow, weeklyRest, weekMinutes, weekDays, sundayWeeks
    case overtime, monthNights, restOwed
    /// Which no balance tells.
    case longDays
  }

  /// Whether the balance tells a counter back to the civil week from `monday`, which is before it.
  package func tells(_ counter: Counter, backTo monday: Day) -> Bool {
    func holds(_ count: Int) -> Bool { place(ofWeek: monday).map { $0 < count } ?? true }
    let isWhole = countedFrom.map { $0 <= monday } ?? true
    let hasLastShift = lastShift != nil || weekDays.first == 0 || weekMinutes.first == 0
    return switch counter {
    case .lastShift: hasLastShift
    case .daysInARow: daysInARow != nil
    case .weeklyRest: weeklyRest != nil && hasLastShift
    case .weekMinutes: holds(weekMinutes.count)
    case .weekDays: holds(weekDays.count)
    case .sundayWeeks: holds(sundayWeeks.count)
    case .overtime: overtime != nil && isWhole
    case .monthNights: !monthNights.isEmpty && isWhole
    case .restOwed: restOwed != nil
    case .longDays: false
    }
  }
}

extension Day {
  /// Calendar months numbered without a gap, so that the one after December is January's.
  package var month: Int {
    let (year, month, _) = date
    return 12 * year + month - 1
  }
}

extension Site {
  /// The site as its past is known on the morning of `day`.
  ///
  /// Balances of later days are left out. Of an agent with a balance, what is published before it is
  /// left out, being in it already, and its last shift stands among the published ones instead.
  ///
  /// - Complexity: O(published shifts + agents).
  package func known(on day: Day) -> Site {
    if balances.isEmpty { return self }
    var site = self
    site.balances = balances.filter { $0.asOf <= day }
    let opening = Dictionary(
      site.balances.map { ($0.agent, $0.asOf) }, uniquingKeysWith: { first, _ in first })
    site.published = published.filter { shift in
      opening[shift.agent].map { $0 <= shift.day } ?? true
    }
    site.published += site.balances.compactMap(\.lastShift)
    site.published.sort { ($0.start, $0.agent) < ($1.start, $1.agent) }
    return site
  }
}
