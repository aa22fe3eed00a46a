extension Day {
  /// The same day of the month so many months later, or the month's last where it has no such day.
  ///
  ///     Day("2026-11-30")!.adding(months: 3)    // 2027-02-28
  package func adding(months: Int) -> Day {
    let (year, month, day) = date
    let count = year * 12 + month - 1 + months
    let (later, index) = (count / 12, count % 12)
    return Day(
      year: later, month: index + 1, day: min(day, Day.length(ofMonth: index + 1, year: later)))!
  }
}
