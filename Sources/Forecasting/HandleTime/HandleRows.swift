private import Foundation
internal import Workforce

/// The rows of a history that tell how long calls took, in the order of time.
struct HandleRows: Sendable {
  struct Row: Sendable {
    /// Row of the matrix.
    var day: Int
    var weekday: Int
    var isHoliday: Bool
    var slot: Int
    var calls: Double
    /// Mean seconds of a call.
    var seconds: Double
  }

  private(set) var rows: [Row] = []
  let slots: Int

  /// Standard deviations beyond which a mean is drawn back.
  private static let limit = 5.0

  /// - Parameter days: how many days before the end of the matrix are looked at.
  init(
    _ records: [CallHistory.Record], matrix: CallMatrix, holidays: Set<Day>, days: Int
  ) {
    slots = matrix.slots
    // A row that is coarser than the slots speaks for each that it holds.
    let parts = max(1, matrix.sourceMinutes / matrix.slotMinutes)
    for record in records {
      guard let seconds = record.handleTime, seconds.isFinite, seconds > 0, record.offered > 0
      else { continue }
      let (row, slot) = matrix.place(record.start)
      guard row < matrix.dayCount, row >= max(0, matrix.dayCount - days) else { continue }
      for part in 0..<parts where slot + part < slots {
        rows.append(
          Row(
            day: row, weekday: matrix.weekday(ofRow: row),
            isHoliday: holidays.contains(record.start.day), slot: slot + part,
            calls: record.offered / Double(parts), seconds: seconds))
      }
    }
    // Equal places keep an order that does not depend on that of the records.
    rows.sort {
      ($0.day, $0.slot, $0.calls, $0.seconds) < ($1.day, $1.slot, $1.calls, $1.seconds)
    }
  }

  /// The indices of the rows of some days.
  func range(days: Range<Int>) -> Range<Int> {
    func first(_ day: Int) -> Int {
      var (low, high) = (0, rows.count)
      while low < high {
        let middle = (low + high) / 2
        if rows[middle].day < day { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = first(days.lowerBound)
    return start..<max(start, first(days.upperBound))
  }

  /// The mean over all calls of the last `lastDays` days before `origin` that hold any rows; nil if none.
  func mean(lastDays: Int, before origin: Int) -> Double? {
    let end = range(days: 0..<origin).upperBound
    guard end > 0 else { return nil }
    let last = rows[end - 1].day
    let kept = rows[range(days: last - lastDays + 1..<last + 1)]
    let calls = kept.reduce(0) { $0 + $1.calls }
    return kept.reduce(0) { $0 + $1.calls * $1.seconds } / calls
  }

  /// Draws means back that the number of their calls does not explain.
  ///
  /// With n calls, √n · ln(mean / median of its slot and kind of day) scatters alike everywhere; what
  /// lies beyond 5 of its robust standard deviations is moved there. A slot's median is taken over the
  /// times of at least ``HandlePattern/minimumForMedian`` rows, else over all.
  mutating func dampOutliers() {
    guard !rows.isEmpty else { return }
    var groups: [Int: [Double]] = [:]
    for row in rows { groups[group(row), default: []].append(row.seconds) }
    let all = median(rows.map(\.seconds))
    let medians = groups.mapValues {
      $0.count >= HandlePattern.minimumForMedian ? median($0) : all
    }
    let scores = rows.map { $0.calls.squareRoot() * log($0.seconds / (medians[group($0)] ?? all)) }
    let spread = 1.4826 * median(scores.map { abs($0) })
    guard spread > 1e-6 else { return }
    for (index, score) in scores.enumerated() where abs(score) > Self.limit * spread {
      let row = rows[index]
      let bound = Self.limit * spread / row.calls.squareRoot()
      rows[index].seconds = (medians[group(row)] ?? all) * exp(score < 0 ? -bound : bound)
    }
  }

  private func group(_ row: Row) -> Int {
    HandlePattern.kind(weekday: row.weekday, isHoliday: row.isHoliday) * slots + row.slot
  }

  /// Standard deviation of a single call's handle time over its mean, where the rows tell.
  func variation(minimumRows: Int, expected: (Row) -> Double) -> Double? {
    let kept = rows.suffix(56 * slots).filter { $0.calls >= 1 }
    guard kept.count >= minimumRows else { return nil }
    // A line through y = n r² over n; the last eight weeks are enough.
    var (n, sx, sy, sxx, sxy) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for row in kept {
      let error = row.seconds / expected(row) - 1
      let y = row.calls * error * error
      n += 1
      sx += row.calls
      sy += y
      sxx += row.calls * row.calls
      sxy += row.calls * y
    }
    let determinant = n * sxx - sx * sx
    let slope = determinant > 1e-9 * n * sxx ? max(0, (n * sxy - sx * sy) / determinant) : 0
    let square = (sy - slope * sx) / n
    return square > 0.0025 ? square.squareRoot() : nil
  }
}
