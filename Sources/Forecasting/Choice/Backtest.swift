package import Workforce

/// How well models forecast the past of a queue: at several origins, each from what lay before it.
package struct Backtest: Sendable, Equatable {
  /// One line of the table.
  package struct Row: Sendable, Equatable {
    package var model: String
    package var accuracy: Accuracy
    /// Weight in the combination, 0…1; nil for what is not part of one.
    package var weight: Double?
  }

  package var queue: String
  /// First days of the periods that were forecast, latest first.
  package var origins: [Day]
  /// Days forecast at each origin.
  package var horizon: Int
  /// What is in use first; then, by weight, what it was joined from or is to be compared with.
  package var rows: [Row]
}
