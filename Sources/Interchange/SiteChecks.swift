internal import Workforce

/// What only the files of a site together can tell.
struct SiteChecks {
  let site: SiteFile
  let agents: [AgentsFile.Row]

  func check(problems: inout ProblemList) {
    checkSkills(problems: &problems)
    // Hours are judged only where all kinds of shift could be read, lest one mistake make many.
    if site.shiftKinds.count == site.kindNames?.count { checkHours(problems: &problems) }
  }

  /// A skill that a queue needs and nobody has.
  private func checkSkills(problems: inout ProblemList) {
    guard !agents.isEmpty else { return }
    let present = agents.reduce(into: Set<String>()) { $0.formUnion($1.agent.skills) }
    for queue in site.queues where !present.contains(queue.skill) {
      guard let position = site.skillPositions[queue.name] else { continue }
      problems.add(
        position,
        found: "the skill \(shown(queue.skill)), which no agent has (queue \(queue.name))",
        expected: "an agent with it, or \(oneOf(present))",
        maybe: nearest(to: queue.skill, among: present))
    }
  }

  /// Agents for whom no shift exists, or too few to reach the fewest hours of their contract.
  private func checkHours(problems: inout ProblemList) {
    let contracts = Dictionary(
      site.contracts.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for row in agents {
      guard let contract = contracts[row.agent.contract] else { continue }
      let longest = Weekday.allCases.map { longestShift(of: row.agent, on: $0) }.sorted(by: >)
      // Six working days a week are the most (L3132-1).
      let reachable = longest.prefix(6).reduce(0, +)
      if reachable == 0 {
        problems.add(
          row.hoursPosition, found: "agent \(row.agent.id), whom no shift fits",
          expected: "hours in which one of the shifts \(names) lies")
      } else if reachable < contract.rosteredMinutes.lowerBound {
        problems.add(
          row.hoursPosition,
          found: "agent \(row.agent.id), whose shifts make at most \(reachable.duration) a week",
          expected:
            "at least \(contract.rosteredMinutes.lowerBound.duration), the fewest of contract "
            + contract.name)
      }
    }
  }

  private var names: String { site.shiftKinds.map(\.name).sorted().joined(separator: ", ") }

  /// The most minutes of work in one shift that starts on `weekday`; zero where none fits.
  private func longestShift(of agent: Agent, on weekday: Weekday) -> Int {
    if weekday == .sunday && !agent.worksSundays { return 0 }
    let window: Range<Int>
    if let availability = agent.availability {
      guard let found = availability[weekday] else { return 0 }
      window = found
    } else {
      window = 0..<2880
    }
    var longest = 0
    for kind in site.shiftKinds where kind.weekdays.contains(weekday) {
      for start in stride(
        from: kind.start.lowerBound, through: kind.start.upperBound, by: kind.step)
      where start >= window.lowerBound {
        let most = min(kind.length.upperBound, window.upperBound - start)
        guard most >= kind.length.lowerBound else { continue }
        let length =
          kind.length.lowerBound + (most - kind.length.lowerBound) / kind.step * kind.step
        longest = max(longest, length - (kind.pause?.minutes ?? 0))
      }
    }
    return longest
  }
}
