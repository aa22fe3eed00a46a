/// The best multipliers of the cover rows, by a proximal bundle method; with them the best proven bound
/// and, as weights on plans, a fractional roster that attains it.
///
/// The Lagrangian L(π) = Σ required·π + Σ over agents of the cheapest tour at prices π is concave; every
/// exact evaluation is a lower bound. Around the best π so far (the centre) it is modelled by each agent's
/// cheapest *known* plan, and the next point maximises model(π) − |π − centre|²/2t. Its dual minimises over
/// weights λ on each agent's plans, by moving weight from the dearest used plan to the cheapest, agent by
/// agent; the point follows as the projection of centre + t·(required − Σ λ·present) on
/// {π ≥ 0, Σ π ≤ dual limit in each component and slot}.
///
/// The rows of the minima are rows like those of the requirement, with limits of their own.
///
/// Source: J.-B. Hiriart-Urruty, C. Lemaréchal, *Convex Analysis and Minimization Algorithms II*, ch. XV
/// (Springer, 1993), doi:10.1007/978-3-662-06409-2.
struct DualBundle {
  struct Plan: Sendable {
    let tour: RosterProblem.Tour
    let cost: Int
    var weight: Double
  }

  let problem: RosterProblem
  /// Known plans of each agent; the weights of each sum to one.
  var plans: [[Plan]]
  var centre: [Double]
  var bound: Double = -.infinity
  var iterations = 0
  /// Tours that the last call of ``add(_:where:)`` brought.
  private(set) var added = 0
  /// What the model still promises above the bound, in cents.
  var promise: Double = .infinity
  /// The model's value at the duals, where plans have not changed since it was found.
  var modelled: Double?

  /// The best multipliers of the limits on tallies, agent by agent.
  var tallyCentre: [Double]

  var duals: [Double]
  var tallyDuals: [Double]
  /// Σ λ·shifts of each agent's tallies.
  var tallied: [Double]
  let tallyLimits: [Double]
  let tallyCount: Int
  let tallyPaces: [Double]
  /// Σ λ·present, by subset and slot.
  var present: [Double]
  var step: Double
  /// What the step does not fall below, where rounds are cheap and a better bound is worth them.
  var leastStep = 0.0
  var nulls = 0
  private let planLimit = 24
  let subsetsOfMask: [[Int]]

  /// - Parameter start: a lawful tour for each agent.
  init(problem: RosterProblem, start: [RosterProblem.Tour]) {
    let cover = problem.cover
    var centre = [Double](repeating: 0, count: cover.required.count)
    // Where agents are required, a third of what one can save is a fair first guess.
    for component in cover.components {
      let whole = component.upperBound - 1
      for slot in 0..<cover.slotCount where cover.required[whole * cover.slotCount + slot] > 0 {
        centre[whole * cover.slotCount + slot] = cover.dualLimits[slot] / 3
      }
    }
    self.init(
      problem: problem,
      plans: zip(problem.agents, start).map { agent, tour in
        [Plan(tour: tour, cost: problem.cost(of: tour, agent: agent), weight: 1)]
      },
      centre: centre,
      tallyCentre: [Double](
        repeating: 0, count: problem.agents.reduce(0) { $0 + $1.tallyLimits.count }),
      step: (cover.dualLimits.max() ?? 1) / 10)
  }

  /// - Parameters:
  ///   - plans: at least one for each agent; the weights of each agent's sum to one.
  ///   - centre, tallyCentre: where to begin; multipliers too large for a slot are cut.
  init(
    problem: RosterProblem, plans: [[Plan]], centre: [Double], tallyCentre: [Double], step: Double
  ) {
    self.problem = problem
    self.plans = plans
    let cover = problem.cover
    subsetsOfMask = problem.masks.map { mask in
      cover.subsets.indices.filter { cover.subsets[$0] & mask != 0 }
    }
    let slots = cover.slotCount
    var within = centre
    for (subsets, limits) in cover.limitedComponents {
      for index in subsets.lowerBound * slots..<subsets.upperBound * slots {
        within[index] = min(within[index], limits[index % slots])
      }
    }
    self.centre = within
    duals = within
    tallyCount = problem.agents.first?.tallyLimits.count ?? 0
    tallyPaces = (0..<tallyCount).map { problem.pace(ofTally: $0) }
    tallyLimits = problem.agents.flatMap { $0.tallyLimits.map { Double($0) } }
    self.tallyCentre = tallyCentre
    tallyDuals = tallyCentre
    tallied = [Double](repeating: 0, count: tallyLimits.count)
    present = [Double](repeating: 0, count: cover.required.count)
    self.step = step
    recount()
  }

  /// The bundle of the problem that is left when agents are given tours for good.
  func fixing(_ tours: [Int: RosterProblem.Tour]) -> DualBundle {
    let left = plans.indices.filter { tours[$0] == nil }
    return DualBundle(
      problem: problem.fixing(tours), plans: left.map { plans[$0] }, centre: centre,
      tallyCentre: left.flatMap { tallyCentre[$0 * tallyCount..<($0 + 1) * tallyCount] },
      step: step)
  }

  /// The bundle of some agents' problem when all others keep the tours of a roster. Known plans come along,
  /// and each agent's tour has the weight.
  func restricted(to agents: [Int], of state: RosterState) -> DualBundle {
    DualBundle(
      problem: problem.restricted(to: agents, of: state, days: 0..<problem.days),
      plans: agents.map { agent in
        let tour = state.tours[agent]
        let cost = problem.cost(of: tour, agent: problem.agents[agent])
        return [Plan(tour: tour, cost: cost, weight: 1)]
          + plans[agent].filter { $0.tour != tour }.map {
            Plan(tour: $0.tour, cost: $0.cost, weight: 0)
          }
      },
      centre: centre,
      tallyCentre: agents.flatMap { tallyCentre[$0 * tallyCount..<($0 + 1) * tallyCount] },
      step: step)
  }

