private import Foundation
internal import Workforce

/// The forecast of one queue: its history read, models chosen and limits fitted, ready to be asked.
struct QueueForecaster: Sendable {
  let name: String
  let matrix: CallMatrix
  let series: CallSeries
  let combination: Combination
  let intervals: PredictionIntervals
  let specialDays: SpecialDays
  let anniversaries: Anniversaries
  let handleTimes: HandleTimes
  /// Names of public holidays, by day.
  let holidays: [Day: String]
  /// How the country was told, where nobody said.
  let recognition: HolidayRecognition?
  /// Factors of events of known effect, by day.
  let factors: [Day: Double]

  /// Everything about the queue but its calls.
  struct Setting {
    var name: String
    /// Nil to infer the hours from the rows.
    var opening: Opening?
    var holidays = HolidaySource.history
    /// Days closed beyond what the opening says.
    var closures: Set<Day> = []
    var events: [Event] = []
    var defaultHandleTime = 300.0
  }

  /// Where the holidays of a queue's callers are known from.
  enum HolidaySource {
    case calendar(HolidayCalendar)
    /// The country is told by the history, if at all.
    case history
  }

  /// Two years and two months, so that a day has two anniversaries with their surroundings; what came
  /// before says little, and costs time.
  static let maximumDays = 113 * 7

  /// - Parameters:
  ///   - start: the first reading to be forecast; later rows are not looked at.
  ///   - days: how many days are forecast.
  init(
    _ setting: Setting, records all: [CallHistory.Record], slotMinutes: Int, start: LocalMoment,
    days: Int
  ) throws(ForecastError) {
    name = setting.name
    let records = all.filter { $0.start < start && $0.offered.isFinite && $0.offered >= 0 }
    guard let last = records.lazy.map(\.start).max(), let first = records.lazy.map(\.start).min()
    else { throw .noHistory(queue: setting.name, before: start.day) }
    let weeks = (last.day - first.day + 1) / 7
    guard weeks >= ForecastError.minimumWeeks else {
      throw .tooShort(queue: setting.name, weeks: weeks)
    }
    // The matrix ends with the last row, so that a backtest has something to compare with.
    let end = LocalMoment(
      day: last.minute < start.minute ? last.day : last.day + 1, minute: start.minute)
    let ahead = start.day - end.day + days

    let known = setting.events.filter { $0.queue == setting.name }
    var factors: [Day: Double] = [:]
    for event in known where event.kind != .closure {
      if let effect = event.effect { factors[event.day, default: 1] *= effect }
    }
    self.factors = factors
    let closed = setting.closures.union(known.filter { $0.kind == .closure }.map(\.day))

    var matrix = CallMatrix(
      records: records, opening: setting.opening, slotMinutes: slotMinutes, end: end,
      maximumDays: Self.maximumDays)
    for row in 0..<matrix.dayCount {
      let factor = factors[matrix.firstDay + row] ?? 1
      let isClosed = closed.contains(matrix.firstDay + row)
      if factor == 1 && !isClosed { continue }
      for index in row * matrix.slots..<(row + 1) * matrix.slots {
        matrix.calls[index] = isClosed || factor <= 0 ? .nan : matrix.calls[index] / factor
      }
    }
    self.matrix = matrix

    let span = (first: first.day - 31, last: start.day + days + 31)
    var holidays: [Day: String] = [:]
    var recognition: HolidayRecognition?
    switch setting.holidays {
    case .calendar(let calendar): holidays = calendar.byDay(from: span.first, to: span.last)
    case .history:
      let plain = CallSeries(
        matrix: matrix,
        calendar: Self.calendar(matrix, ahead: 0, holidays: [:], closed: closed, events: known))
      recognition = HolidayRecognition(plain, opensOnWeekday: matrix.opensOnWeekday)
      holidays = recognition?.calendar.byDay(from: span.first, to: span.last) ?? [:]
    }
    self.holidays = holidays
    self.recognition = recognition
    let shut = recognition.map { found in holidays.filter { found.expectsClosed($0.value) } } ?? [:]
    let calendar = Self.calendar(
      matrix, ahead: ahead, holidays: holidays, closed: closed.union(shut.keys), events: known)
    series = CallSeries(matrix: matrix, calendar: calendar)
    combination = Combination(series, horizon: ahead)
    intervals = combination.predictionIntervals()
    specialDays = SpecialDays(series)
    anniversaries = Anniversaries(series)
    handleTimes = HandleTimes(
      records, matrix: matrix, holidays: Set(holidays.keys), fallback: setting.defaultHandleTime)
  }

