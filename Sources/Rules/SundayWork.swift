internal import Workforce

/// Sunday work only on a legal ground, by agents who take it, and not too often.
///
/// Weekly rest is given on Sunday (L3132-3) unless the activity has a ground to the contrary. A Sunday
/// is worked when any work falls between its 0:00 and 24:00, so a Saturday night shift counts.
package struct SundayWork: Rule {
  package static let key = "sunday-work"
  package static let citation = Citation(
    "Code du travail, L3132-3", level: .publicOrder, confidence: .a, version: "2015",
    policies: ["max", "weeks"])
  package static let summary =
    "Sundays only on a queue with a legal ground, by volunteers, at most N in a run of weeks."
  private static let consent = Citation(
    "Code du travail, L3132-25-4", level: .policy, confidence: .b)
  private static let frequency = Citation(
    "house policy on Sundays", level: .policy, confidence: .a)

  let maximum: Int
  let weeks: Int

  // MARK: Parameters

  /// `max` Sundays worked among any `weeks` consecutive ones: 2 of 4. House policy; no law sets it.
  package init(from fields: inout RuleFields) {
    maximum = fields.integer("max", default: 2, in: 0...12)
    weeks = fields.integer("weeks", default: 4, in: 1...12)
  }

  package var lookback: Lookback? {
    maximum < weeks && weeks > 1 ? Lookback(days: 7 * (weeks - 1), .sundayWeeks) : nil
  }

  /// Whether the agent may work on `sunday` at all.
  private func isOpen(to subject: RuleSubject, sunday: Day) -> Bool {
    subject.agent.worksSundays && hasGround(subject, sunday: sunday)
  }

  private func hasGround(_ subject: RuleSubject, sunday: Day) -> Bool {
    subject.queues.contains { $0.sundayBasis.permits(sunday) }
  }

  // MARK: Optimising

  /// The state holds which of the last Sundays were worked (one bit each, the latest lowest), and
  /// whether a Saturday night shift reaches into the coming one.
  package func encodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let maximum = maximum
    let memory = (1 << (weeks - 1)) - 1
    let automaton = Automaton(
      identity: [Self.key, "\(maximum)", "\(weeks)"], start: 0,
      opening: subject.opening(in: calendar) { balance, _ in
        if balance.sundayWeeks.isEmpty { return nil }
        let bits = balance.sundayWeeks.enumerated().map { $0.element ? 1 << $0.offset : 0 }
        return (bits.reduce(0, |) & memory) << 1
      },
      feature: { $0.end > calendar.midnight($0.day + 1) ? 1 : 0 },
      step: { state, day, feature in
        switch calendar.weekday(day) {
        case .saturday: return state & ~1 | (feature ?? 0)
        case .sunday:
          let past = state >> 1
          let worked = feature != nil || state & 1 == 1 ? 1 : 0
          if day >= 0 && worked == 1 && past.nonzeroBitCount + 1 > maximum { return nil }
          return ((past << 1 | worked) & memory) << 1
        default: return state
        }
      })
    return [
      .filter { option in
        for day in option.day...(option.day + 1) where calendar.weekday(day) == .sunday {
          let worked = option.work(from: calendar.midnight(day), to: calendar.midnight(day + 1))
          if worked > 0 && !isOpen(to: subject, sunday: calendar.date(day)) { return false }
        }
        return true
      },
      .automaton(automaton),
    ]
  }

  // MARK: Auditing

  package func breaches(in timeline: Timeline) -> [Breach] {
    let subject = timeline.subject
    let period = timeline.period
    var found: [Breach] = []
    func note(
      _ day: Day, _ amount: Int, _ limit: Int, _ unit: Breach.Unit, _ ground: Citation,
      _ message: String
    ) {
      found.append(
        Breach(
          rule: Self.key, agent: subject.agent.id, day: day, found: amount, limit: limit,
          unit: unit, citation: ground, message: message))
    }
    // A shift of the period's last Saturday or Sunday may reach one day past it.
    for offset in 0...period.days {
      let sunday = period.firstDay + offset
      guard sunday.weekday == .sunday, timeline.isWorked(sunday) else { continue }
      let minutes = timeline.work(on: sunday)
      if minutes > 0 && !hasGround(subject, sunday: sunday) {
        note(
          sunday, minutes, 0, .minutes, Self.citation,
          "work on Sunday without a legal ground for any queue this agent can take")
      } else if minutes > 0 && !subject.agent.worksSundays {
        note(
          sunday, minutes, 0, .minutes, Self.consent,
          "work on Sunday by an agent who does not take it")
      }
      let window = (0..<weeks).map { sunday - 7 * $0 }
      let worked = window.count { timeline.isWorked(sunday: $0) }
      if worked > maximum {
        note(
          sunday, worked, maximum, .sundays, Self.frequency,
          "\(worked) Sundays worked among \(weeks) in a row; at most \(maximum)")
      }
    }
    return found
  }

  // MARK: Examples

  package static let examples = [
    RuleExample(.lawful, "a volunteer on a queue with a ground", tour: ["sun 09:00-14:00"]),
    RuleExample(.breach, "no ground", tour: ["sun 09:00-14:00"], hasSundayBasis: false),
    RuleExample(.breach, "no volunteer", tour: ["sun 09:00-14:00"], worksSundays: false),
    RuleExample(
      .breach, "a Saturday night ends on Sunday", tour: ["sat 20:00-24:01"], worksSundays: false),
    RuleExample(
      .lawful, "Saturday until midnight", tour: ["sat 18:00-24:00"], worksSundays: false),
    RuleExample(
      .lawful, "Sunday until midnight is not Monday's concern", tour: ["mon 00:00-05:00"],
      hasSundayBasis: false),
  ]
}
