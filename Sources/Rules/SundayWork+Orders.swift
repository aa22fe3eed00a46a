internal import Workforce

/// What an order of the prefect asks beyond the ground itself.
extension SundayWork {
  private static let order = Citation(
    "Code du travail, L3132-20", level: .publicOrder, confidence: .a, version: "2021-12-08")
  private static let duration = Citation(
    "Code du travail, L3132-21", level: .publicOrder, confidence: .a, version: "2021-12-08")
  static let noon = 12 * 60

  // MARK: Optimising

  /// Nobody after Sunday noon where the order's mode ends there; and where the rest lasts until Monday
  /// noon, nobody before it who worked the Sunday. The state is whether the Sunday was worked.
  func noonEncodings(for subject: RuleSubject, in calendar: RuleCalendar) -> [Encoding] {
    let zone = calendar.period.zone
    func mode(_ day: Int) -> SundayOrder.Mode? {
      calendar.weekday(day) == .sunday
        ? subject.queues.sundayBasis(on: calendar.date(day)).order?.mode : nil
    }
    let days = -1..<calendar.period.days
    let halves = days.filter { mode($0)?.endsAtNoon ?? false }
    guard !halves.isEmpty else { return [] }
    let shut = halves.filter { $0 >= 0 }.map {
      zone.instant(calendar.date($0), minute: Self.noon).minutes..<calendar.midnight($0 + 1)
    }
    let untilMonday = Set(days.filter { mode($0) == .noonToNoon })
    let automaton = Automaton(
      identity: [Self.key, "noon"] + untilMonday.sorted().map { "\($0)" }, start: 0,
      feature: { option in
        let midnight = calendar.midnight(option.day + 1)
        let noon = zone.instant(calendar.date(option.day), minute: Self.noon).minutes
        let reaches = option.work(from: midnight, to: max(midnight, option.end)) > 0
        let isEarly = noon > option.start && option.work(from: option.start, to: noon) > 0
        let begins = option.work(from: option.start, to: midnight) > 0
        return (reaches ? 1 : 0) + (isEarly ? 2 : 0) + (begins ? 4 : 0)
      },
      step: { state, day, feature in
        switch calendar.weekday(day) {
        case .saturday: return (feature ?? 0) & 1
        case .sunday: return state == 1 || (feature ?? 0) & 4 != 0 ? 1 : 0
        case .monday:
          let isEarly = (feature ?? 0) & 2 != 0
          return day >= 0 && state == 1 && isEarly && untilMonday.contains(day - 1) ? nil : 0
        default: return 0
        }
      })
    return [
      .filter { option in
        shut.allSatisfy { span in
          option.end <= span.lowerBound || option.start >= span.upperBound
            || option.work(from: span.lowerBound, to: span.upperBound) == 0
        }
      },
      .automaton(automaton),
    ]
  }

  // MARK: Auditing

  func noonBreaches(in timeline: Timeline) -> [Breach] {
    let zone = timeline.period.zone
    return timeline.audited.compactMap { shift in
      // The Sunday that the shift touches, or that lies the day before it.
      guard
        let sunday = [-1, 0, 1].map({ shift.day + $0 }).first(where: { $0.weekday == .sunday }),
        let order = timeline.subject.queues.sundayBasis(on: sunday).order, order.mode.endsAtNoon
      else { return nil }
      let noon = zone.instant(sunday, minute: Self.noon)
      let isMonday = shift.day == sunday + 1
      if isMonday && (order.mode != .noonToNoon || timeline.work(on: sunday) == 0) { return nil }
      let end = isMonday ? zone.instant(shift.day, minute: Self.noon) : zone.midnight(sunday + 1)
      let worked = timeline.work(of: shift, from: noon, to: end)
      guard worked > 0 else { return nil }
      return Breach(
        rule: Self.key, agent: shift.agent, day: shift.day, found: worked, limit: 0,
        unit: .minutes, citation: Self.order,
        message: "\(worked.duration) of work in the rest that the prefect's order \(order.number) "
          + "gives (\(order.mode.rawValue))")
    }
  }

  /// Why no queue of the agent may be worked on `sunday`.
  func missingGround(_ subject: RuleSubject, sunday: Day) -> (Citation, String) {
    let orders = subject.queues.compactMap(\.sundayBasis.order)
    if let order = orders.first, let from = order.span.from, let until = order.span.until {
      return (
        Self.duration,
        "work on Sunday, and the prefect's order \(order.number) is in force from \(from) to \(until)"
      )
    }
    if subject.queues.contains(where: { $0.sundayBasis.closes(sunday) }) {
      return (LocalSundayHours.citation, "work on a feast on which local law closes commerce")
    }
    return (
      Self.citation, "work on Sunday without a legal ground for any queue this agent can take"
    )
  }

  /// Why the agent may not be asked to work on `sunday`, or nil.
  func missingConsent(_ subject: RuleSubject, sunday: Day, order: SundayOrder) -> String? {
    switch subject.sundayConsents.state(on: sunday, under: order) {
    case .inForce: nil
    case .none: "no written consent of this agent"
    case .signedLater(let day): "this agent's consent was signed later, on \(day)"
    case .withdrawn(let day, let until):
      "this agent's consent was withdrawn on \(day) and in force until \(until)"
    case .refused(let told):
      "this agent refused this Sunday" + (told.map { ", told on \($0)" } ?? "")
    }
  }

  /// More agents on a Sunday than an order allows. Those who begin last are named.
  package func breaches(among timelines: [Timeline]) -> [Breach] {
    var present: [Day: [String: (order: SundayOrder, agents: [(start: Instant, id: String)])]] = [:]
    for timeline in timelines {
      let zone = timeline.period.zone
      for sunday in timeline.mondays.map({ $0 + 6 }) where sunday <= timeline.period.lastDay {
        guard let order = timeline.subject.queues.sundayBasis(on: sunday).order,
          order.maximumAgents != nil, timeline.work(on: sunday) > 0,
          let start = timeline.shifts.first(where: {
            timeline.work(of: $0, from: zone.midnight(sunday), to: zone.midnight(sunday + 1)) > 0
          })?.start
        else { continue }
        present[sunday, default: [:]][order.number, default: (order, [])].agents
          .append((start, timeline.subject.agent.id))
      }
    }
    return present.keys.sorted().flatMap { sunday in
      present[sunday]!.sorted { $0.key < $1.key }.flatMap { number, found -> [Breach] in
        guard let most = found.order.maximumAgents else { return [] }
        let agents = found.agents.sorted { ($0.start, $0.id) < ($1.start, $1.id) }
        return agents.dropFirst(most).map { agent in
          Breach(
            rule: Self.key, agent: agent.id, day: sunday, found: agents.count, limit: most,
            unit: .agents, citation: Self.order,
            message:
              "\(agents.count) agents at work on Sunday under the prefect's order \(number); "
              + "at most \(most), and this agent begins among the last")
        }
      }
    }
  }
}
