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

  private func stepInsideWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, layer: Int,
    to place: (node: Int, level: Int), _ space: PricingSpace
  ) -> Step? {
    let goal = space.value(layer: layer + 1, node: place.node, level: place.level)
    let off = Double(agent.offCosts[day])
    let levels = space.layers[layer].levels
    for arc in network.cells.arcs(to: place.node, day: day) {
      let group = Int(network.arcGroups[Int(arc)])
      let price = group < 0 ? off : space.groupPrices[group]
      let level = place.level - (group < 0 ? 0 : Int(network.groupLevels[group]))
      guard price < .infinity, levels.contains(level) else { continue }
      for source in network.members(ofArc: Int(arc))
      where space.value(layer: layer, node: Int(source), level: level) + price == goal {
        return (group, Int(source), level)
      }
    }
    return nil
  }

  private func stepEndingWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int, layer: Int,
    to place: (node: Int, level: Int), _ space: PricingSpace
  ) -> Step? {
    let goal = space.value(layer: layer + 1, node: place.node, level: place.level)
    let off = Double(agent.offCosts[day])
    let span = agent.weekLevels[week]
    let weekCosts = agent.weekCosts[week]
    for arc in network.cells.arcs(to: place.node, day: day) {
      let group = Int(network.arcGroups[Int(arc)])
      let price = group < 0 ? off : space.groupPrices[group]
      let levels = group < 0 ? 0 : Int(network.groupLevels[group])
      let carried = group < 0 ? 0 : Int(network.groupLevelsNextWeek[group])
      guard price < .infinity, carried == place.level else { continue }
      for level in space.layers[layer].levels where span.contains(level + levels) {
        let weekCost = Double(weekCosts[level + levels])
        for source in network.members(ofArc: Int(arc))
        where (space.value(layer: layer, node: Int(source), level: level) + weekCost) + price
          == goal
        {
          return (group, Int(source), level)
        }
      }
    }
    return nil
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
