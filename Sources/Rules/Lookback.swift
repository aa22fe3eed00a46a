package import Workforce

/// How far back a rule looks from the first day of a period, and what tells it without the shifts.
package struct Lookback: Sendable {
  /// Days before the period's first.
  package let days: Int
  /// What of a balance stands for the shifts of these days.
  package let counter: Balance.Counter

  package init(days: Int, _ counter: Balance.Counter) {
    self.days = days
    self.counter = counter
  }

  /// The night before: work that began on Sunday and reaches into Monday.
  package static let nightBefore = Lookback(days: 1, .lastShift)
}
