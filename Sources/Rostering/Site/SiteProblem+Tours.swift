package import Workforce

/// A roster that is none of a site's: it cannot be priced or compared.
package struct RosterMisfit: Error {
  package let agent: String
  package let day: Day
  /// False where the agent's shifts break a rule, true where one is none of the site's kinds.
  package let isLawful: Bool
}

extension SiteProblem {
  /// The tours that a roster's shifts are, in the order of the site's agents.
  ///
  /// - Throws: ``RosterMisfit`` where a shift is none of the site's kinds, an agent has two on one day, or a
  ///   tour breaks a rule: only lawful tours have a cost in every table.
  /// - Complexity: O(options + shifts).
  func tours(of roster: Roster) throws(RosterMisfit) -> [RosterProblem.Tour] {
    var places: [[Int]: Int32] = [:]
    for (index, option) in shiftOptions.enumerated() {
      let pause =
        option.breakEnd > option.breakStart ? [option.breakStart, option.breakEnd] : []
      places[[option.start, option.end] + pause] = Int32(index)
    }
    let agents = Dictionary(
      site.agents.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var tours = site.agents.map { _ in RosterProblem.Tour(repeating: -1, count: problem.days) }
    for shift in roster.shifts {
      let breaks = shift.breaks.flatMap { [$0.start.minutes, $0.end.minutes] }
      guard let agent = agents[shift.agent],
        let option = places[[shift.start.minutes, shift.end.minutes] + breaks],
        tours[agent][shiftOptions[Int(option)].day] < 0
      else { throw RosterMisfit(agent: shift.agent, day: shift.day, isLawful: true) }
      tours[agent][shiftOptions[Int(option)].day] = option
    }
    for (tour, agent) in zip(tours, problem.agents) {
      let isOpen = tour.allSatisfy { option in
        guard option >= 0 else { return true }
        let group = problem.groupOfOption[agent.network][Int(option)]
        return group >= 0 && agent.groupCosts[Int(group)] != RosterProblem.AgentModel.forbidden
      }
      guard isOpen, problem.accepts(tour, agent: agent) else {
        throw RosterMisfit(agent: agent.id, day: period.firstDay, isLawful: false)
      }
    }
    return tours
  }
}
