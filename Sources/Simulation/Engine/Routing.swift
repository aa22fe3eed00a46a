/// Who may take which calls, as flat tables.
///
/// Agents with the same skills in the same order form a group. A group has levels, one for each skill in
/// that order, with the queues that need it: first those in which somebody waits, then those with work
/// that may wait. A queue has tiers of groups, those with the fewest queues first.
struct Routing: Sendable {
  /// The group of each agent, or nil where no queue needs a skill of theirs.
  let groups: [Int?]
  let groupCount: Int
  /// Queues of the levels, level by level; those of group `g` are `levels[groupLevels[g]..<…[g + 1]]`.
  let levelQueues: [Int]
  let levelStarts: [Int]
  let groupLevels: [Int]
  let tierGroups: [Int]
  let tierStarts: [Int]
  let queueTiers: [Int]

  init(_ site: SimulatedSite) {
    var numbers: [[[Int]]: Int] = [:]
    var levels: [[[Int]]] = []
    groups = site.agents.map { agent in
      let own = [false, true].flatMap { mayWait in
        agent.skills.map { skill in
          site.queues.indices.filter {
            site.queues[$0].skill == skill && (site.queues[$0].window != nil) == mayWait
          }
        }
      }.filter { !$0.isEmpty }
      if own.isEmpty { return nil }
      if let known = numbers[own] { return known }
      numbers[own] = levels.count
      levels.append(own)
      return levels.count - 1
    }
    groupCount = levels.count
    var flat = Flat()
    var starts = [0]
    for own in levels {
      for queues in own { flat.add(queues) }
      starts.append(flat.starts.count - 1)
    }
    (levelQueues, levelStarts, groupLevels) = (flat.values, flat.starts, starts)

    flat = Flat()
    starts = [0]
    for queue in site.queues.indices {
      let able = levels.indices.filter { levels[$0].contains { $0.contains(queue) } }
      let breadth = Dictionary(grouping: able) { levels[$0].reduce(0) { $0 + $1.count } }
      for (_, groups) in breadth.sorted(by: { $0.key < $1.key }) { flat.add(groups) }
      starts.append(flat.starts.count - 1)
    }
    (tierGroups, tierStarts, queueTiers) = (flat.values, flat.starts, starts)
  }

  /// The groups that can take a queue's calls.
  func groups(serving queue: Int) -> [Int] {
    Array(tierGroups[tierStarts[queueTiers[queue]]..<tierStarts[queueTiers[queue + 1]]])
  }

  /// Lists one after the other.
  private struct Flat {
    var values: [Int] = []
    var starts = [0]
    mutating func add(_ list: [Int]) {
      values += list
      starts.append(values.count)
    }
  }
}
