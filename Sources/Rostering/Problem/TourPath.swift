/// Where a lawful tour passes through its network, so that any stretch of its days can be set free.
struct TourPath: Sendable {
  let tour: RosterProblem.Tour
  /// The node and the week's level on the morning of each day, `days + 1` of each.
  private let nodes: [Int32]
  private let levels: [Int32]
  /// For each layer, the nodes from which the rest of the tour leads to the end.
  private let accepted: [[Bool]]

  /// - Precondition: the tour is lawful for the agent.
  /// - Complexity: O(days × arcs of a group).
  init(_ tour: RosterProblem.Tour, agent: RosterProblem.AgentModel, problem: RosterProblem) {
    let network = problem.networks[agent.network]
    self.tour = tour
    let groups = tour.map { $0 < 0 ? -1 : Int(problem.groupOfOption[agent.network][Int($0)]) }
    var nodes = [Int32(agent.initialNode!)]
    var levels = [Int32(agent.initialLevel)]
    var week = 0
    for day in 0..<network.days {
      nodes.append(Int32(network.next(from: Int(nodes[day]), day: day, group: groups[day])))
      let worked = groups[day] < 0 ? 0 : network.groupLevels[groups[day]]
      if day + 1 == problem.weekEnds[week] {
        levels.append(groups[day] < 0 ? 0 : Int32(network.groups[groups[day]].levelsNextWeek))
        week += 1
      } else {
        levels.append(levels[day] + worked)
      }
    }
    var accepted = network.nodeCounts.map { [Bool](repeating: false, count: $0) }
    for node in accepted[network.days].indices { accepted[network.days][node] = true }
    for day in (0..<network.days).reversed() {
      for arc in network.arcs(of: groups[day], day: day)
      where accepted[day + 1][Int(network.arcTargets[Int(arc)])] {
        for node in network.members(ofArc: Int(arc)) {
          accepted[day][Int(node)] = true
        }
      }
    }
    self.nodes = nodes
    self.levels = levels
    self.accepted = accepted
  }

  /// The tour with these days set free.
  func frame(
    _ days: Range<Int>, agent: RosterProblem.AgentModel, problem: RosterProblem
  ) -> TourFrame {
    let end = problem.weekEnds.first { $0 >= days.upperBound } ?? days.upperBound
    var suffix = 0
    for day in days.upperBound..<max(end, days.upperBound) where tour[day] >= 0 {
      let group = Int(problem.groupOfOption[agent.network][Int(tour[day])])
      suffix += Int(problem.networks[agent.network].groupLevels[group])
    }
    return TourFrame(
      days: days, tour: tour, node: Int(nodes[days.lowerBound]),
      level: Int(levels[days.lowerBound]), ends: accepted[days.upperBound],
      endLevel: Int(levels[days.upperBound]), suffixLevels: suffix)
  }
}

/// A stretch of days that is free in an otherwise fixed tour.
struct TourFrame: Sendable {
  let days: Range<Int>
  let tour: RosterProblem.Tour
  /// Where the free days begin.
  let node: Int
  let level: Int
  /// The nodes from which the rest of the tour can go on.
  let ends: [Bool]
  /// The level with which a week that ends with the frame must hand over to the next.
  let endLevel: Int
  /// What the rest of the tour adds to the week in which the frame ends.
  let suffixLevels: Int

  func accepts(_ node: Int) -> Bool { ends[node] }
}
