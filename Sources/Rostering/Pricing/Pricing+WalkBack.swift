extension Pricing {
  /// Walks from the cheapest end back to the start by finding, at each node, the arc whose sum is its
  /// value. The sums are those of the forward pass, operation by operation, so they are equal.
  func walkBack(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, _ frame: TourFrame?
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    let (days, weekEnds, space) = (days, problem.weekEnds, space)
    guard var week = weekEnds.firstIndex(where: { $0 >= days.upperBound }) else { return nil }
    var cost = Double.infinity
    var place = (node: 0, level: 0)
    let isWeekOpen = weekEnds[week] > days.upperBound
    for node in 0..<network.nodeCounts[days.upperBound] {
      guard frame?.accepts(node) ?? true else { continue }
      for level in space.layers[days.count].levels {
        var value = space.value(layer: days.count, node: node, level: level)
        if let frame, isWeekOpen {
          value += Double(agent.weekCosts[week][level + frame.suffixLevels])
        } else if let frame, days.upperBound < network.days, level != frame.endLevel {
          continue
        }
        if value < cost { (cost, place) = (value, (node, level)) }
      }
    }
    guard cost < .infinity else { return nil }
    var tour = frame?.tour ?? RosterProblem.Tour(repeating: -1, count: network.days)
    for day in days.reversed() {
      if week > 0 && day < weekEnds[week - 1] { week -= 1 }
      let layer = day - days.lowerBound
      guard
        let step = day + 1 == weekEnds[week]
          ? stepEndingWeek(network, agent, day: day, week: week, layer: layer, to: place, space)
          : stepInsideWeek(network, agent, day: day, layer: layer, to: place, space)
      else { preconditionFailure("the walk back lost its way on day \(day)") }
      tour[day] = step.group < 0 ? -1 : bestOptions[step.group]
      place = (step.node, step.level)
    }
    return (tour, cost)
  }

  private typealias Step = (group: Int, node: Int, level: Int)

  /// Of the first hub from which some group leads here, the first such group, its first level and node.
  private func stepInsideWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, layer: Int,
    to place: (node: Int, level: Int), _ space: PricingSpace
  ) -> Step? {
    let goal = space.value(layer: layer + 1, node: place.node, level: place.level)
    let off = Double(agent.offCosts[day])
    let tables = network.cells
    var found: Step?
    var foundHub: Int32 = -1
    for index in tables.cells(to: place.node, day: day) {
      let cell = tables.cells[index]
      if let found, cell.hub != foundHub { return found }
      let level = place.level - Int(cell.levels)
      guard space.layers[layer].levels.contains(level) else { continue }
      // Sums keep the order of their terms: only the cheapest can be the goal, if any is.
      let nodes = network.members(ofHub: network.hubStarts[day] + Int(cell.hub))
      var low = Double.infinity
      for node in nodes { low = min(low, space.value(layer: layer, node: Int(node), level: level)) }
      for member in tables.members(of: index) {
        let group = Int(tables.members[member])
        if let found, group >= found.group { break }
        let price = group < 0 ? off : space.groupPrices[group]
        guard price < .infinity, low + price == goal else { continue }
        let node = nodes.first {
          space.value(layer: layer, node: Int($0), level: level) + price == goal
        }!
        found = (group, Int(node), level)
        foundHub = cell.hub
        break
      }
    }
    return found
  }

  private func stepEndingWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int, layer: Int,
    to place: (node: Int, level: Int), _ space: PricingSpace
  ) -> Step? {
    let goal = space.value(layer: layer + 1, node: place.node, level: place.level)
    let off = Double(agent.offCosts[day])
    let span = agent.weekLevels[week]
    let weekCosts = agent.weekCosts[week]
    let ends = space.weekEnds.base + space.layers[layer].weekEndStart
    let tables = network.cells
    var found: Step?
    var foundHub: Int32 = -1
    for index in tables.cells(to: place.node, day: day) {
      let cell = tables.cells[index]
      if let found, cell.hub != foundHub { return found }
      let levels = Int(cell.levels)
      guard Int(cell.levelsNextWeek) == place.level, levels <= span.upperBound else { continue }
      let end = ends[Int(cell.hub) * stride + levels]
      for member in tables.members(of: index) {
        let group = Int(tables.members[member])
        if let found, group >= found.group { break }
        let price = group < 0 ? off : space.groupPrices[group]
        guard price < .infinity, end + price == goal else { continue }
        let nodes = network.members(ofHub: network.hubStarts[day] + Int(cell.hub))
        search: for level in space.layers[layer].levels where span.contains(level + levels) {
          let weekCost = Double(weekCosts[level + levels])
          for node in nodes
          where (space.value(layer: layer, node: Int(node), level: level) + weekCost) + price
            == goal
          {
            found = (group, Int(node), level)
            foundHub = cell.hub
            break search
          }
        }
        break
      }
    }
    return found
  }
}

extension PricingSpace {
  /// The value of a node at a level; infinite where it is not reached.
  fileprivate func value(layer: Int, node: Int, level: Int) -> Double {
    let layer = layers[layer]
    guard isReached[layer.reachStart + node] else { return .infinity }
    return values[layer.start + node * layer.width + level - layer.low]
  }
}
