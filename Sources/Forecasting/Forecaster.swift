package import Workforce

/// Forecasts the calls of a site's queues from its history.
///
/// Each queue's history becomes a matrix of days and slots of the wall clock, models of several kinds
/// compete in a backtest on the horizon asked and are combined by what they achieved there, and the errors
/// made give the limits. A queue opened less than eight weeks ago may borrow the past it lacks from a
/// sibling. Only rows before the period are used. The same input gives the same forecast.
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
        try basis(queue, period).forecast(
          at: moments, isStaffed: site.staffedIntervals(of: queue, in: period)))
    }
    return forecast.withOverrides(of: site)
  }

  /// The rest of the day of `now` for every queue, forecast again from the rows that came before `now`, and
  /// the forecast of the whole day that was made without them.
  ///
  /// - Throws: ``ForecastError`` for the first queue whose history before the day does not suffice.
  package func rest(
    ofDayAt now: LocalMoment
  ) throws(ForecastError) -> (queues: [IntradayForecast], morning: Forecast) {
    let period = Period(
      firstDay: now.day, days: 1, intervalMinutes: site.intervalMinutes, zone: site.zone)
    let moments = (0..<period.intervalCount).map { period.local(ofInterval: $0) }
    let starts = (0..<period.intervalCount).map { period.start(ofInterval: $0) }
    var bases: [ForecastBasis] = []
    var morning = Forecast(period: period, queues: [])
    for queue in site.queues {
      bases.append(try basis(queue, period))
      morning.queues.append(
        bases.last!.forecast(
          at: moments, isStaffed: site.staffedIntervals(of: queue, in: period)))
    }
    morning = morning.withOverrides(of: site)
    let rest = site.queues.indices.map { index in
      bases[index].rest(
        of: morning.queues[index], moments: moments, starts: starts,
        records: site.calls.records[site.queues[index].name] ?? [],
        opening: site.queues[index].opening, now: now)
    }
    return (rest, morning)
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

  private func basis(_ queue: Queue, _ period: Period) throws(ForecastError) -> ForecastBasis {
    try ForecastBasis(
      setting(queue), records: site.calls.records[queue.name] ?? [],
      lenders: ForecastBasis.Lenders(site, for: queue), slotMinutes: period.intervalMinutes,
      start: LocalMoment(day: period.firstDay, minute: 0), days: period.days)
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
    var closures: Set<Day> = []
    if !queue.opening.openOnHolidays, let records = site.calls.records[queue.name],
      let first = records.first
    {
      // A year beyond the history is further than any period asked for.
      closures = Set(
        PublicHoliday.byDay(
          from: first.start.day, to: records.last!.start.day + 800, region: site.holidayRegion
        ).keys)
    }
    return QueueForecaster.Setting(
      name: queue.name, opening: queue.opening,
      holidays: .calendar(queue.holidays ?? HolidayCalendar(site.holidayRegion)),
      closures: closures, events: site.events, defaultHandleTime: queue.defaultHandleTime)
  }
}
