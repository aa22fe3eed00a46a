internal import Workforce

extension TaskRoster {
  /// Whether a shift of this length may stand there, as far as the days beside it matter; whether the
  /// day lengthens a run is asked apart.
  func fits(_ member: Int, _ day: Int, _ first: Int, _ end: Int) -> Bool {
    guard first >= 0, end <= model.periods, model.isStart[first],
      MultiActivityInstance.shiftPeriods.contains(end - first),
      MultiActivityInstance.day(of: first) == day
    else { return false }
    let place = member * model.days + day
    let rest = Int32(MultiActivityInstance.restPeriods)
    if day > 0, ends[place - 1] >= 0, ends[place - 1] + rest > Int32(first) { return false }
    if day + 1 < model.days, firsts[place + 1] >= 0, Int32(end) + rest > firsts[place + 1] {
      return false
    }
    return true
  }

  /// Whether a run of days that contains this one is short enough if the day is worked.
  func runFits(_ member: Int, _ day: Int) -> Bool {
    let row = member * model.days
    var low = day
    while low > 0, firsts[row + low - 1] >= 0 { low -= 1 }
    var high = day
    while high + 1 < model.days, firsts[row + high + 1] >= 0 { high += 1 }
    return high - low < MultiActivityInstance.mostDaysInRow
  }

  /// Whether a member works as long as they should.
  func totalFits(_ member: Int) -> Bool {
    totals[member] >= model.least[member] && totals[member] <= model.most[member]
  }

  /// The roster in the words of the instance.
  var stretches: [[MultiActivityInstance.Stretch]] {
    (0..<model.members).map { member in
      var found: [MultiActivityInstance.Stretch] = []
      for day in 0..<model.days where firsts[member * model.days + day] >= 0 {
        let shift = Int(firsts[member * model.days + day])..<Int(ends[member * model.days + day])
        var start = shift.lowerBound
        for period in shift {
          let place = member * model.periods + period
          if period + 1 == shift.upperBound || tasks[place + 1] != tasks[place] {
            found.append(.init(start..<period + 1, task: model.taskIndices[Int(tasks[place])]))
            start = period + 1
          }
        }
      }
      return found
    }
  }
}
