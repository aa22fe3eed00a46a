package import Workforce

/// The forecast of a bare history: one series of calls without a site.
///
/// The hours are those at which the history has rows; the holidays are those it shows, and the clock is
/// taken as it reads, without changes.
package struct HistoryForecast: Sendable {
  /// The reading of the clock at which each interval starts.
  package let starts: [LocalMoment]
  package let intervalMinutes: Int
  /// Whether the history ever has rows on the interval's weekday and time.
  package let isOpen: [Bool]
  /// One value for each of `starts`.
  package let forecast: QueueForecast

  /// Forecasts `minutes` of the clock from `start` on, in the intervals of the history itself.
  ///
  /// - Parameters:
  ///   - name: what to call the queue.
  ///   - records: its rows in any order; those from `start` on are not looked at.
  ///   - intervalMinutes: 15, 30 or 60; nil for the history's own interval.
  ///   - holidays: those of the callers' country; nil to tell it from the history.
  ///   - closures: days known beforehand to be closed; the day after one is busier.
  ///   - siblings: other queues by name, from which one with less than eight weeks may borrow its past.
  /// - Throws: ``ForecastError`` where the rows before `start` do not suffice.
  package init(
    _ name: String, records: [CallHistory.Record], from start: LocalMoment, minutes: Int,
    intervalMinutes: Int? = nil, holidays: HolidayCalendar? = nil, closures: Set<Day> = [],
    siblings: [String: [CallHistory.Record]] = [:]
  ) throws(ForecastError) {
    let interval = intervalMinutes ?? Self.interval(of: records)
    let basis = try ForecastBasis(
      QueueForecaster.Setting(
        name: name, opening: nil, holidays: holidays.map { .calendar($0) } ?? .history,
        closures: closures),
      records: records, lenders: ForecastBasis.Lenders(siblings: siblings, except: name),
      slotMinutes: interval, start: start, days: (minutes + 1439) / 1440)
    let starts = (0..<minutes / interval).map { index in
      let minute = start.minute + index * interval
      return LocalMoment(day: start.day + minute / 1440, minute: minute % 1440)
    }
    let isOpen = starts.map { !closures.contains($0.day) && basis.isOpen($0) }
    self.starts = starts
    self.intervalMinutes = interval
    self.isOpen = isOpen
    forecast = basis.forecast(at: starts, isStaffed: isOpen)
  }

  /// The whole forecast rehearsed on a bare history at `weeks` weekly origins, the last period ending
  /// with the day of the last row, beside what it was joined from and what a planner would do without it.
  ///
  /// - Parameter step: told after each origin, from any thread.
  /// - Throws: ``ForecastError`` where the rows do not suffice for the latest period.
  package static func rehearsal(
    _ name: String, records: [CallHistory.Record], weeks: Int = 10, days: Int = 7,
    intervalMinutes: Int? = nil, holidays: HolidayCalendar? = nil, threads: Int = 1,
    step: @escaping @Sendable () -> Void = {}
  ) throws(ForecastError) -> Backtest {
    let last = records.lazy.map(\.start.day).max() ?? Day(number: 0)
    return try QueueForecaster.rehearse(
      QueueForecaster.Rehearsal(
        setting: QueueForecaster.Setting(
          name: name, opening: nil, holidays: holidays.map { .calendar($0) } ?? .history),
        records: records, slotMinutes: intervalMinutes ?? interval(of: records),
        end: LocalMoment(day: last + 1, minute: 0), weeks: weeks, days: days, threads: threads,
        step: step))
  }

  /// The finest of 15, 30 and 60 minutes on which all the rows lie, or an hour.
  static func interval(of records: [CallHistory.Record]) -> Int {
    let own = records.reduce(60) { greatestCommonDivisor($0, $1.start.minute) }
    return [15, 30, 60].first { $0.isMultiple(of: own) } ?? 60
  }
}
