package import Workforce

/// What one agent is owed of rests that were shortened, counted rest by rest in their order.
///
/// A rest under 11 h owes what it lacks; a longer one gives back what it has over 11 h, or over 35 h
/// where it is the weekly rest.
package struct RestAccount: Sendable, Equatable {
  /// Minutes that are still owed.
  package private(set) var owed: Int
  /// The day of the shift that came too soon and opened the account; nil where nothing is owed.
  package private(set) var since: Day?

  static let daily = 11 * 60
  static let weekly = 35 * 60

  /// - Parameter since: where it is not known, the time to give back runs from `day`.
  package init(owed: Int = 0, since: Day? = nil, on day: Day) {
    self.owed = owed
    self.since = owed > 0 ? since ?? day : nil
  }

  /// Counts a rest that ends with a shift of `day`.
  ///
  /// - Parameters:
  ///   - within: days after ``since`` up to which shifts may start while something is owed.
  ///   - most: what one rest can owe at most.
  /// - Returns: the minutes overdue, if any; the time then runs anew from `day`.
  @discardableResult
  package mutating func take(
    _ rest: Int, before day: Day, within: Int, most: Int = RestAccount.daily
  ) -> Int? {
    if rest < Self.daily {
      if owed == 0 { since = day }
      owed += min(most, Self.daily - max(0, rest))
    } else {
      owed = max(0, owed - (rest - (rest < Self.weekly ? Self.daily : Self.weekly)))
      if owed == 0 { since = nil }
    }
    guard let opened = since, day - opened > within else { return nil }
    since = day
    return owed
  }
}
