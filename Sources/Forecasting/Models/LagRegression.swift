private import Foundation

/// Calls regressed on those just before, a day before and a week before, for lines whose past carries on.
///
///     z(t) = c + Σ β(k) z(t − k),  k = 1, 2, 3, a day ∓ 1, two days, a week ∓ 1, two weeks
///
/// over the open slots of the week one after the other; a day here is as many of them as a day has, and
/// the coefficients are least squares with a little ridge, younger slots weighing more. What is unknown is
/// filled with the week before. Further slots are forecast from those forecast already.
/// Where `isDifferenced`, z is the change since the day before, so that a level that drifts is followed.
struct LagRegression: ForecastModel {
  let series: CallSeries
  let factors: CalendarFactors
  let isDifferenced: Bool
  private let grid: OpenGrid

  /// Weeks in which a slot's weight halves, and those that count at all.
  private static let halfLife = 12.0
  private static let weeks = 30
  /// Penalty on the coefficients of standardised lags, per unit of weight.
  private static let ridge = 1e-3

  /// Nil where weekdays differ in their hours or the history is too short for a week's lag.
  init?(series: CallSeries, factors: CalendarFactors, isDifferenced: Bool) {
    guard let grid = OpenGrid(series), grid.day > 3 else { return nil }
    self.series = series
    self.factors = factors
    self.isDifferenced = isDifferenced
    self.grid = grid
  }

  var name: String { isDifferenced ? "lags of daily changes" : "lags" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    let factors = factors.at(origin)
    let past = grid.filled(series, before: origin, factors: factors)
    let end = grid.position(ofRow: days.upperBound)
    var values = past
    let top = 2 * (past.max() ?? 0)
    let shift = isDifferenced ? grid.day : 0
    var changes = isDifferenced ? zip(past.dropFirst(shift), past).map { $0 - $1 } : past
    let fit = Fit(
      Array(changes.suffix(Self.weeks * grid.week)), lags: lags(changes.count),
      halfLife: Self.halfLife * Double(grid.week))
    while values.count < end {
      let change = fit.next(changes)
      let value = min(top, max(0, isDifferenced ? values[values.count - shift] + change : change))
      changes.append(isDifferenced ? value - values[values.count - shift] : value)
      values.append(value)
    }
    var result = Array(repeating: 0.0, count: days.count * series.slots)
    for row in days {
      guard let start = grid.start(ofRow: row) else { continue }
      for (place, slot) in grid.slots(ofRow: row).enumerated() {
        result[(row - days.lowerBound) * series.slots + slot] =
          values[start + place] * factors[row]
      }
    }
    return result
  }

  /// Lags of which the history has several times as many slots.
  private func lags(_ count: Int) -> [Int] {
    let (day, week) = (grid.day, grid.week)
    var lags = Set([1, 2, 3, day - 1, day, day + 1, 2 * day])
    if week > day { lags.formUnion([week - 1, week, week + 1, 2 * week]) }
    return lags.filter { 2 * $0 < count }.sorted()
  }

  /// Weighted ridge regression of a sequence on its own past.
  private struct Fit {
    let lags: [Int]
    private var mean = 0.0
    private var coefficients: [Double] = []

    init(_ values: [Double], lags: [Int], halfLife: Double) {
      self.lags = lags
      guard let longest = lags.last, values.count > longest + 2 * lags.count else { return }
      mean = values.reduce(0, +) / Double(values.count)
      let size = lags.count
      var normal = Array(repeating: 0.0, count: size * size)
      var right = Array(repeating: 0.0, count: size)
      var row = right
      let decay = pow(0.5, 1 / halfLife)
      var weight = 1.0
      let mean = mean
      let centred = values.map { $0 - mean }
      centred.withUnsafeBufferPointer { values in
        row.withUnsafeMutableBufferPointer { row in
          right.withUnsafeMutableBufferPointer { right in
            normal.withUnsafeMutableBufferPointer { normal in
              for target in stride(from: values.count - 1, through: longest, by: -1) {
                for k in 0..<size { row[k] = values[target - lags[k]] }
                let y = weight * values[target]
                for i in 0..<size {
                  let scaled = weight * row[i]
                  right[i] += y * row[i]
                  for j in 0...i { normal[i * size + j] += scaled * row[j] }
                }
                weight *= decay
              }
            }
          }
        }
      }
      let scale = (0..<size).reduce(0) { $0 + normal[$1 * size + $1] } / Double(size)
      for i in 0..<size { normal[i * size + i] += LagRegression.ridge * scale + 1e-12 }
      coefficients = Cholesky.solve(normal, right)
    }

    func next(_ values: [Double]) -> Double {
      guard !coefficients.isEmpty else { return mean }
      var sum = mean
      for (lag, coefficient) in zip(lags, coefficients) {
        sum += coefficient * (values[values.count - lag] - mean)
      }
      return sum
    }
  }
}
