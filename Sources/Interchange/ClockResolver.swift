internal import Workforce

/// Turns wall-clock readings, in the order of a file, into instants.
///
/// Where autumn repeats an hour, a reading without UTC offset means the first instant when it comes
/// first and the second when it comes again. On days without a change of the clocks no search is
/// made, so that a million rows take no time.
struct ClockResolver {
  enum Result: Equatable {
    case instant(Instant)
    /// The clocks never showed this reading.
    case skipped
    /// The clocks did not stand at this offset; the offsets at which they showed the reading.
    case wrongOffset([Int])
    /// The reading came more often than the clocks showed it.
    case repeated
  }

  private let zone: Zone?
  private var plainDay: Day?
  private var plainOffset = 0
  private var timesSeen: [LocalMoment: Int] = [:]

  /// - Parameter zone: nil where it is not known; then nothing is searched and no reading is
  /// refused.
  init(zone: Zone?) { self.zone = zone }

  mutating func resolve(_ reading: ClockReading) -> Result {
    let day = reading.moment.day
    let shown = Instant(minutes: day.number * 1440 + reading.moment.minute)
    guard let zone else { return .instant(shown - (reading.offset ?? 0)) }
    if plainDay != day {
      let start = zone.midnight(day)
      let end = zone.midnight(day + 1)
      plainDay = end - start == 1440 ? day : nil
      plainOffset = zone.offset(at: start)
    }
    if plainDay != nil {
      if let offset = reading.offset, offset != plainOffset { return .wrongOffset([plainOffset]) }
      return .instant(shown - plainOffset)
    }
    let instants = zone.instants(reading.moment)
    guard let first = instants.first else { return .skipped }
    if let offset = reading.offset {
      let meant = shown - offset
      return instants.contains(meant)
        ? .instant(meant) : .wrongOffset(instants.map { shown - $0 })
    }
    guard instants.count > 1 else { return .instant(first) }
    let seen = timesSeen[reading.moment, default: 0]
    timesSeen[reading.moment] = seen + 1
    return seen < instants.count ? .instant(instants[seen]) : .repeated
  }
}

extension CSVTable {
  /// The instant of a date-time in the order of the file; what the clocks never show becomes a
  /// problem.
  func instant(
    of reading: ClockReading, row: Int, column: Int, resolver: inout ClockResolver,
    problems: inout ProblemList
  ) -> Instant? {
    switch resolver.resolve(reading) {
    case .instant(let instant): return instant
    case .skipped:
      refuse(
        row: row, column: column, expected: "a time that the clocks show (spring skips this hour)",
        problems: &problems)
    case .wrongOffset(let offsets):
      refuse(
        row: row, column: column,
        expected: "the UTC offset "
          + offsets.map { ($0 < 0 ? "-" : "+") + abs($0).clock }.joined(separator: " or "),
        problems: &problems)
    case .repeated:
      refuse(
        row: row, column: column,
        expected: "each time once for a queue (twice when autumn repeats it)",
        problems: &problems)
    }
    return nil
  }
}
