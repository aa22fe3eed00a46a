/// Agents' tours with the cover they give, kept consistent, and what all of it costs.
struct RosterState: Sendable {
  let problem: RosterProblem
  private(set) var tours: [RosterProblem.Tour]
  private(set) var tourCosts: [Int]
  private(set) var cover: CoverState
  private var toursCost = 0

  /// Nobody works.
  init(problem: RosterProblem) {
    self.problem = problem
    tours = [RosterProblem.Tour](
      repeating: RosterProblem.Tour(repeating: -1, count: problem.days), count: problem.agents.count
    )
    tourCosts = [Int](repeating: 0, count: problem.agents.count)
    cover = CoverState(problem: problem)
  }

  /// Everybody has a tour.
  init(problem: RosterProblem, tours: [RosterProblem.Tour]) {
    self.init(problem: problem)
    for (agent, tour) in tours.enumerated() { setTour(tour, of: agent) }
  }

  /// Cents in all: pay, wishes and cover.
  var cost: Int { toursCost + cover.cost }

  /// Gives `agent` another tour.
  mutating func setTour(_ tour: RosterProblem.Tour, of agent: Int) {
    remove(agent)
    tours[agent] = tour
    let model = problem.agents[agent]
    tourCosts[agent] = problem.cost(of: tour, agent: model)
    toursCost += tourCosts[agent]
    cover.add(tour, mask: problem.masks[model.mask], sign: 1)
  }

  /// Takes an agent's shifts out of the cover; the agent must be given a tour before the roster counts.
  mutating func remove(_ agent: Int) {
    cover.add(tours[agent], mask: problem.masks[problem.agents[agent].mask], sign: -1)
    tours[agent] = RosterProblem.Tour(repeating: -1, count: problem.days)
    toursCost -= tourCosts[agent]
    tourCosts[agent] = 0
  }

  /// Takes an agent's shifts on these days out of the cover, before ``replace(_:of:days:)``.
  mutating func lift(_ agent: Int, days: Range<Int>) {
    cover.add(
      tours[agent], mask: problem.masks[problem.agents[agent].mask], sign: -1, days: days)
  }

  /// Gives an agent whose shifts on these days were lifted a tour that differs on these days alone.
  mutating func replace(_ tour: RosterProblem.Tour, of agent: Int, days: Range<Int>) {
    let model = problem.agents[agent]
    let cost = problem.cost(of: tour, agent: model)
    toursCost += cost - tourCosts[agent]
    tourCosts[agent] = cost
    tours[agent] = tour
    cover.add(tour, mask: problem.masks[model.mask], sign: 1, days: days)
  }
}
