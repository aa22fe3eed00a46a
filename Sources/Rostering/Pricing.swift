/// Finds an agent's cheapest lawful tour for given slot prices, exactly.
///
/// The dynamic program runs over the days of the agent's ``TourNetwork``. Its value at (node, level)
/// is the least cost of reaching the node with that much of the week's work done; at the end of each
/// civil week the level's own cost is added and only the minutes after midnight are carried on. All
/// sums are in double precision; no state is cut, so the result is the minimum and may support a bound.
///
/// With a ``TourFrame`` only the days of the frame are free; what comes before and after stays.
///
/// One instance belongs to one thread; its storage is reused from call to call.
///
/// - Complexity: O(days × arcs × levels) per call.
final class Pricing {
  /// The problem may change as long as its options, networks and slots do not.
  var problem: RosterProblem
  /// For each group of the network last asked for: its cheapest option and that option's value.
  private(set) var bestOptions: [Int32] = []
  private var groupValues: [Double] = []
  /// Group values with the agent's own costs; infinite where the agent may not work the group.
  var groupPrices: [Double] = []

  /// The days that the last call left free.
  private(set) var days = 0..<0
  /// Values by layer (of the free days), node and level. A layer's rows begin at ``layerStarts`` and hold
  /// the levels of ``windows``; rows of nodes that are not ``isReached`` hold nothing.
  var values: [Double] = []
  private(set) var layerStarts: [Int] = []
  private(set) var windows: [ClosedRange<Int>] = []
  var isReached: [Bool] = []
  private(set) var reachStarts: [Int] = []

  /// Values of one day by hub and level, and whether the hub is needed and reached.
  var hubValues: [Double] = []
  var isHubNeeded: [Bool] = []
  var isHubReached: [Bool] = []
  /// The cheapest end of a week by hub and levels of the last shift; not a number where not yet known.
  var weekEnds: [Double] = []
  /// Levels from one hub to the next in ``weekEnds``.
  let stride: Int
  private var prefix: [Double]

  init(problem: RosterProblem) {
    self.problem = problem
    prefix = [Double](repeating: 0, count: problem.cover.slotCount + 1)
    stride = (problem.agents.flatMap { $0.weekLevels.map(\.upperBound) }.max() ?? 0) + 1
  }

