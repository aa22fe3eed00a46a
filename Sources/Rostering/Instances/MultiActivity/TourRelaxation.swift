internal import Rules
internal import Workforce

/// A multi-activity instance without its tasks, as the roster problem that a site fills, too: a proven
/// bound comes of it.
///
/// With T tasks, `r` the sum of the most wanted and `N` present, the tasks' over-cover costs least where it
/// is spread evenly: the k-th beyond `r` adds at least 2⌊(k − 1)/T⌋ + 1. Below the sum of the least wanted
/// somebody is missing. Both together are convex in `N` and piecewise linear, hence a sum of terms as each
/// slot of a ``CoverModel`` has one: a period becomes several slots, and who is present in it is present in
/// all of them. Leaving out the far slots only lowers the cost, so the bound stays one.
struct TourRelaxation {
  let problem: RosterProblem
  /// The option of each first period and end.
  private let optionOf: [[Int]: Int32]
  private let periodsOf: [Range<Int>]

  /// What a member missing costs; more than any one can save elsewhere, and yet harmless to the sums.
  private static let missingPrice = 40

  init(_ model: TaskModel) {
    let instance = model.instance
    let isExact = model.spans.allSatisfy { $0 == 0 }
    let steps = model.tasks == 1 ? 3 : 2
    // Where the least wanted is the most, one slot has both prices.
    let slots = isExact ? steps : steps + 1
    var required: [Int] = []
    var under: [Int] = []
    var over: [Int] = []
    for period in 0..<model.periods {
      let cells = period * model.tasks..<(period + 1) * model.tasks
      let high = cells.reduce(0) { $0 + Int(model.high[$1]) }
      let low = cells.reduce(high) { $0 - Int(model.spans[$1]) }
      if !isExact {
        required.append(low)
        under.append(TourRelaxation.missingPrice)
        over.append(0)
      }
      for step in 0..<steps {
        required.append(high + step * model.tasks)
        under.append(isExact && step == 0 ? TourRelaxation.missingPrice : 0)
        over.append(step == 0 ? 1 : 2)
      }
    }

    let span = MultiActivityInstance.shiftPeriods
    var options: [ShiftOption] = []
    for day in 0..<model.days {
      for first in model.starts[day] {
        for length in span where first + length <= model.periods {
          options.append(ShiftOption(day: day, start: first, end: first + length))
        }
      }
    }
    optionOf = Dictionary(
      uniqueKeysWithValues: options.enumerated().map { ([$1.start, $1.end], Int32($0)) })
    periodsOf = options.map { $0.start..<$0.end }
    let automata = TourRelaxation.automata
    let network = TourNetwork(
      days: model.days, options: Array(options.enumerated()).map { ($0.offset, $0.element) },
      splits: options.map { ($0.end - $0.start, 0) }, levelMinutes: 1,
      costKeys: [Int](repeating: 0, count: options.count), automata: automata,
      initialStates: [automata.map(\.start)])
    let node = network.initialNode(states: automata.map(\.start))
    let costs = [Int32](repeating: 0, count: network.groups.count)
    let offCosts = [Int32](repeating: 0, count: model.days)
    var groups = [Int32](repeating: -1, count: options.count)
    for (group, value) in network.groups.enumerated() {
      for option in value.options { groups[option] = Int32(group) }
    }
    problem = RosterProblem(
      slotMinutes: 1, levelMinutes: 1, days: model.days,
      cover: CoverModel(required: [required], masks: [1], underPrices: under, overPrices: over),
      options: options.map {
        RosterProblem.Option(
          day: $0.day, first: Int32($0.start * slots), end: Int32($0.end * slots),
          breakFirst: Int32($0.start * slots), breakEnd: Int32($0.start * slots))
      },
      networks: [network], masks: [1],
      agents: (0..<model.members).map { member in
        // No tour is longer than the horizon.
        let most = min(Int(model.most[member]), model.periods)
        let least = Int(model.least[member])
        return RosterProblem.AgentModel(
          id: instance.staff[member].id, network: 0, mask: 0,
          initialNode: least <= most ? node : nil, initialLevel: 0, groupCosts: costs,
          offCosts: offCosts, weekLevels: [min(least, most)...most],
          weekCosts: [[Int32](repeating: 0, count: most + 1)])
      },
      weekEnds: [model.days], groupOfOption: [groups])
  }

  /// The periods of an option's shift.
  func periods(of option: Int32) -> Range<Int> { periodsOf[Int(option)] }

  /// The shifts of a roster as options.
  func tours(of roster: TaskRoster) -> [RosterProblem.Tour] {
    let days = roster.model.days
    return (0..<roster.model.members).map { member in
      (member * days..<(member + 1) * days).map { place in
        optionOf[[Int(roster.firsts[place]), Int(roster.ends[place])]] ?? -1
      }
    }
  }

  /// Rest between the shifts of neighbouring days, and days in a row.
  private static var automata: [Automaton] {
    let inDay = MultiActivityInstance.periodsInDay
    let before = MultiActivityInstance.periodsBeforeStart
    // The state is the period of the day before which no shift may begin; the feature is begin · 256 +
    // length.
    let rest = Automaton(
      identity: ["rest"], start: 0,
      feature: { ($0.start + before) % inDay * 256 + $0.end - $0.start },
      step: { state, _, feature in
        guard let feature else { return 0 }
        let (begin, length) = feature.quotientAndRemainder(dividingBy: 256)
        guard begin >= state else { return nil }
        return max(0, begin + length + MultiActivityInstance.restPeriods - inDay)
      })
    let runs = Automaton(
      identity: ["runs"], start: 0, feature: { _ in 0 },
      step: { state, _, feature in
        if feature == nil { return 0 }
        return state < MultiActivityInstance.mostDaysInRow ? state + 1 : nil
      })
    return [rest, runs]
  }
}
