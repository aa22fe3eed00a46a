/// Finds an agent's cheapest lawful tour for given slot prices, exactly.
///
/// The dynamic program runs over the days of the agent's ``TourNetwork``. Its value at (node, level)
/// is the least cost of reaching the node with that much of the week's work done; at the end of each
/// civil week the level's own cost is added and only the minutes after midnight are carried on. All
/// sums are in double precision; no state is cut, so the result is the minimum and may support a bound.
///
/// One instance belongs to one thread; its storage is reused from call to call.
///
/// - Complexity: O(days × arcs × levels) per call.
final class Pricing {
  let problem: RosterProblem
  /// For each group of the network last asked for: its cheapest option and that option's value.
  private(set) var bestOptions: [Int32] = []
  private var groupValues: [Double] = []
  /// Group values with the agent's own costs; infinite where the agent may not work the group.
  var groupPrices: [Double] = []
  /// Values by layer, node and level; ``layerStarts`` says where each layer begins.
  var values: [Double] = []
  private(set) var layerStarts: [Int] = []
  /// Values of one day by hub and level, and whether any arc that is open leaves from the hub.
  var hubValues: [Double] = []
  var isHubNeeded: [Bool] = []
  /// The cheapest end of a week by hub and levels of the last shift; not a number where not yet known.
  var weekEnds: [Double] = []
  /// Levels from one node to the next in ``values``.
  let stride: Int
  private var prefix: [Double]

  init(problem: RosterProblem) {
    self.problem = problem
    prefix = [Double](repeating: 0, count: problem.cover.slotCount + 1)
    let levels = problem.agents.map { agent in
      max(agent.initialLevel, agent.weekLevels.map(\.upperBound).max() ?? 0)
    }
    let carried = problem.networks.flatMap { $0.groups.map(\.levelsNextWeek) }
    stride = (max(levels.max() ?? 0, carried.max() ?? 0) + 4) & ~3
  }

  /// Sets the value of each group of a network at these slot prices: its cheapest option, pay left out.
  func setGroupValues(network index: Int, slotPrices: [Double]) {
    let network = problem.networks[index]
    var sum = 0.0
    for (slot, price) in slotPrices.enumerated() {
      sum += price
      prefix[slot + 1] = sum
    }
    if groupValues.count != network.groups.count {
      groupValues = [Double](repeating: 0, count: network.groups.count)
      bestOptions = [Int32](repeating: -1, count: network.groups.count)
    }
    problem.options.withUnsafeBufferPointer { options in
      network.options.withUnsafeBufferPointer { indices in
        prefix.withUnsafeBufferPointer { prefix in
          for group in network.groups.indices {
            var best = Double.infinity
            var chosen: Int32 = -1
            for position in network.optionStarts[group]..<network.optionStarts[group + 1] {
              let option = options[Int(indices[position])]
              let value =
                (prefix[Int(option.end)] - prefix[Int(option.first)])
                - (prefix[Int(option.breakEnd)] - prefix[Int(option.breakFirst)])
              if value < best {
                best = value
                chosen = indices[position]
              }
            }
            groupValues[group] = best
            bestOptions[group] = chosen
          }
        }
      }
    }
  }

  /// What presence in a tour's slots is worth at the prices last set, pay left out.
  func value(of tour: RosterProblem.Tour) -> Double {
    var value = 0.0
    for index in tour where index >= 0 {
      let option = problem.options[Int(index)]
      value += prefix[Int(option.end)] - prefix[Int(option.first)]
      value -= prefix[Int(option.breakEnd)] - prefix[Int(option.breakFirst)]
    }
    return value
  }

  /// The cheapest tour of an agent at the group values last set, and its cost; nil where the agent has
  /// no lawful tour at all.
  ///
  /// Limits on tallies are not kept here: each shift of a tally costs its price instead.
  /// - Parameter tallyPrices: one for each of the agent's tallies, or none.
  func cheapestTour(
    of agent: RosterProblem.AgentModel, tallyPrices: ArraySlice<Double> = []
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    guard let start = agent.initialNode else { return nil }
    let network = problem.networks[agent.network]
    prepare(agent, network)
    if !tallyPrices.isEmpty {
      for group in network.groups.indices where network.groupTallies[group] >= 0 {
        groupPrices[group] += tallyPrices[tallyPrices.startIndex + Int(network.groupTallies[group])]
      }
    }
    let windows = levelWindows(of: agent, network)
    values[start * stride + agent.initialLevel] = 0
    run(network, agent, windows)
    return walkBack(network, agent, windows)
  }

  private func prepare(_ agent: RosterProblem.AgentModel, _ network: TourNetwork) {
    let groups = network.groups.count
    if groupPrices.count < groups { groupPrices = [Double](repeating: 0, count: groups) }
    for group in 0..<groups {
      let cost = agent.groupCosts[group]
      groupPrices[group] =
        cost == RosterProblem.AgentModel.forbidden
        ? .infinity : groupValues[group] + Double(cost)
    }
    layerStarts.removeAll(keepingCapacity: true)
    var total = 0
    for count in network.nodeCounts {
      layerStarts.append(total)
      total += count * stride
    }
    if values.count < total { values = [Double](repeating: .infinity, count: total) }
    values.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress!.update(repeating: .infinity, count: total)
    }
    let hubs =
      (0..<network.days).map { network.hubStarts[$0 + 1] - network.hubStarts[$0] }.max() ?? 0
    if isHubNeeded.count < hubs {
      isHubNeeded = [Bool](repeating: false, count: hubs)
      hubValues = [Double](repeating: .infinity, count: hubs * stride)
      weekEnds = hubValues
    }
  }

  /// For each layer, the levels from which the week can still end as the contract says.
  private func levelWindows(
    of agent: RosterProblem.AgentModel, _ network: TourNetwork
  ) -> [ClosedRange<Int>] {
    // Most levels that one shift of each day adds before and after the week's end.
    var most = [Int](repeating: 0, count: network.days)
    var carried = most
    for day in 0..<network.days {
      for group in network.groupStarts[day]..<network.groupStarts[day + 1]
      where groupPrices[group] < .infinity {
        most[day] = max(most[day], network.groups[group].levels)
        carried[day] = max(carried[day], network.groups[group].levelsNextWeek)
      }
    }
    var windows: [ClosedRange<Int>] = []
    var first = 0
    var entry = agent.initialLevel...agent.initialLevel
    for (week, end) in problem.weekEnds.enumerated() {
      let span = agent.weekLevels[week]
      var high = entry.upperBound
      for day in first..<end {
        let left = most[day..<end].reduce(0, +)
        let low = max(0, span.lowerBound - left)
        let top = min(high, span.upperBound)
        windows.append(day == first ? entry : min(low, top)...top)
        high = top + most[day]
      }
      entry = 0...carried[end - 1]
      first = end
    }
    windows.append(entry)
    return windows
  }
}
