internal import Workforce

// Moves between two members: the cover stays as it is, or nearly so, but their tours allow other moves.

extension Annealing {
  /// Two members exchange all they do on a few days.
  func exchangeDays() -> Bool {
    let one = below(model.members)
    let other = below(model.members)
    guard one != other else { return false }
    let first = below(model.days)
    let last = min(model.days - 1, first + (below(2) == 0 ? 0 : below(7)))
    guard exchange(one, other, first...last) else { return false }
    guard roster.totalFits(one), roster.totalFits(other) else { return false }
    for member in [one, other] {
      for day in [first, last] {
        // A day off has no rest of its own, but those beside it may have become neighbours.
        if let shift = shift(of: member, day: day),
          !roster.fits(member, day, shift.first, shift.end)
        {
          return false
        }
      }
      for day in first...last where roster.firsts[member * model.days + day] >= 0 {
        if !roster.runFits(member, day) { return false }
      }
    }
    return true
  }

  private func exchange(_ one: Int, _ other: Int, _ days: ClosedRange<Int>) -> Bool {
    // All of it is taken away before any of it is given, since shifts of two members may overlap.
    var shifts = 0
    var periods = 0
    for day in days {
      for member in [one, other] {
        guard let shift = shift(of: member, day: day) else { continue }
        shiftDraft[shifts] = shift
        shifts += 1
        for period in shift.first..<shift.end {
          taskDraft[periods] = roster.tasks[member * model.periods + period]
          periods += 1
        }
        remove(shift)
      }
    }
    periods = 0
    for index in 0..<shifts {
      let shift = shiftDraft[index]
      let member = shift.member == one ? other : one
      for period in shift.first..<shift.end {
        roster.setTask(member, period, taskDraft[periods])
        periods += 1
      }
      roster.setShift(member, shift.day, shift.first, shift.end)
    }
    return shifts > 0
  }

  /// Two members at work exchange the rest of their shifts.
  func exchangeTails() -> Bool {
    guard let mine = somewhere() else { return false }
    let other = below(model.members)
    guard other != mine.member else { return false }
    let cut = mine.first + 1 + below(mine.end - mine.first)
    // Their shift may have begun on the day before.
    guard
      let theirs = shift(of: other, near: mine.day, cut),
      mine.end != theirs.end || model.tasks > 1, cut < mine.end || cut < theirs.end,
      roster.fits(mine.member, mine.day, mine.first, theirs.end)
    else { return false }
    guard roster.fits(other, theirs.day, theirs.first, mine.end) else { return false }
    let high = max(mine.end, theirs.end)
    let (row, otherRow) = (mine.member * model.periods, other * model.periods)
    for period in cut..<high {
      let task = period < mine.end ? roster.tasks[row + period] : TaskRoster.off
      let theirTask = period < theirs.end ? roster.tasks[otherRow + period] : TaskRoster.off
      roster.setTask(mine.member, period, theirTask)
      roster.setTask(other, period, task)
    }
    roster.setShift(mine.member, mine.day, mine.first, theirs.end)
    roster.setShift(other, theirs.day, theirs.first, mine.end)
    mend(mine.member, mine.first, theirs.end, around: cut - 1)
    mend(mine.member, mine.first, theirs.end, around: min(cut, theirs.end - 1))
    mend(other, theirs.first, mine.end, around: cut - 1)
    mend(other, theirs.first, mine.end, around: min(cut, mine.end - 1))
    return roster.totalFits(mine.member) && roster.totalFits(other)
  }

  /// A member's shift of a day or the day before that has begun before a period and not ended.
  private func shift(of member: Int, near day: Int, _ period: Int) -> Place? {
    for day in max(0, day - 1)...day {
      if let shift = shift(of: member, day: day), shift.first < period, period <= shift.end {
        return shift
      }
    }
    return nil
  }
}
