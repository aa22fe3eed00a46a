/// How the solve of a public instance ended.
package enum InstanceOutcome<Roster: Sendable>: Sendable {
  case roster(InstanceResult<Roster>)
  /// These members of staff alone cannot keep their rules.
  case impossible([String])
  /// No roster was found in the time given, and none is proven impossible.
  case nothing
}

/// The best roster of a public instance, with its proven bound.
package struct InstanceResult<Roster: Sendable>: Sendable {
  package let roster: Roster
  package let objective: Int
  /// No roster costs less; nil where the search ended before there was a bound.
  package let bound: Double?
  package let seconds: Double
  package let work: Int
  /// Times that all staff were priced, and tours that this brought.
  package let iterations: Int
  package let columns: Int
  package let seed: UInt64

  /// `(objective − bound) / objective`; zero where both are zero.
  package var gap: Double? {
    bound.map { objective == 0 ? 0 : max(0, (Double(objective) - $0) / Double(objective)) }
  }
}
