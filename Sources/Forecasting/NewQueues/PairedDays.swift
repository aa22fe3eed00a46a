private import Foundation
internal import Workforce

/// The days that a new queue and a sibling have in common, and what they say of the ratio between them.
struct PairedDays {
  /// Log ratio of a day's calls in the slots that both know, outlying ones pulled in.
  struct Ratio {
    var day: Day
    var log: Double
    /// Its variance if both were Poisson counts.
    var noise: Double
  }

  let ratios: [Ratio]
  let scale: Double
  let uncertainty: Double
  private(set) var misfit = 0.0
  private let own: CallMatrix
  private let lent: CallMatrix
  /// By weekday, Monday first.
  private var weekdayFactors = Array(repeating: 1.0, count: 7)
  /// By Monday to Friday or weekend, and slot.
  private var slotFactors: [Double] = []

  init?(
    own records: [CallHistory.Record], opening: Opening?, sibling: BorrowedPast.Sibling,
    slotMinutes: Int, start: LocalMoment
  ) {
    own = CallMatrix(
      records: records, opening: opening, slotMinutes: slotMinutes, end: start,
      maximumDays: QueueForecaster.maximumDays)
    lent = Self.matrix(sibling, opening: nil, slotMinutes: slotMinutes, start: start)
    let found = Self.ratios(own, lent)
    guard found.count >= BorrowedPast.leastCommonDays else { return nil }
    let middle = median(found.map(\.log))
    let limit = max(0.1, 2 * 1.4826 * median(found.map { abs($0.log - middle) }))
    ratios = found.map {
      Ratio(
        day: $0.day, log: min(middle + limit, max(middle - limit, $0.log)), noise: $0.noise)
    }
    let count = Double(ratios.count)
    let mean = ratios.reduce(0) { $0 + $1.log } / count
    let noise = ratios.reduce(0) { $0 + $1.noise } / count
    let spread = ratios.reduce(0) { $0 + ($1.log - mean) * ($1.log - mean) } / (count - 1)
    // How much wider than 1.96 the t quantile 97.5 % is, for n − 1 degrees of freedom; within 3 %.
    let fewness = 1 + 1.2 / (count - 1) + 2.4 / ((count - 1) * (count - 1))
    scale = exp(mean)
    uncertainty = fewness * (max(spread, noise) / count).squareRoot()
    learnWeekdays(mean: mean, spread: spread, noise: noise)
    learnSlots()
  }

  /// A sibling's calls as they would be without its events; days of unknown effect are left out.
  static func matrix(
    _ sibling: BorrowedPast.Sibling, opening: Opening?, slotMinutes: Int, start: LocalMoment
  ) -> CallMatrix {
    var factors: [Day: Double] = [:]
    for event in sibling.events where event.queue == sibling.name {
      factors[event.day, default: 1] *= event.kind == .closure ? 0 : event.effect ?? 0
    }
    let records = sibling.records.compactMap { record -> CallHistory.Record? in
      guard let factor = factors[record.start.day] else { return record }
      guard factor > 0 else { return nil }
      return CallHistory.Record(start: record.start, offered: record.offered / factor)
    }
    return CallMatrix(
      records: records, opening: opening, slotMinutes: slotMinutes, end: start,
      maximumDays: QueueForecaster.maximumDays)
  }

  /// Rows of a matrix on the days before `day`, each multiplied; what the factor makes nil is left out.
  static func rows(
    of matrix: CallMatrix, before day: Day, factor: (Day, Int) -> Double?
  ) -> [CallHistory.Record] {
    (0..<max(0, min(matrix.dayCount, day - matrix.firstDay))).flatMap { row in
      (0..<matrix.slots).compactMap { slot in
        let calls = matrix.calls[row * matrix.slots + slot]
        let minute = matrix.dayStart + slot * matrix.slotMinutes
        let moment = LocalMoment(
          day: matrix.firstDay + row + minute / 1440, minute: minute % 1440)
        guard !calls.isNaN, moment.day < day, let factor = factor(moment.day, slot) else {
          return nil
        }
        return CallHistory.Record(start: moment, offered: calls * factor)
      }
    }
  }

  /// The sibling's rows before `day` at the times when the new queue is open, as if they were its own.
  func lentRows(before day: Day) -> [CallHistory.Record] {
    let slots = own.slots
    // A queue known for less than a week may yet open on the weekdays it was not seen on.
    let opensOnWeekday = (0..<7).map { weekday in
      own.dayCount < 7 || own.isOpen[weekday * slots..<(weekday + 1) * slots].contains(true)
    }
    let opensInSlot = (0..<slots).map { slot in
      (0..<7).contains { own.isOpen[$0 * slots + slot] }
    }
    return Self.rows(of: lent, before: day) { day, slot in
      let weekday = day.weekday.rawValue - 1
      guard opensOnWeekday[weekday], opensInSlot[slot] else { return nil }
      return scale * weekdayFactors[weekday] * slotFactors[Self.kind(weekday) * slots + slot]
    }
  }

