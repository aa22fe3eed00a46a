/// Days from which on a line has clearly more or fewer calls than before.
///
/// The log totals less their weekday's mean are compared over the fourteen days from each day on and the
/// twenty-eight before it. The step is a change of level where the means differ by 15 % or more and by
/// eight standard errors, and the five days on either side already by most of it: a season comes slowly.
enum LevelShifts {
  struct Shift: Sendable, Equatable {
    /// The first row of the new level.
    var row: Int
    /// Natural logarithm of the new level over the old.
    var change: Double
  }

  private static let before = 28
  private static let after = 14
  /// Known days needed on either side.
  private static let fewest = 10
  private static let smallest = 0.15
  private static let errors = 8.0
  /// How many are looked for at most.
  private static let most = 6

  /// The shifts of a history in the order of time.
  ///
  /// - Parameters:
  ///   - logTotals: by row, NaN where unknown.
  ///   - weekday: of each row, Monday is 0.
  static func find(_ logTotals: [Double], weekday: [Int]) -> [Shift] {
    var values = logTotals
    var found: [Shift] = []
    // The clearest step first: taken out, it no longer hides or doubles another.
    while found.count < most, let shift = clearest(adjusted(values, weekday)) {
      found.append(shift)
      for row in 0..<shift.row { values[row] += shift.change }
    }
    return found.sorted { $0.row < $1.row }
  }

  private static func adjusted(_ values: [Double], _ weekday: [Int]) -> [Double] {
    var (sums, counts) = (Array(repeating: 0.0, count: 7), Array(repeating: 0.0, count: 7))
    for (row, value) in values.enumerated() where !value.isNaN {
      sums[weekday[row]] += value
      counts[weekday[row]] += 1
    }
    return values.indices.map { values[$0] - sums[weekday[$0]] / counts[weekday[$0]] }
  }

  private static func clearest(_ values: [Double]) -> Shift? {
    let steps = zip(values, values.dropFirst()).map { abs($1 - $0) }.filter { !$0.isNaN }
    guard values.count >= 2 * before, steps.count >= before else { return nil }
    // The difference of two days has twice the variance of one.
    let deviation = max(0.01, 1.4826 * median(steps) / 2.0.squareRoot())
    func known(_ range: Range<Int>) -> [Double] {
      values[range.clamped(to: values.indices)].filter { !$0.isNaN }
    }
    var best: (shift: Shift, score: Double)?
    for row in fewest..<values.count - fewest {
      let (old, new) = (known(row - before..<row), known(row..<row + after))
      guard old.count >= fewest, new.count >= fewest else { continue }
      let change = mean(new) - mean(old)
      let error = deviation * (1 / Double(old.count) + 1 / Double(new.count)).squareRoot()
      guard abs(change) >= smallest, abs(change) > errors * error,
        abs(change) / error > best?.score ?? 0
      else { continue }
      let near = mean(Array(new.prefix(5))) - mean(Array(old.suffix(5)))
      guard near / change > 0.7 else { continue }
      best = (Shift(row: row, change: change), abs(change) / error)
    }
    return best?.shift
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
