/// The arcs of a ``TourNetwork`` as the dynamic program needs them, day by day.
///
/// For the forward pass, arcs that lead from the same hub to the same node and add the same levels are one
/// **cell**: only the cheapest of its groups counts. For the way back, arcs are listed by their target.
struct CellTables: Sendable {
  struct Cell: Sendable {
    /// Counted from the first hub of the day.
    let hub: Int32
    let target: Int32
    /// Levels that the cell's groups add before and after the week's end.
    let levels: Int32
    let levelsNextWeek: Int32
    /// Where the cell's groups end in ``CellTables/members``; they begin where those of the one before end.
    fileprivate(set) var membersEnd: Int32
  }

  /// Where each day's cells begin; `days + 1` values.
  private(set) var starts = [0]
  private(set) var cells: [Cell] = []
  /// The groups of all cells; -1 for the day off.
  private(set) var members: [Int32] = []
  /// The arcs that lead to each node, in order; nodes are counted over all layers but the first.
  private var arcsByTarget: [Int32] = []
  private var arcsByTargetStarts: [Int32] = [0]
  private var nodeStarts = [0]

  init(hubs tables: HubTables, groups: [TourNetwork.Group], nodeCounts: [Int]) {
    for day in nodeCounts.indices.dropLast() {
      addCells(tables, groups, day: day)
      addTargets(tables, day: day, nodes: nodeCounts[day + 1])
    }
  }

  /// The arcs that lead to a node of the layer after a day.
  func arcs(to node: Int, day: Int) -> ArraySlice<Int32> {
    let key = nodeStarts[day] + node
    return arcsByTarget[Int(arcsByTargetStarts[key])..<Int(arcsByTargetStarts[key + 1])]
  }

  private mutating func addCells(_ tables: HubTables, _ groups: [TourNetwork.Group], day: Int) {
    let first = Int32(tables.hubStarts[day])
    // By hub, so that the row of a hub is read once; the other keys only bring equal ones together.
    let arcs = (tables.arcStarts[day]..<tables.arcStarts[day + 1]).map { arc in
      let group = Int(tables.arcGroups[arc])
      return (
        Cell(
          hub: tables.arcHubs[arc] - first, target: tables.arcTargets[arc],
          levels: group < 0 ? 0 : Int32(groups[group].levels),
          levelsNextWeek: group < 0 ? 0 : Int32(groups[group].levelsNextWeek), membersEnd: 0),
        group: Int32(group)
      )
    }.sorted { a, b in
      (a.0.hub, a.0.target, a.0.levels, a.0.levelsNextWeek, a.group)
        < (b.0.hub, b.0.target, b.0.levels, b.0.levelsNextWeek, b.group)
    }
    for (cell, group) in arcs {
      let isNew =
        cells.count == starts.last!
        || cells.last.map {
          ($0.hub, $0.target, $0.levels, $0.levelsNextWeek)
            != (cell.hub, cell.target, cell.levels, cell.levelsNextWeek)
        } ?? true
      if isNew { cells.append(cell) }
      members.append(group)
      cells[cells.count - 1].membersEnd = Int32(members.count)
    }
    starts.append(cells.count)
  }

  private mutating func addTargets(_ tables: HubTables, day: Int, nodes: Int) {
    var places = [Int](repeating: 0, count: nodes + 1)
    let arcs = tables.arcStarts[day]..<tables.arcStarts[day + 1]
    for arc in arcs { places[Int(tables.arcTargets[arc]) + 1] += 1 }
    for node in 0..<nodes { places[node + 1] += places[node] }
    let first = arcsByTarget.count
    arcsByTargetStarts += places.dropFirst().map { Int32(first + $0) }
    nodeStarts.append(nodeStarts.last! + nodes)
    arcsByTarget += repeatElement(0, count: arcs.count)
    for arc in arcs {
      let target = Int(tables.arcTargets[arc])
      arcsByTarget[first + places[target]] = Int32(arc)
      places[target] += 1
    }
  }
}
