package import Workforce

/// What was published for the weeks under judgement before, and when changes of it are told.
package struct Publication: Sendable {
  /// The day on which a change is told.
  package let toldOn: Day
  /// Whether that day was stated; where it is only today, changes of days before it are left alone, since
  /// nobody knows when they were told.
  package let isStated: Bool
  /// The Mondays of weeks of the period that are published.
  package let mondays: Set<Day>
  /// The agent's published shifts that start in those weeks.
  package let shifts: [Shift]

  package init(toldOn: Day, isStated: Bool, mondays: Set<Day>, shifts: [Shift]) {
    self.toldOn = toldOn
    self.isStated = isStated
    self.mondays = mondays
    self.shifts = shifts
  }
}
