internal import Workforce

/// The forecast of a queue known for days only, with nothing to borrow from: the mean of what there is.
///
/// Each slot takes its mean over the days; a weekday seen n times counts for n / (n + 1) of what it was
/// above or below the others. Limits hold the spread between days, and on a weekday never seen what
/// weekdays commonly differ by.
struct FewDays: Sendable {
  let name: String
  let matrix: CallMatrix
  let dayCount: Int
  private let lastDay: Day
  private let means: [Double]
  private let weekdayFactors: [Double?]
  /// Variance between days as a share of the mean squared.
  private let spread: Double
  private let factors: [Day: Double]
  private let handleTime: Double

  /// What two days differ by at least, and a weekday never seen from the mean: shares of the mean.
  private static let leastSpread = 0.2
  private static let unseenWeekday = 0.35

  /// - Throws: ``ForecastError`` where fewer than ``ForecastError/minimumDays`` days have rows.
  init(
    _ setting: QueueForecaster.Setting, records all: [CallHistory.Record], slotMinutes: Int,
    start: LocalMoment
  ) throws(ForecastError) {
    let records = all.filter { $0.start < start && $0.offered.isFinite && $0.offered >= 0 }
    let days = Set(records.map(\.start.day))
    guard let last = days.max() else {
      throw .noHistory(queue: setting.name, before: start.day)
    }
    guard days.count >= ForecastError.minimumDays else {
      throw .tooFewDays(queue: setting.name, days: days.count)
    }
    name = setting.name
    dayCount = days.count
    lastDay = last
    let matrix = CallMatrix(
      records: records, opening: setting.opening, slotMinutes: slotMinutes,
      end: LocalMoment(day: last < start.day ? last + 1 : start.day, minute: start.minute),
      maximumDays: QueueForecaster.maximumDays)
    self.matrix = matrix
    var factors: [Day: Double] = [:]
    for event in setting.events where event.queue == setting.name && event.kind != .closure {
      factors[event.day, default: 1] *= event.effect ?? 1
    }
    self.factors = factors

    let slots = matrix.slots
    var sums = Array(repeating: 0.0, count: slots)
    var counts = sums
    func calls(_ row: Int, _ slot: Int) -> Double? {
      let value = matrix.calls[row * slots + slot]
      let factor = factors[matrix.firstDay + row] ?? 1
      return value.isNaN || factor <= 0 ? nil : value / factor
    }
    for row in 0..<matrix.dayCount {
      for slot in 0..<slots {
        guard let value = calls(row, slot) else { continue }
        sums[slot] += value
        counts[slot] += 1
      }
    }
    let known = (0..<slots).filter { counts[$0] > 0 }
    let means = (0..<slots).map { slot in
      // A slot without rows is like the nearest one that has some.
      let nearest =
        known.min { a, b in
          func distance(_ other: Int) -> Int {
            min(abs(other - slot), slots - abs(other - slot))
          }
          return (distance(a), a) < (distance(b), b)
        } ?? slot
      return counts[nearest] > 0 ? sums[nearest] / counts[nearest] : 0
    }
    self.means = means
    var byWeekday = Array(repeating: (calls: 0.0, mean: 0.0, days: 0.0), count: 7)
    var ratios: [Double] = []
    for row in 0..<matrix.dayCount {
      var (came, mean) = (0.0, 0.0)
      for slot in 0..<slots {
        guard let value = calls(row, slot) else { continue }
        came += value
        mean += means[slot]
      }
      guard mean > 0 else { continue }
      ratios.append(came / mean)
      let weekday = matrix.weekday(ofRow: row)
      byWeekday[weekday].calls += came
      byWeekday[weekday].mean += mean
      byWeekday[weekday].days += 1
    }
    weekdayFactors = byWeekday.map { calls, mean, days in
      mean > 0 ? 1 + (calls / mean - 1) * days / (days + 1) : nil
    }
    let count = Double(max(2, ratios.count))
    let variance = ratios.reduce(0) { $0 + ($1 - 1) * ($1 - 1) } / (count - 1)
    spread = max(variance, Self.leastSpread * Self.leastSpread) * (1 + 1 / count)

    let timed = records.filter { $0.offered > 0 && ($0.handleTime ?? 0) > 0 }
    let weight = timed.reduce(0) { $0 + $1.offered }
    handleTime =
      weight > 0
      ? timed.reduce(0) { $0 + $1.offered * $1.handleTime! } / weight : setting.defaultHandleTime
  }

  /// Whether the rows let the queue be taken for open at a reading of the clock.
  func isOpen(_ moment: LocalMoment) -> Bool {
    let slot = matrix.place(moment).slot
    let slots = matrix.slots
    let weekday = moment.day.weekday.rawValue - 1
    return matrix.isOpen[weekday * slots + slot]
      || weekdayFactors[weekday] == nil && matrix.dayCount < 7
        && (0..<7).contains { matrix.isOpen[$0 * slots + slot] }
  }

  /// The forecast at each of `moments`; zero where `isStaffed` says closed.
  func forecast(at moments: [LocalMoment], isStaffed: [Bool]) -> QueueForecast {
    var result = QueueForecast(
      queue: name, mean: [], low80: [], high80: [], low95: [], high95: [], handleTime: [],
      notes: [
        "\(dayCount) days of history, \(matrix.firstDay) to \(lastDay): means by time of day.",
        "The history is too short to tell weekdays apart (\(dayCount) days): "
          + "the limits are wide and rest on very little.",
      ])
    var scatter = CallScatter(rateSpread: [], daySpread: [])
    for (moment, isStaffed) in zip(moments, isStaffed) {
      let factor = weekdayFactors[moment.day.weekday.rawValue - 1]
      let mean =
        isStaffed
        ? means[matrix.place(moment).slot] * (factor ?? 1) * (factors[moment.day] ?? 1) : 0
      let share = spread + (factor == nil ? Self.unseenWeekday * Self.unseenWeekday : 0)
      let deviation = (mean + share * mean * mean).squareRoot()
      result.mean.append(mean)
      result.low95.append(max(0, mean - 1.96 * deviation))
      result.low80.append(max(0, mean - 1.2816 * deviation))
      result.high80.append(mean + 1.2816 * deviation)
      result.high95.append(mean + 1.96 * deviation)
      result.handleTime.append(handleTime)
      scatter.rateSpread.append(0)
      scatter.daySpread.append(share.squareRoot())
    }
    result.scatter = scatter
    return result
  }
}
