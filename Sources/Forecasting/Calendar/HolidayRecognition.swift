private import Foundation
internal import Workforce

/// The country whose public holidays a history shows, where nobody has said.
///
/// A day is unusual when its weekday is open and it has no row, or when its calls lie further from the
/// usual than three standard deviations. A country whose holidays are unusual far more often than other
/// days are is taken to be the callers':
///
///     evidence = k ln(q / p) + (n − k) ln((1 − q) / (1 − p))
///
/// for k unusual ones among n holidays, with q = k / n and p the share of unusual days. The greatest
/// evidence counts where it is above ln 100.
struct HolidayRecognition: Sendable {
  let calendar: HolidayCalendar
  /// Holidays of the history on weekdays that are open, and those of them that were unusual.
  let seen: Int
  let unusual: Int
  /// Names of the holidays on which the line was closed each time.
  private let closed: Set<String>
  private let open: Set<String>

  private static let evidence = log(100.0)

  /// Nil where no country's holidays stand out.
  ///
  /// - Parameters:
  ///   - series: the history, read without any holidays.
  ///   - opensOnWeekday: whether calls are usually taken, Monday first.
  init?(_ series: CallSeries, opensOnWeekday: [Bool]) {
    let rows = (0..<series.dayCount).filter { opensOnWeekday[series.calendar.weekday[$0]] }
    let isUnusual = (0..<series.dayCount).map { row in
      series.totals[row].isNaN
        || series.surprises[row] > 3 && abs(series.residuals[row]) > 0.05
    }
    let base = Double(rows.count { isUnusual[$0] }) / Double(max(1, rows.count))
    let p = min(max(base, 0.02), 0.5)
    let first = series.matrix.firstDay
    var best: (calendar: HolidayCalendar, rows: [Int: String], evidence: Double)?
    for calendar in HolidayCalendar.codes.compactMap({ HolidayCalendar(code: $0) }) {
      let names = calendar.byDay(from: first, to: first + (series.dayCount - 1))
      var found: [Int: String] = [:]
      for (day, name) in names where opensOnWeekday[series.calendar.weekday[day - first]] {
        found[day - first] = name
      }
      let k = Double(found.keys.count { isUnusual[$0] })
      let rest = Double(found.count) - k
      let q = min(0.9, max(k / Double(max(1, found.count)), p))
      let evidence = k * log(q / p) + rest * log((1 - q) / (1 - p))
      if evidence > best?.evidence ?? Self.evidence { best = (calendar, found, evidence) }
    }
    guard let best else { return nil }
    calendar = best.calendar
    seen = best.rows.count
    unusual = best.rows.keys.count { isUnusual[$0] }
    closed = Set(best.rows.filter { series.totals[$0.key].isNaN }.values)
    open = Set(best.rows.filter { !series.totals[$0.key].isNaN }.values)
  }

  /// Whether the line is to be expected closed on a holiday: as on this one before, or else as on most.
  func expectsClosed(_ name: String) -> Bool {
    if open.contains(name) { return false }
    return closed.contains(name) || closed.count > 2 * open.count
  }
}
