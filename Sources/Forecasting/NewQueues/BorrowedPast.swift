private import Foundation
internal import Workforce

/// The missing past of a new queue: the rows of a sibling, scaled to what the two have in common.
///
///     borrowed(day, slot) = sibling(day, slot) · scale · weekday factor · slot factor
///
/// The scale is the mean log ratio of the days both have, outlying days pulled in (Winsor). Weekday and
/// slot factors are what the new queue shows beyond the scale, each shrunk to one by what is chance in it
/// (empirical Bayes): identical shapes leave them at one, and the more days the new queue has, the more
/// its own shape counts.
///
/// - SeeAlso: B. Efron, C. Morris, J. Amer. Statist. Assoc. 70 (1975) 311,
///   doi:10.1080/01621459.1975.10479864.
struct BorrowedPast: Sendable {
  /// A queue whose history may be lent.
  struct Sibling: Sendable {
    var name: String
    var records: [CallHistory.Record]
    var events: [Event] = []
  }

  let sibling: String
  let scale: Double
  /// Standard error of the scale as a share of it, wider where days are few.
  let uncertainty: Double
  /// Days on which both queues have calls to compare.
  let commonDays: Int
  /// The new queue's first day; nil where it has no rows.
  let firstOwnDay: Day?
  /// Σ |own − scaled| / Σ own on the common days, less what Poisson counts would differ by anyway.
  let misfit: Double
  /// Borrowed rows, then the queue's own.
  let records: [CallHistory.Record]

  /// Common days below which nothing is borrowed.
  static let leastCommonDays = 3
  /// Days of own history from which on nothing is borrowed.
  static let enoughDays = 8 * 7
  /// The uncertainty of a level that someone expects.
  private static let uncertaintyOfExpectation = 0.25

  /// The past borrowed from `sibling`, or nil where the common days do not suffice.
  ///
  /// - Parameters:
  ///   - own: the new queue's rows; those from `start` on are not looked at.
  ///   - opening: the new queue's hours, nil for those at which it has rows.
  init?(
    own all: [CallHistory.Record], opening: Opening?, sibling: Sibling, slotMinutes: Int,
    start: LocalMoment
  ) {
    let own = all.filter { $0.start < start && $0.offered.isFinite && $0.offered >= 0 }
    guard let firstDay = own.lazy.map(\.start.day).min(),
      let pair = PairedDays(
        own: own, opening: opening, sibling: sibling, slotMinutes: slotMinutes, start: start)
    else { return nil }
    self.sibling = sibling.name
    firstOwnDay = firstDay
    scale = pair.scale
    uncertainty = pair.uncertainty
    commonDays = pair.ratios.count
    misfit = pair.misfit
    records = pair.lentRows(before: firstDay) + own
  }

  /// The past of a queue that has no rows yet and expects `weekly` calls a week; nil where the sibling has
  /// no week of rows in the eight before `start`.
  init?(
    weekly: Double, opening: Opening, sibling: Sibling, slotMinutes: Int, start: LocalMoment
  ) {
    let lent = PairedDays.matrix(
      sibling, opening: opening, slotMinutes: slotMinutes, start: start)
    let rows = max(0, lent.dayCount - Self.enoughDays)..<lent.dayCount
    let calls = lent.calls[(rows.lowerBound * lent.slots)...].reduce(0) { $0 + ($1.isNaN ? 0 : $1) }
    guard rows.count >= 7, calls > 0 else { return nil }
    self.sibling = sibling.name
    scale = weekly / (calls / Double(rows.count) * 7)
    uncertainty = Self.uncertaintyOfExpectation
    commonDays = 0
    firstOwnDay = nil
    misfit = 0
    records = PairedDays.rows(of: lent, before: start.day) { [scale] _, _ in scale }
  }

  /// A forecast made with borrowed rows, its limits widened.
  ///
  /// To the variance is added that of the level, (uncertainty · mean)², and where a larger queue lent,
  /// the noise that its scaled counts lack: a count of mean m, scaled by s < 1 from one of mean m / s, has
  /// the variance s m instead of m. Around small means the limits are those of a count already.
  func widened(_ forecast: QueueForecast, start: LocalMoment) -> QueueForecast {
    let ownDays = firstOwnDay.map { start.day - $0 } ?? 0
    // The errors that make the limits are those of the last eight weeks.
    let share = max(0, 1 - Double(ownDays) / Double(Self.enoughDays))
    let noise = max(0, 1 - scale) * share
    var result = forecast
    for index in forecast.mean.indices where forecast.mean[index] > 0 {
      let mean = forecast.mean[index]
      let level = uncertainty * mean
      // Means between which limits pass over from those of a count to those of past errors.
      // Scaled counts may be too regular to be taken for counts: then all of it is missing.
      let isCount = forecast.scatter.map { $0.dispersion > 0 } ?? true
      let missing = noise * mean * (isCount ? min(1, max(0, (mean - 10) / 30)) : 1)
      if let scatter = result.scatter {
        let (rate, day) = (scatter.rateSpread[index], scatter.daySpread[index])
        result.scatter?.rateSpread[index] = (rate * rate + missing / (mean * mean)).squareRoot()
        result.scatter?.daySpread[index] = (day * day + uncertainty * uncertainty).squareRoot()
      }
      func limit(_ value: Double, _ quantile: Double) -> Double {
        let extra = quantile * quantile * (missing + level * level)
        let width = ((value - mean) * (value - mean) + extra).squareRoot()
        return max(0, quantile < 0 ? mean - width : mean + width)
      }
      result.low95[index] = limit(forecast.low95[index], -1.96)
      result.low80[index] = limit(forecast.low80[index], -1.2816)
      result.high80[index] = limit(forecast.high80[index], 1.2816)
      result.high95[index] = limit(forecast.high95[index], 1.96)
    }
    return result
  }

  /// `support-en opened 3 weeks ago: shape borrowed from support, its level × 0.31 ± 12 %.`
  func note(queue: String, start: LocalMoment, isNamed: Bool) -> String {
    let level =
      "its level × \(scale.digits) ± \(Int((196 * uncertainty).rounded())) %"
    guard let firstOwnDay else {
      return "\(queue) has no calls yet: shape borrowed from \(sibling), \(level), "
        + "from the calls a week that site.yaml expects."
    }
    let days = start.day - firstOwnDay
    let age =
      days >= 14 ? "\(days / 7) weeks ago" : days == 1 ? "yesterday" : "\(days) days ago"
    return "\(queue) opened \(age): shape borrowed from \(sibling), \(level)"
      + (isNamed ? "" : "; \(sibling) was chosen as most like it in \(commonDays) common days")
      + "."
  }
}

extension Double {
  /// Two digits behind the point, or two that count where those would be none: `0.31`, `12.50`, `0.0042`.
  fileprivate var digits: String {
    var decimals = 2
    while decimals < 6 && self * pow(10, Double(decimals)) < 9.5 { decimals += 1 }
    let scaled = Int((self * pow(10, Double(decimals))).rounded())
    let unit = Int(pow(10, Double(decimals)))
    return "\(scaled / unit)." + (scaled % unit).padded(decimals)
  }
}
