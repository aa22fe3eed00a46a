private import Foundation
internal import Workforce

/// What holidays and events of unknown effect do to a day's calls, learned from those of the past.
///
/// Each past special day gives the ratio of its calls to those of the same weekday in the four weeks
/// before and after. The effect of a holiday is the mean log ratio of its own past days, shrunk towards
/// that of all holidays, and this towards a prior: the level of a day of rest where the line is open on
/// one. Its shape lies between that of its weekday and that of a day of rest, as far towards the latter
/// as its own past days did, shrunk in the same way.
struct SpecialDays: Sendable {
  private let series: CallSeries
  private let past: [Past]
  /// Mean log total of the last eight normal days of each weekday, nil where there are none.
  private let weekdayLevels: [Double?]
  /// Shares of a day's calls by weekday and slot.
  private let shares: [Double]
  /// The quieter of Saturday and Sunday (Monday is 0) on which the line is open.
  private let restDay: Int?

  /// A special day of the history.
  private struct Past {
    var day: SpecialDay
    /// The log of its calls over the usual.
    var ratio: Double
    /// Scalar product of (own − weekday's) and (rest day's − weekday's) shares, and the square of the
    /// latter: their ratio says how much the day was like a day of rest.
    var product = 0.0
    var square = 0.0
  }

  /// How many days seen the prior counts for, at either step.
  private static let priorDays = 1.0
  /// How much of the shape of a day of rest a holiday has before any was seen.
  private static let priorRest = 0.5
  /// Standard deviation of a log ratio before any was seen.
  private static let assumedSpread = 0.2

  init(_ series: CallSeries) {
    self.series = series
    let calendar = series.calendar
    let weekdayLevels: [Double?] = (0..<7).map { weekday in
      let last = series.logTotals.indices.reversed()
        .lazy.filter { calendar.weekday[$0] == weekday && !series.logTotals[$0].isNaN }
        .prefix(8).map { series.logTotals[$0] }
      return last.isEmpty ? nil : last.reduce(0, +) / Double(last.count)
    }
    self.weekdayLevels = weekdayLevels
    restDay = [6, 5].filter { weekdayLevels[$0] != nil }
      .min { weekdayLevels[$0]! < weekdayLevels[$1]! }
    let shares = series.weekdayShares(origin: series.dayCount)
    self.shares = shares
    let restDay = restDay
    past = (0..<series.dayCount).compactMap { row in
      guard let day = calendar.special[row], !series.totals[row].isNaN else { return nil }
      let around = (-4...4).map { row + 7 * $0 }
        .filter { series.logTotals.indices.contains($0) && !series.logTotals[$0].isNaN }
        .map { series.logTotals[$0] }
      guard !around.isEmpty else { return nil }
      let usual = around.reduce(0, +) / Double(around.count)
      var found = Past(day: day, ratio: log(max(series.totals[row], 0.5)) - usual)
      if let restDay, series.totals[row] > 0 {
        for slot in 0..<series.slots {
          let calls = series.matrix.calls[row * series.slots + slot]
          if calls.isNaN { continue }
          let weekday = shares[calendar.weekday[row] * series.slots + slot]
          let change = shares[restDay * series.slots + slot] - weekday
          found.product += (calls / series.totals[row] - weekday) * change
          found.square += change * change
        }
      }
      return found
    }
  }

  /// The factor on the calls of a normal day of the weekday (Monday is 0), and how many days of this
  /// kind were seen.
  func effect(of day: SpecialDay, weekday: Int) -> (factor: Double, seen: Int) {
    let own = past.filter { $0.day == day }.map(\.ratio)
    if case .event(let kind, let name) = day {
      // Where none of its name was seen, others of its kind say something.
      let kindred = past.filter { if case .event(kind, _) = $0.day { true } else { false } }
      let general = kindred.map(\.ratio).reduce(0, +) / (Double(kindred.count) + Self.priorDays)
      if name.isEmpty { return (exp(general), kindred.count) }
      let named =
        (own.reduce(0, +) + Self.priorDays * general) / (Double(own.count) + Self.priorDays)
      return (exp(named), own.count)
    }
    let all = holidays.map(\.ratio)
    var prior = 0.0
    if let restDay, let rest = weekdayLevels[restDay], let usual = weekdayLevels[weekday] {
      prior = min(0, rest - usual)
    }
    let general = (all.reduce(0, +) + Self.priorDays * prior) / (Double(all.count) + Self.priorDays)
    let named = (own.reduce(0, +) + Self.priorDays * general) / (Double(own.count) + Self.priorDays)
    return (exp(named), own.count)
  }

  /// The calls of a special day from those of a normal one of its weekday: times the factor, and on a
  /// holiday with some of the shape of a day of rest.
  func calls(_ normal: [Double], on day: SpecialDay, weekday: Int) -> [Double] {
    let slots = series.slots
    let factor = effect(of: day, weekday: weekday).factor
    let isOpen = series.matrix.isOpen
    guard case .holiday = day, let restDay, restDay != weekday,
      // A shape of other hours would leave open slots empty.
      (0..<slots).allSatisfy({ !isOpen[weekday * slots + $0] || isOpen[restDay * slots + $0] })
    else { return normal.map { factor * $0 } }
    let rest = restShare(of: day)
    let total = factor * normal.reduce(0, +)
    return normal.indices.map {
      (1 - rest) * factor * normal[$0] + rest * total * shares[restDay * slots + $0]
    }
  }

  /// How far the shape of a holiday lies from its weekday's (0) towards a day of rest's (1).
  private func restShare(of day: SpecialDay) -> Double {
    let all = holidays
    let square = all.map(\.square).reduce(0, +)
    guard square > 0 else { return Self.priorRest }
    let unit = Self.priorDays * square / Double(all.count)
    let general = (all.map(\.product).reduce(0, +) + unit * Self.priorRest) / (square + unit)
    let own = all.filter { $0.day == day }
    let named =
      (own.map(\.product).reduce(0, +) + unit * general)
      / (own.map(\.square).reduce(0, +) + unit)
    return min(1, max(0, named))
  }

  /// Standard deviation of the log ratio, by which the limits of such a day are wider: of those seen, and
  /// as if one more had shown ``assumedSpread``.
  var spread: Double {
    let all = holidays.map(\.ratio)
    guard !all.isEmpty else { return Self.assumedSpread }
    let mean = all.reduce(0, +) / Double(all.count)
    let squares = all.reduce(Self.assumedSpread * Self.assumedSpread) {
      $0 + ($1 - mean) * ($1 - mean)
    }
    return (squares / Double(all.count)).squareRoot()
  }

  private var holidays: [Past] {
    past.filter { if case .holiday = $0.day { true } else { false } }
  }
}

extension CallSeries {
  /// The share of each slot in the calls of its weekday over the last eight days of it before
  /// `origin`; `7 × slots` numbers, Monday first.
  fileprivate func weekdayShares(origin: Int) -> [Double] {
    let days = 0..<min(7, calendar.count)
    let means = weightedMeans(
      origin: origin, days: days, factors: Array(repeating: 1, count: calendar.count),
      weights: Array(repeating: 1, count: 8))
    var shares = Array(repeating: 0.0, count: 7 * slots)
    for day in days {
      let sum = means[day * slots..<(day + 1) * slots].reduce(0, +)
      guard sum > 0 else { continue }
      for slot in 0..<slots {
        shares[calendar.weekday[day] * slots + slot] = means[day * slots + slot] / sum
      }
    }
    return shares
  }
}
