package import Workforce

/// The days of a period, and some before and after it, as rules see them while rosters are built.
///
/// Days are numbered from the period's first day (0); all times are elapsed minutes since 1970.
package struct RuleCalendar: Sendable {
  package let period: Period
  /// Days known before day 0 and after the last day: what the longest window looks back on.
  package let reach = 54 * 7
  private let midnights: [Int]
  private let nights: [Range<Int>]

  /// - Parameters:
  ///   - pay: names the night span on the clock.
  package init(period: Period, pay: Pay) {
    self.period = period
    var midnights: [Int] = []
    var nights: [Range<Int>] = []
    for day in -reach...(period.days + reach) {
      let date = period.firstDay + day
      midnights.append(period.zone.midnight(date).minutes)
      let begin = period.zone.instant(date, minute: pay.nightStart).minutes
      let end = period.zone.instant(date + 1, minute: pay.nightEnd).minutes
      nights.append(begin..<max(begin, end))
    }
    self.midnights = midnights
    self.nights = nights
  }

  /// The instant at which day `day` begins.
  package func midnight(_ day: Int) -> Int { midnights[day + reach] }

  /// The night that begins on the evening of day `day`.
  package func night(_ day: Int) -> Range<Int> { nights[day + reach] }

  /// A shift's minutes of work in the civil week in which it starts, and in the one after.
  func minutesByWeek(_ option: ShiftOption) -> (now: Int, next: Int) {
    let border = midnight(option.day - weekday(option.day).rawValue + 8)
    let now = option.work(from: option.start, to: border)
    return (now, option.workMinutes - now)
  }

  package func date(_ day: Int) -> Day { period.firstDay + day }

  package func weekday(_ day: Int) -> Weekday { date(day).weekday }
}
