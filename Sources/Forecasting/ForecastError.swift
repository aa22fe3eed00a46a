package import Workforce

/// A history from which no forecast can be made.
package enum ForecastError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No row of the queue lies before the day the forecast begins.
  case noHistory(queue: String, before: Day)
  /// The rows span `weeks` full weeks; ``minimumWeeks`` are needed.
  case tooShort(queue: String, weeks: Int)

  /// Full weeks of rows below which weekdays cannot be told apart from chance.
  package static let minimumWeeks = 2

  package var description: String {
    switch self {
    case .noHistory(let queue, let day):
      "the call history has no rows for the queue \(queue) before \(day)"
    case .tooShort(let queue, let weeks):
      "the call history of the queue \(queue) spans \(weeks) full weeks; "
        + "at least \(Self.minimumWeeks) are needed"
    }
  }
}
