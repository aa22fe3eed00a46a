internal import Workforce

/// Weekdays and windows of time as people write them.
enum WeekdayText {
  private static let names: [String: Weekday] = [
    "mon": .monday, "tue": .tuesday, "wed": .wednesday, "thu": .thursday, "fri": .friday,
    "sat": .saturday, "sun": .sunday,
    "lun": .monday, "mar": .tuesday, "mer": .wednesday, "jeu": .thursday, "ven": .friday,
    "sam": .saturday, "dim": .sunday,
  ]

  static let expected = "weekdays as mon-fri or mon,wed,sat"

  /// The weekdays in `mon-fri`, `sat`, `mon,wed` or French `lun-ven`; a range may pass Sunday.
  static func weekdays(_ text: some StringProtocol) -> Set<Weekday>? {
    var found: Set<Weekday> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
        names[$0.lowercased().filter { $0 != " " }]
      }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1]
      else { return nil }
      let count = (last.rawValue - first.rawValue + 7) % 7
      for step in 0...count {
        found.insert(Weekday(rawValue: (first.rawValue - 1 + step) % 7 + 1)!)
      }
    }
    return found
  }

  /// The window `08:00-12:30` in minutes, or nil where it is none or ends before it begins.
  static func window(_ text: some StringProtocol) -> Range<Int>? {
    var cursor = ByteCursor(String(text.filter { $0 != " " }))
    guard let from = cursor.clock(), cursor.skip(UInt8(ascii: "-")), let to = cursor.clock(),
      cursor.isAtEnd, from < to
    else { return nil }
    return from..<to
  }
}
