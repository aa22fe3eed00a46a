internal import Workforce

/// Sunday work only on a legal ground, by agents who take it, and not too often.
///
/// Weekly rest is given on Sunday (L3132-3) unless the activity has a ground to the contrary. A Sunday
/// is worked when any work falls between its 0:00 and 24:00, so a Saturday night shift counts. Of several
/// queues the one whose ground asks least of the agent counts (``SundayBasis``). Under an order of the
/// prefect (L3132-20) only agents with a written consent in force work, no more of them than the order
/// says, in the hours that its mode leaves; the table of R3132-5 asks for no consent, and there it is
/// the agent's own `sunday` in agents.csv that decides.
package struct SundayWork: Rule {
  package static let key = "sunday-work"
  package static let citation = Citation(
    "Code du travail, L3132-3", level: .publicOrder, confidence: .a, version: "2015",
    policies: ["max", "weeks"])
  package static let summary =
    "Sundays only on a queue with a legal ground, by volunteers, at most N in a run of weeks."
  private static let consent = Citation(
    "Code du travail, L3132-25-4", level: .policy, confidence: .b)
  static let orderConsent = Citation(
    "Code du travail, L3132-25-4", level: .publicOrder, confidence: .a, version: "2015")
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
    let basis = subject.queues.sundayBasis(on: sunday)
    guard subject.agent.worksSundays, basis != .none else { return false }
    return basis.order.map { subject.sundayConsents.state(on: sunday, under: $0).isInForce } ?? true
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
    ] + noonEncodings(for: subject, in: calendar)
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
      let basis = subject.queues.sundayBasis(on: sunday)
      if minutes > 0 && basis == .none {
        let (ground, message) = missingGround(subject, sunday: sunday)
        note(sunday, minutes, 0, .minutes, ground, message)
      } else if minutes > 0, let order = basis.order,
        let reason = missingConsent(subject, sunday: sunday, order: order)
      {
        note(
          sunday, minutes, 0, .minutes, Self.orderConsent,
          "work on Sunday under the prefect's order \(order.number) (L3132-20): \(reason)")
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
    return found + noonBreaches(in: timeline)
  }

  // MARK: Examples

  private static func order(
    _ mode: SundayOrder.Mode = .rotation, from: String = "2026-01-01", until: String = "2027-12-31"
  ) -> SundayBasis {
    .prefect(
      SundayOrder(
        number: "2026-114", from: Day(from)!, until: Day(until)!, mode: mode,
        ground: .referendum(document: "vote.pdf")))
  }
  private static func consent(
    _ signed: String?, withdrawn: String? = nil, refused: String? = nil, told: String? = nil
  ) -> [SundayConsent] {
    [
      SundayConsent(
        agent: "agent", signed: signed.map { Day($0)! }, withdrawn: withdrawn.map { Day($0)! },
        refused: refused.map { [Day($0)!] } ?? [], told: told.map { Day($0)! })
    ]
  }
  private static let sunday = ["sun 09:00-14:00"]
  private static let signed = consent("2026-02-01")

  package static let examples = [
    RuleExample(
      .lawful, "a consent signed on the day", tour: sunday, basis: order(),
      consents: consent("2026-11-29")),
    RuleExample(.breach, "an order and no consent", tour: sunday, basis: order()),
    RuleExample(
      .breach, "a consent signed the day after", tour: sunday, basis: order(),
      consents: consent("2026-11-30")),
    RuleExample(
      .lawful, "withdrawn three months before the day after", tour: sunday, basis: order(),
      consents: consent("2026-02-01", withdrawn: "2026-08-30")),
    RuleExample(
      .breach, "withdrawn three months before", tour: sunday, basis: order(),
      consents: consent("2026-02-01", withdrawn: "2026-08-29")),
    RuleExample(
      .lawful, "withdrawn and signed again", tour: sunday, basis: order(),
      consents: consent("2026-02-01", withdrawn: "2026-03-01") + consent("2026-10-01")),
    RuleExample(
      .breach, "this Sunday refused", tour: sunday, basis: order(),
      consents: signed + consent(nil, refused: "2026-11-29", told: "2026-10-20")),
    RuleExample(
      .lawful, "another Sunday refused", tour: sunday, basis: order(),
      consents: signed + consent(nil, refused: "2026-12-06", told: "2026-10-20")),
    RuleExample(
      .lawful, "the order's last day", tour: sunday, basis: order(until: "2026-11-29"),
      consents: signed),
    RuleExample(
      .breach, "the day after the order's last", tour: sunday,
      basis: order(until: "2026-11-28"), consents: signed),
    RuleExample(
      .lawful, "until noon", tour: ["sun 07:00-12:00"], basis: order(.afternoon),
      consents: signed),
    RuleExample(
      .breach, "a minute past noon", tour: ["sun 07:00-12:01"], basis: order(.afternoon),
      consents: signed),
    RuleExample(
      .lawful, "Monday from noon after a Sunday morning", tour: ["mon 12:00-18:00"],
      before: [["sun 07:00-12:00"]], basis: order(.noonToNoon), consents: signed),
    RuleExample(
      .breach, "Monday 11:59 after a Sunday morning", tour: ["mon 11:59-18:00"],
      before: [["sun 07:00-12:00"]], basis: order(.noonToNoon), consents: signed),
    RuleExample(
      .lawful, "Monday morning after a Sunday off", tour: ["mon 08:00-12:00"],
      before: [["sat 18:00-24:00"]], basis: order(.noonToNoon), consents: signed),
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
