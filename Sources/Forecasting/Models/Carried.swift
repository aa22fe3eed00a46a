private import Foundation

/// Another model, shifted by what it misses just before the origin; the shift fades out.
///
/// The shift is the mean difference between calls and model over the four hours before the origin; it
/// halves with every `halfLife` days of lead.
struct Carried: ForecastModel {
  let series: CallSeries
  let base: any ForecastModel
  let halfLife: Double

  var name: String { "\(base.name), last error carried \(halfLife) days" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    var forecast = base.forecast(origin: origin, days: days)
    guard origin > 1 else { return forecast }
    let slots = series.slots
    let last = base.forecast(origin: origin, days: origin - 1..<origin)
    var (error, count) = (0.0, 0.0)
    for slot in slots - max(1, slots / 6)..<slots {
      let value = series.matrix.calls[(origin - 1) * slots + slot]
      if value.isNaN { continue }
      error += value - last[slot]
      count += 1
    }
    guard count > 0 else { return forecast }
    let lead = (days.lowerBound - origin) * slots
    for index in forecast.indices {
      let fade = pow(0.5, Double(max(0, lead + index)) / Double(slots) / halfLife)
      forecast[index] = max(0, forecast[index] + error / count * fade)
    }
    return forecast
  }
}
