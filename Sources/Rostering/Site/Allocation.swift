internal import Workforce

/// On which queue each agent is counted, interval by interval.
///
/// In every slot each agent present is given to one queue they can serve, so that as many requirements
/// as possible are met, and of these as many as possible that are a queue's minimum; those beyond are given
/// to the queue that has the most work for each agent. An
/// agent is counted once. Where an interval has several slots (breaks shorter than it), the least of
/// them counts.
package struct Allocation: Sendable, Equatable {
  /// Queue names, in the order of the arrays.
  package let queues: [String]
  /// `required[queue][interval]`; zero in the hours left to an earlier roster that is not known.
  package let required: [[Int]]
  /// `present[queue][interval]`.
  package let present: [[Int]]

  init(site: SiteProblem, state: RosterState) {
    let problem = site.problem
    let cover = problem.cover
    let queueCount = site.site.queues.count
    queues = site.site.queues.map(\.name)
    let perInterval = site.period.intervalMinutes / problem.slotMinutes
    let intervals = site.demand.periodSlots / perInterval
    required = site.demand.required.map { row in
      (0..<intervals).map { row[$0 * perInterval] }
    }
    // Agents present by mask and slot, those of earlier rosters included.
    var byMask: [UInt32: [Int]] = site.demand.present
    for (agent, tour) in zip(problem.agents, state.tours) {
      let mask = problem.masks[agent.mask]
      for index in tour where index >= 0 {
        let option = problem.options[Int(index)]
        for slot in Int(option.first)..<Int(option.end)
        where slot < Int(option.breakFirst) || slot >= Int(option.breakEnd) {
          byMask[mask, default: [Int](repeating: 0, count: cover.slotCount)][slot] += 1
        }
      }
    }
    var present = [[Int]](
      repeating: [Int](repeating: 0, count: intervals), count: queueCount)
    for interval in 0..<intervals {
      for part in 0..<perInterval {
        let slot = interval * perInterval + part
        let counts = byMask.mapValues { $0[slot] }.filter { $0.value > 0 && $0.key != 0 }
        let filled = Allocation.fill(
          required: (0..<queueCount).map { site.demand.required[$0][slot] },
          minima: (0..<queueCount).map { site.demand.minima[$0][slot] }, agents: counts)
        for queue in 0..<queueCount {
          present[queue][interval] =
            part == 0 ? filled[queue] : min(present[queue][interval], filled[queue])
        }
      }
    }
    self.present = present
  }

  /// Agents on each queue: the most minima met, the most requirements met, then the rest spread by need.
  ///
  /// Agents of one mask are moved one at a time along shortest augmenting paths (Edmonds and Karp 1972,
  /// doi:10.1145/321694.321699); a handful of masks and queues keeps that short. No path takes an agent off
  /// a queue without giving it another, so the minima stay met while the other requirements are.
  /// - Parameter minima: no larger than the requirements.
  static func fill(required: [Int], minima: [Int], agents: [UInt32: Int]) -> [Int] {
    let queues = required.indices
    let masks = agents.keys.sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    // given[m][q]: agents of mask m on queue q.
    var given = [[Int]](repeating: [Int](repeating: 0, count: required.count), count: masks.count)
    var free = masks.map { agents[$0]! }
    var filled = [Int](repeating: 0, count: required.count)
    func serves(_ m: Int, _ q: Int) -> Bool { masks[m] & (1 << UInt32(q)) != 0 }
    for goal in [minima, required] {
      for (m, _) in masks.enumerated() {
        for q in queues where serves(m, q) {
          let amount = min(free[m], max(0, goal[q] - filled[q]))
          given[m][q] += amount
          filled[q] += amount
          free[m] -= amount
        }
      }
      // Augment: a queue with an open requirement takes an agent from another queue whose place a free
      // agent can fill.
      search: while let open = queues.first(where: { queue in
        filled[queue] < goal[queue] && reach(queue) != nil
      }) {
        guard let path = reach(open) else { break search }
        var queue = open
        for (mask, from) in path {
          given[mask][queue] += 1
          filled[queue] += 1
          if let from {
            given[mask][from] -= 1
            filled[from] -= 1
            queue = from
          } else {
            free[mask] -= 1
          }
        }
      }
    }
    /// Steps (mask, queue it comes from or nil if free) that end at a free agent.
    func reach(_ goal: Int) -> [(Int, Int?)]? {
      var previous: [Int: (queue: Int, mask: Int)] = [:]
      var frontier = [goal]
      var seen: Set<Int> = [goal]
      while !frontier.isEmpty {
        let queue = frontier.removeFirst()
        for m in masks.indices where serves(m, queue) {
          if free[m] > 0 {
            var path: [(Int, Int?)] = []
            var at = queue
            while let step = previous[at] {
              path.append((step.mask, at))
              at = step.queue
            }
            return path.reversed() + [(m, nil)]
          }
          for other in queues where given[m][other] > 0 && !seen.contains(other) {
            seen.insert(other)
            previous[other] = (queue, m)
            frontier.append(other)
          }
        }
      }
      return nil
    }
    for m in masks.indices {
      while free[m] > 0 {
        // The queue with the most work for each agent; a queue without work last.
        let queue = queues.filter { serves(m, $0) }.max { a, b in
          (Double(required[a]) / Double(filled[a] + 1), -a)
            < (Double(required[b]) / Double(filled[b] + 1), -b)
        }!
        given[m][queue] += 1
        filled[queue] += 1
        free[m] -= 1
      }
    }
    return filled
  }
}
