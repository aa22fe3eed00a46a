package import Workforce

/// How far back a rule looks from the first day of a period, and what tells it without the shifts.
package struct Lookback: Sendable {
  /// Days before the period's first; nil for the weeks of the calendar year.
  private let span: Int?
  /// What of a balance stands for the shifts of these days.
  package let counter: Balance.Counter

  package init(days: Int, _ counter: Balance.Counter) {
    span = days
    self.counter = counter
  }

  private init(yearOf counter: Balance.Counter) {
    span = nil
    self.counter = counter
  }

  /// How many days before `first`, a Monday, the rule looks back.
  package func days(before first: Day) -> Int {
    span ?? first - first.firstMondayOfYear
  }

  /// The weeks of the calendar year, each being of the year of its Sunday.
  package static func year(_ counter: Balance.Counter) -> Lookback { Lookback(yearOf: counter) }

  /// The night before: work that began on Sunday and reaches into Monday.
  package static let nightBefore = Lookback(days: 1, .lastShift)
}

extension Day {
  /// The Monday of the first civil week of which the Sunday is in the year of this week's Sunday.
  var firstMondayOfYear: Day {
    // A week of which the Sunday is one of the first seven days of the year.
    Day(year: (monday + 6).date.year, month: 1, day: 7)!.lastSunday - 6
  }

  /// This day if it is a Sunday, else the Sunday before.
  private var lastSunday: Day { self - weekday.rawValue % 7 }
}
