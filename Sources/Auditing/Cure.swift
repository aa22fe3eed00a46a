package import Workforce

/// A small change of one roster after which a breach is gone and no other has come.
///
/// It says nothing about how well calls are answered afterwards, and is not the planner's optimum: it
/// is a way out that the audit itself has proven.
package struct Cure: Sendable, Equatable {
  /// What becomes of shifts; applied together.
  package let changes: [Change]
  /// Whether a breach that was there before is farther from its limit afterwards, as where an agent who
  /// has too few hours works less; only where nothing better was found.
  package let isPartial: Bool

  /// One shift that is taken away, added, or takes other times.
  package struct Change: Sendable, Equatable {
    /// Nil where a shift is added.
    package let before: Shift?
    /// Nil where the shift is taken away. Its agent is another where the shift is given to them.
    package let after: Shift?

    package init(before: Shift?, after: Shift?) {
      self.before = before
      self.after = after
    }
  }

  package init(changes: [Change], isPartial: Bool = false) {
    self.changes = changes
    self.isPartial = isPartial
  }

  /// The roster with the changes made.
  package func applied(to roster: Roster) -> Roster {
    var shifts = roster.shifts
    for change in changes {
      if let before = change.before, let index = shifts.firstIndex(of: before) {
        shifts.remove(at: index)
      }
      if let after = change.after { shifts.append(after) }
    }
    return Roster(period: roster.period, shifts: shifts)
  }

  /// Minutes in which the agents' work is not what it was: the smaller, the better the cure.
  package var size: Int { changes.reduce(0) { $0 + $1.size } }
}

extension Cure.Change {
  var size: Int {
    guard let before, let after, before.agent == after.agent else {
      return (before?.paidMinutes ?? 0) + (after?.paidMinutes ?? 0)
    }
    var common = 0
    for a in before.stretches {
      for b in after.stretches { common += max(0, min(a.end, b.end) - max(a.start, b.start)) }
    }
    return before.paidMinutes + after.paidMinutes - 2 * common
  }
}

extension Shift {
  /// The shift from one instant to another, with what is left of its breaks inside; nil where nothing
  /// would be left of it. Its day is that of the start.
  func reaching(from start: Instant, to end: Instant, in zone: Zone) -> Shift? {
    var (from, to) = (start, end)
    // A shift neither begins nor ends with a break.
    if let first = breaks.first(where: { $0.start <= from && from < $0.end }) { from = first.end }
    if let last = breaks.last(where: { $0.start < to && to <= $0.end }) { to = last.start }
    guard from < to else { return nil }
    return Shift(
      agent: agent, day: zone.local(from).day, start: from, end: to,
      breaks: breaks.filter { $0.start > from && $0.end < to })
  }

  /// The whole shift, breaks and all, so many minutes later.
  func moved(by minutes: Int, in zone: Zone) -> Shift {
    Shift(
      agent: agent, day: zone.local(start + minutes).day, start: start + minutes,
      end: end + minutes,
      breaks: breaks.map { Break(start: $0.start + minutes, end: $0.end + minutes) })
  }

  /// The shift with other breaks; nil where these do not lie inside, apart and in order.
  func taking(_ breaks: [Break]) -> Shift? {
    var last = start
    for pause in breaks {
      guard pause.start > last, pause.end > pause.start else { return nil }
      last = pause.end
    }
    guard last < end else { return nil }
    var shift = self
    shift.breaks = breaks
    return shift
  }

  /// The shift on another day, by the clock; nil where a change of the clocks leaves it out of order.
  func on(_ other: Day, agent: String, in zone: Zone) -> Shift? {
    func there(_ instant: Instant) -> Instant {
      let local = zone.local(instant)
      return zone.instant(other + (local.day - day), minute: local.minute)
    }
    let shift = Shift(agent: agent, day: other, start: there(start), end: there(end))
    guard shift.start < shift.end else { return nil }
    return shift.taking(breaks.map { Break(start: there($0.start), end: there($0.end)) })
  }
}
