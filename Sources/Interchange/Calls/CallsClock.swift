internal import Workforce

/// The clock of an export: turns its times into instants, and tells whether two time zones are mixed.
///
/// A UTC offset in a cell is believed. Cells that contradict each other are not: some with the offset
/// of another zone where others have none, or some of the zone and some of another.
struct CallsClock {
  /// The zone of times without offset; nil where it is not known, and times stay as they read.
  let source: Zone?
  private let isUTC: Bool

  /// Cells of one kind.
  private struct Kind {
    var count = 0
    var first: [InputProblem] = []
  }

  /// Without offset; with that of ``source``; with another.
  private var plain = Kind()
  private var own = Kind()
  private var foreign = Kind()
  private var offsets: ClosedRange<Int>?
  private var daysWithOffset: Set<Day> = []
  private static let told = 5

  init(source: Zone?, isUTC: Bool) {
    self.source = source
    self.isUTC = isUTC
  }

  /// Whether every time was told in UTC.
  var sawOnlyUTC: Bool { isUTC ? foreign.count == 0 : plain.count == 0 && offsets == 0...0 }

  /// The instant of a reading, in the order of the file; what the clocks never show becomes a problem.
  mutating func instant(
    of reading: ClockReading, in table: CSVTable, row: Int, column: Int,
    resolver: inout ClockResolver, problems: inout ProblemList
  ) -> Instant? {
    let shown = Instant(minutes: reading.moment.day.number * 1440 + reading.moment.minute)
    guard let offset = reading.offset else {
      note(&plain, table, row, column) { "a UTC offset or Z" }
      return table.instant(
        of: reading, row: row, column: column, resolver: &resolver, problems: &problems)
    }
    if let known = offsets {
      if !known.contains(offset) {
        offsets = min(known.lowerBound, offset)...max(known.upperBound, offset)
      }
    } else {
      offsets = offset...offset
    }
    guard let source else {
      if daysWithOffset.count < 1000 { daysWithOffset.insert(reading.moment.day) }
      note(&own, table, row, column) { "no UTC offset" }
      return shown
    }
    let instant = shown - offset
    if source.offset(at: instant) == offset {
      note(&own, table, row, column) { "the UTC offset of the other rows" }
    } else {
      note(&foreign, table, row, column) {
        let offsets = source.instants(reading.moment).map { shown - $0 }
        return offsets.isEmpty
          ? "a time that the clocks show"
          : "the UTC offset "
            + offsets.map { ($0 < 0 ? "-" : "+") + abs($0).clock }.joined(separator: " or ")
      }
    }
    return instant
  }

  private func note(
    _ kind: inout Kind, _ table: CSVTable, _ row: Int, _ column: Int, expected: () -> String
  ) {
    kind.count += 1
    guard kind.first.count < CallsClock.told else { return }
    var list = ProblemList()
    table.refuse(row: row, column: column, expected: expected(), problems: &list)
    kind.first += list.problems
  }

  /// Whether two time zones are mixed; the rows of the rarer kind become problems.
  func isMixed(problems: inout RepeatedProblems) -> Bool {
    let withOffset = own.count + foreign.count
    if plain.count > 0, withOffset > 0 {
      let suspects = isUTC ? [own, foreign] : source == nil ? [own] : [foreign]
      let count = suspects.reduce(0) { $0 + $1.count }
      if count == 0 || (source == nil && !isBeyondAutumn) { return false }
      if plain.count < count {
        report([plain], because: "\(counted(count, "row")) have one", to: &problems)
      } else {
        report(
          suspects, because: "\(counted(plain.count, "row")) have none", to: &problems)
      }
      return true
    }
    if let offsets, offsets.lowerBound < offsets.upperBound {
      if source == nil, offsets.upperBound - offsets.lowerBound > 60 {
        report([own], because: "offsets lie hours apart", to: &problems)
        return true
      }
      if own.count > 0, foreign.count > 0 {
        let isOwnRarer = own.count < foreign.count
        report(
          [isOwnRarer ? own : foreign],
          because: "\(counted(max(own.count, foreign.count), "row")) have that of "
            + (isOwnRarer ? "another zone" : source?.identifier ?? ""), to: &problems)
        return true
      }
    }
    return false
  }

  /// Whether offsets stand on more days than the one of each year on which autumn repeats an hour.
  private var isBeyondAutumn: Bool {
    Dictionary(grouping: daysWithOffset) { $0.date.year }.values.contains { $0.count > 1 }
  }

  private func report(
    _ kinds: [Kind], because reason: String, to problems: inout RepeatedProblems
  ) {
    for problem in kinds.flatMap(\.first) {
      problems.add(
        InputProblem(
          problem.position, found: problem.found,
          expected: problem.expected + " (two time zones are mixed: \(reason))",
          maybe: problem.maybe), kind: "two zones")
    }
    let told = kinds.reduce(0) { $0 + $1.first.count }
    problems.count(kinds.reduce(0) { $0 + $1.count } - told, more: "two zones")
  }
}
