private import Dispatch
internal import Rules
package import Workforce

/// Weeks of a call centre as the roster problem that a site fills, too.
///
/// Every start, span and break is an option of its day; skills are queues; paid minutes are levels that
/// belong to the week in which the shift starts; rests and Sundays are automata. Agents whose
/// windows are alike and whose past Sundays leave the same future share a network.
package struct CallCentreWeeksProblem: InstanceProblem {
  package let instance: CallCentreWeeks
  let shapes: CallCentreShapes
  let problem: RosterProblem

  /// - Complexity: O(networks × options + agents × groups)
  package init(_ instance: CallCentreWeeks) {
    self.instance = instance
    let shapes = CallCentreShapes(instance)
    self.shapes = shapes
    let slots = instance.days * CallCentreWeeks.day / instance.slotMinutes
    let kinds = CallCentreKind.of(instance)
    let networks = CallCentreWeeksProblem.networks(of: kinds, instance, shapes)
    let masks = Set(instance.agents.map(\.skills))
    let distinct = masks.sorted()
    let tables = networks.map { GroupTable($0, shapes) }
    let top = instance.agents.map { $0.weekMinutes.upperBound / shapes.unit }.max() ?? 0
    // Hours cost nothing beyond what their shifts do; all agents share the one array.
    let noCost = [[Int32]](
      repeating: [Int32](repeating: 0, count: top + 1), count: instance.days / 7)
    let noOffCost = [Int32](repeating: 0, count: instance.days)
    problem = RosterProblem(
      slotMinutes: instance.slotMinutes, levelMinutes: shapes.unit, days: instance.days,
      cover: CoverModel(
        required: instance.required, masks: masks, underPrice: instance.prices.under,
        overPrice: instance.prices.over),
      options: shapes.presence(slots: slots), networks: networks, masks: distinct,
      agents: instance.agents.enumerated().map { index, agent in
        let kind = kinds.kindOfAgent[index]
        let low = (agent.weekMinutes.lowerBound + shapes.unit - 1) / shapes.unit
        let high = min(agent.weekMinutes.upperBound, instance.rules.legalWeek) / shapes.unit
        return RosterProblem.AgentModel(
          id: agent.id, network: kind, mask: distinct.firstIndex(of: agent.skills)!,
          initialNode: low <= high
            ? networks[kind].initialNode(
              states: kinds.all[kind].automata(instance).map(\.start)) : nil,
          initialLevel: 0, groupCosts: tables[kind].costs(of: agent), offCosts: noOffCost,
          weekLevels: [ClosedRange<Int>](
            repeating: low...max(low, high), count: instance.days / 7),
          weekCosts: low <= top
            ? noCost
            : [[Int32]](
              repeating: [Int32](repeating: 0, count: low + 1), count: instance.days / 7))
      },
      weekEnds: Array(stride(from: 7, through: instance.days, by: 7)),
      groupOfOption: networks.map { network in
        var groups = [Int32](repeating: -1, count: shapes.options.count)
        for (group, value) in network.groups.enumerated() {
          for option in value.options { groups[option] = Int32(group) }
        }
        return groups
      })
  }

  /// The networks of all kinds, built on all processors.
  private static func networks(
    of kinds: CallCentreKind.Sorted, _ instance: CallCentreWeeks, _ shapes: CallCentreShapes
  ) -> [TourNetwork] {
    var networks = [TourNetwork?](repeating: nil, count: kinds.all.count)
    networks.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let buffer = buffer
      DispatchQueue.concurrentPerform(iterations: buffer.count) { index in
        let automata = kinds.all[index].automata(instance)
        buffer[index] = TourNetwork(
          days: instance.days, options: shapes.options(of: kinds.all[index]),
          splits: shapes.splits, levelMinutes: shapes.unit,
          costKeys: [Int](repeating: 0, count: shapes.options.count), automata: automata,
          initialStates: [automata.map(\.start)])
      }
    }
    return networks.map { $0! }
  }

  /// The best roster found within the limits.
  package func solve(
    limits: SolveLimits, stop: StopSignal = StopSignal(),
    report: @escaping (SolveProgress) -> Void = { _ in }
  ) -> InstanceOutcome<[[CallCentreWeeks.Shift?]]> {
    let impossible = problem.agentsWithoutTour(threads: limits.threads)
    if !impossible.isEmpty { return .impossible(conflicts(of: impossible)) }
    let search = RosterSearch(problem: problem, limits: limits, stop: stop, report: report)
    guard let found = search.run() else { return .nothing }
    return .roster(
      InstanceResult(
        found, roster: found.state.tours.map { $0.map(shapes.shift) }, seed: limits.seed))
  }
}

/// What the groups of a network cost an agent.
private struct GroupTable {
  private let groups: [(day: Int, start: Int, end: Int, weight: Int)]

  init(_ network: TourNetwork, _ shapes: CallCentreShapes) {
    groups = network.groups.map { group in
      let midnight = group.day * CallCentreWeeks.day
      return (
        group.day, group.start - midnight, group.end - midnight, shapes.weights[group.options[0]]
      )
    }
  }

  /// Cents for each group; forbidden outside the agent's windows.
  func costs(of agent: CallCentreWeeks.Agent) -> [Int32] {
    groups.map { group in
      guard let window = agent.windows[group.day], window.lowerBound <= group.start,
        group.end <= window.upperBound
      else { return RosterProblem.AgentModel.forbidden }
      return Int32(agent.wage * group.weight / 6000)
    }
  }
}
