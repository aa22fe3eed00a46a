private import Foundation

/// A history made ready for models: calls, calendar, and which days are normal.
struct CallSeries: Sendable {
  var matrix: CallMatrix
  let calendar: DayCalendar
  /// Calls of each day if all of its open slots were known; NaN where too little is known.
  private(set) var totals: [Double]
  /// Natural logarithm of the totals of normal days; NaN on all others.
  var logTotals: [Double]
  /// Days that follow their weekday: known, neither special nor masked as an outlier.
  var isNormal: [Bool]
  /// Log total less that of the same weekday around it, NaN where unknown; outliers included.
  private(set) var residuals: [Double] = []
  /// Standard deviation of the residuals of ordinary days: 1.4826 times their median absolute value.
  private(set) var deviation = 0.0
  /// By how many standard deviations the calls of a day lie from its usual, NaN where unknown: of its
  /// residual, or of a count with the chance it has of itself where that is less.
  ///
  /// The square root of a Poisson count has a variance of about ¼ whatever its mean.
  private(set) var surprises: [Double] = []
  /// Rows that were masked, in order.
  var outliers: [Int] = []
  /// Hours that were masked, in order.
  private(set) var outages: [Outages.Outage] = []
  /// Changes of level; the calls before each are held at the level after it.
  private(set) var shifts: [LevelShifts.Shift] = []

  /// A day counts when its known slots usually hold at least this share of its calls.
  static let minimumShare = 0.5

  var dayCount: Int { matrix.dayCount }
  var slots: Int { matrix.slots }

  init(matrix given: CallMatrix, calendar: DayCalendar) {
    self.calendar = calendar
    var matrix = given
    let slots = matrix.slots
    var sums = Array(repeating: 0.0, count: 7 * slots)
    var counts = sums
    for row in 0..<matrix.dayCount {
      let weekday = calendar.weekday[row] * slots
      for slot in 0..<slots where !matrix.calls[row * slots + slot].isNaN {
        sums[weekday + slot] += matrix.calls[row * slots + slot]
        counts[weekday + slot] += 1
      }
    }
    let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    outages = Outages.find(matrix, weekday: calendar.weekday, means: means)
      .filter { calendar.special[$0.row] == nil }
    for outage in outages {
      for slot in outage.slots { matrix.calls[outage.row * slots + slot] = .nan }
    }
    let totals: [Double] = (0..<matrix.dayCount).map { row in
      let weekday = calendar.weekday[row] * slots
      var known = 0.0
      var usualKnown = 0.0
      var usual = 0.0
      var knownSlots = 0
      for slot in 0..<slots where matrix.isOpen[weekday + slot] {
        usual += means[weekday + slot]
        let value = matrix.calls[row * slots + slot]
        if value.isNaN { continue }
        known += value
        usualKnown += means[weekday + slot]
        knownSlots += 1
      }
      if knownSlots == 0 { return .nan }
      if usual == 0 { return known }
      return usualKnown >= Self.minimumShare * usual ? known * usual / usualKnown : .nan
    }
    let isNormal = totals.indices.map { !totals[$0].isNaN && calendar.special[$0] == nil }
    self.totals = totals
    self.isNormal = isNormal
    logTotals = zip(totals, isNormal).map { $1 ? log(max($0, 0.5)) : .nan }
    self.matrix = matrix
    levelShifts()
    maskOutliers()
  }

  /// Brings the calls before each change of level to the level after it.
  private mutating func levelShifts() {
    shifts = LevelShifts.find(logTotals, weekday: calendar.weekday)
    for shift in shifts {
      let factor = exp(shift.change)
      for row in 0..<shift.row {
        logTotals[row] += shift.change
        totals[row] *= factor
      }
      for index in 0..<shift.row * slots { matrix.calls[index] *= factor }
    }
  }

  /// Takes days out that no weekday explains, as a breakdown or a one-off rush.
  ///
  /// A day is one when its log total lies further than 5 median absolute deviations, and 25 %, and more
  /// than chance explains, from the median of the same weekday in the four weeks before and after. Three such open days in a row, all
  /// on one side, are a change of level and stay.
  private mutating func maskOutliers() {
    residuals = Array(repeating: .nan, count: dayCount)
    for row in 0..<dayCount where isNormal[row] {
      let around = (-4...4).filter { $0 != 0 }.map { row + 7 * $0 }
        .filter { logTotals.indices.contains($0) && !logTotals[$0].isNaN }
        .map { logTotals[$0] }
      if around.count >= 2 { residuals[row] = logTotals[row] - median(around) }
    }
    let known = residuals.filter { !$0.isNaN }
    surprises = residuals
    guard !known.isEmpty else { return }
    let spread = median(known.map(abs))
    deviation = 1.4826 * spread
    surprises = residuals.indices.map { row in
      if residuals[row].isNaN { return .nan }
      let usual = exp(logTotals[row] - residuals[row])
      let roots = 2 * (totals[row].squareRoot() - usual.squareRoot())
      return min(
        abs(residuals[row]) / max(deviation, 1e-9),
        abs(roots) / (1 + deviation * deviation * usual).squareRoot())
    }
    let limit = max(log(1.25), 5 * spread)
    var run: [Int] = []
    var found: [Int] = []
    for row in 0..<dayCount where isNormal[row] {
      let isOutlier = abs(residuals[row]) > limit && surprises[row] > 3.3
      if isOutlier, run.isEmpty || (residuals[row] > 0) == (residuals[run[0]] > 0) {
        run.append(row)
        continue
      }
      if run.count < 3 { found += run }
      run = isOutlier ? [row] : []
    }
    if run.count < 3 { found += run }
    outliers = found.filter { !(calendar.followsClosure($0) && residuals[$0] > 0) }
    for row in outliers {
      isNormal[row] = false
      logTotals[row] = .nan
    }
  }
}

/// The middle value, or the mean of the two middle ones, of a collection that is not empty.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
