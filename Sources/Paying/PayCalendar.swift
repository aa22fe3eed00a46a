internal import Workforce

/// The days of a period on the axis of elapsed time, and what an hour of each earns besides its wage.
struct PayCalendar {
  private let zone: Zone
  private let firstDay: Day
  /// From the day before the period to the second day after it.
  private let days: [PayDay]

  private struct PayDay {
    let begin: Instant
    let end: Instant
    /// Until when the night of the evening before lasts, and when the next begins.
    let morning: Instant
    let evening: Instant
    let daily: [PayCode]
    let nightly: [PayCode]
  }

  /// - Parameter sundayPercent: what a Sunday earns the agents of this calendar.
  init(period: Period, site: Site, sundayPercent: (Day) -> Int) {
    let zone = period.zone
    let holidays = PublicHoliday.byDay(
      from: period.firstDay - 1, to: period.lastDay + 2, region: site.holidayRegion)
    self.zone = zone
    firstDay = period.firstDay - 1
    days = (-1...period.days + 1).map { offset in
      let day = period.firstDay + offset
      let begin = zone.midnight(day)
      let end = zone.midnight(day + 1)
      var dated: [PayCode] = []
      if holidays[day] != nil {
        dated.append(day.date.month == 5 && day.date.day == 1 ? .mayDay : .holiday)
      }
      var pay = site.pay
      if day.weekday == .sunday {
        dated.append(.sunday)
        pay.sundayPercent = sundayPercent(day)
      }
      return PayDay(
        begin: begin, end: end,
        morning: zone.instant(day, minute: pay.nightEnd),
        evening: zone.instant(day, minute: pay.nightStart),
        daily: pay.premiums(dated: dated, isNight: false),
        nightly: pay.premiums(dated: dated, isNight: true))
    }
  }

  /// Minutes of each premium that a stretch of work earns, by the civil week in which they fall.
  ///
  /// - Precondition: it is part of a shift of the period, of 24 hours at most.
  func premiums(from: Instant, to: Instant) -> [(week: Week, code: PayCode, minutes: Int)] {
    var found: [(week: Week, code: PayCode, minutes: Int)] = []
    for offset in (zone.local(from).day - firstDay)...(zone.local(to - 1).day - firstDay) {
      let day = days[offset]
      let week = Week(containing: firstDay + offset)
      let begin = max(from, day.begin)
      let end = min(to, day.end)
      // The day falls into morning, daytime and evening; only the middle one is no night.
      let cuts = [begin, min(max(begin, day.morning), end), min(max(begin, day.evening), end), end]
      for (part, codes) in [day.nightly, day.daily, day.nightly].enumerated() {
        let minutes = cuts[part + 1] - cuts[part]
        if minutes > 0 { found += codes.map { (week, $0, minutes) } }
      }
    }
    return found
  }
}

extension Pay {
  /// Percent of the hourly wage that a minute of a code is paid.
  func percent(of code: PayCode) -> Int {
    switch code {
    case .base, .paidBreak: 100
    case .overtime: 100 + overtimePercent
    case .overtimeFurther: 100 + furtherOvertimePercent
    case .complementary: 100 + complementaryPercent
    case .complementaryFurther: 100 + furtherComplementaryPercent
    // L3133-6: an indemnity as high as the wage; a convention that gives more for holidays gives it here.
    case .mayDay: max(100, holidayPercent)
    case .holiday: holidayPercent
    case .sunday: sundayPercent
    case .night: nightPercent
    }
  }

  /// The premiums that an hour earns by its date, and by night, once cumulation is settled.
  fileprivate func premiums(dated: [PayCode], isNight: Bool) -> [PayCode] {
    let night: [PayCode] = isNight ? [.night] : []
    let earned =
      switch cumulation {
      case .sum: dated + night
      case .highest: highest(of: dated + night)
      case .nightOnTop: highest(of: dated) + night
      }
    return earned.filter { percent(of: $0) > 0 }
  }

  /// The best paid alone; of equal ones the first.
  private func highest(of codes: [PayCode]) -> [PayCode] {
    let most = codes.map(percent(of:)).max()
    return codes.first { percent(of: $0) == most }.map { [$0] } ?? []
  }
}
