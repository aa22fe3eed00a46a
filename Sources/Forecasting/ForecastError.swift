package import Workforce

/// A history from which no forecast can be made.
package enum ForecastError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No row of the queue lies before the day the forecast begins.
  case noHistory(queue: String, before: Day, inSite: Bool = true)
  /// The rows span `weeks` full weeks; ``minimumWeeks`` are needed.
  case tooShort(queue: String, weeks: Int)
  /// Only `days` days have rows, and no sibling lends its shape; ``minimumDays`` are needed.
  case tooFewDays(queue: String, days: Int, inSite: Bool = true)
  /// The queue rests on a sibling that has no two weeks of rows itself.
  case siblingTooShort(queue: String, sibling: String)

  /// Full weeks of rows below which weekdays cannot be told apart from chance.
  package static let minimumWeeks = 2
  /// Days with rows below which there is no forecast at all.
  package static let minimumDays = 3

  private static let expectation =
    "in site.yaml, for the queue, like: QUEUE and expected_calls_per_week: N"

  /// The same of a bare history, which no site.yaml describes.
  var ofHistory: ForecastError {
    switch self {
    case .noHistory(let queue, let day, _): .noHistory(queue: queue, before: day, inSite: false)
    case .tooFewDays(let queue, let days, _): .tooFewDays(queue: queue, days: days, inSite: false)
    case .tooShort, .siblingTooShort: self
    }
  }

  /// Whether a sibling and a level expected would do in place of the rows.
  var isCuredByExpectation: Bool {
    switch self {
    case .noHistory, .tooFewDays: true
    case .tooShort, .siblingTooShort: false
    }
  }

  package var description: String {
    switch self {
    case .noHistory(let queue, let day, let inSite):
      "the call history has no rows for the queue \(queue) before \(day); add \(Self.minimumDays) days "
        + "or more" + (inSite ? ", or \(Self.expectation)" : "")
    case .tooShort(let queue, let weeks):
      "the call history of the queue \(queue) spans \(weeks) full weeks; "
        + "at least \(Self.minimumWeeks) are needed"
    case .tooFewDays(let queue, let days, let inSite):
      "the call history of the queue \(queue) has \(days) day\(days == 1 ? "" : "s") with calls; "
        + "at least \(Self.minimumDays) are needed"
        + (inSite ? "; add them, or \(Self.expectation)" : "")
    case .siblingTooShort(let queue, let sibling):
      "the call history of the queue \(sibling), which \(queue) is like, does not suffice; "
        + "at least \(Self.minimumWeeks) full weeks of its rows are needed"
    }
  }
}
