private import Foundation
internal import Workforce

/// A day on which calls do not follow the weekday.
enum SpecialDay: Hashable, Sendable {
  case holiday(String)
  /// An event whose effect is to be learned from earlier events of its name, or else of its kind.
  case event(Event.Kind, name: String)

  /// As a note calls it.
  var name: String {
    switch self {
    case .holiday(let name): name
    case .event(let kind, let name): name.isEmpty ? kind.rawValue : name
    }
  }
}

/// Explanatory terms that a level of days may have beyond its weekday.
enum CalendarTerms: Int, CaseIterable, Sendable {
  /// Days after a closure, days beside a holiday, and bridges between a holiday and a weekend.
  case closures
  /// These, the day of the month, and the first and last working days of the month.
  case monthly
  /// These and the season of the year.
  case yearly
}

/// What the calendar says of each row of a history and of the days that follow it.
struct DayCalendar: Sendable {
  /// Monday is 0.
  let weekday: [Int]
  /// Whether calls are taken on the day at all.
  let isOpen: [Bool]
  let special: [SpecialDay?]
  /// `featureCount` numbers for every day: those of closures, of the month, of the year.
  let features: [Double]

  private static let closureCount = 5
  private static let monthlyCount = 16
  static let featureCount = 22

  var count: Int { weekday.count }

  /// How many features some terms use, from the first on.
  static func featureCount(_ terms: CalendarTerms) -> Int {
    switch terms {
    case .closures: closureCount
    case .monthly: monthlyCount
    case .yearly: featureCount
    }
  }

  /// - Parameter isOpen: by day from `firstDay` on.
  init(firstDay: Day, isOpen: [Bool], special: [SpecialDay?], opensOnWeekday: [Bool]) {
    let count = isOpen.count
    self.isOpen = isOpen
    self.special = special
    weekday = (0..<count).map { (firstDay + $0).weekday.rawValue - 1 }

    /// Whether day `index` (also before and after the range) is a working day.
    func works(_ index: Int) -> Bool {
      isOpen.indices.contains(index)
        ? isOpen[index] : opensOnWeekday[(firstDay + index).weekday.rawValue - 1]
    }
    /// Whether the day is closed though its weekday is not.
    func isClosure(_ index: Int) -> Bool {
      isOpen.indices.contains(index) && !isOpen[index]
        && opensOnWeekday[(firstDay + index).weekday.rawValue - 1]
    }
    func isHoliday(_ index: Int) -> Bool {
      guard special.indices.contains(index), case .holiday = special[index] else { return false }
      return true
    }
    var features: [Double] = []
    features.reserveCapacity(count * Self.featureCount)
    for index in 0..<count {
      // Calls put off by a closure come on the next working day, and some on the one after.
      let previous = (1...7).first { works(index - $0) } ?? 1
      let earlier = (previous + 1...previous + 7).first { works(index - $0) } ?? previous + 1
      let afterClosure = (1..<max(2, previous)).contains { $0 < previous && isClosure(index - $0) }
      let secondAfter = (previous..<earlier).contains { $0 > previous && isClosure(index - $0) }
      let isOrdinary = works(index) && !isHoliday(index)
      features.append(afterClosure && isOrdinary ? 1 : 0)
      features.append(secondAfter && isOrdinary ? 1 : 0)
      let isAfter = isHoliday(index - 1) && works(index - 1)
      features.append(isHoliday(index + 1) && isOrdinary ? 1 : 0)
      features.append(isAfter && isOrdinary ? 1 : 0)
      let weekday = (firstDay + index).weekday
      let isBridge =
        weekday == .friday && isHoliday(index - 1) || weekday == .monday && isHoliday(index + 1)
      features.append(isBridge && isOrdinary ? 1 : 0)
      let date = (firstDay + index).date
      let length = Day.length(ofMonth: date.month, year: date.year)
      let month = 2 * Double.pi * (Double(date.day) - 0.5) / Double(length)
      for harmonic in 1...3 {
        features.append(cos(Double(harmonic) * month))
        features.append(sin(Double(harmonic) * month))
      }
      let before = (1..<date.day).count { works(index - $0) }
      let after = date.day == length ? 0 : (1...length - date.day).count { works(index + $0) }
      for rank in 0..<3 { features.append(before == rank && works(index) ? 1 : 0) }
      for rank in 0..<2 { features.append(after == rank && works(index) ? 1 : 0) }
      let newYear = Day(year: date.year, month: 1, day: 1)!
      let year = 2 * Double.pi * Double(firstDay + index - newYear) / 365.25
      for harmonic in 1...3 {
        features.append(cos(Double(harmonic) * year))
        features.append(sin(Double(harmonic) * year))
      }
    }
    self.features = features
  }

  /// Whether the day follows a closure, so that more calls than usual are no surprise.
  func followsClosure(_ day: Int) -> Bool {
    features[day * Self.featureCount] > 0 || features[day * Self.featureCount + 1] > 0
  }
}
