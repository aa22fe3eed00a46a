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
  private(set) var plans: [[Plan]]
  private(set) var centre: [Double]
  private(set) var bound: Double = -.infinity
  private(set) var iterations = 0
  /// What the model still promises above the bound, in cents.
  private(set) var promise: Double = .infinity

  /// The best multipliers of the limits on tallies, agent by agent.
  private(set) var tallyCentre: [Double]

  private var duals: [Double]
  private var tallyDuals: [Double]
  /// Σ λ·shifts of each agent's tallies.
  private var tallied: [Double]
  private let tallyLimits: [Double]
  private let tallyCount: Int
  /// Σ λ·present, by subset and slot.
  private(set) var present: [Double]
  private var step: Double
  private var nulls = 0
  private let planLimit = 24
  private let subsetsOfMask: [[Int]]

  /// - Parameter start: a lawful tour for each agent.
  init(problem: RosterProblem, start: [RosterProblem.Tour]) {
    self.problem = problem
    let cover = problem.cover
    subsetsOfMask = problem.masks.map { mask in
      cover.subsets.indices.filter { cover.subsets[$0] & mask != 0 }
    }
    plans = zip(problem.agents, start).map { agent, tour in
      [Plan(tour: tour, cost: problem.cost(of: tour, agent: agent), weight: 1)]
    }
    let count = cover.subsets.count * cover.slotCount
    centre = [Double](repeating: 0, count: count)
    // Where agents are required, a third of what one can save is a fair first guess.
    for component in cover.components {
      let whole = component.upperBound - 1
      for slot in 0..<cover.slotCount where cover.required[whole * cover.slotCount + slot] > 0 {
        centre[whole * cover.slotCount + slot] = cover.dualLimits[slot] / 3
      }
    }
    duals = centre
    tallyCount = problem.agents.first?.tallyLimits.count ?? 0
    tallyLimits = problem.agents.flatMap { $0.tallyLimits.map { Double($0) } }
    tallyCentre = [Double](repeating: 0, count: tallyLimits.count)
    tallyDuals = tallyCentre
    tallied = tallyCentre
    present = [Double](repeating: 0, count: count)
    step = (cover.dualLimits.max() ?? 1) / 10
    recount()
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
  /// - Parameter isWanted: which agents' tours to take.
  mutating func add(_ tours: [RosterProblem.Tour], where isWanted: (Int) -> Bool = { _ in true }) {
    for agent in tours.indices
    where isWanted(agent) && !plans[agent].contains(where: { $0.tour == tours[agent] }) {
      let cost = problem.cost(of: tours[agent], agent: problem.agents[agent])
      plans[agent].append(Plan(tour: tours[agent], cost: cost, weight: 0))
    }
  }

  /// One exact evaluation, and the next point.
  /// - Returns: false where an agent has no lawful tour.
  mutating func iterate(_ round: PricingRound) -> Bool {
    iterations += 1
    let model = iterations == 1 ? Double.infinity : modelValue()
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
        step *= 0.7
        nulls = 0
      }
    }
    forget(result)
    add(result.tours)
    solveModel()
    promise = max(0, modelValue() - bound)
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
  private mutating func forget(_ result: PricingRound.Result) {
    let prefixes = maskPrefixes()
    for agent in plans.indices where plans[agent].count >= planLimit {
      let mask = problem.agents[agent].mask
      let ranked = plans[agent].sorted { a, b in
        if (a.weight > 1e-9) != (b.weight > 1e-9) { return a.weight > b.weight }
        return value(of: a, agent: agent, prefix: prefixes[mask])
          < value(of: b, agent: agent, prefix: prefixes[mask])
      }
      var kept = Array(ranked.prefix(planLimit * 2 / 3))
      let total = kept.reduce(0) { $0 + $1.weight }
      for index in kept.indices { kept[index].weight /= total }
      plans[agent] = kept
    }
    recount()
  }

  // MARK: The model

  /// Price prefix sums for each mask at the current duals.
  private func maskPrefixes() -> [[Double]] {
    let slots = problem.cover.slotCount
    return subsetsOfMask.map { subsets in
      var prefix = [Double](repeating: 0, count: slots + 1)
      for slot in 0..<slots {
        var price = subsets.isEmpty ? 0 : Double(problem.cover.overPrices[slot])
        for subset in subsets { price -= duals[subset * slots + slot] }
        prefix[slot + 1] = prefix[slot] + price
      }
      return prefix
    }
  }

  private func value(of plan: Plan, agent: Int, prefix: [Double]) -> Double {
    var value = Double(plan.cost)
    for index in plan.tour where index >= 0 {
      let option = problem.options[Int(index)]
      if option.tally >= 0 { value += tallyDuals[agent * tallyCount + Int(option.tally)] }
      value += prefix[Int(option.end)] - prefix[Int(option.first)]
      value -= prefix[Int(option.breakEnd)] - prefix[Int(option.breakFirst)]
    }
    return value
  }

  private func modelValue() -> Double {
    let prefixes = maskPrefixes()
    let cover = problem.cover
    var total = 0.0
    for agent in plans.indices {
      let prefix = prefixes[problem.agents[agent].mask]
      total += plans[agent].reduce(Double.infinity) {
        min($0, value(of: $1, agent: agent, prefix: prefix))
      }
    }
    for index in tallyDuals.indices { total -= tallyDuals[index] * tallyLimits[index] }
    for index in duals.indices { total += duals[index] * Double(cover.required[index]) }
    for component in cover.components {
      let whole = (component.upperBound - 1) * cover.slotCount
      for slot in 0..<cover.slotCount {
        total -= Double(cover.overPrices[slot] * cover.required[whole + slot])
      }
    }
    return total
  }

  private mutating func solveModel() {
    for slot in 0..<problem.cover.slotCount { project(slot) }
    for index in tallyDuals.indices { projectTally(index) }
    // Until what the weights still miss is small against what the next point is to gain.
    for sweep in 1...60 {
      var missed = 0.0
      for agent in plans.indices where plans[agent].count > 1 { missed += balance(agent) }
      if missed < 1e-9 * abs(bound) { break }
      if sweep % 4 == 0 && missed <= 0.1 * (modelValue() - bound) { break }
    }
  }

  /// Moves weight between two plans of an agent; returns by how much its weighted plans were dearer than
  /// its cheapest (the agent's part of the Frank-Wolfe gap).
  private mutating func balance(_ agent: Int) -> Double {
    let slots = problem.cover.slotCount
    let subsets = subsetsOfMask[problem.agents[agent].mask]
    var prefix = [Double](repeating: 0, count: slots + 1)
    for slot in 0..<slots {
      var price = subsets.isEmpty ? 0 : Double(problem.cover.overPrices[slot])
      for subset in subsets { price -= duals[subset * slots + slot] }
      prefix[slot + 1] = prefix[slot] + price
    }
    var cheapest = 0
    var dearest = -1
    var low = Double.infinity
    var high = -Double.infinity
    var mean = 0.0
    for (index, plan) in plans[agent].enumerated() {
      let value = value(of: plan, agent: agent, prefix: prefix)
      if value < low { (low, cheapest) = (value, index) }
      if plan.weight > 0 { mean += plan.weight * value }
      if plan.weight > 0, value > high { (high, dearest) = (value, index) }
    }
    guard dearest >= 0, dearest != cheapest, high - low > 1e-7 else { return 0 }
    var change = [Int8](repeating: 0, count: slots)
    mark(plans[agent][cheapest].tour, sign: 1, in: &change)
    mark(plans[agent][dearest].tour, sign: -1, in: &change)
    let model = problem.agents[agent]
    let tallyChange = zip(
      problem.tallies(of: plans[agent][cheapest].tour, agent: model),
      problem.tallies(of: plans[agent][dearest].tour, agent: model)
    ).map { $0 - $1 }
    let squares =
      change.reduce(0) { $0 + Int($1) * Int($1) } * subsets.count
      + tallyChange.reduce(0) { $0 + $1 * $1 }
    let wanted = squares == 0 ? .infinity : (high - low) / (step * Double(squares))
    let amount = min(plans[agent][dearest].weight, wanted)
    plans[agent][dearest].weight -= amount
    plans[agent][cheapest].weight += amount
    for slot in 0..<slots where change[slot] != 0 {
      for subset in subsets { present[subset * slots + slot] += amount * Double(change[slot]) }
      project(slot)
    }
    for (tally, difference) in tallyChange.enumerated() where difference != 0 {
      tallied[agent * tallyCount + tally] += amount * Double(difference)
      projectTally(agent * tallyCount + tally)
    }
    return max(0, mean - low)
  }

  private func mark(_ tour: RosterProblem.Tour, sign: Int8, in change: inout [Int8]) {
    for index in tour where index >= 0 {
      let option = problem.options[Int(index)]
      for slot in Int(option.first)..<Int(option.end) { change[slot] += sign }
      for slot in Int(option.breakFirst)..<Int(option.breakEnd) { change[slot] -= sign }
    }
  }

  private mutating func recount() {
    for index in present.indices { present[index] = 0 }
    for index in tallied.indices { tallied[index] = 0 }
    let slots = problem.cover.slotCount
    for agent in plans.indices {
      let subsets = subsetsOfMask[problem.agents[agent].mask]
      for plan in plans[agent] where plan.weight > 0 {
        let counts = problem.tallies(of: plan.tour, agent: problem.agents[agent])
        for (tally, count) in counts.enumerated() {
          tallied[agent * tallyCount + tally] += plan.weight * Double(count)
        }
        var change = [Int8](repeating: 0, count: slots)
        mark(plan.tour, sign: 1, in: &change)
        for slot in 0..<slots where change[slot] != 0 {
          for subset in subsets { present[subset * slots + slot] += plan.weight }
        }
      }
    }
  }

  /// The same for a limit on a tally, whose multiplier is only kept from being negative.
  private mutating func projectTally(_ index: Int) {
    tallyDuals[index] = max(0, tallyCentre[index] + step * (tallied[index] - tallyLimits[index]))
  }

  /// Sets the duals of a slot to the projection of centre + step × (required − present).
  private mutating func project(_ slot: Int) {
    let cover = problem.cover
    let slots = cover.slotCount
    let limit = cover.dualLimits[slot]
    for component in cover.components {
      var sum = 0.0
      for subset in component {
        let index = subset * slots + slot
        let moved = centre[index] + step * (Double(cover.required[index]) - present[index])
        duals[index] = max(0, moved)
        sum += duals[index]
      }
      if sum <= limit { continue }
      // Onto the simplex: take the same amount off all that stay positive.
      var sorted = component.map { duals[$0 * slots + slot] }
      sorted.sort(by: >)
      var running = 0.0
      var cut = 0.0
      for (count, value) in sorted.enumerated() {
        running += value
        let candidate = (running - limit) / Double(count + 1)
        if value > candidate { cut = candidate }
      }
      for subset in component {
        let index = subset * slots + slot
        duals[index] = max(0, duals[index] - cut)
      }
    }
  }
}
