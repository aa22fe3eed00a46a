internal import Workforce

/// The calls of one queue by day (row) and slot of the wall clock (column).
///
/// A slot that no row of the history fills, and every slot outside the opening, is NaN: unknown, which
/// is not zero. A reading that autumn repeats is averaged, so that every day has the same slots.
struct CallMatrix: Sendable {
  let firstDay: Day
  let dayCount: Int
  let slotMinutes: Int
  /// Minutes of the clock at which a row begins; other than 0 only where a forecast does not start at
  /// midnight.
  let dayStart: Int
  /// `dayCount × slots` calls, NaN where unknown.
  var calls: [Double]
  /// Whether the queue is normally open, by weekday (Monday first) and slot.
  let isOpen: [Bool]
  /// Minutes in one interval of the history as it was given.
  let sourceMinutes: Int

  var slots: Int { 1440 / slotMinutes }

  /// Whether any slot of a weekday is normally open, Monday first.
  var opensOnWeekday: [Bool] {
    (0..<7).map { isOpen[$0 * slots..<($0 + 1) * slots].contains(true) }
  }

  /// The clock's minute at which a slot begins.
  func minute(ofSlot slot: Int) -> Int { (dayStart + slot * slotMinutes) % 1440 }

  /// Row and slot of a reading of the clock; the row may lie outside the matrix.
  func place(_ moment: LocalMoment) -> (row: Int, slot: Int) {
    let minutes = (moment.day - firstDay) * 1440 + moment.minute - dayStart
    let row = minutes >= 0 ? minutes / 1440 : (minutes - 1439) / 1440
    return (row, (minutes - row * 1440) / slotMinutes)
  }

  func weekday(ofRow row: Int) -> Int { (firstDay + row).weekday.rawValue - 1 }

  /// - Parameters:
  ///   - records: rows of one queue before `end`, in any order.
  ///   - opening: the hours of the queue, or nil to take as open every weekday and slot with a row.
  ///   - end: the first reading that is not history.
  init(
    records: some Sequence<CallHistory.Record>, opening: Opening?, slotMinutes: Int,
    end: LocalMoment, maximumDays: Int
  ) {
    self.slotMinutes = slotMinutes
    dayStart = end.minute
    let used = records.filter { $0.start < end && $0.offered.isFinite && $0.offered >= 0 }
    sourceMinutes = used.reduce(60) { greatestCommonDivisor($0, $1.start.minute) }
    let slots = 1440 / slotMinutes

    let anchor = CallMatrix.firstRow(of: used, end: end, maximumDays: maximumDays)
    firstDay = anchor
    dayCount = end.day - anchor
    let fine = CallMatrix.readings(
      used, from: LocalMoment(day: anchor, minute: end.minute), days: dayCount,
      minutes: sourceMinutes)

    var calls = Array(repeating: Double.nan, count: dayCount * slots)
    let perDay = 1440 / sourceMinutes
    for (index, value) in fine.enumerated() where !value.isNaN {
      let (row, minute) = (index / perDay, index % perDay * sourceMinutes)
      // A row is cut into pieces that each fit a slot: coarse rows are spread evenly over the slots
      // they hold, fine rows are added up.
      let piece = greatestCommonDivisor(sourceMinutes, slotMinutes)
      let parts = sourceMinutes / piece
      for part in 0..<parts {
        let place = row * slots + (minute + part * piece) / slotMinutes
        calls[place] = (calls[place].isNaN ? 0 : calls[place]) + value / Double(parts)
      }
    }

    var isOpen = Array(repeating: false, count: 7 * slots)
    let firstWeekday = anchor.weekday.rawValue - 1
    if let opening {
      for weekday in Weekday.allCases {
        for slot in 0..<slots {
          let minute = (end.minute + slot * slotMinutes) % 1440
          isOpen[(weekday.rawValue - 1) * slots + slot] =
            opening.ranges[weekday]?.contains { $0.contains(minute) } ?? false
        }
      }
    } else {
      for index in calls.indices where !calls[index].isNaN {
        isOpen[(firstWeekday + index / slots) % 7 * slots + index % slots] = true
      }
      Self.closeSilent(&isOpen, calls: calls, slots: slots, firstWeekday: firstWeekday)
    }
    for index in calls.indices
    where !isOpen[(firstWeekday + index / slots) % 7 * slots + index % slots] {
      calls[index] = .nan
    }
    self.calls = calls
    self.isOpen = isOpen
  }

  /// Closes runs of two hours or more of a weekday, or all of it, that never had a call though twenty were
  /// to be expected at the mean of the line: an export may have zeros where the line is closed.
  private static func closeSilent(
    _ isOpen: inout [Bool], calls: [Double], slots: Int, firstWeekday: Int
  ) {
    var sums = Array(repeating: 0.0, count: 7 * slots)
    var counts = sums
    for index in calls.indices where !calls[index].isNaN {
      let place = (firstWeekday + index / slots) % 7 * slots + index % slots
      sums[place] += calls[index]
      counts[place] += 1
    }
    let known = counts.reduce(0, +)
    guard known > 0 else { return }
    let mean = sums.reduce(0, +) / known
    let fewest = slots / 12
    for weekday in 0..<7 {
      let base = weekday * slots
      var start = 0
      for slot in 0...slots {
        if slot < slots && sums[base + slot] == 0 { continue }
        let run = base + start..<base + slot
        if run.count >= fewest && mean * run.reduce(0, { $0 + counts[$1] }) >= 20 {
          for place in run { isOpen[place] = false }
        }
        start = slot + 1
      }
    }
  }

  /// The first whole day of the rows, at most `maximumDays` before the end.
  private static func firstRow(
    of records: [CallHistory.Record], end: LocalMoment, maximumDays: Int
  ) -> Day {
    guard let first = records.lazy.map(\.start).min() else { return end.day }
    return max(first.minute < end.minute ? first.day - 1 : first.day, end.day - maximumDays)
  }

  /// Mean of the rows at each reading, NaN where there is none.
  private static func readings(
    _ records: [CallHistory.Record], from start: LocalMoment, days: Int, minutes: Int
  ) -> [Double] {
    var sums = Array(repeating: 0.0, count: days * 1440 / minutes)
    var counts = Array(repeating: 0.0, count: sums.count)
    for record in records where record.start >= start {
      let place =
        ((record.start.day - start.day) * 1440 + record.start.minute - start.minute) / minutes
      sums[place] += record.offered
      counts[place] += 1
    }
    return zip(sums, counts).map { $1 > 0 ? $0 / $1 : .nan }
  }
}
