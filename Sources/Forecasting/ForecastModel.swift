/// One way to forecast the normal days of a series.
protocol ForecastModel: Sendable {
  /// As a table of models shows it.
  var name: String { get }

  /// Calls in every slot of `days`, row after row, from what lies before row `origin` only.
  ///
  /// Special days are forecast as if they were normal; slots outside the opening are of no account.
  func forecast(origin: Int, days: Range<Int>) -> [Double]
}

/// The mean of the same weekday and slot over the last weeks that are known.
struct SeasonalMean: ForecastModel {
  let series: CallSeries
  /// Days of the same weekday to take.
  let weeks: Int
  /// Factors of calendar terms by origin and day; empty for none.
  let factors: CalendarFactors

  var name: String { "mean of \(weeks) weeks" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    series.weightedMeans(
      origin: origin, days: days, factors: factors.at(origin),
      weights: Array(repeating: 1, count: weeks))
  }
}

/// The mean of the same weekday and slot with weights that halve every `halfLife` weeks.
struct WeightedMean: ForecastModel {
  let series: CallSeries
  let halfLife: Double
  let factors: CalendarFactors

  var name: String { "weighted mean, half-life \(Int(halfLife)) weeks" }

  func forecast(origin: Int, days: Range<Int>) -> [Double] {
    let count = min(Int(6 * halfLife), 52)
    return series.weightedMeans(
      origin: origin, days: days, factors: factors.at(origin),
      weights: (0..<count).map { power(0.5, Double($0) / halfLife) })
  }
}

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
      weight *= power(0.5, 1 / halfLife)
    }
    return days.flatMap { day in
      (0..<slots).map { weights[$0] > 0 ? factors[day] * sums[$0] / weights[$0] : 0 }
    }
  }
}

/// The factors by which calendar terms raise or lower each day, as known at each of some origins.
struct CalendarFactors: Sendable {
  private let byOrigin: [Int: [Double]]
  private let neutral: [Double]

  /// Of a level with calendar terms; nil for factors of one.
  init(_ level: DayLevel, origins: [Int], days: Int) {
    neutral = Array(repeating: 1, count: days)
    byOrigin =
      level.terms == .none
      ? [:]
      : Dictionary(
        uniqueKeysWithValues: Set(origins).map { ($0, level.calendarFactors(origin: $0)) })
  }

  func at(_ origin: Int) -> [Double] { byOrigin[origin] ?? neutral }
}

extension CallSeries {
  /// For each slot of `days`, the weighted mean of the last values of its weekday before `origin`;
  /// `weights[k]` is for the k-th last day that is normal. Values are divided by their day's factor and
  /// the mean multiplied by the factor of the day forecast.
  ///
  /// A weekday without values takes the mean of the slot over all other days.
  func weightedMeans(
    origin: Int, days: Range<Int>, factors: [Double], weights: [Double]
  ) -> [Double] {
    var means = Array(repeating: 0.0, count: 7 * slots)
    var sums = means
    var seen = Array(repeating: 0, count: 7)
    matrix.calls.withUnsafeBufferPointer { calls in
      for row in stride(from: origin - 1, through: 0, by: -1) where isNormal[row] {
        let weekday = calendar.weekday[row]
        guard seen[weekday] < weights.count else {
          if (0..<7).allSatisfy({ seen[$0] == 0 || seen[$0] >= weights.count }) { break }
          continue
        }
        let weight = weights[seen[weekday]]
        seen[weekday] += 1
        let scaled = weight / factors[row]
        for slot in 0..<slots {
          let value = calls[row * slots + slot]
          if value.isNaN { continue }
          means[weekday * slots + slot] += scaled * value
          sums[weekday * slots + slot] += weight
        }
      }
    }
    for slot in 0..<slots {
      var (total, weight) = (0.0, 0.0)
      for weekday in 0..<7 where sums[weekday * slots + slot] > 0 {
        total += means[weekday * slots + slot]
        weight += sums[weekday * slots + slot]
      }
      for weekday in 0..<7 {
        let index = weekday * slots + slot
        means[index] =
          sums[index] > 0 ? means[index] / sums[index] : weight > 0 ? total / weight : 0
      }
    }
    var forecast: [Double] = []
    forecast.reserveCapacity(days.count * slots)
    for day in days {
      let base = calendar.weekday[day] * slots
      for slot in 0..<slots { forecast.append(means[base + slot] * factors[day]) }
    }
    return forecast
  }
}
