// The forward pass. Raw pointers, since the inner loops run over millions of levels in a second and take
// nothing but additions and comparisons; every index is a sum of the layout in `Pricing`, and the tests
// compare the results with enumeration.

extension Pricing {
  /// Fills the values of all layers from those of the first.
  func run(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, _ windows: [ClosedRange<Int>]
  ) {
    var week = 0
    for day in 0..<network.days {
      findNeededHubs(network, day: day)
      fillHubs(network, day: day, window: windows[day])
      if day + 1 == problem.weekEnds[week] {
        endWeek(network, agent, day: day, week: week, window: windows[day])
        week += 1
      } else {
        advance(network, agent, day: day, from: windows[day], to: windows[day + 1])
      }
    }
  }

  /// Marks the hubs from which the agent can go on, and those they are built on.
  private func findNeededHubs(_ network: TourNetwork, day: Int) {
    let first = network.hubStarts[day]
    let count = network.hubStarts[day + 1] - first
    for hub in 0..<count { isHubNeeded[hub] = false }
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
      let group = Int(network.arcGroups[arc])
      if group < 0 || groupPrices[group] < .infinity {
        isHubNeeded[Int(network.arcHubs[arc]) - first] = true
      }
    }
    for hub in (0..<count).reversed() where isHubNeeded[hub] {
      let base = Int(network.hubBases[first + hub])
      if base >= 0 { isHubNeeded[base - first] = true }
    }
  }

  /// The minimum over each needed hub's nodes, level by level.
  private func fillHubs(_ network: TourNetwork, day: Int, window: ClosedRange<Int>) {
    let first = network.hubStarts[day]
    let low = window.lowerBound
    let count = window.count
    values.withUnsafeBufferPointer { values in
      hubValues.withUnsafeMutableBufferPointer { hubs in
        let layer = values.baseAddress! + layerStarts[day] + low
        let target = hubs.baseAddress! + low
        for hub in first..<network.hubStarts[day + 1] where isHubNeeded[hub - first] {
          let out = target + (hub - first) * stride
          var extra = Int(network.hubExtraStarts[hub])
          let end = Int(network.hubExtraStarts[hub + 1])
          let base = Int(network.hubBases[hub])
          if base >= 0 {
            out.update(from: target + (base - first) * stride, count: count)
          } else {
            out.update(from: layer + Int(network.hubExtras[extra]) * stride, count: count)
            extra += 1
          }
          while extra < end {
            let source = layer + Int(network.hubExtras[extra]) * stride
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

  /// A day inside a week: levels move up by those of each group.
  private func advance(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int,
    from: ClosedRange<Int>, to: ClosedRange<Int>
  ) {
    let firstHub = network.hubStarts[day]
    let off = Double(agent.offCosts[day])
    groupPrices.withUnsafeBufferPointer { prices in
      hubValues.withUnsafeBufferPointer { hubs in
        values.withUnsafeMutableBufferPointer { values in
          let layer = values.baseAddress! + layerStarts[day + 1]
          for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
            let group = Int(network.arcGroups[arc])
            let price = group < 0 ? off : prices[group]
            if price == .infinity { continue }
            let levels = group < 0 ? 0 : Int(network.groupLevels[group])
            let low = max(from.lowerBound, to.lowerBound - levels)
            let high = min(from.upperBound, to.upperBound - levels)
            if low > high { continue }
            let source = hubs.baseAddress! + (Int(network.arcHubs[arc]) - firstHub) * stride + low
            let out = layer + Int(network.arcTargets[arc]) * stride + low + levels
            for level in 0...(high - low) {
              let value = source[level] + price
              out[level] = value < out[level] ? value : out[level]
            }
          }
        }
      }
    }
  }

  /// The last day of a week: the level's cost is paid, and only the levels after midnight go on.
  private func endWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int,
    window: ClosedRange<Int>
  ) {
    let firstHub = network.hubStarts[day]
    let layer = layerStarts[day + 1]
    let off = Double(agent.offCosts[day])
    let span = agent.weekLevels[week]
    let hubCount = network.hubStarts[day + 1] - firstHub
    for index in 0..<hubCount * stride { weekEnds[index] = .nan }
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
      let group = Int(network.arcGroups[arc])
      let price = group < 0 ? off : groupPrices[group]
      if price == .infinity { continue }
      let levels = group < 0 ? 0 : network.groups[group].levels
      let carried = group < 0 ? 0 : network.groups[group].levelsNextWeek
      // More than the whole week may have; its cell would be another hub's.
      if levels > span.upperBound { continue }
      let hub = (Int(network.arcHubs[arc]) - firstHub) * stride
      if weekEnds[hub + levels].isNaN {
        var best = Double.infinity
        let low = max(window.lowerBound, span.lowerBound - levels)
        let high = min(window.upperBound, span.upperBound - levels)
        if low <= high {
          for level in low...high {
            best = min(best, hubValues[hub + level] + Double(agent.weekCosts[week][level + levels]))
          }
        }
        weekEnds[hub + levels] = best
      }
      let out = layer + Int(network.arcTargets[arc]) * stride + carried
      values[out] = min(values[out], weekEnds[hub + levels] + price)
    }
  }
}
