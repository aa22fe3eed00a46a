private import Foundation

/// The mean of the same slot over the last days whatever their weekday, with weights that halve every
/// `halfLife` days: for lines on which the week leaves no mark.
struct RecentDays: ForecastModel {
  let series: CallSeries
  let halfLife: Double
  let factors: CalendarFactors

  var name: String { "recent days, half-life \(halfLife) days" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    let slots = series.slots
    let factors = factors.at(origin)
    var sums = Array(repeating: 0.0, count: slots)
    var weights = sums
    var weight = 1.0
    for row in stride(from: origin - 1, through: 0, by: -1) {
      // Far days matter only where no near one has the slot.
      if weight < 1e-12 { break }
      if series.isNormal[row] {
        for slot in 0..<slots {
          let value = series.matrix.calls[row * slots + slot]
          if value.isNaN { continue }
          sums[slot] += weight * value / factors[row]
          weights[slot] += weight
        }
      }
      weight *= pow(0.5, 1 / halfLife)
    }
    return days.flatMap { day in
      (0..<slots).map { weights[$0] > 0 ? factors[day] * sums[$0] / weights[$0] : 0 }
    }
  }
}
