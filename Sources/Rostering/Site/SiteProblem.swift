package import Rules
package import Workforce

/// A site's roster problem: the compiled tables and the way back from tours to shifts.
package struct SiteProblem: Sendable {
  package let site: Site
  package let period: Period
  /// What a reader of the roster should know about how the problem was set up.
  package var notes: [String] { demand.notes + sundayCall.notes }
  let calendar: RuleCalendar
  let book: RuleBook
  let shiftOptions: [ShiftOption]
  let fairness: FairnessPrices
  let sundayCall: SundayCall
  /// Premiums of each option for the agents whom Sundays earn the same, and which of these each agent has.
  private let premiumClasses: [[Int]]
  private let premiumClassOfAgent: [Int]

  /// Minutes × percent of premiums that each option earns an agent.
  func premiumWeights(of agent: Int) -> [Int] { premiumClasses[premiumClassOfAgent[agent]] }

  let demand: SlotDemand
  let problem: RosterProblem
  /// The minima as a cover, with the same subsets as the requirement: counted whatever they cost.
  let minima: CoverModel

  /// - Throws: ``RosteringError`` where the site is beyond what the model can hold.
  /// - Precondition: the period is made of whole civil weeks; the requirement is for the period.
  package init(
    site: Site, requirement: Requirement, book: RuleBook
  ) throws(RosteringError) {
    try self.init(site: site, requirement: requirement, book: book, relaxing: Relaxation())
  }

  /// The problem without what `relaxation` leaves out.
  init(
    site: Site, requirement: Requirement, book: RuleBook, relaxing relaxation: Relaxation
  ) throws(RosteringError) {
    let period = requirement.period
    // Balances take the place of past shifts for rules, not for who has carried what.
    let published = site.published
    let site = site.known(on: period.firstDay)
    precondition(period.firstDay.weekday == .monday && period.days % 7 == 0)
    let calendar = RuleCalendar(period: period, pay: site.pay)
    let catalogue = ShiftCatalogue(site: site, calendar: calendar)
    let shiftOptions = catalogue.options.flatMap { $0 }
    guard !shiftOptions.isEmpty else { throw .noShifts }
    let masks = site.agents.map { SiteProblem.mask(of: $0, queues: site.queues) }
    let demand = SlotDemand(
      site: site, requirement: requirement, options: shiftOptions, masks: masks,
      slotMinutes: catalogue.slotMinutes)
    let tables = OptionTables(
      options: shiftOptions, site: site, calendar: calendar, slotMinutes: catalogue.slotMinutes,
      slotCount: demand.slotCount)
    let fairness = FairnessPrices(
      site: site, published: published, period: period, options: shiftOptions)
    let sundayCall = SundayCall(
      site.agents.map {
        AgentProfile(
          agent: $0, site: site, book: book, calendar: calendar, options: shiftOptions,
          relaxing: relaxation)
      }, site: site, calendar: calendar, options: shiftOptions,
      isCapped: !relaxation.rules.contains(SundayCall.rule))
    let profiles = sundayCall.profiles
    let premiums = SiteProblem.premiums(site: site, options: shiftOptions, calendar: calendar)

    var unit = 0
    for (before, after) in tables.splits {
      unit = greatestCommonDivisor(greatestCommonDivisor(unit, before), after)
    }
    for profile in profiles { unit = greatestCommonDivisor(unit, profile.carriedMinutes) }
    unit = max(1, unit)

    // Agents whose rules have the same numbers share a network; day agents are spared the nights.
    var members: [[String]: [Int]] = [:]
    for (index, profile) in profiles.enumerated() {
      let nights = profile.permitted.contains { index in
        let option = shiftOptions[index]
        return option.end > calendar.midnight(option.day + 1)
      }
      let key = profile.automata.flatMap(\.identity) + [nights ? "nights" : "days"]
      members[key, default: []].append(index)
    }
    var networks: [TourNetwork] = []
    var networkOfAgent = [Int](repeating: 0, count: profiles.count)
    for agents in members.values.sorted(by: { $0[0] < $1[0] }) {
      let usable = Set(agents.flatMap { profiles[$0].permitted })
      networks.append(
        TourNetwork(
          days: period.days,
          options: shiftOptions.indices.filter(usable.contains).map { ($0, shiftOptions[$0]) },
          splits: tables.splits, levelMinutes: unit,
          costKeys: SiteProblem.costKeys(
            weights: [fairness.burdens.map { Int($0) }]
              + Set(agents.map { premiums.classOfAgent[$0] }).sorted().map {
                premiums.classes[$0]
              }, profiles: agents.map { profiles[$0] }),
          automata: profiles[agents[0]].automata,
          initialStates: Set(agents.map { profiles[$0].initialStates })))
      for agent in agents { networkOfAgent[agent] = networks.count - 1 }
    }

    let distinct = Array(Set(masks)).sorted()
    for component in CoverModel.components(queues: site.queues.count, masks: Set(masks))
    where component.nonzeroBitCount > CoverModel.queueLimit {
      throw .tooManyJoinedQueues(
        site.queues.indices.filter { component & (1 << UInt32($0)) != 0 }
          .map { site.queues[$0].name })
    }
    let perSlot = { (hourly: Int) in (hourly * catalogue.slotMinutes + 30) / 60 }
    minima = CoverModel(
      required: demand.minima, present: demand.present, masks: Set(masks), underPrice: 0,
      overPrice: 0)
    problem = RosterProblem(
      slotMinutes: catalogue.slotMinutes, levelMinutes: unit, days: period.days,
      cover: CoverModel(
        required: demand.required, minima: demand.minima, present: demand.present,
        masks: Set(masks), underPrice: perSlot(site.coverPrice.understaffing),
        overPrice: perSlot(site.coverPrice.overstaffing),
        minimumPrice: perSlot(site.coverPrice.belowMinimum)
          - perSlot(site.coverPrice.understaffing)),
      options: tables.options, networks: networks, masks: distinct,
      agents: profiles.indices.map { index in
        profiles[index].model(
          network: networkOfAgent[index], of: networks,
          mask: distinct.firstIndex(of: masks[index])!, unit: unit, site: site,
          calendar: calendar,
          premiumWeights: premiums.classes[premiums.classOfAgent[index]],
          fairness: (fairness, index))
      },
      weekEnds: Array(stride(from: 7, through: period.days, by: 7)),
      groupOfOption: networks.map { network in
        var groups = [Int32](repeating: -1, count: shiftOptions.count)
        for (group, value) in network.groups.enumerated() {
          for option in value.options { groups[option] = Int32(group) }
        }
        return groups
      })
    self.site = site
    self.period = period
    self.calendar = calendar
    self.book = book
    self.shiftOptions = shiftOptions
    self.demand = demand
    self.fairness = fairness
    self.sundayCall = sundayCall
    premiumClasses = premiums.classes
    premiumClassOfAgent = premiums.classOfAgent
  }

  /// The premiums of options by what Sundays earn: most sites have one class of agents.
  private static func premiums(
    site: Site, options: [ShiftOption], calendar: RuleCalendar
  ) -> (classes: [[Int]], classOfAgent: [Int]) {
    let period = calendar.period
    let sundays = (0...period.days).map { calendar.date($0) }.filter { $0.weekday == .sunday }
    var known: [[Int]: Int] = [:]
    var classes: [[Int]] = []
    let classOfAgent = site.agents.map { agent -> Int in
      let percents = sundays.map { site.sundayPercent(of: agent, on: $0) }
      if let index = known[percents] { return index }
      known[percents] = classes.count
      classes.append(
        OptionTables.premiumWeights(options, site: site, calendar: calendar) {
          site.sundayPercent(of: agent, on: $0)
        })
      return classes.count - 1
    }
    return (classes, classOfAgent)
  }

  /// Numbers that are equal for options that cost the same and are open to the same agents: the place
  /// of a break can decide whether an agent may work a shift.
  private static func costKeys(weights: [[Int]], profiles: [AgentProfile]) -> [Int] {
    var classes = weights.first ?? []
    for others in weights.dropFirst() {
      var known: [[Int]: Int] = [:]
      for option in classes.indices {
        let key = [classes[option], others[option]]
        classes[option] = known[key] ?? known.count
        known[key] = classes[option]
      }
    }
    for block in stride(from: 0, to: profiles.count, by: 64) {
      var open = [UInt64](repeating: 0, count: classes.count)
      for (bit, profile) in profiles[block..<min(block + 64, profiles.count)].enumerated() {
        for option in profile.permitted { open[option] |= 1 << UInt64(bit) }
      }
      var known: [[UInt64]: Int] = [:]
      for option in classes.indices {
        let key = [UInt64(classes[option]), open[option]]
        classes[option] = known[key] ?? known.count
        known[key] = classes[option]
      }
    }
    return classes
  }

  /// The queues an agent can serve, as a bit mask.
  static func mask(of agent: Agent, queues: [Queue]) -> UInt32 {
    var mask: UInt32 = 0
    for (index, queue) in queues.enumerated() where agent.skills.contains(queue.skill) {
      mask |= 1 << UInt32(index)
    }
    return mask
  }

  /// The shifts of tours, in the words of the domain.
  func roster(_ tours: [RosterProblem.Tour]) -> Roster {
    let shifts = zip(site.agents, tours).flatMap { agent, tour -> [Shift] in
      tour.filter { $0 >= 0 }.map { shift(Int($0), of: agent.id) }
    }
    return Roster(period: period, shifts: shifts)
  }

  /// An option as an agent's shift.
  func shift(_ index: Int, of agent: String) -> Shift {
    let option = shiftOptions[index]
    let pause =
      option.breakEnd > option.breakStart
      ? [
        Break(start: Instant(minutes: option.breakStart), end: Instant(minutes: option.breakEnd))
      ] : []
    return Shift(
      agent: agent, day: calendar.date(option.day), start: Instant(minutes: option.start),
      end: Instant(minutes: option.end), breaks: pause)
  }
}

/// What keeps a site from being rostered at all.
package enum RosteringError: Error, Sendable, CustomStringConvertible {
  /// No shift kind allows a shift in the period.
  case noShifts
  /// Agents with several skills join more queues than the model holds.
  case tooManyJoinedQueues([String])

  package var description: String {
    switch self {
    case .noShifts: "the site's shift kinds allow no shift in the period"
    case .tooManyJoinedQueues(let queues):
      "agents with several skills join \(queues.count) queues (\(queues.joined(separator: ", "))); "
        + "at most \(CoverModel.queueLimit) can be planned together"
    }
  }
}
