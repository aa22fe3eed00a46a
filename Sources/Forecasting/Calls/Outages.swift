/// Hours of a day in which calls hardly came through.
///
/// Two hours or more in a row are one where each slot holds less than a fifth of the median of its
/// weekday in the four weeks before and after, and twenty calls or more were to be expected.
enum Outages {
  struct Outage: Sendable, Equatable {
    var row: Int
    var slots: Range<Int>
  }

  private static let share = 0.2
  private static let fewestCalls = 20.0

  /// The outages of a history, in order.
  ///
  /// - Parameter means: the mean of each weekday and slot, `7 × slots`.
  /// - Complexity: O(slots of the history), times eight where calls are few for their weekday.
  static func find(_ matrix: CallMatrix, weekday: [Int], means: [Double]) -> [Outage] {
    let slots = matrix.slots
    let fewest = max(2, 120 / matrix.slotMinutes)
    var found: [Outage] = []
    for row in 0..<matrix.dayCount {
      let base = weekday[row] * slots
      // Only a slot that is low against the mean of its weekday can begin one.
      guard
        (0..<slots).contains(where: {
          matrix.calls[row * slots + $0] < share * means[base + $0]
        })
      else { continue }
      var start = 0
      var expected = 0.0
      for slot in 0...slots {
        if slot < slots, let usual = usual(matrix, row: row, slot: slot),
          matrix.calls[row * slots + slot] < share * usual
        {
          expected += usual
          continue
        }
        if slot - start >= fewest && expected >= fewestCalls {
          found.append(Outage(row: row, slots: start..<slot))
        }
        (start, expected) = (slot + 1, 0)
      }
    }
    return found
  }

  /// Median of the slot on the same weekday of the weeks around, nil where fewer than three are known.
  private static func usual(_ matrix: CallMatrix, row: Int, slot: Int) -> Double? {
    let around = (-4...4).filter { $0 != 0 }.map { row + 7 * $0 }
      .filter { $0 >= 0 && $0 < matrix.dayCount }
      .map { matrix.calls[$0 * matrix.slots + slot] }.filter { !$0.isNaN }
    return around.count >= 3 ? median(around) : nil
  }
}
