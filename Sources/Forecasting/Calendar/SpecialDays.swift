private import Foundation
internal import Workforce

/// What holidays and events of unknown effect do to a day's calls, learned from those of the past.
///
/// Each past special day gives the ratio of its calls to those of the same weekday in the four weeks
/// before and after. The effect of a holiday is the mean log ratio of its own past days, shrunk towards
/// that of all holidays, and this towards a prior: the level of a Sunday where Sundays are open.
struct SpecialDays: Sendable {
  private let series: CallSeries
  /// Log ratios of the past.
  private let ratios: [(day: SpecialDay, ratio: Double)]
  /// Mean log total of the last eight normal days of each weekday, nil where there are none.
  private let weekdayLevels: [Double?]

  /// The shares of a Sunday's calls by slot, where Sundays are open.
  let sundayShares: [Double]?

  /// How many days seen the prior counts for, at either step.
  private static let priorDays = 1.0
  /// Standard deviation of a log ratio to assume until three days were seen.
  private static let assumedSpread = 0.2

  init(_ series: CallSeries) {
    self.series = series
    let calendar = series.calendar
    ratios = (0..<series.dayCount).compactMap { row in
      guard let day = calendar.special[row], !series.totals[row].isNaN else { return nil }
      let around = (-4...4).map { row + 7 * $0 }
        .filter { series.logTotals.indices.contains($0) && !series.logTotals[$0].isNaN }
        .map { series.logTotals[$0] }
      guard !around.isEmpty else { return nil }
      let usual = around.reduce(0, +) / Double(around.count)
      return (day, log(max(series.totals[row], 0.5)) - usual)
    }
    weekdayLevels = (0..<7).map { weekday in
      let last = series.logTotals.indices.reversed()
        .lazy.filter { calendar.weekday[$0] == weekday && !series.logTotals[$0].isNaN }
        .prefix(8).map { series.logTotals[$0] }
      return last.isEmpty ? nil : last.reduce(0, +) / Double(last.count)
    }
    let slots = series.slots
    let sundays = series.weightedMeans(
      origin: series.dayCount, days: 0..<min(7, calendar.count),
      factors: Array(repeating: 1, count: calendar.count), weights: Array(repeating: 1, count: 8))
    let sunday = (0..<min(7, calendar.count)).first { calendar.weekday[$0] == 6 }
    let calls = sunday.map { Array(sundays[$0 * slots..<($0 + 1) * slots]) } ?? []
    let sum = calls.reduce(0, +)
    sundayShares = weekdayLevels[6] != nil && sum > 0 ? calls.map { $0 / sum } : nil
  }

  /// The factor on the calls of a normal day of the weekday (Monday is 0), and how many days of this
  /// kind were seen.
  func effect(of day: SpecialDay, weekday: Int) -> (factor: Double, seen: Int) {
    let own = ratios.filter { $0.day == day }.map(\.ratio)
    guard case .holiday = day else {
      let factor = exp(own.reduce(0, +) / (Double(own.count) + Self.priorDays))
      return (factor, own.count)
    }
    let all = holidayRatios
    var prior = 0.0
    if let sunday = weekdayLevels[6], let usual = weekdayLevels[weekday] {
      prior = min(0, sunday - usual)
    }
    let general = (all.reduce(0, +) + Self.priorDays * prior) / (Double(all.count) + Self.priorDays)
    let named = (own.reduce(0, +) + Self.priorDays * general) / (Double(own.count) + Self.priorDays)
    return (exp(named), own.count)
  }

  /// Standard deviation of the log ratio, by which the limits of such a day are wider.
  var spread: Double {
    let all = holidayRatios
    guard all.count >= 3 else { return Self.assumedSpread }
    let mean = all.reduce(0, +) / Double(all.count)
    return (all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count - 1)).squareRoot()
  }

  private var holidayRatios: [Double] {
    ratios.filter { if case .holiday = $0.day { true } else { false } }.map(\.ratio)
  }
}
