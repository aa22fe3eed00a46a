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
  /// The cheapest option of each group of the network last asked for.
  private(set) var bestOptions: [Int32] = []
  /// The days that the last call left free.
  private(set) var days = 0..<0
  private(set) var space = PricingSpace()
  /// Levels from one hub to the next in the ends of a week.
  let stride: Int
  private var prefix: [Double]

  init(problem: RosterProblem) {
    self.problem = problem
    prefix = [Double](repeating: 0, count: problem.cover.slotCount + 1)
    stride = (problem.agents.flatMap { $0.weekLevels.map(\.upperBound) }.max() ?? 0) + 1
  }

  deinit { space.deallocate() }

  /// Sets the value of each group of a network at these slot prices: its cheapest option, pay left out.
  /// - Parameter days: the days that will be priced; the others' groups have no values then.
  func setGroupValues(network index: Int, slotPrices: [Double], days: Range<Int>? = nil) {
    let network = problem.networks[index]
    let slots = days.map(problem.slots(of:)) ?? 0..<slotPrices.count
    let days = days ?? problem.freeDays
    space.reserve(groups: network.groups.count)
    let values = space.groupValues
    if bestOptions.count < network.groups.count {
      bestOptions = [Int32](repeating: -1, count: network.groups.count)
    }
    prefix.withUnsafeMutableBufferPointer { prefix in
      var sum = 0.0
      prefix[slots.lowerBound] = 0
      for slot in slots {
        sum += slotPrices[slot]
        prefix[slot + 1] = sum
      }
      problem.options.withUnsafeBufferPointer { options in
        network.options.withUnsafeBufferPointer { indices in
          bestOptions.withUnsafeMutableBufferPointer { bestOptions in
            var position = network.optionStarts[network.groupStarts[days.lowerBound]]
            for group in network.groups(of: days) {
              var best = Double.infinity
              var chosen: Int32 = -1
              let end = network.optionStarts[group + 1]
              while position < end {
                let option = options[Int(indices[position])]
                let value =
                  (prefix[Int(option.end)] - prefix[Int(option.first)])
                  - (prefix[Int(option.breakEnd)] - prefix[Int(option.breakFirst)])
                if value < best {
                  best = value
                  chosen = indices[position]
                }
                position += 1
              }
              values[group] = best
              bestOptions[group] = chosen
            }
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
    space.reserve(groups: network.groups.count)
    space.reserve(days: days.count)
    priceGroups(agent, network, tallyPrices: tallyPrices)
    let level = frame?.level ?? agent.initialLevel
    guard setLevels(of: agent, network, level: level, frame: frame) else { return nil }
    reserve(network)
    let first = space.layers[0]
    space.isReached[start] = true
    space.values[start * first.width + level - first.low] = 0
    run(network, agent)
    return walkBack(network, agent, frame)
  }

  /// Sets the price of each group, and the most levels that one of each day adds.
  private func priceGroups(
    _ agent: RosterProblem.AgentModel, _ network: TourNetwork, tallyPrices: ArraySlice<Double>
  ) {
    let space = space
    var hoursPrice = 0.0
    if let hours = problem.hoursTally, !tallyPrices.isEmpty {
      let first = tallyPrices.startIndex + hours
      hoursPrice = tallyPrices[first] - tallyPrices[first + 1]
    }
    for (place, day) in days.enumerated() {
      var most: Int32 = 0
      var mostNextWeek: Int32 = 0
      for group in network.groupStarts[day]..<network.groupStarts[day + 1] {
        let cost = agent.groupCosts[group]
        var price = Double.infinity
        if cost != RosterProblem.AgentModel.forbidden {
          price = space.groupValues[group] + Double(cost)
          if !tallyPrices.isEmpty {
            let (one, two) = (network.groupTallies[group], network.groupSecondTallies[group])
            if one >= 0 { price += tallyPrices[tallyPrices.startIndex + Int(one)] }
            if two >= 0 { price += tallyPrices[tallyPrices.startIndex + Int(two)] }
            if hoursPrice != 0 {
              let option = network.options[network.optionStarts[group]]
              price += hoursPrice * Double(problem.options[Int(option)].hours)
            }
          }
          if price < .infinity {
            most = max(most, network.groupLevels[group])
            mostNextWeek = max(mostNextWeek, network.groupLevelsNextWeek[group])
          }
        }
        space.groupPrices[group] = price
      }
      space.most[place] = Int(most)
      space.mostNextWeek[place] = Int(mostNextWeek)
    }
  }

  /// Lays the rows of all layers out; none is reached yet.
  private func reserve(_ network: TourNetwork) {
    var cells = 0
    var nodes = 0
    var hubs = 0
    var width = 1
    var dayCells = 0
    var ends = 0
    var week = problem.weekEnds.firstIndex { $0 > days.lowerBound } ?? 0
    for layer in 0...days.count {
      let day = days.lowerBound + layer
      space.layers.base[layer].start = cells
      space.layers.base[layer].reachStart = nodes
      width = max(width, space.layers[layer].width)
      cells += network.nodeCounts[day] * space.layers[layer].width
      nodes += network.nodeCounts[day]
      if day < days.upperBound {
        let hubCount = network.hubStarts[day + 1] - network.hubStarts[day]
        hubs = max(hubs, hubCount)
        if day + 1 == problem.weekEnds[week] {
          space.layers.base[layer].weekEndStart = ends
          ends += hubCount * stride
          week += 1
        }
        dayCells = max(dayCells, network.cells.starts[day + 1] - network.cells.starts[day])
      }
    }
    space.reserve(cells: cells, nodes: nodes)
    space.isReached.base.update(repeating: false, count: nodes)
    space.reserve(hubs: hubs, width: width, weekEnds: ends, dayCells: dayCells)
  }

  /// For each layer, the levels from which the week can still end as the contract says.
  /// - Returns: false where there are none.
  private func setLevels(
    of agent: RosterProblem.AgentModel, _ network: TourNetwork, level: Int, frame: TourFrame?
  ) -> Bool {
    let space = space
    let most = { (day: Int) in space.most[day - self.days.lowerBound] }
    var count = 0
    let append = { (levels: ClosedRange<Int>) in
      space.layers[count] = PricingSpace.Layer(
        low: levels.lowerBound, high: levels.upperBound)
      count += 1
    }
    var entry = level...level
    var first = days.lowerBound
    for (week, end) in problem.weekEnds.enumerated() where end > first && first < days.upperBound {
      let last = min(end, days.upperBound)
      let after = last < end ? frame?.suffixLevels ?? 0 : 0
      let low = max(0, agent.weekLevels[week].lowerBound - after)
      let high = agent.weekLevels[week].upperBound - after
      var left = (first..<last).reduce(0) { $0 + most($1) }
      var top = entry.upperBound
      for day in first..<last {
        let reach = min(top, high)
        if reach < 0 { return false }
        append(day == first ? entry : min(max(0, low - left), reach)...reach)
        left -= most(day)
        top = reach + most(day)
      }
      if last == end {
        entry = 0...space.mostNextWeek[end - 1 - days.lowerBound]
      } else {
        let reach = min(top, high)
        if reach < 0 { return false }
        entry = min(low, reach)...reach
      }
      first = last
    }
    append(entry)
    return true
  }
}
