internal import Rules
internal import Workforce

/// One agent as the rules of a site see them: the options left, the automata, the weekly hours.
struct AgentProfile {
  let subject: RuleSubject
  /// Indices of the options that every filter lets through.
  let permitted: [Int]
  let automata: [Automaton]
  /// Each automaton's state on the morning of the first day.
  let initialStates: [Int]
  /// Minutes that past shifts work in the period's first week.
  let carriedMinutes: Int
  private let weekly: [@Sendable (Day) -> ClosedRange<Int>]

  init(
    agent: Agent, site: Site, book: RuleBook, calendar: RuleCalendar, options: [ShiftOption],
    relaxing relaxation: Relaxation = Relaxation()
  ) {
    subject = RuleSubject(agent: agent, site: site)
    var filters: [@Sendable (ShiftOption) -> Bool] = []
    var automata: [Automaton] = []
    var weekly: [@Sendable (Day) -> ClosedRange<Int>] = []
    let free = relaxation.absences.isEmpty ? nil : subject.ignoring(relaxation.absences)
    for rule in book.rules where !relaxation.rules.contains(rule.key) {
      let encodings = rule.encodings(for: subject, in: calendar)
      let freed = free.map { rule.encodings(for: $0, in: calendar) } ?? encodings
      for (known, encoding) in zip(encodings, freed) {
        switch encoding {
        case .filter(let keep): filters.append(keep)
        case .automaton(let automaton): automata.append(automaton)
        case .weeklyMinutes(let span):
          guard case .weeklyMinutes(let reduced) = known else { continue }
          // Without an absence more may be worked, but no more must be.
          weekly.append { monday in
            let (less, more) = (reduced(monday), span(monday))
            return min(less.lowerBound, more.lowerBound)...max(less.upperBound, more.upperBound)
          }
        }
      }
    }
    permitted = options.indices.filter { index in filters.allSatisfy { $0(options[index]) } }
    let past = AgentProfile.past(of: agent, site: site, calendar: calendar)
    initialStates = automata.map {
      relaxation.ignoresPast ? $0.start : $0.state(after: past, calendar: calendar)
    }
    carriedMinutes = past.reduce(0) {
      $0 + max(0, $1.work(from: calendar.midnight(0), to: max($1.end, calendar.midnight(0))))
    }
    self.automata = automata
    self.weekly = weekly
  }

  /// The agent's published shifts of the weeks before the period.
  private static func past(
    of agent: Agent, site: Site, calendar: RuleCalendar
  ) -> [ShiftOption] {
    site.published.compactMap { shift in
      let day = shift.day - calendar.period.firstDay
      guard shift.agent == agent.id, day < 0, day >= -calendar.reach else { return nil }
      // Several breaks are taken as one, with the same minutes on each side of midnight.
      let midnight = Instant(minutes: calendar.midnight(day + 1))
      let before = shift.breaks.reduce(0) { $0 + max(0, min($1.end, midnight) - $1.start) }
      let after = shift.breaks.reduce(0) { $0 + max(0, $1.end - max($1.start, midnight)) }
      let pause =
        before > 0 && after > 0 ? midnight - before : shift.breaks.first?.start ?? shift.start
      return ShiftOption(
        day: day, start: shift.start.minutes, end: shift.end.minutes,
        breakStart: pause.minutes, breakEnd: pause.minutes + before + after)
    }
  }

  /// The lawful minutes of the civil week from `monday`; nil where rules contradict each other.
  func span(weekOf monday: Day) -> ClosedRange<Int>? {
    let spans = weekly.map { $0(monday) }
    let low = spans.map(\.lowerBound).max() ?? 0
    let high = spans.map(\.upperBound).min() ?? 7 * 24 * 60
    return low <= high ? low...high : nil
  }

  /// The agent compiled for the optimiser.
  func model(
    network index: Int, of networks: [TourNetwork], mask: Int, unit: Int, site: Site,
    calendar: RuleCalendar, premiumWeights: [Int]
  ) -> RosterProblem.AgentModel {
    let network = networks[index]
    let agent = subject.agent
    let allowed = Set(permitted)
    let days = calendar.period.days
    var off = [Int32](repeating: 0, count: days)
    var extra = [[(kinds: UInt64, cents: Int32)]](repeating: [], count: days)
    for wish in site.wishes where wish.agent == agent.id {
      let day = wish.day - calendar.period.firstDay
      guard (0..<days).contains(day) else { continue }
      switch wish.content {
      case .off: extra[day].append((0, Int32(wish.weight)))
      case .shift(let kind):
        guard let position = site.shiftKinds.firstIndex(where: { $0.name == kind }) else {
          continue
        }
        extra[day].append((1 << UInt64(position), Int32(wish.weight)))
        off[day] += Int32(wish.weight)
      }
    }
    let costs = network.groups.map { group -> Int32 in
      guard let option = group.options.first, group.options.allSatisfy(allowed.contains) else {
        return RosterProblem.AgentModel.forbidden
      }
      let premium = (agent.hourlyWage * premiumWeights[option] + 3000) / 6000
      let missed = extra[group.day].reduce(0) { $0 + ($1.kinds & group.kinds == 0 ? $1.cents : 0) }
      return Int32(premium) + missed
    }
    var levels: [ClosedRange<Int>] = []
    var weekCosts: [[Int32]] = []
    var isPossible = true
    for week in 0..<(days / 7) {
      let span = span(weekOf: calendar.date(7 * week))
      let low = ((span?.lowerBound ?? 0) + unit - 1) / unit
      // Hours that past shifts bring into the week are there, whatever the contract says.
      let high = max((span?.upperBound ?? 0) / unit, week == 0 ? carriedMinutes / unit : 0)
      if span == nil || low > high { isPossible = false }
      levels.append(low...max(low, high))
      weekCosts.append(
        (0...max(low, high)).map {
          Int32(
            WeekPay.cents(
              minutes: $0 * unit, contract: subject.contract, hourlyWage: agent.hourlyWage,
              pay: site.pay))
        })
    }
    return RosterProblem.AgentModel(
      id: agent.id, network: index, mask: mask,
      initialNode: isPossible ? network.initialNode(states: initialStates) : nil,
      initialLevel: carriedMinutes / unit, groupCosts: costs, offCosts: off, weekLevels: levels,
      weekCosts: weekCosts)
  }
}
