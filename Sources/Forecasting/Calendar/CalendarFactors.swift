/// The factors by which calendar terms raise or lower each day, as known at each of some origins.
///
/// Models divide the past by them and multiply what they forecast.
struct CalendarFactors: Sendable {
  private let byOrigin: [Int: [Double]]
  private let neutral: [Double]

  /// The factors of a level's terms at `origins`; one where it has no terms.
  init(_ level: DayLevel, origins: [Int], days: Int) {
    neutral = Array(repeating: 1, count: days)
    byOrigin =
      level.terms == .none
      ? [:]
      : Dictionary(
        uniqueKeysWithValues: Set(origins).map { ($0, level.calendarFactors(origin: $0)) })
  }

  func at(_ origin: Int) -> [Double] { byOrigin[origin] ?? neutral }
}
