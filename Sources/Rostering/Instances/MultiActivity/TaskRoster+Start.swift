internal import Workforce

extension TaskRoster {
  /// Gives everybody a lawful tour on one task: all shifts of a member at one time of the day where that
  /// is enough, and any tour that the network of all tours has otherwise.
  /// - Returns: the ids of the members for whom there is none.
  func fill(generator: inout SplitMix64) -> [String] {
    var open: [Int] = []
    for member in 0..<model.members {
      begin()
      if !fillPlainly(member, generator: &generator) { open.append(member) }
    }
    begin()
    guard !open.isEmpty else { return [] }
    let relaxation = TourRelaxation(model)
    let pricing = Pricing(problem: relaxation.problem)
    pricing.setGroupValues(
      network: 0, slotPrices: [Double](repeating: 0, count: relaxation.problem.cover.slotCount))
    var impossible: [String] = []
    for member in open {
      guard let found = pricing.cheapestTour(of: relaxation.problem.agents[member]) else {
        impossible.append(model.instance.staff[member].id)
        continue
      }
      for (day, option) in found.tour.enumerated() where option >= 0 {
        let shift = relaxation.periods(of: option)
        setShift(member, day, shift.lowerBound, shift.upperBound)
        for period in shift { setTask(member, period, UInt8(member % model.tasks)) }
      }
      begin()
    }
    return impossible
  }

  private func fillPlainly(_ member: Int, generator: inout SplitMix64) -> Bool {
    let span = MultiActivityInstance.shiftPeriods
    let (least, most) = (Int(model.least[member]), Int(model.most[member]))
    guard least <= most else { return false }
    if least == 0 { return true }
    // Shifts of about eight hours where possible.
    let counts = 1...max(1, model.instance.days)
    let possible = counts.filter {
      max(least, $0 * span.lowerBound) <= min(most, $0 * span.upperBound)
    }
    for count in possible.sorted(by: { abs(least - 32 * $0) < abs(least - 32 * $1) }) {
      guard let days = spread(count) else { continue }
      let total = max(least, count * span.lowerBound)
      // 06:00–10:00, 14:00–18:00 or 20:00: ten hours later the horizon is not over yet.
      let first = (Array(0...16) + Array(32...48) + [56]).randomElement(using: &generator)!
      let task = UInt8(Int.random(in: 0..<model.tasks, using: &generator))
      for (index, day) in days.enumerated() {
        let length = total / count + (index < total % count ? 1 : 0)
        let begin = day * MultiActivityInstance.periodsInDay + first
        setShift(member, day, begin, begin + length)
        for period in begin..<begin + length { setTask(member, period, task) }
      }
      return true
    }
    return false
  }

  /// So many days of the horizon, evenly spread, without too long a run.
  private func spread(_ count: Int) -> [Int]? {
    let days = model.instance.days
    let even = (0..<count).map { $0 * days / count }
    let row = MultiActivityInstance.mostDaysInRow
    let sixes = (0..<days).filter { $0 % (row + 1) < row }
    for chosen in [even, Array(sixes.prefix(count))] where chosen.count == count {
      var run = 0
      let isLawful = chosen.indices.allSatisfy { index in
        run = index > 0 && chosen[index] == chosen[index - 1] + 1 ? run + 1 : 1
        return run <= row
      }
      if isLawful { return chosen }
    }
    return nil
  }
}
