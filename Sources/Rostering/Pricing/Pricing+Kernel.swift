// The forward pass. Raw pointers, since the inner loops run over millions of levels in a second and take
// nothing but additions and comparisons; every index is a sum of the layout in `PricingSpace`, and the
// tests compare the results with enumeration.

extension Pricing {
  /// Fills the values of all layers from those of the first.
  func run(_ network: TourNetwork, _ agent: RosterProblem.AgentModel) {
    let (days, weekEnds, space) = (days, problem.weekEnds, space)
    guard var week = weekEnds.firstIndex(where: { $0 > days.lowerBound }) else { return }
    for (place, day) in days.enumerated() {
      priceCells(network, day: day, off: Double(agent.offCosts[day]), space)
      fillHubs(network, day: day, layer: space.layers[place], space)
      if day + 1 == weekEnds[week] {
        endWeek(network, agent, day: day, week: week, place: place, space)
        week += 1
      } else {
        advance(network, day: day, from: space.layers[place], to: space.layers[place + 1], space)
      }
    }
  }

  /// Finds the cheapest group of each cell, and marks the hubs from which the agent can go on, and those
  /// they are built on.
  private func priceCells(_ network: TourNetwork, day: Int, off: Double, _ space: PricingSpace) {
    let first = network.hubStarts[day]
    let count = network.hubStarts[day + 1] - first
    space.isHubNeeded.base.update(repeating: false, count: count)
    let tables = network.cells
    let firstCell = tables.starts[day]
    tables.cells.withUnsafeBufferPointer { cells in
      tables.members.withUnsafeBufferPointer { members in
        var member = firstCell > 0 ? Int(cells[firstCell - 1].membersEnd) : 0
        for index in firstCell..<tables.starts[day + 1] {
          let end = Int(cells[index].membersEnd)
          var price = Double.infinity
          while member < end {
            let group = Int(members[member])
            let value = group < 0 ? off : space.groupPrices[group]
            price = value < price ? value : price
            member += 1
          }
          space.cellPrices[index - firstCell] = price
          if price < .infinity { space.isHubNeeded[Int(cells[index].hub)] = true }
        }
      }
    }
    for hub in (0..<count).reversed() where space.isHubNeeded[hub] {
      let base = Int(network.hubBases[first + hub])
      if base >= 0 { space.isHubNeeded[base - first] = true }
    }
  }

  /// The minimum over each needed hub's reached nodes, level by level.
  private func fillHubs(
    _ network: TourNetwork, day: Int, layer: PricingSpace.Layer, _ space: PricingSpace
  ) {
    let first = network.hubStarts[day]
    let width = layer.width
    let rows = space.values.base + layer.start
    let reached = space.isReached.base + layer.reachStart
    network.hubExtras.withUnsafeBufferPointer { extras in
      for hub in first..<network.hubStarts[day + 1] where space.isHubNeeded[hub - first] {
        let out = space.hubValues.base + (hub - first) * width
        // A single row is not copied.
        var row: UnsafeMutablePointer<Double>?
        let base = Int(network.hubBases[hub])
        if base >= 0, space.isHubReached[base - first] { row = space.hubRows[base - first] }
        for extra in Int(network.hubExtraStarts[hub])..<Int(network.hubExtraStarts[hub + 1]) {
          let node = Int(extras[extra])
          guard reached[node] else { continue }
          let source = rows + node * width
          // In place apart, since vector instructions need rows that do not overlap.
          if row == out {
            Pricing.lower(out, to: source, plus: 0, count: width)
          } else if let known = row {
            Pricing.set(out, toLowerOf: known, source, count: width)
            row = out
          } else {
            row = source
          }
        }
        if let row { space.hubRows[hub - first] = row }
        space.isHubReached[hub - first] = row != nil
      }
    }
  }

