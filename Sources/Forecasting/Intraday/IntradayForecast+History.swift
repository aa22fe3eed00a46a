package import Workforce

extension IntradayForecast {
  /// The rest of a day of a bare history, from what came before `now`; intervals at which the history is
  /// never open are left out.
  ///
  /// - Throws: ``ForecastError`` where the rows before the day do not suffice.
  package static func history(
    _ name: String, records: [CallHistory.Record], now: LocalMoment,
    holidays: HolidayCalendar? = nil, siblings: [String: [CallHistory.Record]] = [:]
  ) throws(ForecastError) -> IntradayForecast {
    let interval = HistoryForecast.interval(of: records)
    let start = LocalMoment(day: now.day, minute: 0)
    let basis = try ForecastBasis(
      QueueForecaster.Setting(
        name: name, opening: nil, holidays: holidays.map { .calendar($0) } ?? .history),
      records: records,
      lenders: ForecastBasis.Lenders(siblings: siblings, except: name), slotMinutes: interval,
      start: start, days: 1)
    let moments = stride(from: 0, to: 1440, by: interval)
      .map { LocalMoment(day: now.day, minute: $0) }.filter(basis.isOpen)
    let morning = basis.forecast(at: moments, isStaffed: moments.map { _ in true })
    return basis.rest(
      of: morning, moments: moments,
      starts: moments.map { Zone.utc.instant($0.day, minute: $0.minute) }, records: records,
      opening: nil, now: now)
  }
}
