private import Foundation
internal import Workforce

/// The seconds a call takes, by day and slot.
///
/// A ``HandlePattern`` (a slow level times a profile of the day, with or without weekdays of their own)
/// competes in a backtest with the mean over all calls of the last four weeks; what forecast the handle
/// times of past weeks best, each interval weighted by its calls, is used.
struct HandleTimes: Sendable {
  /// The mean over all calls of the last four weeks that had any, nil where no row has a handle time.
  let overall: Double?
  /// Standard deviation of a single call's handle time over its mean, nil where it cannot be told.
  ///
  /// The mean of n calls has a variance of cv² / n about what was expected, beyond what the pattern
  /// misses: n · (relative error)² = cv² + δ² n, fitted by a line in n over the intervals. At least
  /// ``minimumRows`` intervals must tell, and means that do not scatter are means of something else.
  let variation: Double?
  /// How the figures came about, as the end of a sentence; nil without handle times.
  let choice: String?
  private let pattern: HandlePattern?
  private let fallback: Double

  private static let days = 364
  private static let originCount = 6
  private static let minimumRows = 100

  init(
    _ records: [CallHistory.Record], matrix: CallMatrix, holidays: Set<Day>, fallback: Double
  ) {
    self.fallback = fallback
    var rows = HandleRows(records, matrix: matrix, holidays: holidays, days: Self.days)
    rows.dampOutliers()
    guard let overall = rows.mean(lastDays: 28, before: matrix.dayCount) else {
      (self.overall, variation, choice, pattern) = (nil, nil, nil, nil)
      return
    }
    self.overall = overall

    let first = rows.rows.first?.day ?? 0
    let origins = (1...Self.originCount).map { matrix.dayCount - 7 * $0 }
      .filter { $0 - first >= 14 }
    var naive = 0.0
    var losses = Array(repeating: 0.0, count: HandlePattern.Setting.candidates.count)
    var calls = 0.0
    for origin in origins {
      let range = rows.range(days: origin..<origin + 7)
      guard !range.isEmpty, let mean = rows.mean(lastDays: 28, before: origin) else { continue }
      let fitted = HandlePattern.fitted(HandlePattern.Setting.candidates, to: rows, before: origin)
      for row in rows.rows[range] {
        calls += row.calls
        naive += row.calls * abs(row.seconds - mean) / mean
        for index in fitted.indices {
          losses[index] += row.calls * abs(row.seconds - fitted[index].seconds(row)) / mean
        }
      }
    }
    let best = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    let settings = HandlePattern.Setting.candidates
    if calls > 0 && losses[best] < naive {
      pattern =
        HandlePattern.fitted([settings[best]], to: rows, before: matrix.dayCount).first
      choice =
        "handle times by \(settings[best].sentence), "
        + "\((losses[best] / calls).percent) off in a backtest (four-week mean "
        + "\((naive / calls).percent))"
    } else {
      pattern = nil
      choice =
        "handle times are the mean of the last four weeks"
        + (calls > 0 ? ", \((naive / calls).percent) off in a backtest" : "")
    }
    let last = pattern
    variation = rows.variation(minimumRows: Self.minimumRows) { last?.seconds($0) ?? overall }
  }

  /// The seconds to expect for a call in a slot of a day; finite and positive.
  func seconds(day: Day, slot: Int, holidays: Set<Day>) -> Double {
    pattern?.seconds(weekday: day.weekday, isHoliday: holidays.contains(day), slot: slot)
      ?? overall ?? fallback
  }
}

extension Double {
  /// `6.3 %` for 0.063.
  fileprivate var percent: String {
    let tenths = Int((1000 * self).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
