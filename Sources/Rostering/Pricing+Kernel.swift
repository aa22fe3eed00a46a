// The forward pass. Raw pointers, since the inner loops run over millions of levels in a second and take
// nothing but additions and comparisons; every index is a sum of the layout in `Pricing`, and the tests
// compare the results with enumeration.

extension Pricing {
  /// Fills the values of all layers from those of the first.
  func run(_ network: TourNetwork, _ agent: RosterProblem.AgentModel) {
    guard var week = problem.weekEnds.firstIndex(where: { $0 > days.lowerBound }) else { return }
    for day in days {
      findNeededHubs(network, day: day)
      fillHubs(network, day: day)
      if day + 1 == problem.weekEnds[week] {
        endWeek(network, agent, day: day, week: week)
        week += 1
      } else {
        advance(network, agent, day: day)
      }
    }
  }

  /// Marks the hubs from which the agent can go on, and those they are built on.
  private func findNeededHubs(_ network: TourNetwork, day: Int) {
    let first = network.hubStarts[day]
    let count = network.hubStarts[day + 1] - first
    isHubNeeded.withUnsafeMutableBufferPointer { isNeeded in
      network.arcHubs.withUnsafeBufferPointer { arcHubs in
        network.arcGroups.withUnsafeBufferPointer { arcGroups in
          groupPrices.withUnsafeBufferPointer { prices in
            for hub in 0..<count { isNeeded[hub] = false }
            for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
              let group = Int(arcGroups[arc])
              if group < 0 || prices[group] < .infinity {
                isNeeded[Int(arcHubs[arc]) - first] = true
              }
            }
          }
        }
      }
    }
    for hub in (0..<count).reversed() where isHubNeeded[hub] {
      let base = Int(network.hubBases[first + hub])
      if base >= 0 { isHubNeeded[base - first] = true }
    }
  }

  /// The minimum over each needed hub's reached nodes, level by level.
  private func fillHubs(_ network: TourNetwork, day: Int) {
    let first = network.hubStarts[day]
    let place = day - days.lowerBound
    let width = windows[place].count
    values.withUnsafeBufferPointer { values in
      hubValues.withUnsafeMutableBufferPointer { hubs in
        isReached.withUnsafeBufferPointer { isReached in
          network.hubExtras.withUnsafeBufferPointer { extras in
            let layer = values.baseAddress! + layerStarts[place]
            let reached = isReached.baseAddress! + reachStarts[place]
            for hub in first..<network.hubStarts[day + 1] where isHubNeeded[hub - first] {
              let out = hubs.baseAddress! + (hub - first) * width
              var isFilled = false
              let base = Int(network.hubBases[hub])
              if base >= 0, isHubReached[base - first] {
                out.update(from: hubs.baseAddress! + (base - first) * width, count: width)
                isFilled = true
              }
              for extra in Int(network.hubExtraStarts[hub])..<Int(network.hubExtraStarts[hub + 1]) {
                let node = Int(extras[extra])
                guard reached[node] else { continue }
                let source = layer + node * width
                if isFilled {
                  for level in 0..<width {
                    let value = source[level]
                    out[level] = value < out[level] ? value : out[level]
                  }
                } else {
                  out.update(from: source, count: width)
                  isFilled = true
                }
              }
              isHubReached[hub - first] = isFilled
            }
          }
        }
      }
    }
  }

  /// A day inside a week: levels move up by those of each group.
  private func advance(_ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int) {
    let firstHub = network.hubStarts[day]
    let place = day - days.lowerBound
    let from = windows[place]
    let to = windows[place + 1]
    let off = Double(agent.offCosts[day])
    groupPrices.withUnsafeBufferPointer { prices in
      hubValues.withUnsafeBufferPointer { hubs in
        values.withUnsafeMutableBufferPointer { values in
          isReached.withUnsafeMutableBufferPointer { isReached in
            let layer = values.baseAddress! + layerStarts[place + 1]
            let reached = isReached.baseAddress! + reachStarts[place + 1]
            for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
              let hub = Int(network.arcHubs[arc]) - firstHub
              let group = Int(network.arcGroups[arc])
              let price = group < 0 ? off : prices[group]
              if price == .infinity || !isHubReached[hub] { continue }
              let levels = group < 0 ? 0 : Int(network.groupLevels[group])
              let low = max(from.lowerBound, to.lowerBound - levels)
              let high = min(from.upperBound, to.upperBound - levels)
              if low > high { continue }
              let node = Int(network.arcTargets[arc])
              let row = layer + node * to.count
              if !reached[node] {
                reached[node] = true
                row.update(repeating: .infinity, count: to.count)
              }
              let source = hubs.baseAddress! + hub * from.count + low - from.lowerBound
              let out = row + low + levels - to.lowerBound
              for level in 0...(high - low) {
                let value = source[level] + price
                out[level] = value < out[level] ? value : out[level]
              }
            }
          }
        }
      }
    }
  }

  /// The last day of a week: the level's cost is paid, and only the levels after midnight go on.
  private func endWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int
  ) {
    let firstHub = network.hubStarts[day]
    let place = day - days.lowerBound
    let window = windows[place]
    let width = windows[place + 1].count
    let layer = layerStarts[place + 1]
    let reach = reachStarts[place + 1]
    let off = Double(agent.offCosts[day])
    let span = agent.weekLevels[week]
    let hubCount = network.hubStarts[day + 1] - firstHub
    for index in 0..<hubCount * stride { weekEnds[index] = .nan }
    for arc in network.arcStarts[day]..<network.arcStarts[day + 1] {
      let hub = Int(network.arcHubs[arc]) - firstHub
      let group = Int(network.arcGroups[arc])
      let price = group < 0 ? off : groupPrices[group]
      if price == .infinity || !isHubReached[hub] { continue }
      let levels = group < 0 ? 0 : network.groups[group].levels
      let carried = group < 0 ? 0 : network.groups[group].levelsNextWeek
      // More than the whole week may have; its cell would be another hub's.
      if levels > span.upperBound { continue }
      if weekEnds[hub * stride + levels].isNaN {
        var best = Double.infinity
        let low = max(window.lowerBound, span.lowerBound - levels)
        let high = min(window.upperBound, span.upperBound - levels)
        if low <= high {
          let row = hub * window.count - window.lowerBound
          for level in low...high {
            best = min(best, hubValues[row + level] + Double(agent.weekCosts[week][level + levels]))
          }
        }
        weekEnds[hub * stride + levels] = best
      }
      let node = Int(network.arcTargets[arc])
      let out = layer + node * width
      if !isReached[reach + node] {
        isReached[reach + node] = true
        for level in 0..<width { values[out + level] = .infinity }
      }
      values[out + carried] = min(values[out + carried], weekEnds[hub * stride + levels] + price)
    }
  }
}
