extension Pricing {
  /// Walks from the cheapest end back to the start by finding, at each node, the arc whose sum is its
  /// value. The sums are those of the forward pass, operation by operation, so they are equal.
  func walkBack(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, _ frame: TourFrame?
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    guard var week = problem.weekEnds.firstIndex(where: { $0 >= days.upperBound }) else {
      return nil
    }
    var cost = Double.infinity
    var place = (node: 0, level: 0)
    let isWeekOpen = problem.weekEnds[week] > days.upperBound
    for node in 0..<network.nodeCounts[days.upperBound] {
      guard frame?.accepts(node) ?? true else { continue }
      for level in windows[days.count] {
        var value = self.value(layer: days.count, node: node, level: level)
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
      if week > 0 && day < problem.weekEnds[week - 1] { week -= 1 }
      guard
        let step = day + 1 == problem.weekEnds[week]
          ? stepEndingWeek(network, agent, day: day, week: week, to: place)
          : stepInsideWeek(network, agent, day: day, to: place)
      else { preconditionFailure("the walk back lost its way on day \(day)") }
      tour[day] = step.group < 0 ? -1 : bestOptions[step.group]
      place = (step.node, step.level)
    }
    return (tour, cost)
  }

  private func value(layer: Int, node: Int, level: Int) -> Double {
    guard isReached[reachStarts[layer] + node] else { return .infinity }
    let window = windows[layer]
    return values[layerStarts[layer] + node * window.count + level - window.lowerBound]
  }

  private typealias Step = (group: Int, node: Int, level: Int)

  private func stepInsideWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int,
    to place: (node: Int, level: Int)
  ) -> Step? {
    let layer = day - days.lowerBound
    let goal = value(layer: layer + 1, node: place.node, level: place.level)
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1]
    where network.arcTargets[arc] == Int32(place.node) {
      let group = Int(network.arcGroups[arc])
      let price = group < 0 ? Double(agent.offCosts[day]) : groupPrices[group]
      let level = place.level - (group < 0 ? 0 : network.groups[group].levels)
      guard price < .infinity, windows[layer].contains(level) else { continue }
      for source in network.hubMembers[Int(network.arcHubs[arc])]
      where value(layer: layer, node: Int(source), level: level) + price == goal {
        return (group, Int(source), level)
      }
    }
    return nil
  }

  private func stepEndingWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int,
    to place: (node: Int, level: Int)
  ) -> Step? {
    let layer = day - days.lowerBound
    let goal = value(layer: layer + 1, node: place.node, level: place.level)
    let span = agent.weekLevels[week]
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1]
    where network.arcTargets[arc] == Int32(place.node) {
      let group = Int(network.arcGroups[arc])
      let price = group < 0 ? Double(agent.offCosts[day]) : groupPrices[group]
      let levels = group < 0 ? 0 : network.groups[group].levels
      let carried = group < 0 ? 0 : network.groups[group].levelsNextWeek
      guard price < .infinity, carried == place.level else { continue }
      for level in windows[layer] where span.contains(level + levels) {
        let weekCost = Double(agent.weekCosts[week][level + levels])
        for source in network.hubMembers[Int(network.arcHubs[arc])]
        where (value(layer: layer, node: Int(source), level: level) + weekCost) + price == goal {
          return (group, Int(source), level)
        }
      }
    }
    return nil
  }
}
