package import Workforce

/// What a rule forbids, in a form that the optimiser compiles to tables.
package enum Encoding: Sendable {
  /// Options that the agent may work; all others are out.
  case filter(@Sendable (ShiftOption) -> Bool)
  /// Sequences of days that are allowed.
  case automaton(Automaton)
  /// Minutes of work in each civil week; a shift across the border counts in both.
  case weeklyMinutes(@Sendable (_ monday: Day) -> ClosedRange<Int>)
}

extension RuleSubject {
  /// The state that the agent's balance tells; nil without a balance, or where it does not tell or is
  /// older than any window.
  func opening(
    in calendar: RuleCalendar, state: (_ balance: Balance, _ day: Int) -> Int?
  ) -> Automaton.Opening? {
    guard let balance else { return nil }
    let day = balance.asOf - calendar.period.firstDay
    guard (-calendar.reach...0).contains(day), let state = state(balance, day) else { return nil }
    return Automaton.Opening(day: day, state: state)
  }
}

extension Balance {
  /// Minutes after the midnight that begins ``asOf`` at which the last shift ends, before it below
  /// zero; nil where no last shift is known.
  func end(after midnight: Int) -> Int? { lastShift.map { $0.end.minutes - midnight } }

  /// Minutes of the last shift's work from `midnight` on.
  func work(after midnight: Int) -> Int {
    lastShift?.stretches.reduce(0) {
      $0 + max(0, $1.end.minutes - max($1.start.minutes, midnight))
    } ?? 0
  }
}

/// A rule as states that step from day to day: each option (or a day off) leads from one state to the
/// next, or is forbidden.
///
/// Only small integers pass between the rule and the optimiser, which multiplies the automata of all
/// rules into one network, merges states that no future can tell apart, and never calls a rule again.
package struct Automaton: Sendable {
  /// Automata with equal identities behave alike: the rule's key and every number it depends on.
  package let identity: [String]
  /// The state of somebody who has not worked for a long time.
  package let start: Int
  /// The state on the morning of a day (0 or before) that a balance tells, in place of what shifts of
  /// the days before would lead to; it is no part of the identity.
  package let opening: Opening?
  /// What the automaton sees of an option; options with equal features are alike to it.
  package let feature: @Sendable (ShiftOption) -> Int
  /// The state after `day`, worked with an option of this feature, or off (nil); nil if forbidden.
  /// Days before 0 are counted, never forbidden: no plan can mend the past.
  package let step: @Sendable (_ state: Int, _ day: Int, _ feature: Int?) -> Int?

  /// No rule that forgets shifts with time does so later than this many days, below zero.
  private static let shortReach = -13 * 7

  /// A state known on the morning of a day.
  package struct Opening: Sendable {
    let day: Int
    let state: Int
  }

  package init(
    identity: [String], start: Int, opening: Opening? = nil,
    feature: @escaping @Sendable (ShiftOption) -> Int,
    step: @escaping @Sendable (_ state: Int, _ day: Int, _ feature: Int?) -> Int?
  ) {
    self.identity = identity
    self.start = start
    self.opening = opening
    self.feature = feature
    self.step = step
  }

  /// The state on the morning of day 0 after the shifts of the past.
  package func state(after past: [ShiftOption], calendar: RuleCalendar) -> Int {
    let byDay = Dictionary(past.map { ($0.day, $0) }, uniquingKeysWith: { first, _ in first })
    var state = opening?.state ?? start
    // Before the first shift there is nothing but days off.
    let first = min(past.map(\.day).min() ?? 0, Automaton.shortReach)
    for day in (opening?.day ?? max(first, -calendar.reach))..<0 {
      state = step(state, day, byDay[day].map(feature)) ?? start
    }
    return state
  }
}
