package import Workforce

/// A history from which no forecast can be made.
package enum ForecastError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No row of the queue lies before the day the forecast begins.
  case noHistory(queue: String, before: Day)
  /// The rows span `weeks` full weeks; ``minimumWeeks`` are needed.
  case tooShort(queue: String, weeks: Int)
  /// Only `days` days have rows, and no sibling lends its shape; ``minimumDays`` are needed.
  case tooFewDays(queue: String, days: Int)

  /// Full weeks of rows below which weekdays cannot be told apart from chance.
  package static let minimumWeeks = 2
  /// Days with rows below which there is no forecast at all.
  package static let minimumDays = 3

  package var description: String {
    switch self {
    case .noHistory(let queue, let day):
      "the call history has no rows for the queue \(queue) before \(day); add \(Self.minimumDays) days "
        + "or more, or in site.yaml, for the queue, like: QUEUE and expected_calls_per_week: N"
    case .tooShort(let queue, let weeks):
      "the call history of the queue \(queue) spans \(weeks) full weeks; "
        + "at least \(Self.minimumWeeks) are needed"
    case .tooFewDays(let queue, let days):
      "the call history of the queue \(queue) has \(days) day\(days == 1 ? "" : "s") with calls; "
        + "at least \(Self.minimumDays) are needed"
    }
  }
}
