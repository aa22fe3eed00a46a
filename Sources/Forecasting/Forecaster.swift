package import Workforce

/// Forecasts the calls of a site's queues from its history.
///
/// Each queue is forecast by itself: its history becomes a matrix of days and slots of the wall clock,
/// models of several kinds compete in a backtest on the horizon asked and are combined by what they
/// achieved there, and the errors made give the limits. Only rows before the period are used. The same
/// input gives the same forecast.
///
///     let forecast = try Forecaster(site: site).forecast(period)
package struct Forecaster: Sendable {
  private let site: Site

  package init(site: Site) { self.site = site }

  /// The calls to expect in every interval of `period`, for every queue of the site; figures set by hand
  /// stand in place of the models' where there are some.
  ///
  /// - Throws: ``ForecastError`` for the first queue whose history does not suffice.
  package func forecast(_ period: Period) throws(ForecastError) -> Forecast {
    var forecast = Forecast(period: period, queues: [])
    let moments = (0..<period.intervalCount).map { period.local(ofInterval: $0) }
    for queue in site.queues {
      forecast.queues.append(
        try forecaster(queue, period).forecast(
          at: moments, isStaffed: site.staffedIntervals(of: queue, in: period)))
    }
    return forecast.withOverrides(of: site)
  }

  /// How the models did on the past of each queue, over the horizon that `period` asks for.
  ///
  /// - Throws: ``ForecastError`` for the first queue whose history does not suffice.
  package func backtests(_ period: Period) throws(ForecastError) -> [Backtest] {
    var tables: [Backtest] = []
    for queue in site.queues {
      tables.append(try forecaster(queue, period).combination.backtest(queue: queue.name))
    }
    return tables
  }

  /// The whole forecast rehearsed at `weeks` weekly origins, the last of which ends where `period`
  /// begins; each forecasts as many days as `period` has.
  ///
  /// - Throws: ``ForecastError`` for the first queue whose history does not suffice.
  package func rehearsals(
    before period: Period, weeks: Int = 10
  ) throws(ForecastError) -> [Backtest] {
    var tables: [Backtest] = []
    for queue in site.queues {
      tables.append(
        try QueueForecaster.rehearsal(
          setting(queue), records: site.calls.records[queue.name] ?? [],
          slotMinutes: period.intervalMinutes, end: LocalMoment(day: period.firstDay, minute: 0),
          weeks: weeks, days: period.days))
    }
    return tables
  }

  private func forecaster(
    _ queue: Queue, _ period: Period
  ) throws(ForecastError) -> QueueForecaster {
    try QueueForecaster(
      setting(queue), records: site.calls.records[queue.name] ?? [],
      slotMinutes: period.intervalMinutes, start: LocalMoment(day: period.firstDay, minute: 0),
      days: period.days)
  }

  private func setting(_ queue: Queue) -> QueueForecaster.Setting {
    QueueForecaster.Setting(
      name: queue.name, opening: queue.opening, region: site.holidayRegion, events: site.events,
      defaultHandleTime: queue.defaultHandleTime)
  }
}
