package import Workforce

/// An agent with the shifts they are rostered for.
package struct SimulatedAgent: Sendable, Equatable {
  package var id: String
  /// The skill whose calls they take first in front.
  package var skills: [String]
  /// Any that reach into the period; those of the night before its first day belong here, too.
  package var shifts: [Shift]
  /// Probability that a whole shift is missed, drawn for each agent and day, in `[0, 1)`.
  package var absence: Double
  /// Probability, for each interval of the period, that the agent is away (meetings, training) for the
  /// part of a shift that lies in it, drawn for each agent and interval, in `[0, 1)`; nil for never.
  package var shrinkage: [Double]?

  package init(
    id: String, skills: [String], shifts: [Shift], absence: Double = 0,
    shrinkage: [Double]? = nil
  ) {
    self.id = id
    self.skills = skills
    self.shifts = shifts
    self.absence = absence
    self.shrinkage = shrinkage
  }
}