  private static func kind(_ weekday: Int) -> Int { weekday < 5 ? 0 : 1 }

  /// Calls of a day in the slots that both know; nil where they are none, or not half of what the new
  /// queue knows.
  private static func ratios(_ own: CallMatrix, _ lent: CallMatrix) -> [Ratio] {
    (0..<own.dayCount).compactMap { row in
      let day = own.firstDay + row
      let other = day - lent.firstDay
      guard other >= 0, other < lent.dayCount else { return nil }
      var (mine, theirs, common, known) = (0.0, 0.0, 0, 0)
      for slot in 0..<own.slots where !own.calls[row * own.slots + slot].isNaN {
        known += 1
        let value = lent.calls[other * lent.slots + slot]
        if value.isNaN { continue }
        common += 1
        mine += own.calls[row * own.slots + slot]
        theirs += value
      }
      guard theirs > 0, 2 * common >= known else { return nil }
      // Half a call more makes the logarithm of a small count nearly unbiased.
      return Ratio(
        day: day, log: log((mine + 0.5) / (theirs + 0.5)),
        noise: 1 / (mine + 0.5) + 1 / (theirs + 0.5))
    }
  }

  /// Weekday effects: means of the log ratios' deviations, shrunk by τ² / (τ² + σ² / n).
  private mutating func learnWeekdays(mean: Double, spread: Double, noise: Double) {
    let groups = (0..<7).map { weekday in
      ratios.filter { $0.day.weekday.rawValue - 1 == weekday }.map { $0.log - mean }
    }
    let means = groups.map { $0.isEmpty ? 0 : $0.reduce(0, +) / Double($0.count) }
    let filled = Double(groups.count { !$0.isEmpty })
    guard filled > 1 else { return }
    // Until weeks repeat, half of what days differ by is taken to be chance, as if three days had
    // shown it.
    var within = 3 * max(noise, spread / 2)
    for (group, mean) in zip(groups, means) {
      within += group.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    let count = Double(ratios.count)
    let variance = max(noise, within / (count - filled + 3))
    let between = zip(groups, means).reduce(0) { $0 + Double($1.0.count) * $1.1 * $1.1 }
    let squares = groups.reduce(0) { $0 + Double($1.count * $1.count) }
    let share = max(0, (between - (filled - 1) * variance) / (count - squares / count))
    for (weekday, group) in groups.enumerated() where !group.isEmpty && share > 0 {
      let weight = share / (share + variance / Double(group.count))
      weekdayFactors[weekday] = exp(weight * means[weekday])
    }
  }

  /// Slot factors: calls over those that the day's ratio makes of the sibling's, shrunk as the mean of a
  /// gamma factor whose variance is what the slots differ by beyond chance.
  private mutating func learnSlots() {
    let slots = own.slots
    var mine = Array(repeating: 0.0, count: 2 * slots)
    var expected = mine
    var noise = mine
    var (missed, floor, total) = (0.0, 0.0, 0.0)
    for ratio in ratios {
      let row = ratio.day - own.firstDay
      let other = ratio.day - lent.firstDay
      let factor = exp(ratio.log)
      let kind = Self.kind(ratio.day.weekday.rawValue - 1)
      for slot in 0..<slots {
        let (a, b) = (own.calls[row * slots + slot], lent.calls[other * slots + slot])
        if a.isNaN || b.isNaN { continue }
        mine[kind * slots + slot] += a
        expected[kind * slots + slot] += factor * b
        // The variance of a count and of a scaled count.
        noise[kind * slots + slot] += factor * b * (1 + factor)
        missed += abs(a - scale * b)
        // The mean absolute value of a normal variable is √(2/π) of its standard deviation.
        floor += (2 / Double.pi * scale * b * (1 + scale)).squareRoot()
        total += a
      }
    }
    if total > 0 {
      misfit = max(0, missed * missed - floor * floor).squareRoot() / total
    }
    var (excess, squares) = (0.0, 0.0)
    for index in mine.indices {
      let error = mine[index] - expected[index]
      excess += error * error - noise[index]
      squares += expected[index] * expected[index]
    }
    let variance = squares > 0 ? max(0, excess / squares) : 0
    // (mine + 1/v) / (expected + 1/v)
    slotFactors = zip(mine, expected).map { (variance * $0 + 1) / (variance * $1 + 1) }
  }
}
