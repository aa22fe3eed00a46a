internal import Workforce

/// Where an agreement shortens the daily rest, what rests lack of 11 h is given back in time.
///
/// Longer rests give it back, as ``RestAccount`` counts it and balances carry it. While anything is owed,
/// no shift may start more than so many days after the one that opened the account: no text names a
/// number. Where no agreement allows rests under 11 h nothing is asked; a rest even shorter than agreed
/// is a breach of `daily-rest` and owes no more here than the shortest agreed.
package struct EquivalentRest: Rule {
  package static let key = "equivalent-rest"
  package static let citation = Citation(
    "Code du travail, D3131-2", level: .publicOrder, confidence: .a, policies: ["within_days"])
  package static let summary =
    "Where an agreement shortens the daily rest, what is missing of 11 h is given back in time."

  package let within: Int
  /// The shortest rest that is agreed.
  private var shortest = RestAccount.daily

  // MARK: Parameters

  /// `within_days`: 7.
  package init(from fields: inout RuleFields) {
    within = fields.integer("within_days", default: 7, in: 1...60)
  }

  package func attuned(to others: [any Rule]) -> any Rule {
    var rule = self
    rule.shortest = others.lazy.compactMap { $0 as? DailyRest }.first?.rest ?? shortest
    return rule
  }

  private var isNeeded: Bool { shortest < RestAccount.daily }

  package var lookback: Lookback? { isNeeded ? Lookback(days: within, .restOwed) : nil }

  // MARK: Optimising

  private struct State {
    /// Minutes from the last shift's end to this midnight; negative if it ends later.
    var since: Int
    var owed: Int
    /// Days since the account was opened.
    var age: Int

    init(since: Int, owed: Int, age: Int) {
      // What is longer than any rest that is told apart counts as the shortest such.
      let enough = owed == 0 ? RestAccount.daily : RestAccount.weekly + owed
      self.owed = since >= enough ? 0 : owed
      self.since = since >= enough ? RestAccount.daily : since
      self.age = self.owed == 0 ? 0 : age
    }

    init(packed: Int) {
      age = packed & 63
      since = (packed >> 6) % 20_000 - 10_000
      owed = (packed >> 6) / 20_000
    }

    var packed: Int { (owed * 20_000 + since + 10_000) << 6 | age }
  }

  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    guard isNeeded else { return [] }
    let (daily, weekly, within) = (RestAccount.daily, RestAccount.weekly, within)
    let most = daily - shortest
    let packing = 10_000
    let automaton = Automaton(
      identity: [Self.key, "\(within)", "\(most)"],
      start: State(since: daily, owed: 0, age: 0).packed,
      opening: subject.opening(in: calendar) { balance, day in
        guard let owed = balance.restOwed else { return nil }
        let since = balance.end(after: calendar.midnight(day)).map { -$0 } ?? weekly + owed
        let opened = balance.restOwedSince ?? balance.asOf
        return State(
          since: since, owed: owed, age: max(0, min(within + 1, balance.asOf - opened))
        ).packed
      },
      feature: { option in
        let midnight = calendar.midnight(option.day)
        return (option.start - midnight) * packing + option.end - midnight
      },
      step: { packed, day, feature in
        var state = State(packed: packed)
        let length = calendar.midnight(day + 1) - calendar.midnight(day)
        guard let feature else {
          return State(
            since: state.since + length, owed: state.owed, age: min(within + 1, state.age + 1)
          ).packed
        }
        let (start, end) = feature.quotientAndRemainder(dividingBy: packing)
        let rest = state.since + start
        if rest < daily {
          if state.owed == 0 { state.age = 0 }
          let missing = daily - max(0, rest)
          state.owed += day < 0 ? missing : min(most, missing)
        } else {
          state.owed = max(0, state.owed - (rest < weekly ? rest - daily : rest - weekly))
        }
        if state.owed > 0 && state.age > within {
          if day >= 0 { return nil }
          state.age = 0
        }
        return State(
          since: length - end, owed: state.owed, age: min(within + 1, state.age + 1)
        ).packed
      })
    return [.automaton(automaton)]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    guard isNeeded, let first = timeline.shifts.first else { return [] }
    let balance = timeline.subject.balance
    var account = RestAccount(
      owed: balance?.restOwed ?? 0, since: balance?.restOwedSince, on: balance?.asOf ?? first.day)
    return zip(timeline.shifts, timeline.shifts.dropFirst()).compactMap { before, after in
      if let balance, after.day < balance.asOf { return nil }
      let isPast = after.start < timeline.period.start
      let overdue = account.take(
        after.start - before.end, before: after.day, within: within,
        most: isPast ? RestAccount.daily : RestAccount.daily - shortest)
      guard let overdue, !isPast, after.start < timeline.period.end else { return nil }
      return Breach(
        rule: Self.key, agent: after.agent, day: after.day, found: overdue, limit: 0,
        unit: .minutes, citation: Self.citation,
        message: "\(overdue.duration) of shortened rests are not given back within \(within) days")
    }
  }

  // MARK: Examples

  private static func agreed(_ days: Int) -> [String: String] {
    ["daily-rest.hours": "9", "within_days": "\(days)"]
  }
  /// Rests of 10 h before Tuesday and of 11 h before Wednesday and Thursday.
  private static let short = [
    "mon 10:00-20:00", "tue 06:00-18:00", "wed 05:00-17:00", "thu 04:00-16:00",
  ]

  package static let examples = [
    RuleExample(
      .lawful, "nothing is asked without an agreement", tour: short,
      parameters: ["within_days": "1"]),
    RuleExample(
      .lawful, "an hour owed on Tuesday, not yet due", tour: short, parameters: agreed(2)),
    RuleExample(.breach, "due on Thursday", tour: short, parameters: agreed(1)),
    RuleExample(
      .lawful, "given back by a rest of 12 h", tour: short.dropLast() + ["thu 05:00-16:00"],
      parameters: agreed(1)),
    RuleExample(
      .breach, "by 11 h 59 not all", tour: short.dropLast() + ["thu 04:59-16:00"],
      parameters: agreed(1)),
    RuleExample(
      .lawful, "given back by a weekly rest of 36 h",
      tour: ["mon 10:00-20:00", "tue 06:00-18:00", "thu 06:00-16:00"], parameters: agreed(1)),
    RuleExample(
      .breach, "a weekly rest of 35 h gives nothing back",
      tour: ["mon 10:00-20:00", "tue 06:00-18:00", "thu 05:00-16:00"], parameters: agreed(1)),
    RuleExample(
      .breach, "two rests shortened, one given back",
      tour: ["mon 12:00-22:00", "tue 08:00-18:00", "wed 04:00-14:00", "thu 02:00-10:00"],
      parameters: agreed(1)),
    RuleExample(
      .lawful, "both given back at once",
      tour: ["mon 12:00-22:00", "tue 08:00-18:00", "wed 04:00-14:00", "thu 03:00-10:00"],
      parameters: agreed(1)),
    RuleExample(
      .breach, "owed since the Sunday before", tour: ["mon 05:00-16:00", "tue 03:00-10:00"],
      before: [["sat 10:00-20:00", "sun 06:00-18:00"]], parameters: agreed(1)),
    RuleExample(
      .breach, "11 h on the clock are 10 h when clocks go forward",
      tour: ["mon 05:00-16:00", "tue 03:00-10:00"],
      before: [["sat 12:00-20:00", "sun 07:00-18:00"]], parameters: agreed(1),
      monday: "2026-03-30"),
    RuleExample(
      .lawful, "10 h on the clock are 11 h when clocks go back",
      tour: ["mon 05:00-16:00", "tue 03:00-10:00"],
      before: [["sat 12:00-20:00", "sun 06:00-18:00"]], parameters: agreed(1),
      monday: "2026-10-26"),
  ]
}
