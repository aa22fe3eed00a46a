package import Workforce

/// What came of raising a requirement until its roster keeps what the queues promise.
package struct Verification: Sendable, Equatable {
  /// A day on which a queue's promise is not kept, on the mean of all samples.
  package struct Miss: Sendable, Equatable {
    package let queue: String
    package let day: Day
    /// Agent-minutes required for the queue that day and not rostered: nobody was left for them.
    package let missingMinutes: Int
  }

  /// A queue that keeps its promise in fewer weeks than it asks for.
  package struct RareWeeks: Sendable, Equatable {
    package let queue: String
    /// Shares of weeks.
    package let asked: Double
    package let kept: Double
  }

  /// Agent-hours added to what the forecast alone requires.
  package struct Addition: Sendable, Equatable {
    package let queue: String
    package let hours: Double
    package let plainHours: Double
  }

  /// Rosters made, the first for the plain requirement.
  package internal(set) var rounds: Int
  /// By queue, in the site's order.
  package let added: [Addition]
  package let misses: [Miss]
  package let rareWeeks: [RareWeeks]
  /// Agent-minutes of the raised requirement that are not rostered.
  package let missingMinutes: Int

  package var isKept: Bool { misses.isEmpty && rareWeeks.isEmpty }

  /// Whether fewer promises are broken than in another, or the same less often.
  func isBetter(than other: Verification) -> Bool {
    let kept = rareWeeks.reduce(0) { $0 + $1.kept }
    let otherKept = other.rareWeeks.reduce(0) { $0 + $1.kept }
    return (misses.count, rareWeeks.count, -kept)
      < (other.misses.count, other.rareWeeks.count, -otherKept)
  }
}
