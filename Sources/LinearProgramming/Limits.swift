/// When simplex stops unfinished.
package struct Limits: Sendable, Hashable {
  /// Seconds of wall clock; infinite means as long as it takes.
  package var seconds: Double
  /// Simplex iterations.
  package var iterations: Int

  package init(seconds: Double = .infinity, iterations: Int = .max) {
    self.seconds = seconds
    self.iterations = iterations
  }

  var milliseconds: Int32 { Limits.milliseconds(seconds) }
  var iterationLimit: Int32 { Int32(clamping: max(0, iterations)) }

  /// `seconds` for GLPK, whose largest number stands for no limit; NaN stops at once.
  static func milliseconds(_ seconds: Double) -> Int32 {
    guard seconds > 0 else { return 0 }
    return seconds * 1000 < Double(Int32.max) ? Int32(seconds * 1000) : .max
  }
}

/// When an integer search stops unfinished, and how it searches.
package struct IntegerLimits: Sendable, Hashable {
  /// Seconds of wall clock for the root and the tree together.
  package var seconds: Double
  /// Stops once `(objective - bound) / |objective|` is at most this.
  package var relativeGap: Double
  /// Whether rounding, cover and clique cuts tighten the relaxations.
  package var cuts: Bool

  package init(seconds: Double = .infinity, relativeGap: Double = 0, cuts: Bool = false) {
    self.seconds = seconds
    self.relativeGap = relativeGap
    self.cuts = cuts
  }
}
