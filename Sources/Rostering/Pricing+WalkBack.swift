extension Pricing {
  /// Walks from the cheapest end back to the start by finding, at each node, the arc whose sum is its
  /// value. The sums are those of the forward pass, operation by operation, so they are equal.
  func walkBack(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, _ windows: [ClosedRange<Int>]
  ) -> (tour: RosterProblem.Tour, cost: Double)? {
    var cost = Double.infinity
    var place = (node: 0, level: 0)
    for node in 0..<network.nodeCounts[network.days] {
      for level in windows[network.days] {
        let value = values[layerStarts[network.days] + node * stride + level]
        if value < cost { (cost, place) = (value, (node, level)) }
      }
    }
    guard cost < .infinity else { return nil }
    var tour = RosterProblem.Tour(repeating: -1, count: network.days)
    var week = problem.weekEnds.count - 1
    for day in (0..<network.days).reversed() {
      if week > 0 && day < problem.weekEnds[week - 1] { week -= 1 }
      let isWeekEnd = day + 1 == problem.weekEnds[week]
      guard
        let step = isWeekEnd
          ? stepEndingWeek(network, agent, day: day, week: week, to: place, windows[day])
          : stepInsideWeek(network, agent, day: day, to: place, windows[day])
      else { preconditionFailure("the walk back lost its way on day \(day)") }
      tour[day] = step.group < 0 ? -1 : bestOptions[step.group]
      place = (step.node, step.level)
    }
    return (tour, cost)
  }

  private typealias Step = (group: Int, node: Int, level: Int)

  private func stepInsideWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int,
    to place: (node: Int, level: Int), _ window: ClosedRange<Int>
  ) -> Step? {
    let goal = values[layerStarts[day + 1] + place.node * stride + place.level]
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1]
    where network.arcTargets[arc] == Int32(place.node) {
      let group = Int(network.arcGroups[arc])
      let price = group < 0 ? Double(agent.offCosts[day]) : groupPrices[group]
      let level = place.level - (group < 0 ? 0 : network.groups[group].levels)
      guard price < .infinity, window.contains(level) else { continue }
      for source in network.hubMembers[Int(network.arcHubs[arc])]
      where values[layerStarts[day] + Int(source) * stride + level] + price == goal {
        return (group, Int(source), level)
      }
    }
    return nil
  }

  private func stepEndingWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int,
    to place: (node: Int, level: Int), _ window: ClosedRange<Int>
  ) -> Step? {
    let goal = values[layerStarts[day + 1] + place.node * stride + place.level]
    let span = agent.weekLevels[week]
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1]
    where network.arcTargets[arc] == Int32(place.node) {
      let group = Int(network.arcGroups[arc])
      let price = group < 0 ? Double(agent.offCosts[day]) : groupPrices[group]
      let levels = group < 0 ? 0 : network.groups[group].levels
      let carried = group < 0 ? 0 : network.groups[group].levelsNextWeek
      guard price < .infinity, carried == place.level else { continue }
      for level in window where span.contains(level + levels) {
        let weekCost = Double(agent.weekCosts[week][level + levels])
        for source in network.hubMembers[Int(network.arcHubs[arc])]
        where (values[layerStarts[day] + Int(source) * stride + level] + weekCost) + price == goal {
          return (group, Int(source), level)
        }
      }
    }
    return nil
  }
}
