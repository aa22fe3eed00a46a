internal import Workforce

/// The seconds a call takes, by kind of day and slot.
///
/// Each is the mean over the calls of half a year, shrunk towards the mean of all calls as if
/// ``priorCalls`` more had taken that long: an hour of night with few calls says little.
struct HandleTimes: Sendable {
  /// Monday to Friday, Saturday, Sunday and holidays.
  private static let kinds = 3
  private static let priorCalls = 50.0
  private static let days = 182

  private let seconds: [Double]
  private let slots: Int
  /// The mean over all calls, nil where no row has a handle time.
  let overall: Double?

  init(
    _ records: [CallHistory.Record], matrix: CallMatrix, holidays: Set<Day>, fallback: Double
  ) {
    slots = matrix.slots
    var calls = Array(repeating: 0.0, count: Self.kinds * slots)
    var times = calls
    for record in records {
      guard let time = record.handleTime, time.isFinite, time > 0, record.offered > 0 else {
        continue
      }
      let (row, slot) = matrix.place(record.start)
      guard row < matrix.dayCount, row >= matrix.dayCount - Self.days else { continue }
      let kind = Self.kind(record.start.day, holidays: holidays)
      // A row that is coarser than the slots speaks for each that it holds.
      for part in 0..<max(1, matrix.sourceMinutes / matrix.slotMinutes) {
        let index = kind * slots + min(slots - 1, slot + part)
        calls[index] += record.offered
        times[index] += record.offered * time
      }
    }
    let sum = calls.reduce(0, +)
    let overall = sum > 0 ? times.reduce(0, +) / sum : nil
    self.overall = overall
    let mean = overall ?? fallback
    seconds = zip(calls, times).map {
      ($1 + Self.priorCalls * mean) / ($0 + Self.priorCalls)
    }
  }

  /// The seconds to expect for a call in a slot of a day.
  func seconds(day: Day, slot: Int, holidays: Set<Day>) -> Double {
    seconds[Self.kind(day, holidays: holidays) * slots + slot]
  }

  private static func kind(_ day: Day, holidays: Set<Day>) -> Int {
    if holidays.contains(day) || day.weekday == .sunday { return 2 }
    return day.weekday == .saturday ? 1 : 0
  }
}
