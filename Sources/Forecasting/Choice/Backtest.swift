package import Workforce

/// How well a queue's past was forecast: at several origins, each from what lay before it.
package struct Backtest: Sendable, Equatable {
  /// One line of the table.
  package struct Row: Sendable, Equatable {
    package enum Kind: String, Sendable {
      /// The forecast as it is used, with all that belongs to it.
      case forecast
      /// What a planner would do without a program.
      case reference
      /// One of the models that the forecast is joined from.
      case model
    }

    package var kind: Kind
    package var model: String
    /// What models that differ in their settings only have in common; empty where there is nothing.
    package var family = ""
    package var accuracy: Accuracy
    /// Mean weight in the combination, 0…1; nil for what is not part of one.
    package var weight: Double?
    /// WAPE of each period, in the order of ``Backtest/origins``.
    package var periodWapes: [Double] = []
    /// Mean time for one period. That of the forecast is all there is to it; that of a model leaves out what
    /// all models share, as reading the calendar.
    package var seconds = 0.0
  }

  package var queue: String
  /// First days of the periods that were forecast, latest first.
  package var origins: [Day]
  /// Days forecast at each origin.
  package var horizon: Int
  /// Intervals compared, and the calls in them: the same for every row.
  package var intervals = 0
  package var calls = 0.0
  /// The forecast first; then references; then, by weight, what it was joined from.
  package var rows: [Row]

  /// The rows with only the closest model of each family.
  package var bestOfEachFamily: [Row] {
    var best: [String: Row] = [:]
    for row in rows where row.kind == .model {
      if let known = best[row.family], known.accuracy.wape <= row.accuracy.wape { continue }
      best[row.family] = row
    }
    return rows.filter { $0.kind != .model || best[$0.family]?.model == $0.model }
  }

  /// In how many periods `row` came closer than `other`, ties counting for neither.
  package static func wins(of row: Row, over other: Row) -> Int {
    zip(row.periodWapes, other.periodWapes).count { $0 < $1 }
  }
}
