internal import Workforce

// Moves within one member's tour.

extension Annealing {
  /// One of a member's shifts, by calendar day.
  struct Place {
    let member: Int
    let day: Int
    let first: Int
    let end: Int
  }

  /// A random member's shift of a random day, if there is one.
  func somewhere() -> Place? { shift(of: below(model.members), day: below(model.days)) }

  func shift(of member: Int, day: Int) -> Place? {
    let first = Int(roster.firsts[member * model.days + day])
    guard first >= 0 else { return nil }
    return Place(
      member: member, day: day, first: first, end: Int(roster.ends[member * model.days + day]))
  }

  /// Small steps mostly.
  func step() -> Int {
    let draw = below(8)
    return draw < 3 ? 1 : draw < 5 ? 2 : draw < 6 ? 3 : 1 + below(8)
  }

  /// A border of a stretch moves: within the shift, or with the shift's begin or end.
  func moveEdge() -> Bool {
    guard let shift = somewhere() else { return false }
    let row = shift.member * model.periods
    let tasks = roster.tasks
    let inside = shift.first + below(shift.end - shift.first)
    let task = tasks[row + inside]
    var low = inside
    while low > shift.first, tasks[row + low - 1] == task { low -= 1 }
    var high = inside + 1
    while high < shift.end, tasks[row + high] == task { high += 1 }
    let size = step()
    switch below(4) {
    case 0:
      if high == shift.end { return resize(shift, front: 0, back: size) && fitsTotal(shift) }
      return cover(shift, high, min(high + size, shift.end), task)
    case 1:
      if high == shift.end { return resize(shift, front: 0, back: -size) && fitsTotal(shift) }
      return cover(shift, max(high - size, low), high, tasks[row + high])
    case 2:
      if low == shift.first { return resize(shift, front: size, back: 0) && fitsTotal(shift) }
      return cover(shift, max(low - size, shift.first), low, task)
    default:
      if low == shift.first { return resize(shift, front: -size, back: 0) && fitsTotal(shift) }
      return cover(shift, low, min(low + size, high), tasks[row + low - 1])
    }
  }

  /// A random part of a shift is given another task.
  func paint() -> Bool {
    guard let shift = somewhere() else { return false }
    let length = MultiActivityInstance.stretchPeriods + below(13)
    let first =
      shift.first + below(shift.end - shift.first - MultiActivityInstance.stretchPeriods + 1)
    return cover(shift, first, min(first + length, shift.end), UInt8(below(model.tasks)))
  }

  /// A shift gets the tasks that are best against everybody else.
  func resolve() -> Bool {
    guard let shift = somewhere() else { return false }
    clear(shift)
    sequence.fill(roster, shift.member, shift.first, shift.end, weight: weight)
    return true
  }

  /// A shift moves a little, its tasks staying where they are.
  func translate() -> Bool {
    guard let shift = somewhere() else { return false }
    let size = below(4) == 0 ? 1 + below(16) : step()
    let shifted = below(2) == 0 ? size : -size
    guard resize(shift, front: -shifted, back: shifted) else { return false }
    if model.tasks > 1, below(8) == 0 { refill(self.shift(of: shift.member, day: shift.day)!) }
    return true
  }

  /// One shift of a member grows and another shrinks by as much.
  func transfer() -> Bool {
    guard let grown = somewhere() else { return false }
    let day = below(model.days)
    guard day != grown.day, let shrunk = shift(of: grown.member, day: day) else { return false }
    let size = step()
    guard
      below(2) == 0
        ? resize(shrunk, front: -size, back: 0) : resize(shrunk, front: 0, back: -size)
    else { return false }
    return below(2) == 0
      ? resize(grown, front: size, back: 0) : resize(grown, front: 0, back: size)
  }

  /// A shift leaves its place for any other of the member's tour, with the tasks best there.
  func relocate() -> Bool {
    guard let shift = somewhere() else { return false }
    remove(shift)
    let member = shift.member
    let day = below(3) == 0 ? shift.day : below(model.days)
    guard roster.firsts[member * model.days + day] < 0, !model.starts[day].isEmpty,
      roster.runFits(member, day)
    else { return false }
    var length = shift.end - shift.first
    if below(2) == 0 {
      let span = MultiActivityInstance.shiftPeriods
      let low = max(span.lowerBound, Int(model.least[member] - roster.totals[member]))
      let high = min(span.upperBound, Int(model.most[member] - roster.totals[member]))
      guard low <= high else { return false }
      length = low + below(high - low + 1)
    }
    return place(member, day, length)
  }

  /// A further shift; the others shrink as much as they must.
  func addShift() -> Bool {
    let member = below(model.members)
    let day = below(model.days)
    guard roster.firsts[member * model.days + day] < 0, !model.starts[day].isEmpty,
      roster.runFits(member, day)
    else { return false }
    let span = MultiActivityInstance.shiftPeriods
    let length = span.lowerBound + below(9)
    var surplus = Int(roster.totals[member]) + length - Int(model.most[member])
    // From any day on, so that no shift is spared.
    let offset = below(model.days)
    for index in 0..<model.days where surplus > 0 {
      guard let other = shift(of: member, day: (index + offset) % model.days) else { continue }
      let spare = other.end - other.first - span.lowerBound
      let cut = min(surplus, below(spare + 1))
      if cut > 0, shrink(other, by: cut) { surplus -= cut }
    }
    return surplus <= 0 && place(member, day, length)
  }

  /// A shift less; the others grow as much as they must.
  func dropShift() -> Bool {
    guard let dropped = somewhere() else { return false }
    remove(dropped)
    let member = dropped.member
    let span = MultiActivityInstance.shiftPeriods
    var open = Int(model.least[member] - roster.totals[member])
    let offset = below(model.days)
    for index in 0..<model.days where open > 0 {
      guard let other = shift(of: member, day: (index + offset) % model.days) else { continue }
      let spare = span.upperBound - (other.end - other.first)
      let more = min(open, below(spare + 1))
      guard more > 0 else { continue }
      let front = below(2) == 0
      if resize(other, front: front ? more : 0, back: front ? 0 : more) { open -= more }
    }
    return open <= 0
  }
}
