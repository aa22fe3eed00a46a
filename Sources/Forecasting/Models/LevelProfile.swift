private import Foundation

/// The level of the day times the share of each slot in it.
///
/// Shares are means over past days of the weekday, weighted by recency, shrunk towards the shares over all
/// weekdays as if `shrinkage` more days had shown those, and where `isSmooth`, averaged with their
/// neighbours (¼, ½, ¼).
///
/// - SeeAlso: J. Weinberg, L. D. Brown, J. R. Stroud, J. Amer. Statist. Assoc. 102 (2007) 1185,
///   doi:10.1198/016214506000001455.
struct LevelProfile: ForecastModel {
  let series: CallSeries
  let level: DayLevel
  /// Weeks in which a day's weight halves.
  let halfLife: Double
  let shrinkage: Double
  let isSmooth: Bool

  var name: String {
    "level × profile, half-life \(Int(halfLife)) weeks, shrinkage \(Int(shrinkage))"
      + (isSmooth ? ", smooth" : "")
  }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    let shares = profiles(origin: origin)
    let slots = series.slots
    var forecast: [Double] = []
    forecast.reserveCapacity(days.count * slots)
    for (day, logTotal) in zip(days, level.logTotals(days: days, origin: origin)) {
      let total = exp(logTotal)
      let base = series.calendar.weekday[day] * slots
      // A total below half a call stands for none: the filter's logarithm goes no lower.
      for slot in 0..<slots { forecast.append(total > 0.500001 ? total * shares[base + slot] : 0) }
    }
    return forecast
  }

  /// The share of each slot in its weekday's calls; over the open slots they sum to one.
  private func profiles(origin: Int) -> [Double] {
    let slots = series.slots
    let count = 7 * slots
    var calls = Array(repeating: 0.0, count: count)
    var totals = calls
    let decay = pow(0.5, 1 / (7 * halfLife))
    let first = max(0, origin - Int(6 * 7 * halfLife))
    var weightSum = 0.0
    var volume = 0.0
    series.matrix.calls.withUnsafeBufferPointer { values in
      for row in first..<max(first, origin) where series.isNormal[row] {
        let weight = pow(decay, Double(origin - row))
        let base = series.calendar.weekday[row] * slots
        weightSum += weight
        volume += weight * series.totals[row]
        for slot in 0..<slots {
          let value = values[row * slots + slot]
          if value.isNaN { continue }
          calls[base + slot] += weight * value
          totals[base + slot] += weight * series.totals[row]
        }
      }
    }
    guard volume > 0 else { return calls }
    let prior = shrinkage * volume / weightSum
    var shares = Array(repeating: 0.0, count: count)
    for slot in 0..<slots {
      var (numerator, denominator) = (0.0, 0.0)
      for weekday in 0..<7 {
        numerator += calls[weekday * slots + slot]
        denominator += totals[weekday * slots + slot]
      }
      let pooled = denominator > 0 ? numerator / denominator : 0
      for index in stride(from: slot, to: count, by: slots) {
        // At least a trace of the pool, for a weekday of which nothing is known.
        let trace = max(prior, 1e-9 * volume)
        shares[index] =
          shrinkage == 0 && totals[index] > 0
          ? calls[index] / totals[index]
          : (calls[index] + trace * pooled) / (totals[index] + trace)
      }
    }
    return normalised(isSmooth ? smoothed(shares) : shares)
  }

  private func smoothed(_ shares: [Double]) -> [Double] {
    let slots = series.slots
    let isOpen = series.matrix.isOpen
    return shares.indices.map { index in
      func neighbour(_ other: Int) -> Double {
        other >= 0 && other < shares.count && other / slots == index / slots && isOpen[other]
          ? shares[other] : shares[index]
      }
      return neighbour(index - 1) / 4 + shares[index] / 2 + neighbour(index + 1) / 4
    }
  }

  private func normalised(_ shares: [Double]) -> [Double] {
    let slots = series.slots
    var result = shares
    for weekday in 0..<7 {
      let range = weekday * slots..<(weekday + 1) * slots
      let sum = range.reduce(0) { $0 + (series.matrix.isOpen[$1] ? shares[$1] : 0) }
      for index in range { result[index] = sum > 0 ? shares[index] / sum : 0 }
    }
    return result
  }
}
