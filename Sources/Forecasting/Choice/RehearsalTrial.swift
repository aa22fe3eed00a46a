internal import Workforce

/// One period of the past, forecast in several ways from what lay before it.
struct RehearsalTrial: Sendable {
  /// One way to forecast it.
  struct Column: Sendable {
    let kind: Backtest.Row.Kind
    let name: String
    var family = ""
    var weight: Double?
    let seconds: Double
    /// One value for each interval.
    let means: [Double]
    /// Quantiles 2.5, 10, 90 and 97.5 % of each interval; empty where they are yet to be fitted.
    var limits: [[Double]] = []
  }

  let origin: Day
  /// Calls of each interval that is open and known, and its day counted from the origin.
  let actual: [Double]
  let days: [Int]
  let columns: [Column]

  /// The table over several periods, of the columns that all of them have.
  ///
  /// Where a column brings no limits, those of a period are fitted on its errors in the other periods.
  static func rows(_ trials: [RehearsalTrial], naiveError: Double?) -> [Backtest.Row] {
    guard let first = trials.first else { return [] }
    var rows: [Backtest.Row] = []
    for (place, column) in first.columns.enumerated() {
      // Nearly always the same place; a longer history may bring models that a shorter one has not.
      let found = trials.compactMap { trial in
        trial.columns.indices.contains(place) && trial.columns[place].name == column.name
          ? trial.columns[place]
          : trial.columns.first { $0.kind == column.kind && $0.name == column.name }
      }
      guard found.count == trials.count else { continue }
      var points: [Accuracy.Point] = []
      var periodWapes: [Double] = []
      for (index, trial) in trials.enumerated() {
        let limits =
          found[index].limits.isEmpty ? fitted(found, trials, index) : found[index].limits
        let own = trial.actual.indices.map {
          Accuracy.Point(
            origin: index, day: trial.days[$0], actual: trial.actual[$0],
            mean: found[index].means[$0], limits: limits.isEmpty ? [] : limits[$0])
        }
        periodWapes.append(Accuracy(own).wape)
        points += own
      }
      let count = Double(trials.count)
      rows.append(
        Backtest.Row(
          kind: column.kind, model: column.name, family: column.family,
          accuracy: Accuracy(points, naiveError: naiveError),
          weight: column.weight == nil ? nil : found.reduce(0) { $0 + ($1.weight ?? 0) } / count,
          periodWapes: periodWapes, seconds: found.reduce(0) { $0 + $1.seconds } / count))
    }
    let models = rows.filter { $0.kind == .model }
    return rows.filter { $0.kind != .model }
      + models.sorted {
        (-($0.weight ?? 0), $0.accuracy.wape, $0.model)
          < (-($1.weight ?? 0), $1.accuracy.wape, $1.model)
      }
  }

  /// Limits of one period from the errors in the others; empty where there are no others.
  private static func fitted(
    _ columns: [Column], _ trials: [RehearsalTrial], _ index: Int
  ) -> [[Double]] {
    let others = trials.indices.filter { $0 != index }
    if others.isEmpty { return [] }
    let intervals = PredictionIntervals(
      forecasts: others.flatMap { columns[$0].means },
      actuals: others.flatMap { trials[$0].actual },
      origins: others.count)
    return columns[index].means.map { intervals.limits(mean: $0) }
  }
}
