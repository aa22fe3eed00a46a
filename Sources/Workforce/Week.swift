/// A civil week in the numbering of ISO 8601, written `2026-W48`: Monday 0:00 to Sunday 24:00.
///
/// Week 1 is the week that holds the year's first Thursday.
///
///     Week("2026-W48")!.monday     // 2026-11-23
///     Week("2026-W54")             // nil: 2026 has 53 weeks
package struct Week: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first day of the week.
  package let monday: Day

  /// The week that holds `day`.
  package init(containing day: Day) { monday = day.monday }

  /// The week written `yyyy-Www`, or nil where the year has no such week.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    // `Int` reads signs too.
    guard parts.count == 2, parts[0].utf8.count == 4, let year = Int(parts[0]),
      parts[1].first == "W", parts[1].utf8.count == 3, let number = Int(parts[1].dropFirst()),
      !text.contains("+"),
      number >= 1, let january4 = Day(year: year, month: 1, day: 4)
    else { return nil }
    monday = january4.monday + 7 * (number - 1)
    guard yearAndNumber == (year, number) else { return nil }
  }

  /// ISO year and number of the week in it (1–53).
  package var yearAndNumber: (year: Int, number: Int) {
    let thursday = monday + 3
    let year = thursday.date.year
    let first = Day(year: year, month: 1, day: 1)!
    return (year, (thursday - first) / 7 + 1)
  }

  package var description: String {
    let (year, number) = yearAndNumber
    return "\(year.padded(4))-W\(number.padded(2))"
  }

  package static func < (a: Week, b: Week) -> Bool { a.monday < b.monday }
}
