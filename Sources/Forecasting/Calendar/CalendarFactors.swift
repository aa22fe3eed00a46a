/// The factors by which calendar terms raise or lower each day, as known at each of some origins.
///
/// Models divide the past by them and multiply what they forecast.
struct CalendarFactors: Sendable {
  private let level: DayLevel
  private let byOrigin: [Int: [Double]]

  /// - Parameter origins: those at which the factors are asked for often.
  init(_ level: DayLevel, origins: [Int]) {
    self.level = level
    byOrigin = Dictionary(
      uniqueKeysWithValues: Set(origins).map { ($0, level.calendarFactors(origin: $0)) })
  }

  /// The factors of all days as known at an origin.
  func at(_ origin: Int) -> [Double] {
    byOrigin[origin] ?? level.calendarFactors(origin: origin)
  }
}