  /// Sets the value of each group of a network at these slot prices: its cheapest option, pay left out.
  /// - Parameter days: the days that will be priced; the others' groups keep old values.
  func setGroupValues(network index: Int, slotPrices: [Double], days: Range<Int>? = nil) {
    let network = problem.networks[index]
    let slots = days.map(problem.slots(of:)) ?? 0..<slotPrices.count
    let days = days ?? problem.freeDays
    var sum = 0.0
    prefix[slots.lowerBound] = 0
    for slot in slots {
      sum += slotPrices[slot]
      prefix[slot + 1] = sum
    }
    if groupValues.count < network.groups.count {
      groupValues = [Double](repeating: 0, count: network.groups.count)
      bestOptions = [Int32](repeating: -1, count: network.groups.count)
    }
    problem.options.withUnsafeBufferPointer { options in
      network.options.withUnsafeBufferPointer { indices in
        prefix.withUnsafeBufferPointer { prefix in
          for group in network.groups(of: days) {
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

  /// What presence in the slots of a tour's shifts on these days is worth at the prices last set, pay
  /// left out.
  /// - Precondition: prices were set for these days.
  func value(of tour: RosterProblem.Tour, days: Range<Int>? = nil) -> Double {
    var value = 0.0
    for day in days ?? tour.indices where tour[day] >= 0 {
      let option = problem.options[Int(tour[day])]
      value += prefix[Int(option.end)] - prefix[Int(option.first)]
      value -= prefix[Int(option.breakEnd)] - prefix[Int(option.breakFirst)]
    }
    return value
  }

  /// The cheapest tour of an agent at the group values last set, and its cost; nil where the agent has
  /// no lawful tour at all.
  ///
  /// Limits on tallies are not kept here: each shift of a tally costs its price instead.
  /// - Parameters:
  ///   - tallyPrices: one for each of the agent's tallies, or none.
  ///   - frame: the days that are free; the agent's own where nil.
  func cheapestTour(
    of agent: RosterProblem.AgentModel, tallyPrices: ArraySlice<Double> = [],
    frame: TourFrame? = nil
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    let network = problem.networks[agent.network]
    let frame = frame ?? agent.frame
    guard let start = frame?.node ?? agent.initialNode else { return nil }
    days = frame?.days ?? 0..<network.days
    priceGroups(agent, network)
    if !tallyPrices.isEmpty {
      let first = tallyPrices.startIndex
      for group in network.groups(of: days) {
        let (one, two) = (network.groupTallies[group], network.groupSecondTallies[group])
        if one >= 0 { groupPrices[group] += tallyPrices[first + Int(one)] }
        if two >= 0 { groupPrices[group] += tallyPrices[first + Int(two)] }
      }
    }
    let level = frame?.level ?? agent.initialLevel
    guard setWindows(of: agent, network, level: level, frame: frame) else { return nil }
    reserve(network)
    isReached[start] = true
    values[start * windows[0].count + level - windows[0].lowerBound] = 0
    run(network, agent)
    return walkBack(network, agent, frame)
  }

  private func priceGroups(_ agent: RosterProblem.AgentModel, _ network: TourNetwork) {
    if groupPrices.count < network.groups.count {
      groupPrices = [Double](repeating: 0, count: network.groups.count)
    }
    for group in network.groups(of: days) {
      let cost = agent.groupCosts[group]
      groupPrices[group] =
        cost == RosterProblem.AgentModel.forbidden
        ? .infinity : groupValues[group] + Double(cost)
    }
  }

  /// Lays the rows of all layers out; none is reached yet.
  private func reserve(_ network: TourNetwork) {
    layerStarts.removeAll(keepingCapacity: true)
    reachStarts.removeAll(keepingCapacity: true)
    var cells = 0
    var nodes = 0
    for (layer, window) in windows.enumerated() {
      let count = network.nodeCounts[days.lowerBound + layer]
      layerStarts.append(cells)
      reachStarts.append(nodes)
      cells += count * window.count
      nodes += count
    }
    if values.count < cells { values = [Double](repeating: .infinity, count: cells) }
    if isReached.count < nodes { isReached = [Bool](repeating: false, count: nodes) }
    isReached.withUnsafeMutableBufferPointer {
      $0.baseAddress!.update(repeating: false, count: nodes)
    }
    let hubs = days.map { network.hubStarts[$0 + 1] - network.hubStarts[$0] }.max() ?? 0
    let width = windows.map(\.count).max() ?? 1
    if isHubNeeded.count < hubs {
      isHubNeeded = [Bool](repeating: false, count: hubs)
      isHubReached = isHubNeeded
      weekEnds = [Double](repeating: .infinity, count: hubs * stride)
    }
    if hubValues.count < hubs * width {
      hubValues = [Double](repeating: .infinity, count: hubs * width)
    }
  }

  /// For each layer, the levels from which the week can still end as the contract says.
  /// - Returns: false where there are none.
  private func setWindows(
    of agent: RosterProblem.AgentModel, _ network: TourNetwork, level: Int, frame: TourFrame?
  ) -> Bool {
    windows.removeAll(keepingCapacity: true)
    // Most levels that one shift of a day adds before and after the week's end.
    let most = { (day: Int, isAfter: Bool) in
      var most = 0
      for group in network.groupStarts[day]..<network.groupStarts[day + 1]
      where self.groupPrices[group] < .infinity {
        most = max(
          most, isAfter ? network.groups[group].levelsNextWeek : Int(network.groupLevels[group]))
      }
      return most
    }
    var entry = level...level
    var first = days.lowerBound
    for (week, end) in problem.weekEnds.enumerated() where end > first && first < days.upperBound {
      let last = min(end, days.upperBound)
      let after = last < end ? frame?.suffixLevels ?? 0 : 0
      let low = max(0, agent.weekLevels[week].lowerBound - after)
      let high = agent.weekLevels[week].upperBound - after
      let daily = (first..<last).map { most($0, false) }
      var left = daily.reduce(0, +)
      var top = entry.upperBound
      for day in first..<last {
        let reach = min(top, high)
        if reach < 0 { return false }
        windows.append(day == first ? entry : min(max(0, low - left), reach)...reach)
        left -= daily[day - first]
        top = reach + daily[day - first]
      }
      if last == end {
        entry = 0...most(end - 1, true)
      } else {
        let reach = min(top, high)
        if reach < 0 { return false }
        entry = min(low, reach)...reach
      }
      first = last
    }
    windows.append(entry)
    return true
  }
}
