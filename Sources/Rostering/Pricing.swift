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
  /// Best option of each group at the last prices, by network.
  var bestOptions: [Int32] = []
  var groupValues: [Double] = []
  var prices: [Double]
  private var prefix: [Double]
  private var groupPrices: [Double] = []
  // Values by day, node and level; and by hub and level of one day.
  var values: [Double] = []
  var hubValues: [Double] = []
  private var valueStarts: [Int] = []
  var collapsed: [Double] = []
  let levelStride: Int

  init(problem: RosterProblem) {
    self.problem = problem
    prices = [Double](repeating: 0, count: problem.cover.slotCount)
    prefix = [Double](repeating: 0, count: problem.cover.slotCount + 1)
    let levels =
      problem.agents.map { agent in
        max(agent.initialLevel, agent.weekLevels.map(\.upperBound).max() ?? 0)
      }.max() ?? 0
    let carried =
      problem.networks.flatMap(\.groups).map { $0.minutesNextWeek / problem.levelMinutes }.max()
      ?? 0
    levelStride = (max(levels, carried) + 1 + 3) & ~3
  }

  /// The value of each group of a network at these slot prices: its cheapest option, pay left out.
  func setGroupValues(network index: Int, slotPrices: [Double]) {
    let network = problem.networks[index]
    let slots = problem.cover.slotCount
    var sum = 0.0
    for slot in 0..<slots {
      prefix[slot] = sum
      sum += slotPrices[slot]
    }
    prefix[slots] = sum
    if groupValues.count != network.groups.count {
      groupValues = [Double](repeating: 0, count: network.groups.count)
      bestOptions = [Int32](repeating: -1, count: network.groups.count)
    }
    for (position, group) in network.groups.enumerated() {
      var best = Double.infinity
      var chosen: Int32 = -1
      for index in group.options {
        let option = problem.options[index]
        let value =
          (prefix[Int(option.end)] - prefix[Int(option.first)])
          - (prefix[Int(option.breakEnd)] - prefix[Int(option.breakFirst)])
        if value < best {
          best = value
          chosen = Int32(index)
        }
      }
      groupValues[position] = best
      bestOptions[position] = chosen
    }
  }

  /// The cheapest tour of an agent at the group values last set, and its cost; nil where the agent has
  /// no lawful tour at all.
  func cheapestTour(of agent: RosterProblem.AgentModel) -> (tour: RosterProblem.Tour, cost: Double)?
  {
    guard let start = agent.initialNode else { return nil }
    let network = problem.networks[agent.network]
    prepare(agent, network)
    let windows = levelWindows(of: agent, network)
    let offset = start * levelStride
    values[offset + agent.initialLevel] = 0
    run(network, agent, windows)
    return walkBack(network, agent, windows)
  }

  // MARK: Steps

  private func prepare(_ agent: RosterProblem.AgentModel, _ network: TourNetwork) {
    let groups = network.groups.count
    if groupPrices.count < groups { groupPrices = [Double](repeating: 0, count: groups) }
    for group in 0..<groups {
      let cost = agent.groupCosts[group]
      groupPrices[group] =
        cost == RosterProblem.AgentModel.forbidden
        ? .infinity : groupValues[group] + Double(cost)
    }
    valueStarts.removeAll(keepingCapacity: true)
    var total = 0
    for count in network.nodeCounts {
      valueStarts.append(total)
      total += count * levelStride
    }
    if values.count < total { values = [Double](repeating: .infinity, count: total) }
    let hubs =
      (0..<network.days).map { network.hubStarts[$0 + 1] - network.hubStarts[$0] }.max() ?? 0
    if hubValues.count < hubs * levelStride {
      hubValues = [Double](repeating: .infinity, count: hubs * levelStride)
      collapsed = hubValues
    }
    values.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress!.update(repeating: .infinity, count: total)
    }
  }

  /// For each layer, the levels from which the week can still end as the contract says.
  func levelWindows(
    of agent: RosterProblem.AgentModel, _ network: TourNetwork
  ) -> [ClosedRange<Int>] {
    let unit = problem.levelMinutes
    // Most levels that one shift of each day adds before and after the week's end.
    var most = [Int](repeating: 0, count: network.days)
    var carried = most
    for day in 0..<network.days {
      for group in network.groupStarts[day]..<network.groupStarts[day + 1]
      where groupPrices[group] < .infinity {
        most[day] = max(most[day], network.groups[group].minutes / unit)
        carried[day] = max(carried[day], network.groups[group].minutesNextWeek / unit)
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

  private func run(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, _ windows: [ClosedRange<Int>]
  ) {
    var week = 0
    for day in 0..<network.days {
      fillHubs(network, day: day, window: windows[day])
      if day + 1 == problem.weekEnds[week] {
        endWeek(network, agent, day: day, week: week, window: windows[day])
        week += 1
      } else {
        advance(network, agent, day: day, from: windows[day], to: windows[day + 1])
      }
    }
  }

  /// Walks from the cheapest end back to the start by finding, at each node, the arc whose sum is its
  /// value. The sums are those of the forward pass, operation by operation, so they are equal.
  private func walkBack(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, _ windows: [ClosedRange<Int>]
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    var cost = Double.infinity
    var node = 0
    var level = 0
    for candidate in 0..<network.nodeCounts[network.days] {
      for at in windows[network.days] {
        let value = values[valueStarts[network.days] + candidate * levelStride + at]
        if value < cost { (cost, node, level) = (value, candidate, at) }
      }
    }
    guard cost < .infinity else { return nil }
    var tour = RosterProblem.Tour(repeating: -1, count: network.days)
    var week = problem.weekEnds.count - 1
    for day in (0..<network.days).reversed() {
      let isWeekEnd = day + 1 == problem.weekEnds[week]
      let goal = values[valueStarts[day + 1] + node * levelStride + level]
      var found = false
      search: for arc in network.arcStarts[day]..<network.arcStarts[day + 1]
      where network.arcTargets[arc] == Int32(node) {
        let group = Int(network.arcGroups[arc])
        let price = group < 0 ? Double(agent.offCosts[day]) : groupPrices[group]
        guard price < .infinity else { continue }
        let minutes = group < 0 ? 0 : network.groups[group].minutes / problem.levelMinutes
        let carried = group < 0 ? 0 : network.groups[group].minutesNextWeek / problem.levelMinutes
        if isWeekEnd && carried != level { continue }
        let before = isWeekEnd ? windows[day] : level - minutes...level - minutes
        for at in before where windows[day].contains(at) {
          let weekCost: Double
          if isWeekEnd {
            guard agent.weekLevels[week].contains(at + minutes) else { continue }
            weekCost = Double(agent.weekCosts[week][at + minutes])
          } else {
            weekCost = 0
          }
          for source in network.hubMembers[Int(network.arcHubs[arc])] {
            let value = values[valueStarts[day] + Int(source) * levelStride + at]
            guard (isWeekEnd ? (value + weekCost) + price : value + price) == goal else { continue }
            tour[day] = group < 0 ? -1 : bestOptions[group]
            node = Int(source)
            level = at
            found = true
            break search
          }
        }
      }
      precondition(found, "the walk back lost its way on day \(day)")
      if day == (week > 0 ? problem.weekEnds[week - 1] : 0), week > 0 { week -= 1 }
    }
    return (tour, cost)
  }
}

// MARK: - One day of the forward pass

extension Pricing {
  /// The minimum over each hub's nodes, level by level.
  private func fillHubs(_ network: TourNetwork, day: Int, window: ClosedRange<Int>) {
    let first = network.hubStarts[day]
    let layer = valueStarts[day]
    let low = window.lowerBound
    let count = window.count
    values.withUnsafeBufferPointer { values in
      hubValues.withUnsafeMutableBufferPointer { hubs in
        for hub in first..<network.hubStarts[day + 1] {
          let out = hubs.baseAddress! + (hub - first) * levelStride + low
          var extra = Int(network.hubExtraStarts[hub])
          let end = Int(network.hubExtraStarts[hub + 1])
          let base = Int(network.hubBases[hub])
          if base >= 0 {
            out.update(
              from: hubs.baseAddress! + (base - first) * levelStride + low, count: count)
          } else {
            let source =
              values.baseAddress! + layer + Int(network.hubExtras[extra]) * levelStride + low
            out.update(from: source, count: count)
            extra += 1
          }
          while extra < end {
            let source =
              values.baseAddress! + layer + Int(network.hubExtras[extra]) * levelStride + low
            for level in 0..<count {
              let value = source[level]
              out[level] = value < out[level] ? value : out[level]
            }
            extra += 1
          }
        }
      }
    }
  }

  /// A day inside a week: levels move up by the minutes of each group.
  private func advance(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int,
    from: ClosedRange<Int>, to: ClosedRange<Int>
  ) {
    let firstHub = network.hubStarts[day]
    let layer = valueStarts[day + 1]
    let unit = problem.levelMinutes
    let off = Double(agent.offCosts[day])
    groupPrices.withUnsafeBufferPointer { prices in
      hubValues.withUnsafeBufferPointer { hubs in
        values.withUnsafeMutableBufferPointer { values in
          for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
            let group = Int(network.arcGroups[arc])
            let price = group < 0 ? off : prices[group]
            if price == .infinity { continue }
            let minutes = group < 0 ? 0 : network.groups[group].minutes / unit
            let low = max(from.lowerBound, to.lowerBound - minutes)
            let high = min(from.upperBound, to.upperBound - minutes)
            if low > high { continue }
            let source =
              hubs.baseAddress! + (Int(network.arcHubs[arc]) - firstHub) * levelStride + low
            let out =
              values.baseAddress! + layer + Int(network.arcTargets[arc]) * levelStride + low
              + minutes
            for level in 0...(high - low) {
              let value = source[level] + price
              out[level] = value < out[level] ? value : out[level]
            }
          }
        }
      }
    }
  }

  /// The last day of a week: the level's cost is paid, and only the minutes after midnight go on.
  private func endWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int,
    window: ClosedRange<Int>
  ) {
    let firstHub = network.hubStarts[day]
    let layer = valueStarts[day + 1]
    let unit = problem.levelMinutes
    let off = Double(agent.offCosts[day])
    let span = agent.weekLevels[week]
    // The cheapest end of the week for each hub and number of levels that the last shift adds.
    let hubCount = network.hubStarts[day + 1] - firstHub
    for index in 0..<hubCount * levelStride { collapsed[index] = -.infinity }
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
      let group = Int(network.arcGroups[arc])
      let price = group < 0 ? off : groupPrices[group]
      if price == .infinity { continue }
      let minutes = group < 0 ? 0 : network.groups[group].minutes / unit
      let carried = group < 0 ? 0 : network.groups[group].minutesNextWeek / unit
      // More than the whole week may have; its cell would be another hub's.
      if minutes > span.upperBound { continue }
      let hub = Int(network.arcHubs[arc]) - firstHub
      var best = collapsed[hub * levelStride + minutes]
      if best == -.infinity {
        best = .infinity
        let low = max(window.lowerBound, span.lowerBound - minutes)
        let high = min(window.upperBound, span.upperBound - minutes)
        if low <= high {
          for level in low...high {
            let value =
              hubValues[hub * levelStride + level] + Double(agent.weekCosts[week][level + minutes])
            if value < best { best = value }
          }
        }
        collapsed[hub * levelStride + minutes] = best
      }
      let out = layer + Int(network.arcTargets[arc]) * levelStride + carried
      let value = best + price
      if value < values[out] { values[out] = value }
    }
  }
}
