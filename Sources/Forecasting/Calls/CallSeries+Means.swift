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
