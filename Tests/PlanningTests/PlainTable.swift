import Foundation
import Testing

/// A CSV file as the tests read it: no code of the product, and no quoted cells.
struct PlainTable {
  let columns: [String]
  let rows: [[String: String]]

  init(_ text: String, separator: Character = ",") throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    let cells = { (line: Substring) in
      line.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
    let columns = try cells(#require(lines.first))
    rows = try lines.dropFirst().map { line in
      let values = cells(line)
      try #require(values.count == columns.count, "\(line)")
      return Dictionary(uniqueKeysWithValues: zip(columns, values))
    }
    self.columns = columns
  }
}

/// Elapsed time in Paris, told from the rule of the directive 2000/84/EC and nothing else: the clocks of
/// 2026 go forward on 29 March at 02:00 and back on 25 October at 03:00.
enum ParisTime {
  /// Minutes since 1970-01-01T00:00Z of a local date-time, with its offset if it has one.
  static func minutes(_ text: some StringProtocol) throws -> Int {
    let parts = text.split { "-T:+".contains($0) }.compactMap { Int($0) }
    try #require(parts.count == 5 || parts.count == 7, "\(text)")
    let clock = 1440 * days(parts[0], parts[1], parts[2]) + 60 * parts[3] + parts[4]
    if parts.count == 7 { return clock - 60 * parts[5] - parts[6] }
    let forward = 1440 * days(2026, 3, 29) + 120
    let back = 1440 * days(2026, 10, 25) + 180
    let inSummer = clock >= forward + 60 && clock < back
    return clock - (inSummer ? 120 : 60)
  }

  /// Days from 1970-01-01 to a date, counted year by year and month by month.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
      + lengths.prefix(month - 1).reduce(0, +) + day - 1
  }
}

/// One row of `roster.csv` in elapsed minutes.
struct PlainShift {
  let agent: String
  let date: String
  let start: Int
  let end: Int
  let breaks: [(start: Int, end: Int)]
  let paid: Int

  init(_ row: [String: String]) throws {
    agent = try #require(row["agent"])
    date = try #require(row["date"])
    let from = try #require(row["start"])
    start = try ParisTime.minutes(from)
    end = try ParisTime.minutes(#require(row["end"]))
    paid = try #require(row["paid_minutes"].flatMap { Int($0) })
    let start = start
    breaks = try #require(row["breaks"]).split(separator: "|").map { text in
      // With offsets, each half is a clock and an offset: 02:15+02:00-02:45+02:00.
      let halves = text.split(separator: "-")
      let both = try halves.map { half -> Int in
        let today = try ParisTime.minutes("\(from.prefix(10))T\(half)")
        // A clock before the shift's start stands for the next day; the test's nights have no offset there.
        return today >= start ? today : try ParisTime.minutes("\(nextDay(from.prefix(10)))T\(half)")
      }
      return (both[0], both[1])
    }
  }

  static func all(_ text: String) throws -> [PlainShift] {
    try PlainTable(text).rows.map { try PlainShift($0) }
  }

  /// Whether the agent is at work during all of `from..<to`, a slot that no shift or break cuts.
  func works(_ from: Int, _ to: Int) -> Bool {
    start <= from && to <= end && !breaks.contains { $0.start < to && from < $0.end }
  }

  /// Minutes of work between two instants.
  func work(_ from: Int, _ to: Int) -> Int {
    func overlap(_ low: Int, _ high: Int) -> Int { max(0, min(high, to) - max(low, from)) }
    return overlap(start, end) - breaks.reduce(0) { $0 + overlap($1.start, $1.end) }
  }
}

/// The date after an ISO date.
func nextDay(_ date: some StringProtocol) -> String {
  let formatter = DateFormatter()
  formatter.calendar = Calendar(identifier: .gregorian)
  formatter.locale = Locale(identifier: "en_US_POSIX")
  formatter.timeZone = TimeZone(secondsFromGMT: 0)
  formatter.dateFormat = "yyyy-MM-dd"
  return formatter.string(from: formatter.date(from: String(date))!.addingTimeInterval(86_400))
}
