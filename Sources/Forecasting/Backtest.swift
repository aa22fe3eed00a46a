package import Workforce

/// How well models forecast the past of a queue: at several origins, each from what lay before it.
package struct Backtest: Sendable, Equatable {
  /// One line of the table.
  package struct Row: Sendable, Equatable {
    package var model: String
    /// Σ |calls − forecast| / Σ calls over intervals, over days, and over whole horizons.
    package var wape: Double
    package var wapeDay: Double
    package var wapePeriod: Double
    /// Σ (forecast − calls) / Σ calls: positive where too many calls were expected.
    package var bias: Double
    /// Weight in the combination, 0…1; nil for the combination itself.
    package var weight: Double?
  }

  package var queue: String
  /// First days of the periods that were forecast, latest first.
  package var origins: [Day]
  /// Days forecast at each origin.
  package var horizon: Int
  /// The combination first, then its models in the order of their weight.
  package var rows: [Row]
  /// Share of intervals whose calls lay within the limits, fitted at the other origins; nil where there
  /// is only one origin.
  package var coverage80: Double?
  package var coverage95: Double?
}
