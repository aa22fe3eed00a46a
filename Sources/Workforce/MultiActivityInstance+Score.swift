extension MultiActivityInstance {
  /// Every hard rule that the roster breaks, in words; empty for a feasible roster.
  ///
  /// Recomputed from the stretches alone and as plainly as can be, so that it may judge any solver. Days
  /// count from 1, as in the files.
  /// - Complexity: O(stretches · log stretches + periods × tasks)
  package func breaches(of roster: [[Stretch]]) -> [String] {
    guard roster.count == staff.count else {
      return ["\(roster.count) tours for \(staff.count) members of staff"]
    }
    var found: [String] = []
    for (member, stretches) in zip(staff, roster) {
      found += breaches(of: stretches, by: member).map { "\(member.id): \($0)" }
    }
    let present = present(in: roster)
    for (cell, wanted) in cover.enumerated() {
      let place = "period \(cell / tasks) task \(cell % tasks + 1)"
      if let wanted, present[cell] < wanted.lowerBound {
        found.append("\(place): \(present[cell]) of \(wanted.lowerBound)")
      } else if wanted == nil, present[cell] > 0 {
        found.append("\(place): \(present[cell]) where the task does not exist")
      }
    }
    return found
  }

  /// The sum over periods and tasks of the square of staff beyond the most wanted.
  ///
  /// Whether the roster is feasible plays no part; what lies outside the horizon counts nowhere.
  /// - Complexity: O(staff × periods + periods × tasks)
  package func objective(of roster: [[Stretch]]) -> Int {
    zip(present(in: roster), cover).reduce(0) { sum, cell in
      let over = max(0, cell.0 - (cell.1?.upperBound ?? cell.0))
      return sum + over * over
    }
  }

  private func present(in roster: [[Stretch]]) -> [Int] {
    var present = [Int](repeating: 0, count: cover.count)
    for stretch in roster.joined() where (0..<tasks).contains(stretch.task) {
      for period in stretch.periods.clamped(to: 0..<periods) {
        present[period * tasks + stretch.task] += 1
      }
    }
    return present
  }

  private func breaches(of stretches: [Stretch], by member: Member) -> [String] {
    var found: [String] = []
    var shifts: [[Stretch]] = []
    for stretch in stretches.sorted(by: { $0.periods.lowerBound < $1.periods.lowerBound }) {
      if !(0..<tasks).contains(stretch.task) {
        found.append("a task \(stretch.task + 1) of \(tasks)")
      }
      guard let last = shifts.last?.last else {
        shifts.append([stretch])
        continue
      }
      if stretch.periods.lowerBound < last.periods.upperBound {
        found.append("two tasks at once in period \(stretch.periods.lowerBound)")
      }
      if stretch.periods.lowerBound == last.periods.upperBound {
        shifts[shifts.count - 1].append(stretch)
      } else {
        shifts.append([stretch])
      }
    }
    var total = 0
    var before: Range<Int>?
    var run = 0
    for stretches in shifts {
      let shift = stretches[0].periods.lowerBound..<stretches.last!.periods.upperBound
      total += shift.count
      let previousDay = before.map { MultiActivityInstance.day(of: $0.lowerBound) }
      let day = MultiActivityInstance.day(of: max(0, shift.lowerBound))
      run = previousDay == day - 1 ? run + 1 : 1
      let name = "day \(day + 1)"
      if !MultiActivityInstance.shiftPeriods.contains(shift.count) {
        found.append("\(name): a shift of \(shift.count * 15) minutes")
      }
      if !MultiActivityInstance.isStart(max(0, shift.lowerBound)) {
        found.append("\(name): a start outside the hours of starts")
      }
      if shift.lowerBound < 0 || shift.upperBound > periods {
        found.append("\(name): outside the horizon")
      }
      if let before, shift.lowerBound - before.upperBound < MultiActivityInstance.restPeriods {
        found.append("\(name): a rest of \((shift.lowerBound - before.upperBound) * 15) minutes")
      }
      if previousDay == day { found.append("\(name): a second start") }
      if run > MultiActivityInstance.mostDaysInRow { found.append("\(name): \(run) days in a row") }
      found += shortStretches(of: stretches).map { "\(name): \($0)" }
      before = shift
    }
    if !member.minutes.contains(total * 15) {
      found.append("\(total * 15) minutes outside \(member.minutes)")
    }
    return found
  }

  /// Stretches of a shift that are too short once those of one task are joined.
  private func shortStretches(of stretches: [Stretch]) -> [String] {
    var joined: [Stretch] = []
    for stretch in stretches {
      if let last = joined.last, last.task == stretch.task {
        let start = last.periods.lowerBound
        joined[joined.count - 1].periods = start..<max(start, stretch.periods.upperBound)
      } else {
        joined.append(stretch)
      }
    }
    return joined.filter { $0.periods.count < MultiActivityInstance.stretchPeriods }
      .map { "task \($0.task + 1) for \($0.periods.count * 15) minutes" }
  }
}
