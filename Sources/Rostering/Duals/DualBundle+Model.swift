// The proximal model: what the next point promises, and the weights that say where it lies.

extension DualBundle {
  /// What the model says at the duals.
  func modelValue() -> Double { DualBundleModel(self).value() }

  /// Finds the next point, and the weights that say where it lies.
  mutating func solveModel() {
    let model = DualBundleModel(self)
    modelled = model.solve(bound: bound)
    model.store(in: &self)
  }

  /// Counts presence and tallies again from the weights.
  mutating func recount() {
    let slots = problem.cover.slotCount
    for index in tallied.indices { tallied[index] = 0 }
    let (problem, plans, tallyCount) = (problem, plans, tallyCount)
    present.withUnsafeMutableBufferPointer { present in
      present.update(repeating: 0)
      for agent in plans.indices {
        let subsets = subsetsOfMask[problem.agents[agent].mask]
        for plan in plans[agent] where plan.weight > 0 {
          let weight = plan.weight
          let counts = problem.tallies(of: plan.tour, agent: problem.agents[agent])
          for (tally, count) in counts.enumerated() {
            tallied[agent * tallyCount + tally] += weight * Double(count)
          }
          for index in plan.tour where index >= 0 {
            let option = problem.options[Int(index)]
            let isPaused = option.breakFirst < option.breakEnd
            let pause = isPaused ? option.breakFirst..<option.breakEnd : option.end..<option.end
            for subset in subsets {
              let row = subset * slots
              for slot in Int(option.first)..<Int(pause.lowerBound) {
                present[row + slot] += weight
              }
              for slot in Int(pause.upperBound)..<Int(option.end) { present[row + slot] += weight }
            }
          }
        }
      }
    }
  }
}
