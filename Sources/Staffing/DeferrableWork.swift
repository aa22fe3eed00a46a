internal import Workforce

/// Work that may wait, laid into the quietest hours before it is due.
struct DeferrableWork {
  /// Work that comes in during each interval, in agent-intervals.
  let work: [Double]
  /// Whether work may be done in an interval.
  let allowed: [Bool]
  /// Work that an agent does in an interval, at most one.
  let capacity: [Double]
  /// Agents whom other work needs in each interval.
  let busy: [Int]

  /// Whole agents in every interval, who together do all work within so many intervals of its coming in.
  ///
  /// Work is taken in the order in which it is due. It goes first to time that agents already placed
  /// have left, then to one more agent in the quietest interval of its window (the earliest of several).
  /// What comes in during an interval can be done from the next on until it is due
  /// (``QueueWork/due(window:workable:)``). Work due after the last interval is left to the next period
  /// where this one has no hour for it.
  ///
  /// - Complexity: O(intervals × window + agents placed × window)
  func agents(within window: Int) -> [Int] {
    var agents = Array(repeating: 0, count: work.count)
    var free = Array(repeating: 0.0, count: work.count)
    let due = QueueWork.due(window: window, workable: allowed)
    for arrival in work.indices where work[arrival] > 0 {
      let first = window > 1 ? arrival + 1 : arrival
      let open = (min(first, work.count)..<min(due[arrival], work.count)).filter { allowed[$0] }
      if open.isEmpty { continue }
      var rest = work[arrival]
      for interval in open where free[interval] > 0 && rest > 0 {
        let done = min(rest, free[interval])
        rest -= done
        free[interval] -= done
      }
      while rest > 1e-9 {
        let quietest = open.min { busy[$0] + agents[$0] < busy[$1] + agents[$1] }!
        agents[quietest] += 1
        let done = min(rest, capacity[quietest])
        free[quietest] += capacity[quietest] - done
        rest -= done
      }
    }
    return agents
  }
}
