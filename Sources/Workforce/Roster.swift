/// One agent's work of one day, with breaks inside it.
package struct Shift: Sendable, Equatable {
  package var agent: String
  /// The civil day on which the shift starts.
  package var day: Day
  package var start: Instant
  package var end: Instant
  /// In order, inside the shift, not touching.
  package var breaks: [Break]

  package init(agent: String, day: Day, start: Instant, end: Instant, breaks: [Break] = []) {
    self.agent = agent
    self.day = day
    self.start = start
    self.end = end
    self.breaks = breaks
  }

  /// Elapsed minutes of presence without breaks.
  package var paidMinutes: Int {
    (end - start) - breaks.reduce(0) { $0 + ($1.end - $1.start) }
  }

  /// The stretches of work between breaks, in order.
  package var stretches: [(start: Instant, end: Instant)] {
    var from = start
    var found: [(start: Instant, end: Instant)] = []
    for pause in breaks {
      if pause.start > from { found.append((from, pause.start)) }
      from = pause.end
    }
    if end > from { found.append((from, end)) }
    return found
  }
}

/// Unworked time inside a shift; unpaid unless a shift kind pays it.
package struct Break: Sendable, Equatable {
  package var start: Instant
  package var end: Instant

  package init(start: Instant, end: Instant) {
    self.start = start
    self.end = end
  }
}

/// The shifts of every agent over a period.
package struct Roster: Sendable, Equatable {
  package var period: Period
  /// In the order of agent and start.
  package var shifts: [Shift]

  package init(period: Period, shifts: [Shift]) {
    self.period = period
    self.shifts = shifts.sorted { ($0.agent, $0.start) < ($1.agent, $1.start) }
  }
}