  /// The bundle of the same problem with other tallies: plans that it forbids are left out, and every
  /// agent has at least the tour given.
  func transferred(to other: RosterProblem, with tours: [RosterProblem.Tour]) -> DualBundle {
    let count = other.agents.first?.tallyLimits.count ?? 0
    // The tally that stands for the same options here.
    let sources = (0..<count).map { tally in
      zip(other.options, problem.options).compactMap { new, old in
        new.tally == Int32(tally)
          ? old.tally : new.secondTally == Int32(tally) ? old.secondTally : nil
      }.first!
    }
    var kept: [[Plan]] = []
    for (index, agent) in other.agents.enumerated() {
      var plans = plans[index].filter { other.accepts($0.tour, agent: agent) }
      if !plans.contains(where: { $0.tour == tours[index] }) {
        plans.append(
          Plan(tour: tours[index], cost: other.cost(of: tours[index], agent: agent), weight: 0))
      }
      let total = plans.reduce(0) { $0 + $1.weight }
      for plan in plans.indices {
        plans[plan].weight = total > 0 ? plans[plan].weight / total : plan == 0 ? 1 : 0
      }
      kept.append(plans)
    }
    return DualBundle(
      problem: other, plans: kept, centre: centre,
      tallyCentre: other.agents.indices.flatMap { agent in
        // A limit that the other problem counts itself needs no multiplier there.
        zip(sources, other.agents[agent].tallyLimits).map { source, limit in
          limit > problem.agents[agent].tallyLimits[Int(source)]
            ? 0 : tallyCentre[agent * tallyCount + Int(source)]
        }
      },
      step: step)
  }

  /// The plans that a master with these does not have yet; it has the first ones of each agent.
  func newPlans(beyond known: [[Plan]]) -> [(agent: Int, plan: Plan)] {
    plans.indices.flatMap { agent in
      plans[agent].dropFirst(known[agent].count).map { (agent, $0) }
    }
  }

  /// Known plans of all agents.
  var planCount: Int { plans.reduce(0) { $0 + $1.count } }

  /// Adds tours to the model; known ones are left alone.
  mutating func add(_ tours: [RosterProblem.Tour]) {
    added = 0
    for agent in tours.indices
    where !plans[agent].contains(where: { $0.tour == tours[agent] }) {
      let cost = problem.cost(of: tours[agent], agent: problem.agents[agent])
      plans[agent].append(Plan(tour: tours[agent], cost: cost, weight: 0))
      added += 1
    }
    if added > 0 { modelled = nil }
  }

  /// One exact evaluation, and the next point.
  /// - Returns: false where an agent has no lawful tour.
  mutating func iterate(_ round: PricingRound) -> Bool {
    iterations += 1
    let model = iterations == 1 ? Double.infinity : modelled ?? modelValue()
    guard let result = round.price(duals: duals, tallyDuals: tallyDuals) else { return false }
    let gain = result.bound - bound
    let predicted = model - bound
    if iterations == 1 || gain >= 0.1 * predicted {
      let ratio = predicted > 0 && predicted.isFinite ? gain / predicted : 0.1
      bound = result.bound
      centre = duals
      tallyCentre = tallyDuals
      nulls = 0
      if ratio > 0.45 { step *= 1.6 }
    } else {
      if gain > 0 {
        bound = result.bound
        centre = duals
        tallyCentre = tallyDuals
      }
      nulls += 1
      if nulls >= 5 && iterations > 20 {
        step = max(step * 0.7, min(step, leastStep))
        nulls = 0
      }
    }
    forget()
    add(result.tours)
    solveModel()
    promise = max(0, (modelled ?? .infinity) - bound)
    return true
  }

  /// Adopts a point found elsewhere (as the duals of a restricted master) if it proves a better bound.
  mutating func offer(
    duals point: [Double], tallyDuals tallyPoint: [Double], _ result: PricingRound.Result
  ) {
    add(result.tours)
    guard result.bound > bound else { return }
    bound = result.bound
    centre = point
    tallyCentre = tallyPoint
    solveModel()
  }

  /// Takes the weights that a restricted master found for the plans at hand; plans added since get none.
  mutating func setWeights(_ weights: [[Double]]) {
    for agent in plans.indices {
      let total = weights[agent].reduce(0, +)
      guard total > 0.5 else { continue }
      for index in plans[agent].indices {
        plans[agent][index].weight =
          index < weights[agent].count ? weights[agent][index] / total : 0
      }
    }
    recount()
  }

  /// Drops the plans that are unused and dearest at the last duals, where an agent has too many.
  private mutating func forget() {
    defer { recount() }
    let crowded = plans.indices.filter { plans[$0].count >= planLimit }
    if crowded.isEmpty { return }
    let values = DualBundleModel(self).planValues()
    for agent in crowded {
      let ranked = zip(plans[agent], values[agent]).sorted { a, b in
        if (a.0.weight > 1e-9) != (b.0.weight > 1e-9) { return a.0.weight > b.0.weight }
        return a.1 < b.1
      }
      var kept = ranked.prefix(planLimit * 2 / 3).map(\.0)
      let total = kept.reduce(0) { $0 + $1.weight }
      for index in kept.indices { kept[index].weight /= total }
      plans[agent] = kept
    }
  }
}
