internal import Rules
internal import Workforce

/// Every lawful sequence of shifts of one kind of agent, as a layered graph with as few nodes as the
/// rules' meaning allows.
///
/// A node of layer `d` is what rules remember on the morning of day `d`. Options that all rules treat
/// alike on a day form a **group**; a group leads from a set of nodes (a **hub**) to one node of the
/// next layer. Minutes in a week are not part of the nodes: they are levels of the dynamic program.
///
/// Built from the rules' automata by forward exploration of their product and backward merging of
/// nodes that no future tells apart, so the graph is exact: a path exists if and only if every
/// automaton accepts the tour.
final class TourNetwork: Sendable {
  let days: Int
  /// Nodes in each layer, `days + 1` of them.
  let nodeCounts: [Int]

  // Groups, numbered over all days.
  let groups: [Group]
  /// Levels of each group before and after the week's end, for the inner loops.
  let groupLevels: [Int32]
  let groupLevelsNextWeek: [Int32]
  /// The tallies of each group, or -1.
  let groupTallies: [Int32]
  let groupSecondTallies: [Int32]
  /// The options of all groups, as indices into the problem's list, and where each group's begin.
  let options: [Int32]
  let optionStarts: [Int]
  /// The first group of each day; `days + 1` values.
  let groupStarts: [Int]

  // Hubs, numbered over all days: sets of nodes of the layer. A hub is its base (an earlier hub of
  // the same day, or -1) and a few more nodes.
  let hubStarts: [Int]
  let hubBases: [Int32]
  let hubExtraStarts: [Int32]
  let hubExtras: [Int32]
  /// All nodes of each hub, for walking back.
  let hubMemberStarts: [Int32]
  let hubMembers: [Int32]

  // Arcs, numbered over all days, in the order of hubs: a group (or -1 for a day off) leads from a
  // hub to a node of the next layer.
  let arcStarts: [Int]
  let arcHubs: [Int32]
  let arcTargets: [Int32]
  let arcGroups: [Int32]
  /// The same arcs in cells.
  let cells: CellTables
  /// The arcs of each group, and of each day off: those of day d's day off come at `groupStarts[d] + d`,
  /// its groups' after them.
  let arcsByGroup: [Int32]
  let arcsByGroupStarts: [Int32]

  /// Options of one day that the rules treat alike and that cost the same.
  struct Group: Sendable {
    let day: Int
    /// Levels of work before and after the end of the civil week.
    let levels: Int
    let levelsNextWeek: Int
    let kinds: UInt64
    let start: Int
    let end: Int
    /// Indices of the options, into the problem's list.
    let options: [Int]
  }

  /// The node at which somebody whose automata are in these states begins.
  let initialNodes: [[Int]: Int]

