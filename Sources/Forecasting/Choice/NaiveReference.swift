package import Workforce

/// A forecast as it is made without a program, to compare with: a mean of the last values of the same
/// weekday and time.
package enum NaiveReference: CaseIterable, Sendable {
  case lastWeek
  case fourWeeks
  case eightWeeks
  case weighted

  /// As a table shows it.
  package var name: String {
    switch self {
    case .lastWeek: "last week repeated"
    case .fourWeeks: "mean of 4 weeks"
    case .eightWeeks: "mean of 8 weeks"
    case .weighted: "weighted 4-3-2-1"
    }
  }

  /// Weights of the last values, latest first.
  private var weights: [Double] {
    switch self {
    case .lastWeek: [1]
    case .fourWeeks: [1, 1, 1, 1]
    case .eightWeeks: [1, 1, 1, 1, 1, 1, 1, 1]
    case .weighted: [4, 3, 2, 1]
    }
  }

  /// The calls to expect at `moment` from the last values known between `first` and `origin`, weeks without
  /// one passed over; nil where none is known.
  package func forecast(
    _ moment: LocalMoment, from first: LocalMoment, before origin: LocalMoment,
    calls: PastCalls
  ) -> Double? {
    var rest = weights[...]
    var (sum, total) = (0.0, 0.0)
    var day = moment.day - 7
    let earliest = max(first, calls.first)
    while let weight = rest.first {
      let start = LocalMoment(day: day, minute: moment.minute)
      if start < earliest { break }
      day = day - 7
      guard start < origin, let value = calls[start] else { continue }
      sum += weight * value
      total += weight
      rest = rest.dropFirst()
    }
    return total > 0 ? sum / total : nil
  }
}