  private static func calendar(
    _ matrix: CallMatrix, ahead: Int, holidays: [Day: String], closed: Set<Day>, events: [Event]
  ) -> DayCalendar {
    let slots = matrix.slots
    let opensOnWeekday = matrix.opensOnWeekday
    var unknown: [Day: SpecialDay] = [:]
    for event in events where event.kind != .closure && event.effect == nil {
      unknown[event.day] =
        event.kind == .holiday
        ? .holiday(event.name.isEmpty ? event.kind.rawValue : event.name)
        : .event(event.kind, name: event.name)
    }
    var isOpen: [Bool] = []
    var special: [SpecialDay?] = []
    for row in 0..<matrix.dayCount + ahead {
      let day = matrix.firstDay + row
      if row < matrix.dayCount {
        isOpen.append(
          matrix.calls[row * slots..<(row + 1) * slots].contains { !$0.isNaN })
      } else {
        isOpen.append(
          opensOnWeekday[matrix.weekday(ofRow: row)] && !closed.contains(day))
      }
      special.append(
        holidays[day].map { .holiday($0) } ?? unknown[day])
    }
    return DayCalendar(
      firstDay: matrix.firstDay, isOpen: isOpen, special: special, opensOnWeekday: opensOnWeekday)
  }

  /// The forecast at each of `moments`; zero where `isStaffed` says closed.
  func forecast(at moments: [LocalMoment], isStaffed: [Bool]) -> QueueForecast {
    let slots = matrix.slots
    let first = matrix.dayCount
    let count = series.calendar.count
    var normal = combination.forecast(days: first..<count)
    var extra = Array(repeating: 0.0, count: count - first)
    for row in first..<count {
      let range = (row - first) * slots..<(row - first + 1) * slots
      if let special = series.calendar.special[row] {
        let day = specialDays.calls(
          Array(normal[range]), on: special, weekday: series.calendar.weekday[row])
        extra[row - first] = specialDays.spread
        normal.replaceSubrange(range, with: day)
      } else if let effect = anniversaries.effect(row: row) {
        for index in range { normal[index] *= exp(effect) }
        extra[row - first] = abs(effect) / 2
      }
    }
    var result = QueueForecast(
      queue: name, mean: [], low80: [], high80: [], low95: [], high95: [], handleTime: [],
      notes: notes(from: moments.first?.day, to: moments.last?.day))
    let offDays = Set(holidays.keys)
    var scatter = intervals.scatter()
    for (moment, isStaffed) in zip(moments, isStaffed) {
      let (row, slot) = matrix.place(moment)
      let mean =
        isStaffed && row >= first && row < count
        ? normal[(row - first) * slots + slot] * (factors[moment.day] ?? 1) : 0
      let spread = intervals.spread(mean: mean, weekday: matrix.weekday(ofRow: row), slot: slot)
      scatter.rateSpread.append(spread)
      scatter.daySpread.append(mean > 0 ? extra[row - first] : 0)
      let limits = scatter.count(interval: result.mean.count, mean: mean).limits
      result.mean.append(mean)
      result.low95.append(limits.low95)
      result.low80.append(limits.low80)
      result.high80.append(limits.high80)
      result.high95.append(limits.high95)
      result.handleTime.append(
        handleTimes.seconds(day: moment.day, slot: slot, holidays: offDays))
    }
    result.scatter = scatter
    result.handleTimeVariation = handleTimes.variation
    return result
  }
}
