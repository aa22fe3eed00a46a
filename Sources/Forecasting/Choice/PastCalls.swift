package import Workforce

/// The calls of one queue by reading of the clock; of readings with several rows, the mean.
package struct PastCalls: Sendable {
  private let byStart: [LocalMoment: Double]
  /// The first reading with calls; where there is none, one after which nothing is known.
  let first: LocalMoment

  package init(_ records: some Sequence<CallHistory.Record>) {
    var sums: [LocalMoment: (sum: Double, count: Double)] = [:]
    for record in records where record.offered.isFinite && record.offered >= 0 {
      let known = sums[record.start] ?? (0, 0)
      sums[record.start] = (known.sum + record.offered, known.count + 1)
    }
    self.init(byStart: sums.mapValues { $0.sum / $0.count })
  }

  /// The known slots of a matrix at readings that are open.
  init(_ matrix: CallMatrix, where isOpen: (LocalMoment) -> Bool) {
    var byStart: [LocalMoment: Double] = [:]
    for (index, calls) in matrix.calls.enumerated() where !calls.isNaN {
      let minute = matrix.dayStart + index % matrix.slots * matrix.slotMinutes
      let moment = LocalMoment(
        day: matrix.firstDay + index / matrix.slots + minute / 1440, minute: minute % 1440)
      if isOpen(moment) { byStart[moment] = calls }
    }
    self.init(byStart: byStart)
  }

  private init(byStart: [LocalMoment: Double]) {
    self.byStart = byStart
    first = byStart.keys.min() ?? LocalMoment(day: Day(number: .max / 4), minute: 0)
  }

  package subscript(_ start: LocalMoment) -> Double? { byStart[start] }

  /// Mean |calls − calls a week before| over all readings before `end` that have both; nil where none has.
  package func naiveError(before end: LocalMoment) -> Double? {
    var (sum, count) = (0.0, 0.0)
    // In the order of time, so that the sum has the same last digit in every run.
    for (start, value) in byStart.sorted(by: { $0.key < $1.key }) where start < end {
      guard let before = byStart[LocalMoment(day: start.day - 7, minute: start.minute)] else {
        continue
      }
      sum += abs(value - before)
      count += 1
    }
    return count > 0 ? sum / count : nil
  }
}
