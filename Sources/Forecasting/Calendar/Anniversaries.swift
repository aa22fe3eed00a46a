internal import Workforce

/// Days of the year on which calls were far from usual before, in a calendar nobody has told.
///
/// A day to come is compared with the same date of earlier years, and with the same weekday of the month
/// ("fourth Thursday of November"). Where each of n such days differed from its usual to the same side
/// by more than three standard deviations of ordinary days, or a single one by more than five, the day
/// is expected to differ by their mean log ratio, shrunk by n / (n + 1).
struct Anniversaries: Sendable {
  private let series: CallSeries

  init(_ series: CallSeries) { self.series = series }

  /// The log of the factor to expect on a row after the history, nil where nothing points to one.
  func effect(row: Int) -> Double? {
    guard series.deviation > 0, series.calendar.special[row] == nil else { return nil }
    let day = series.matrix.firstDay + row
    return [sameDates(as: day), sameWeekdays(as: day)]
      .compactMap(effect).max { abs($0) < abs($1) }
  }

  private func effect(of days: [Day]) -> Double? {
    let rows = days.map { $0 - series.matrix.firstDay }
      .filter { series.residuals.indices.contains($0) && !series.residuals[$0].isNaN }
    let ratios = rows.map { series.residuals[$0] }
    guard !ratios.isEmpty else { return nil }
    let mean = ratios.reduce(0, +) / Double(ratios.count)
    let limit = ratios.count == 1 ? 5.0 : 3
    guard rows.allSatisfy({ series.surprises[$0] > limit }),
      ratios.allSatisfy({ ($0 > 0) == (mean > 0) })
    else { return nil }
    return mean * Double(ratios.count) / Double(ratios.count + 1)
  }

  private func sameDates(as day: Day) -> [Day] {
    let date = day.date
    return (1...3).compactMap { Day(year: date.year - $0, month: date.month, day: date.day) }
  }

  private func sameWeekdays(as day: Day) -> [Day] {
    let date = day.date
    return (1...3).compactMap { years in
      guard let first = Day(year: date.year - years, month: date.month, day: 1) else { return nil }
      let shift = (day.weekday.rawValue - first.weekday.rawValue + 7) % 7
      let found = first + shift + 7 * ((date.day - 1) / 7)
      return found.date.month == date.month ? found : nil
    }
  }
}
