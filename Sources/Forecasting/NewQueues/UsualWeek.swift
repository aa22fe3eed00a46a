internal import Workforce

/// A queue's week as it lately was: the means of its last ordinary days by weekday and slot.
struct UsualWeek: Sendable {
  /// Calls without those of events, ending with the day of the last row.
  let matrix: CallMatrix
  /// By weekday, Monday first, and slot; a time that was never seen takes the mean of its slot.
  let means: [Double]

  /// The calls of the whole week.
  var calls: Double { means.reduce(0, +) }

  /// Days looked back from the last row.
  private static let days = BorrowedPast.enoughDays

  /// - Parameter special: days that are left out.
  /// - Returns: nil where the last eight weeks of rows before `start` hold
  ///   fewer ordinary days than the queue opens in a week, or no calls.
  init?(
    _ sibling: BorrowedPast.Sibling, opening: Opening, special: Set<Day>, slotMinutes: Int,
    start: LocalMoment
  ) {
    guard let last = sibling.records.lazy.map(\.start).filter({ $0 < start }).max() else {
      return nil
    }
    let end = LocalMoment(
      day: last.minute < start.minute ? last.day : last.day + 1, minute: start.minute)
    let matrix = PairedDays.matrix(
      sibling, opening: opening, slotMinutes: slotMinutes, start: end)
    let slots = matrix.slots
    var sums = Array(repeating: 0.0, count: 7 * slots)
    var counts = sums
    var known = 0
    for row in max(0, matrix.dayCount - Self.days)..<matrix.dayCount
    where !special.contains(matrix.firstDay + row) {
      let weekday = matrix.weekday(ofRow: row)
      var isKnown = false
      for slot in 0..<slots where !matrix.calls[row * slots + slot].isNaN {
        sums[weekday * slots + slot] += matrix.calls[row * slots + slot]
        counts[weekday * slots + slot] += 1
        isKnown = true
      }
      known += isKnown ? 1 : 0
    }
    let openDays = matrix.opensOnWeekday.count { $0 }
    guard known > 0, known >= openDays, sums.contains(where: { $0 > 0 }) else { return nil }
    self.matrix = matrix
    means = sums.indices.map { index in
      if counts[index] > 0 { return sums[index] / counts[index] }
      guard matrix.isOpen[index] else { return 0 }
      var (sum, count) = (0.0, 0.0)
      for weekday in 0..<7 {
        sum += sums[weekday * slots + index % slots]
        count += counts[weekday * slots + index % slots]
      }
      return count > 0 ? sum / count : 0
    }
  }
}
