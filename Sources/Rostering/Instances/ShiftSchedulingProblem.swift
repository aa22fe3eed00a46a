internal import Rules
package import Workforce

/// A public shift-scheduling instance as the roster problem that a site fills, too.
///
/// Each day and shift type is one slot of cover with its own prices; the whole horizon is one week of hours;
/// runs, successions and weekends are automata; the most shifts of a type are tallies.
package struct ShiftSchedulingProblem: InstanceProblem {
  package let instance: ShiftSchedulingInstance
  /// With all limits on types and weekends as tallies, so that pricing is cheap and the bound weaker.
  let relaxed: RosterProblem
  /// Whether the horizon is so long that pricing all members exactly takes most of the time.
  private let isLong: Bool

  package init(_ instance: ShiftSchedulingInstance) {
    self.instance = instance
    relaxed = ShiftSchedulingProblem.compile(instance, states: 0, countsWeekends: false)
    let weekends = instance.staff.reduce(0) { $0 + min($1.maxWeekends, instance.days / 7) }
    // On average half of the weekends are taken.
    let size = relaxed.pricingSize / 2 * (weekends / max(1, instance.staff.count) + 1)
    isLong = size > 10_000_000_000
  }

  /// With all limits kept, by the network as far as its states stay few.
  ///
  /// - Parameter seconds: the longer the search may take, the more limits on types are counted exactly.
  /// - Complexity: seconds for horizons of months; compiled anew at each call.
  func exact(seconds: Double = 60) -> RosterProblem {
    ShiftSchedulingProblem.compile(
      instance, states: isLong ? 0 : ShiftSchedulingProblem.states(instance, seconds: seconds),
      sharesNetworks: isLong)
  }

  private static func states(_ instance: ShiftSchedulingInstance, seconds: Double) -> Int {
    Int(100_000 * min(600, max(10, seconds)) / Double(max(1, instance.staff.count)))
  }

  /// - Parameters:
  ///   - states: how many states an agent's network may have for counts of types.
  ///   - countsWeekends: whether weekends are counted in the network, not as a tally.
  ///   - countsHours: whether hours are levels of the dynamic program, not two tallies.
  ///   - sharesNetworks: whether members who may work other types have the same network, as far as possible:
  ///     less memory where networks are large, for slower pricing.
  static func compile(
    _ instance: ShiftSchedulingInstance, states: Int, countsWeekends: Bool = true,
    countsHours: Bool = true, sharesNetworks: Bool = false
  ) -> RosterProblem {
    let types = instance.shifts.count
    let days = instance.days
    // Option day * types + type; then, for each Sunday, once more what is worked after a free Saturday,
    // since it makes a weekend of its own. Starts tell them apart; the times mean nothing else.
    let sundays = Array(stride(from: 6, to: days, by: 7))
    let options = (0..<(days + sundays.count) * types).map { index in
      let (row, type) = index.quotientAndRemainder(dividingBy: types)
      let day = row < days ? row : sundays[row - days]
      let start = 10_000 * day + (row < days ? 0 : 5_000) + type
      return ShiftOption(day: day, start: start, end: start + 1)
    }
    let unit = max(1, instance.shifts.reduce(0) { greatestCommonDivisor($0, $1.minutes) })
    let counted = instance.staff.map {
      ShiftSchedulingProblem.countedTypes(
        of: $0, days: days, levelMinutes: unit, states: states)
    }
    let tallied = (0..<types).filter { type in
      instance.staff.indices.contains { index in
        (1..<days).contains(instance.staff[index].maxShifts[type])
          && !counted[index].contains(type)
      }
    }
    let tallies = options.indices.map { Int32(tallied.firstIndex(of: $0 % types) ?? -1) }
    let weekends = options.map { option in
      let opens = option.day % 7 == 5 || option.start % 10_000 >= 5_000
      return Int32(opens && !countsWeekends ? tallied.count : -1)
    }
    let splits = options.indices.map { (countsHours ? instance.shifts[$0 % types].minutes : 0, 0) }
    let hoursTally = countsHours ? nil : tallied.count + (countsWeekends ? 0 : 1)

    var members: [[Int]: [Int]] = [:]
    for (index, member) in instance.staff.enumerated() {
      let key =
        [
          member.maxConsecutiveShifts, member.minConsecutiveShifts, member.minConsecutiveDaysOff,
          countsWeekends ? member.maxWeekends : 0,
        ]
        + member.maxShifts.enumerated().map { type, limit in
          counted[index].contains(type) ? -limit : limit > 0 || sharesNetworks ? 1 : 0
        }
      members[key, default: []].append(index)
    }
    var networks: [TourNetwork] = []
    var networkOf = [Int](repeating: 0, count: instance.staff.count)
    for staff in members.values.sorted(by: { $0[0] < $1[0] }) {
      let member = instance.staff[staff[0]]
      let automata = ShiftSchedulingProblem.automata(
        of: member, counting: counted[staff[0]], countsWeekends: countsWeekends,
        instance: instance)
      networks.append(
        TourNetwork(
          days: days,
          options: options.indices.filter { option in
            staff.contains { instance.staff[$0].maxShifts[option % types] > 0 }
          }
          .map { ($0, options[$0]) },
          splits: splits, levelMinutes: unit, costKeys: [Int](repeating: 0, count: options.count),
          automata: automata, tallies: tallies, secondTallies: weekends,
          initialStates: [automata.map(\.start)]))
      for index in staff { networkOf[index] = networks.count - 1 }
    }

    var required = [Int](repeating: 0, count: days * types)
    var under = required
    var over = required
    for cover in instance.cover {
      let slot = cover.day * types + cover.shift
      required[slot] = cover.requirement
      under[slot] = cover.underWeight
      over[slot] = cover.overWeight
    }
    let costs = ShiftSchedulingProblem.requestCosts(instance)
    return RosterProblem(
      slotMinutes: 1, levelMinutes: unit, days: days,
      cover: CoverModel(required: [required], masks: [1], underPrices: under, overPrices: over),
      options: options.indices.map {
        RosterProblem.Option(
          options[$0], slot: options[$0].day * types + $0 % types, tally: tallies[$0],
          secondTally: weekends[$0],
          hours: countsHours ? 0 : instance.shifts[$0 % types].minutes / unit)
      },
      networks: networks, masks: [1],
      agents: instance.staff.enumerated().map { index, member in
        let network = networks[networkOf[index]]
        let daysOff = Set(member.daysOff)
        let low = (member.minutes.lowerBound + unit - 1) / unit
        let high = member.minutes.upperBound / unit
        return RosterProblem.AgentModel(
          id: member.id, network: networkOf[index], mask: 0,
          initialNode: low <= high
            ? network.initialNode(
              states: ShiftSchedulingProblem.automata(
                of: member, counting: counted[index], countsWeekends: countsWeekends,
                instance: instance
              ).map(\.start))
            : nil,
          initialLevel: 0,
          groupCosts: network.groups.map { group in
            daysOff.contains(group.day) || member.maxShifts[group.options[0] % types] == 0
              ? RosterProblem.AgentModel.forbidden
              : costs.worked[(index * days + group.day) * types + group.options[0] % types]
          },
          offCosts: (0..<days).map { costs.off[index * days + $0] },
          weekLevels: [countsHours ? low...max(low, high) : 0...0],
          weekCosts: [[Int32](repeating: 0, count: countsHours ? max(low, high) + 1 : 1)],
          tallyLimits: tallied.map {
            member.maxShifts[$0] > 0 && !counted[index].contains($0) ? member.maxShifts[$0] : days
          } + (countsWeekends ? [] : [min(days, member.maxWeekends)])
            + (countsHours ? [] : [high, -low]))
      },
      weekEnds: [days],
      groupOfOption: networks.map { network in
        var groups = [Int32](repeating: -1, count: options.count)
        for (group, value) in network.groups.enumerated() {
          for option in value.options { groups[option] = Int32(group) }
        }
        return groups
      }, hoursTally: hoursTally)
  }

  /// What requests cost: for each member, day and type worked, and for each day off.
  private static func requestCosts(
    _ instance: ShiftSchedulingInstance
  ) -> (worked: [Int32], off: [Int32]) {
    let types = instance.shifts.count
    var off = [Int32](repeating: 0, count: instance.staff.count * instance.days)
    var worked = [Int32](repeating: 0, count: off.count * types)
    for request in instance.onRequests {
      let cell = request.member * instance.days + request.day
      off[cell] += Int32(request.weight)
      for type in 0..<types where type != request.shift {
        worked[cell * types + type] += Int32(request.weight)
      }
    }
    for request in instance.offRequests {
      let cell = request.member * instance.days + request.day
      worked[cell * types + request.shift] += Int32(request.weight)
    }
    return (worked, off)
  }

  private func search(
    _ exact: RosterProblem, since begin: ContinuousClock.Instant, _ limits: SolveLimits,
    _ stop: StopSignal, _ report: @escaping (SolveProgress) -> Void
  ) -> RosterSearch.Result? {
    let isDear = exact.pricingSize > 40_000_000 && exact.pricingSize > 3 * relaxed.pricingSize
    let hourless =
      isLong
      ? ShiftSchedulingProblem.compile(
        instance, states: 0, countsWeekends: false, countsHours: false) : nil
    return RosterSearch(
      problem: exact, relaxed: isLong || isDear ? relaxed : nil, hourless: hourless,
      since: begin, limits: limits, stop: stop, report: report
    ).run()
  }

  /// The best roster found within the limits.
  package func solve(
    limits: SolveLimits, stop: StopSignal = StopSignal(),
    report: @escaping (SolveProgress) -> Void = { _ in }
  ) -> InstanceOutcome<[[Int?]]> {
    let begin = ContinuousClock.now
    let exact = exact(seconds: limits.seconds ?? 60)
    guard let found = search(exact, since: begin, limits, stop, report) else {
      let impossible = exact.agentsWithoutTour(threads: limits.threads)
      return impossible.isEmpty ? .nothing : .impossible(conflicts(of: impossible))
    }
    let types = Int32(instance.shifts.count)
    return .roster(
      InstanceResult(
        found,
        roster: found.state.tours.map { tour in tour.map { $0 < 0 ? nil : Int($0 % types) } },
        seed: limits.seed))
  }
}

extension RosterProblem.Option {
  /// A shift that is present in one slot.
  fileprivate init(
    _ option: ShiftOption, slot: Int, tally: Int32, secondTally: Int32, hours: Int
  ) {
    self.init(
      day: option.day, first: Int32(slot), end: Int32(slot + 1), breakFirst: Int32(slot),
      breakEnd: Int32(slot), tally: tally, secondTally: secondTally, hours: Int32(hours))
  }
}
