private import Foundation

/// Calls as Poisson counts whose rates are learned from counts alone, for lines so quiet that a day's
/// logarithm says little.
///
///     rate(day, slot) = level · weekday · share
///
/// level is the mean of daily calls with weights that halve every `halfLife` weeks. Weekdays and shares
/// are gamma posteriors: what was counted, and as if `priorCalls` more had been at the level, in the
/// shape of all weekdays together, which in turn leans on its neighbours in time.
///
/// - SeeAlso: J. W. Taylor, Management Science 58 (2012) 534, doi:10.1287/mnsc.1110.1434.
struct RateProfile: ForecastModel {
  let series: CallSeries
  let factors: CalendarFactors
  let halfLife: Double

  /// Calls that the prior counts for.
  private static let priorCalls = 30.0

  var name: String { "rates of counts, half-life \(Int(halfLife)) weeks" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    let slots = series.slots
    let factors = factors.at(origin)
    // Calls and exposure (days, at their factor) of each weekday and slot.
    var calls = Array(repeating: 0.0, count: 7 * slots)
    var exposure = calls
    let decay = pow(0.5, 1 / (7 * halfLife))
    var weight = 1.0
    series.matrix.calls.withUnsafeBufferPointer { values in
      for row in stride(from: origin - 1, through: 0, by: -1) {
        if weight < 1e-3 { break }
        if series.isNormal[row] {
          let base = series.calendar.weekday[row] * slots
          for slot in 0..<slots {
            let value = values[row * slots + slot]
            if value.isNaN { continue }
            calls[base + slot] += weight * value
            exposure[base + slot] += weight * factors[row]
          }
        }
        weight *= decay
      }
    }
    let rates = posterior(calls, exposure)
    var forecast: [Double] = []
    forecast.reserveCapacity(days.count * slots)
    for day in days {
      let base = series.calendar.weekday[day] * slots
      for slot in 0..<slots { forecast.append(factors[day] * rates[base + slot]) }
    }
    return forecast
  }

  /// The rate of each weekday and slot.
  private func posterior(_ calls: [Double], _ exposure: [Double]) -> [Double] {
    let slots = series.slots
    let pooled = pooledRates(calls, exposure)
    var rates = Array(repeating: 0.0, count: 7 * slots)
    for weekday in 0..<7 {
      let range = weekday * slots..<(weekday + 1) * slots
      let counted = calls[range].reduce(0, +)
      let expected = range.reduce(0) { $0 + exposure[$1] * pooled[$1 - weekday * slots] }
      let factor = (counted + Self.priorCalls) / (expected + Self.priorCalls)
      for slot in 0..<slots {
        let prior = factor * pooled[slot]
        let index = weekday * slots + slot
        // A gamma prior with the mean `prior` and the weight of `priorCalls` calls.
        rates[index] =
          prior > 0
          ? (calls[index] + Self.priorCalls) / (exposure[index] + Self.priorCalls / prior) : 0
      }
    }
    return rates
  }

  /// The rate of each slot whatever the weekday.
  private func pooledRates(_ calls: [Double], _ exposure: [Double]) -> [Double] {
    let slots = series.slots
    let sums = (0..<slots).map { slot in
      stride(from: slot, to: 7 * slots, by: slots).reduce(into: (calls: 0.0, exposure: 0.0)) {
        $0.calls += calls[$1]
        $0.exposure += exposure[$1]
      }
    }
    return (0..<slots).map { slot in
      guard sums[slot].exposure > 0 else { return 0 }
      // Neighbours, nearer ones more, make the prior: a rate does not jump with every half hour.
      var (near, weight) = (0.0, 0.0)
      for step in 1...3 {
        for other in [slot - step, slot + step] where sums.indices.contains(other) {
          guard sums[other].exposure > 0 else { continue }
          near += sums[other].calls / sums[other].exposure / Double(step)
          weight += 1 / Double(step)
        }
      }
      let own = sums[slot].calls / sums[slot].exposure
      let prior = weight > 0 ? near / weight : own
      return prior > 0
        ? (sums[slot].calls + Self.priorCalls) / (sums[slot].exposure + Self.priorCalls / prior)
        : own
    }
  }
}
