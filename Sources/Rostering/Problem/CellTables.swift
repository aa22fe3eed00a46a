/// The arcs of a ``TourNetwork`` as the dynamic program needs them, day by day.
///
/// Arcs that lead from the same hub to the same node and add the same levels are one **cell**: only the
/// cheapest of its groups counts. Cells come in the order of their targets, so that the forward pass stays
/// with one row of results and the way back finds what leads to a node.
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
  /// Where the cells of each node begin; nodes are counted over all layers but the first.
  private var targetStarts: [Int32] = [0]
  private var nodeStarts = [0]

  init(hubs tables: HubTables, groups: [TourNetwork.Group], nodeCounts: [Int]) {
    for day in nodeCounts.indices.dropLast() {
      add(day, of: tables, groups, nodes: nodeCounts[day + 1])
    }
  }

  /// The cells that lead to a node of the layer after a day, in the order of hubs.
  func cells(to node: Int, day: Int) -> Range<Int> {
    let key = nodeStarts[day] + node
    return Int(targetStarts[key])..<Int(targetStarts[key + 1])
  }

  /// The groups of a cell, as places in ``members``.
  @inline(__always)
  func members(of cell: Int) -> Range<Int> {
    (cell > 0 ? Int(cells[cell - 1].membersEnd) : 0)..<Int(cells[cell].membersEnd)
  }

  private mutating func add(
    _ day: Int, of tables: HubTables, _ groups: [TourNetwork.Group], nodes: Int
  ) {
    let first = Int32(tables.hubStarts[day])
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
      (a.0.target, a.0.hub, a.0.levels, a.0.levelsNextWeek, a.group)
        < (b.0.target, b.0.hub, b.0.levels, b.0.levelsNextWeek, b.group)
    }
    var node = 0
    for (cell, group) in arcs {
      let isNew =
        cells.count == starts.last!
        || cells.last.map {
          ($0.hub, $0.target, $0.levels, $0.levelsNextWeek)
            != (cell.hub, cell.target, cell.levels, cell.levelsNextWeek)
        } ?? true
      while node < Int(cell.target) {
        targetStarts.append(Int32(cells.count))
        node += 1
      }
      if isNew { cells.append(cell) }
      members.append(group)
      cells[cells.count - 1].membersEnd = Int32(members.count)
    }
    targetStarts += repeatElement(Int32(cells.count), count: nodes - node)
    nodeStarts.append(nodeStarts.last! + nodes)
    starts.append(cells.count)
  }
}