  /// - Parameters:
  ///   - options: the options of the period, with their indices; those that no agent of this network
  ///     may work left out.
  ///   - splits: for each option index, its minutes of work before and after the end of its civil week.
  ///   - levelMinutes: minutes in a level; divides all of these.
  ///   - costKeys: for each option index, a number that is equal for options that cost the same and are
  ///     open to the same agents.
  ///   - tallies, secondTallies: for each option index, the tally it counts in, or -1; empty where there are none. Options
  ///     of different tallies must differ in start or end.
  ///   - initialStates: the states in which agents of this network may begin.
  init(
    days: Int, options: [(index: Int, option: ShiftOption)], splits: [(Int, Int)],
    levelMinutes: Int, costKeys: [Int], automata: [Automaton],
    tallies: [Int32] = [], secondTallies: [Int32] = [], initialStates: Set<[Int]>
  ) {
    self.days = days
    // 1. Each automaton alone, made minimal.
    var byDay = [[(index: Int, option: ShiftOption)]](repeating: [], count: days)
    for item in options { byDay[item.option.day].append(item) }
    let minimal = automata.enumerated().map { position, automaton in
      MinimalAutomaton(
        automaton, options: byDay.map { $0.map(\.option) },
        starts: Set(initialStates.map { $0[position] }))
    }

    // 2. Options in groups; groups in behaviours (equal features for every automaton).
    var groups: [Group] = []
    var groupStarts = [0]
    var behaviours: [[[Int]]] = []
    var behaviourOfGroup: [Int] = []
    for day in 0..<days {
      var members: [[Int]: [Int]] = [:]
      for (position, item) in byDay[day].enumerated() {
        let option = item.option
        let split = splits[item.index]
        let key =
          minimal.map { $0.features[day][position] } + [
            option.start, option.end, split.0, split.1, costKeys[item.index],
            Int(truncatingIfNeeded: option.kinds),
          ]
        members[key, default: []].append(position)
      }
      var known: [[Int]: Int] = [:]
      var list: [[Int]] = []
      for positions in members.values.sorted(by: { $0[0] < $1[0] }) {
        let first = byDay[day][positions[0]]
        let features = minimal.map { $0.features[day][positions[0]] }
        let behaviour = known[features] ?? list.count
        if behaviour == list.count {
          known[features] = behaviour
          list.append(features)
        }
        behaviourOfGroup.append(behaviour)
        groups.append(
          Group(
            day: day, levels: splits[first.index].0 / levelMinutes,
            levelsNextWeek: splits[first.index].1 / levelMinutes,
            kinds: first.option.kinds, start: first.option.start, end: first.option.end,
            options: positions.map { byDay[day][$0].index }))
      }
      groupStarts.append(groups.count)
      behaviours.append(list)
    }
    self.groups = groups
    groupLevels = groups.map { Int32($0.levels) }
    groupLevelsNextWeek = groups.map { Int32($0.levelsNextWeek) }
    groupTallies = groups.map { tallies.isEmpty ? -1 : tallies[$0.options[0]] }
    groupSecondTallies = groups.map {
      secondTallies.isEmpty ? -1 : secondTallies[$0.options[0]]
    }
    self.options = groups.flatMap { $0.options.map { Int32($0) } }
    optionStarts = groups.reduce(into: [0]) { $0.append($0.last! + $1.options.count) }
    self.groupStarts = groupStarts

    // 3. The product of the automata, explored forwards. Column 0 is the day off.
    var layers: [[[Int]]] = []
    var transitions: [[[Int]]] = []
    var starts: [[Int]: Int] = [:]
    var layer: [[Int]] = []
    for states in initialStates.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let classes = zip(minimal, states).map { $0.startClass($1) }
      let reached = layer.firstIndex(of: classes) ?? layer.count
      if reached == layer.count { layer.append(classes) }
      starts[states] = reached
    }
    for day in 0..<days {
      // A state is packed into one number, so that looking it up is cheap.
      var index: [Int: Int] = [:]
      var next: [[Int]] = []
      let table = layer.map { state in
        (-1..<behaviours[day].count).map { column -> Int in
          var packed = 0
          for position in minimal.indices {
            let feature = column < 0 ? 0 : behaviours[day][column][position]
            let to = minimal[position].next(day: day, state: state[position], feature: feature)
            if to < 0 { return -1 }
            packed = packed * minimal[position].stateLimit + to
          }
          if let known = index[packed] { return known }
          index[packed] = next.count
          var reached = [Int](repeating: 0, count: minimal.count)
          for position in minimal.indices.reversed() {
            (packed, reached[position]) = packed.quotientAndRemainder(
              dividingBy: minimal[position].stateLimit)
          }
          next.append(reached)
          return next.count - 1
        }
      }
      layers.append(layer)
      transitions.append(table)
      layer = next
    }
    layers.append(layer)

    // 4. Backwards: nodes with equal columns are one node; nodes without a future are none (-1).
    var classes = [[Int]](repeating: [], count: days + 1)
    var tables = [[[Int]]](repeating: [], count: days)
    classes[days] = [Int](repeating: 0, count: layers[days].count)
    var nodeCounts = [Int](repeating: 1, count: days + 1)
    for day in (0..<days).reversed() {
      var known: [[Int]: Int] = [:]
      for row in transitions[day] {
        let merged = row.map { $0 < 0 ? -1 : classes[day + 1][$0] }
        if merged.allSatisfy({ $0 < 0 }) {
          classes[day].append(-1)
        } else if let found = known[merged] {
          classes[day].append(found)
        } else {
          known[merged] = tables[day].count
          classes[day].append(tables[day].count)
          tables[day].append(merged)
        }
      }
      nodeCounts[day] = tables[day].count
    }
    self.nodeCounts = nodeCounts
    initialNodes = starts.compactMapValues { classes[0][$0] < 0 ? nil : classes[0][$0] }

    // 5. Hubs and arcs.
    var hubs = HubTables()
    for day in 0..<days {
      hubs.addDay(
        table: tables[day],
        behaviours: (groupStarts[day]..<groupStarts[day + 1]).map { behaviourOfGroup[$0] },
        firstGroup: groupStarts[day])
    }
    hubStarts = hubs.hubStarts
    hubBases = hubs.bases
    hubExtraStarts = hubs.extraStarts
    hubExtras = hubs.extras
    hubMemberStarts = hubs.memberStarts
    hubMembers = hubs.members
    arcStarts = hubs.arcStarts
    arcHubs = hubs.arcHubs
    arcTargets = hubs.arcTargets
    arcGroups = hubs.arcGroups
    cells = CellTables(hubs: hubs, groups: groups, nodeCounts: nodeCounts)
    var arcsByGroup: [Int32] = []
    var starts32: [Int32] = [0]
    for day in 0..<days {
      var lists = [[Int32]](repeating: [], count: groupStarts[day + 1] - groupStarts[day] + 1)
      for arc in arcStarts[day]..<arcStarts[day + 1] {
        lists[arcGroups[arc] < 0 ? 0 : Int(arcGroups[arc]) - groupStarts[day] + 1]
          .append(Int32(arc))
      }
      for list in lists {
        arcsByGroup += list
        starts32.append(Int32(arcsByGroup.count))
      }
    }
    self.arcsByGroup = arcsByGroup
    arcsByGroupStarts = starts32
  }
}
