// Paths of the graph: where groups lead, and which tours it accepts.

extension TourNetwork {
  /// The node at which somebody whose automata are in these states begins, or nil where no lawful tour
  /// exists.
  func initialNode(states: [Int]) -> Int? { initialNodes[states] }

  /// The groups of a stretch of days.
  func groups(of days: Range<Int>) -> Range<Int> {
    groupStarts[days.lowerBound]..<groupStarts[days.upperBound]
  }

  /// The arcs of a group, or of the day off (-1), on a day.
  func arcs(of group: Int, day: Int) -> ArraySlice<Int32> {
    let key = group < 0 ? groupStarts[day] + day : group + day + 1
    return arcsByGroup[Int(arcsByGroupStarts[key])..<Int(arcsByGroupStarts[key + 1])]
  }

  /// The nodes from which an arc leads.
  func members(ofArc arc: Int) -> ArraySlice<Int32> { members(ofHub: Int(arcHubs[arc])) }

  func members(ofHub hub: Int) -> ArraySlice<Int32> {
    hubMembers[Int(hubMemberStarts[hub])..<Int(hubMemberStarts[hub + 1])]
  }

  /// Whether a sequence of groups (-1 for a day off) is a path from a node of the first layer.
  func accepts(_ groups: [Int], from start: Int) -> Bool {
    var node = Int32(start)
    for (day, group) in groups.enumerated() {
      guard
        let arc = arcs(of: group, day: day).first(where: {
          members(ofArc: Int($0)).contains(node)
        })
      else { return false }
      node = arcTargets[Int(arc)]
    }
    return true
  }

  /// The node to which a group, or the day off (-1), leads.
  /// - Precondition: it is lawful from the node.
  func next(from node: Int, day: Int, group: Int) -> Int {
    for arc in arcs(of: group, day: day)
    where members(ofArc: Int(arc)).contains(Int32(node)) {
      return Int(arcTargets[Int(arc)])
    }
    preconditionFailure("no way from node \(node) on day \(day)")
  }

  /// Whether a tour (an option of this network or nil for each day) is a path of the graph.
  func accepts(_ tour: [Int?], from states: [Int]) -> Bool {
    guard let start = initialNode(states: states) else { return false }
    let path = tour.enumerated().map { day, option -> Int? in
      guard let option else { return -1 }
      return groups(of: day..<day + 1).first { groups[$0].options.contains(option) }
    }
    return !path.contains(nil) && accepts(path.compactMap(\.self), from: start)
  }
}
