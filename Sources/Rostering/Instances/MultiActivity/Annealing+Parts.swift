internal import Workforce

// What moves are made of; each part keeps the rules of one shift.

extension Annealing {
  func fitsTotal(_ shift: Place) -> Bool { roster.totalFits(shift.member) }

  func shrink(_ shift: Place, by size: Int) -> Bool {
    below(2) == 0
      ? resize(shift, front: -size, back: 0) || resize(shift, front: 0, back: -size)
      : resize(shift, front: 0, back: -size)
  }

  /// A new shift of this length at a random start of the day.
  func place(_ member: Int, _ day: Int, _ length: Int) -> Bool {
    let starts = model.starts[day]
    let first = starts[below(starts.count)]
    guard roster.fits(member, day, first, first + length) else { return false }
    roster.setShift(member, day, first, first + length)
    sequence.fill(roster, member, first, first + length, weight: weight)
    return roster.totalFits(member)
  }

  func clear(_ shift: Place) {
    for period in shift.first..<shift.end { roster.setTask(shift.member, period, TaskRoster.off) }
  }

  func refill(_ shift: Place) {
    clear(shift)
    sequence.fill(roster, shift.member, shift.first, shift.end, weight: weight)
  }

  func remove(_ shift: Place) {
    clear(shift)
    roster.setShift(shift.member, shift.day, -1, -1)
  }

  /// Moves a shift's begin earlier by `front` and its end later by `back`, either perhaps negative. New
  /// periods continue the task beside them; what is left of a stretch is never shorter than an hour.
  func resize(_ shift: Place, front: Int, back: Int) -> Bool {
    let first = shift.first - front
    let end = shift.end + back
    guard roster.fits(shift.member, shift.day, first, end) else { return false }
    let row = shift.member * model.periods
    let tasks = roster.tasks
    let member = shift.member
    if first < shift.first {
      let task = tasks[row + shift.first]
      for period in first..<shift.first { roster.setTask(member, period, task) }
    }
    if end > shift.end {
      let task = tasks[row + shift.end - 1]
      for period in shift.end..<end { roster.setTask(member, period, task) }
    }
    if first > shift.first {
      for period in shift.first..<first { roster.setTask(member, period, TaskRoster.off) }
      mend(member, first, end, around: first)
    }
    if end < shift.end {
      for period in end..<shift.end { roster.setTask(member, period, TaskRoster.off) }
      mend(member, first, end, around: end - 1)
    }
    roster.setShift(member, shift.day, first, end)
    return true
  }

  /// Joins the stretch around a period of a shift to one beside it until it is long enough.
  func mend(_ member: Int, _ first: Int, _ end: Int, around period: Int) {
    let row = member * model.periods
    let tasks = roster.tasks
    var low = period
    var high = period + 1
    while true {
      let task = tasks[row + period]
      while low > first, tasks[row + low - 1] == task { low -= 1 }
      while high < end, tasks[row + high] == task { high += 1 }
      if high - low >= MultiActivityInstance.stretchPeriods { return }
      let isBefore = high == end || low > first && below(2) == 0
      let other = tasks[row + (isBefore ? low - 1 : high)]
      for period in low..<high { roster.setTask(member, period, other) }
    }
  }

  /// Gives a part of a shift a task, and with it the rests of stretches that would be too short.
  func cover(_ shift: Place, _ first: Int, _ end: Int, _ task: UInt8) -> Bool {
    let row = shift.member * model.periods
    let tasks = roster.tasks
    let least = MultiActivityInstance.stretchPeriods
    var low = first
    if low > shift.first, tasks[row + low - 1] == tasks[row + low], tasks[row + low] != task {
      while low > shift.first, tasks[row + low - 1] == tasks[row + first] { low -= 1 }
      if first - low >= least { low = first }
    }
    var high = end
    if high < shift.end, tasks[row + high] == tasks[row + high - 1], tasks[row + high] != task {
      while high < shift.end, tasks[row + high] == tasks[row + end] { high += 1 }
      if high - end >= least { high = end }
    }
    for period in low..<high { roster.setTask(shift.member, period, task) }
    return true
  }
}
