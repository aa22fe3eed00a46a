/// Collects the hubs and arcs of a ``TourNetwork``, day by day.
///
/// Two groups that start at the same time are reached from the same nodes; the minimum over those nodes
/// is taken once, in their hub. Hubs are often nested, so each is stored as the largest earlier hub that
/// it contains and the nodes that are missing.
struct HubTables {
  private(set) var hubStarts = [0]
  private(set) var bases: [Int32] = []
  private(set) var extraStarts: [Int32] = [0]
  private(set) var extras: [Int32] = []
  private(set) var memberStarts: [Int32] = [0]
  private(set) var members: [Int32] = []
  private(set) var arcStarts = [0]
  private(set) var arcHubs: [Int32] = []
  private(set) var arcTargets: [Int32] = []
  private(set) var arcGroups: [Int32] = []

  /// - Parameters:
  ///   - table: for each node, where a day off (column 0) and each behaviour (columns 1…) lead; -1 for
  ///     nowhere.
  ///   - behaviours: the behaviour of each group of the day.
  mutating func addDay(table: [[Int]], behaviours: [Int], firstGroup: Int) {
    let columns = table.first?.count ?? 0
    // For each column, the nodes that lead to each target.
    var sets: [[Int32]: Int] = [:]
    var lists: [[Int32]] = []
    var arcsOfColumn = [[(hub: Int, target: Int)]](repeating: [], count: columns)
    for column in 0..<columns {
      var sources: [Int: [Int32]] = [:]
      for node in table.indices where table[node][column] >= 0 {
        sources[table[node][column], default: []].append(Int32(node))
      }
      for (target, nodes) in sources.sorted(by: { $0.key < $1.key }) {
        let hub = sets[nodes] ?? lists.count
        if hub == lists.count {
          sets[nodes] = hub
          lists.append(nodes)
        }
        arcsOfColumn[column].append((hub, target))
      }
    }
    // Small hubs first, so that larger ones can build on them.
    let order = lists.indices.sorted { (lists[$0].count, $0) < (lists[$1].count, $1) }
    var rank = [Int](repeating: 0, count: lists.count)
    let first = bases.count
    var done: [(hub: Int, set: Set<Int32>)] = []
    for (position, index) in order.enumerated() {
      rank[index] = first + position
      let set = Set(lists[index])
      let base = done.last { $0.set.count < set.count && $0.set.isSubset(of: set) }
      bases.append(Int32(base?.hub ?? -1))
      extras += lists[index].filter { !(base?.set.contains($0) ?? false) }
      extraStarts.append(Int32(extras.count))
      members += lists[index]
      memberStarts.append(Int32(members.count))
      done.append((first + position, set))
    }
    hubStarts.append(bases.count)

    var arcs: [(hub: Int, target: Int, group: Int)] = []
    if columns > 0 { arcs += arcsOfColumn[0].map { (rank[$0.hub], $0.target, -1) } }
    for (offset, behaviour) in behaviours.enumerated() where behaviour + 1 < columns {
      arcs += arcsOfColumn[behaviour + 1].map { (rank[$0.hub], $0.target, firstGroup + offset) }
    }
    for arc in arcs.sorted(by: { ($0.hub, $0.group, $0.target) < ($1.hub, $1.group, $1.target) }) {
      arcHubs.append(Int32(arc.hub))
      arcTargets.append(Int32(arc.target))
      arcGroups.append(Int32(arc.group))
    }
    arcStarts.append(arcHubs.count)
  }
}