  /// A day inside a week: levels move up by those of each cell.
  private func advance(
    _ network: TourNetwork, day: Int, from: PricingSpace.Layer, to: PricingSpace.Layer,
    _ space: PricingSpace
  ) {
    let rows = space.values.base + to.start
    let reached = space.isReached.base + to.reachStart
    let toWidth = to.width
    let firstCell = network.cells.starts[day]
    let end = network.cells.starts[day + 1]
    network.cells.cells.withUnsafeBufferPointer { cells in
      for index in firstCell..<end {
        let cell = cells[index]
        let hub = Int(cell.hub)
        let price = space.cellPrices[index - firstCell]
        if price == .infinity || !space.isHubReached[hub] { continue }
        let levels = Int(cell.levels)
        let low = max(from.low, to.low - levels)
        let count = min(from.high, to.high - levels) - low + 1
        if count <= 0 { continue }
        let node = Int(cell.target)
        let row = rows + node * toWidth
        let out = row + (low + levels - to.low)
        let source = space.hubRows[hub] + (low - from.low)
        if reached[node] {
          Pricing.lower(out, to: source, plus: price, count: count)
        } else {
          reached[node] = true
          row.update(repeating: .infinity, count: out - row)
          Pricing.set(out, to: source, plus: price, count: count)
          (out + count).update(repeating: .infinity, count: row + toWidth - (out + count))
        }
      }
    }
  }

  /// The last day of a week: the level's cost is paid, and only the levels after midnight go on.
  private func endWeek(
    _ network: TourNetwork, _ agent: RosterProblem.AgentModel, day: Int, week: Int, place: Int,
    _ space: PricingSpace
  ) {
    let from = space.layers[place]
    let to = space.layers[place + 1]
    let rows = space.values.base + to.start
    let reached = space.isReached.base + to.reachStart
    let span = agent.weekLevels[week]
    let hubCount = network.hubStarts[day + 1] - network.hubStarts[day]
    let weekEnds = space.weekEnds.base + from.weekEndStart
    weekEnds.update(repeating: .nan, count: hubCount * stride)
    let firstCell = network.cells.starts[day]
    agent.weekCosts[week].withUnsafeBufferPointer { weekCosts in
      for index in firstCell..<network.cells.starts[day + 1] {
        let cell = network.cells.cells[index]
        let hub = Int(cell.hub)
        let price = space.cellPrices[index - firstCell]
        if price == .infinity || !space.isHubReached[hub] { continue }
        let levels = Int(cell.levels)
        // More than the whole week may have; its cell would be another hub's.
        if levels > span.upperBound { continue }
        var best = weekEnds[hub * stride + levels]
        if best.isNaN {
          best = .infinity
          let low = max(from.low, span.lowerBound - levels)
          let high = min(from.high, span.upperBound - levels)
          if low <= high {
            let row = space.hubRows[hub] - from.low
            for level in low...high {
              best = min(best, row[level] + Double(weekCosts[level + levels]))
            }
          }
          weekEnds[hub * stride + levels] = best
        }
        let row = rows + Int(cell.target) * to.width
        if !reached[Int(cell.target)] {
          reached[Int(cell.target)] = true
          row.update(repeating: .infinity, count: to.width)
        }
        let carried = Int(cell.levelsNextWeek)
        row[carried] = min(row[carried], best + price)
      }
    }
  }

  // The loops over levels, in the form that the compiler turns into vector instructions.

  @inline(__always)
  private static func set(
    _ out: UnsafeMutablePointer<Double>, to source: UnsafeMutablePointer<Double>,
    plus price: Double, count: Int
  ) {
    for level in 0..<count { out[level] = source[level] + price }
  }

  @inline(__always)
  private static func lower(
    _ out: UnsafeMutablePointer<Double>, to source: UnsafeMutablePointer<Double>,
    plus price: Double, count: Int
  ) {
    for level in 0..<count {
      let value = source[level] + price
      out[level] = value < out[level] ? value : out[level]
    }
  }

  @inline(__always)
  private static func set(
    _ out: UnsafeMutablePointer<Double>, toLowerOf a: UnsafeMutablePointer<Double>,
    _ b: UnsafeMutablePointer<Double>, count: Int
  ) {
    for level in 0..<count { out[level] = b[level] < a[level] ? b[level] : a[level] }
  }
}
