package import Workforce

/// The multipliers of the cover rows that prove a lower bound on the cost of any lawful roster.
///
/// For any multipliers π ≥ 0 that are in no component and slot larger together than one more agent can
/// save there,
///
///     L(π) = Σ required·π − fixed + Σ over agents of the cheapest lawful tour at the prices π
///
/// is at most the cost of every lawful roster (Lagrangian relaxation; A. M. Geoffrion, 1974,
/// doi:10.1007/BFb0120690). Whoever has the multipliers has the proof: pricing each agent once gives the
/// bound again.
package struct BoundProof: Sendable, Equatable {
  /// The multipliers of one set of queues over the slots of the problem.
  package struct Row: Sendable, Equatable {
    /// The set's queues, in the site's order.
    package let queues: [String]
    /// Whether the row is one of the minima.
    package let isMinimum: Bool
    /// Cents for an agent, slot by slot.
    package let duals: [Double]

    package init(queues: [String], isMinimum: Bool, duals: [Double]) {
      self.queues = queues
      self.isMinimum = isMinimum
      self.duals = duals
    }
  }

  package let rows: [Row]

  package init(rows: [Row]) { self.rows = rows }

  /// The largest whole number of cents that a value of L proves no lawful roster to cost less than;
  /// costs are whole, and a margin covers the rounding of sums.
  static func cents(_ value: Double) -> Double {
    max(0, (value - 1e-9 * abs(value) - 1e-6).rounded(.up))
  }
}

extension SiteProblem {
  /// The multipliers, with the names of the queues they belong to.
  func proof(_ duals: [Double]) -> BoundProof {
    let cover = problem.cover
    let minima = cover.minimumComponents.first?.lowerBound ?? cover.subsets.count
    return BoundProof(
      rows: cover.subsets.enumerated().map { index, subset in
        BoundProof.Row(
          queues: names(of: subset), isMinimum: index >= minima,
          duals: Array(duals[index * cover.slotCount..<(index + 1) * cover.slotCount]))
      })
  }

  private func names(of subset: UInt32) -> [String] {
    site.queues.indices.filter { subset & (1 << UInt32($0)) != 0 }.map { site.queues[$0].name }
  }

  /// The bound in cents that the multipliers prove, by pricing every agent once.
  ///
  /// Nothing of the multipliers is believed: those that would be too large for a slot are scaled down, and
  /// any that are not negative then prove something.
  /// - Returns: nil where they are not of this problem's rows, or where an agent has no lawful tour.
  package func bound(provenBy proof: BoundProof, threads: Int) -> Double? {
    let cover = problem.cover
    let slots = cover.slotCount
    var duals = proof.rows.flatMap(\.duals)
    guard duals.allSatisfy({ $0.isFinite && $0 >= 0 }), duals.count == cover.required.count,
      proof.rows.map(\.queues) == self.proof(duals).rows.map(\.queues),
      proof.rows.allSatisfy({ $0.duals.count == slots })
    else { return nil }
    for (component, limits) in cover.limitedComponents {
      for slot in 0..<slots {
        let places = component.map { $0 * slots + slot }
        let sum = places.reduce(0) { $0 + duals[$1] }
        guard sum > limits[slot] else { continue }
        for place in places { duals[place] *= limits[slot] / sum }
      }
    }
    let round = PricingRound(problem: problem, threads: threads)
    return round.price(duals: duals).map { BoundProof.cents($0.bound) }
  }

  /// The cost of a roster in this problem's terms; nil where it is none of its rosters: a shift that the
  /// site's kinds do not allow, an agent with two on one day, or a rule not kept.
  package func cost(of roster: Roster) -> RosterCost? {
    guard let tours = try? tours(of: roster) else { return nil }
    return RosterCost(site: self, state: RosterState(problem: problem, tours: tours))
  }
}
