package import Workforce

extension IntradayForecast {
  /// The rest of a day of a bare history, from what came before `now`; intervals at which the history is
  /// never open are left out.
  ///
  /// - Throws: ``ForecastError`` where the rows before the day do not suffice.
  package static func history(
    _ name: String, records: [CallHistory.Record], now: LocalMoment,
    region: PublicHoliday.Region? = nil
  ) throws(ForecastError) -> IntradayForecast {
    let interval = HistoryForecast.interval(of: records)
    let start = LocalMoment(day: now.day, minute: 0)
    let forecaster = try QueueForecaster(
      QueueForecaster.Setting(name: name, opening: nil, region: region), records: records,
      slotMinutes: interval, start: start, days: 1)
    let matrix = forecaster.matrix
    let open = (0..<matrix.slots).filter {
      matrix.isOpen[(now.day.weekday.rawValue - 1) * matrix.slots + $0]
    }
    let moments = open.map { LocalMoment(day: now.day, minute: $0 * interval) }
    let morning = forecaster.forecast(at: moments, isStaffed: moments.map { _ in true })
    return forecaster.rest(
      of: morning, moments: moments,
      starts: moments.map { Zone.utc.instant($0.day, minute: $0.minute) }, records: records,
      opening: nil, now: now)
  }
}
