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
    var forecasters: [QueueForecaster] = []
    for queue in site.queues {
      let basis = try basis(queue, period)
      if let own = basis.forecaster { forecasters.append(own) }
      forecast.queues.append(
        basis.forecast(at: moments, isStaffed: isReceiving(queue, basis, period, moments)))
    }
    let correlation = SiteCorrelation.estimate(forecasters)
    for index in forecast.queues.indices {
      forecast.queues[index].scatter?.siteCorrelation = correlation
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
          at: moments, isStaffed: isReceiving(queue, bases.last!, period, moments)))
    }
    morning = morning.withOverrides(of: site)
    let rest = site.queues.indices.map { index in
      bases[index].rest(
        of: morning.queues[index], moments: moments, starts: starts,
        records: site.calls.records[site.queues[index].name] ?? [],
        opening: site.queues[index].arrivalHours, now: now)
    }
    return (rest, morning)
  }

  /// The whole forecast of a queue rehearsed on its past, beside what it was joined from and what a planner
  /// would do without it.
  ///
  /// - Parameters:
  ///   - end: the day after the latest period; nil for the one after the last row of any queue.
  ///   - weeks: how many weekly origins; fewer where the history does not reach back.
  ///   - days: how many days each of them forecasts.
  ///   - step: told after each origin, from any thread.
  /// - Throws: ``ForecastError`` where the history does not suffice for the latest period.
  package func rehearsal(
    of queue: Queue, before end: Day? = nil, weeks: Int = 10, days: Int = 7, threads: Int = 1,
    step: @escaping @Sendable () -> Void = {}
  ) throws(ForecastError) -> Backtest {
    let records = site.calls.records[queue.name] ?? []
    let last = site.calls.records.values.lazy.joined().map(\.start.day).max()
    let end = end ?? (last ?? Day(number: 0)) + 1
    let first = records.lazy.map(\.start.day).min() ?? end
    let holidays = PublicHoliday.byDay(from: first, to: end, region: site.holidayRegion)
    let closed = Set(
      site.events.lazy.filter { $0.queue == queue.name && $0.kind == .closure }.map(\.day))
    return try QueueForecaster.rehearse(
      QueueForecaster.Rehearsal(
        setting: setting(queue), records: records, slotMinutes: site.intervalMinutes,
        end: LocalMoment(day: end, minute: 0), weeks: weeks, days: days, threads: threads,
        isOpen: {
          queue.work.deferrableMinutes != nil
            || !closed.contains($0.day) && queue.isStaffed($0, holidays: holidays)
        },
        step: step))
  }

  private func basis(_ queue: Queue, _ period: Period) throws(ForecastError) -> ForecastBasis {
    try ForecastBasis(
      setting(queue), records: site.calls.records[queue.name] ?? [],
      lenders: ForecastBasis.Lenders(site, for: queue), slotMinutes: period.intervalMinutes,
      start: LocalMoment(day: period.firstDay, minute: 0), days: period.days)
  }

  /// Whether calls come in at each of `moments`: while people are at work for the queue. Work that may wait
  /// comes in at the hours of its history, as e-mails do at night.
  private func isReceiving(
    _ queue: Queue, _ basis: ForecastBasis, _ period: Period, _ moments: [LocalMoment]
  ) -> [Bool] {
    if queue.work.deferrableMinutes == nil {
      return site.staffedIntervals(of: queue, in: period)
    }
    let closures = closures(of: queue)
    return moments.map { basis.isOpen($0) && !closures.contains($0.day) }
  }

  private func setting(_ queue: Queue) -> QueueForecaster.Setting {
    QueueForecaster.Setting(
      name: queue.name, opening: queue.arrivalHours,
      holidays: .calendar(queue.holidays ?? HolidayCalendar(site.holidayRegion)),
      closures: closures(of: queue), events: site.events, defaultHandleTime: queue.defaultHandleTime
    )
  }

  /// The public holidays on which nothing comes in: those on which the queue is closed, unless work that may
  /// wait has come in on some.
  private func closures(of queue: Queue) -> Set<Day> {
    guard !queue.opening.openOnHolidays, let records = site.calls.records[queue.name],
      let first = records.first
    else { return [] }
    // A year beyond the history is further than any period asked for.
    let holidays = Set(
      PublicHoliday.byDay(
        from: first.start.day, to: records.last!.start.day + 800, region: site.holidayRegion
      ).keys)
    let comesAnyway =
      queue.work.deferrableMinutes != nil
      && records.contains { $0.offered > 0 && holidays.contains($0.start.day) }
    return comesAnyway ? [] : holidays
  }
}
