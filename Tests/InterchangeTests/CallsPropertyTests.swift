import Foundation
import Interchange
import TestSupport
import Testing

@Suite("Histories of calls, against a plain parser")
struct CallsPropertyTests {
  /// Calls and seconds of one queue and time.
  private struct Sum {
    var offered = 0.0
    var handled = 0.0
    var seconds = 0.0
  }

  /// The clock in Paris, by Foundation's calendar rather than by the product's own.
  private static let calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "Europe/Paris")!
    return calendar
  }()

  private static func moment(_ date: Date) -> LocalMoment {
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
    return LocalMoment(
      day: Day(year: parts.year!, month: parts.month!, day: parts.day!)!,
      minute: parts.hour! * 60 + parts.minute!)
  }

  /// A random export in rows of any order: around a change of the clocks or not, with offsets of Paris
  /// or in UTC, with chats among the calls and queues in parts.
  private static func export(
    _ random: inout SplitMix64, isUTC: Bool, step: Int
  ) -> (text: String, rows: [[String]]) {
    let bases = [1_774_650_000, 1_792_879_200, 1_781_000_100 / 3600 * 3600]
    let base = bases.randomElement(using: &random)!
    var rows: [[String]] = []
    for queue in ["Hotline", "Été, réclamations", "\"VIP\""] {
      for part in ["", "fr"] {
        for slot in 0..<60 where Int.random(in: 0..<4, using: &random) > 0 {
          let date = Date(timeIntervalSince1970: TimeInterval(base + 60 * step * slot))
          var style = Date.ISO8601FormatStyle(timeZoneSeparator: .colon)
          style.timeZone = isUTC ? .gmt : calendar.timeZone
          let handled = Int.random(in: 0..<9, using: &random)
          rows.append([
            style.format(date), queue,
            Int.random(in: 0..<9, using: &random) == 0 ? "Chat" : "Voice",
            part, "\(handled + Int.random(in: 0..<4, using: &random))", "\(handled)",
            "\(handled * Int.random(in: 100..<400, using: &random))",
          ])
        }
      }
    }
    rows.shuffle(using: &random)
    let header =
      "Interval Start UTC Date,Queue,Media Type,Language,Offered,Interactions Handled,"
      + "Total Handle Time\n"
    let lines = rows.map { row in
      row.map { cell in
        cell.contains { ",\"".contains($0) }
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: ",")
    }
    return (header + lines.joined(separator: "\r\n"), rows)
  }

  @Test("Random exports read as a plain parser reads them", arguments: 0..<30)
  func naive(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let (text, rows) = CallsPropertyTests.export(
      &random, isUTC: seed % 3 > 0, step: [5, 15, 30, 60].randomElement(using: &random)!)
    var sums: [String: [Date: Sum]] = [:]
    for row in rows where row[2] == "Voice" {
      let date = try Date(row[0], strategy: .iso8601)
      var sum = sums[row[1], default: [:]][date, default: Sum()]
      sum.offered += Double(row[4])!
      sum.handled += Double(row[5])!
      sum.seconds += Double(row[6])!
      sums[row[1], default: [:]][date] = sum
    }
    let history = try CallsFileTests.read(text, .genesysCloud, zone: .paris).history
    #expect(history.records.keys.sorted() == sums.keys.sorted(), "seed \(seed)")
    for (queue, expected) in sums {
      let records = try #require(history.records[queue])
      let sorted = expected.sorted { $0.key < $1.key }
      #expect(
        records.map(\.start) == sorted.map { CallsPropertyTests.moment($0.key) }, "seed \(seed)")
      #expect(records.map(\.offered) == sorted.map(\.value.offered), "seed \(seed)")
      for (record, (_, sum)) in zip(records, sorted) {
        let mean = sum.handled > 0 ? sum.seconds / sum.handled : nil
        #expect((record.handleTime == nil) == (mean == nil), "seed \(seed)")
        #expect(abs((record.handleTime ?? 0) - (mean ?? 0)) < 1e-6, "seed \(seed)")
      }
    }
  }

  @Test(
    "What is written as calls.csv reads back the same", arguments: [CSVStyle.plain, .excelFrench])
  func roundTrip(style: CSVStyle) throws {
    var random = SplitMix64(seed: 7)
    for _ in 0..<10 {
      let text = CallsPropertyTests.export(&random, isUTC: true, step: 30).text
      let history = try CallsFileTests.read(text, .genesysCloud, zone: .paris).history
      let bytes = CallsFile.bytes(history, zone: .paris, style: style)
      let again = try CallsFileTests.read(String(decoding: bytes, as: UTF8.self), zone: .paris)
        .history
      let (isSame, isStable) = (
        again.records == history.records,
        CallsFile.bytes(again, zone: .paris, style: style) == bytes
      )
      #expect(isSame && isStable)
    }
  }

  @Test("A file of several pieces reads as one, with lines right to its end")
  func pieces() throws {
    // Some 50,000 rows of 40 bytes: two megabytes, with a line break inside a cell now and then.
    let start = Zone.utc.midnight(Day("2024-01-01")!)
    var text = "note;start;queue;offered\r\n"
    var line = 2
    for row in 0..<25_000 {
      for queue in ["éa", "b"] {
        let note = row % 1000 == 0 ? "\"first\nsecond\"" : "plain"
        text += "\(note);\(Zone.utc.local(start + 15 * row));\(queue);\(row % 7),5\r\n"
        line += row % 1000 == 0 ? 2 : 1
      }
    }
    let history = try CallsFileTests.read(text).history
    #expect(history.records["éa"]?.map(\.offered) == (0..<25_000).map { Double($0 % 7) + 0.5 })
    #expect(history.records["b"]?.last?.start == Zone.utc.local(start + 15 * 24_999))
    let refused = #expect(throws: InputRefused.self) {
      try CallsFileTests.read(text + "é;2024-01-01T00:00;éa;x\r\n")
    }
    #expect(refused?.problems.map(\.position.line) == [line])
    #expect(refused?.problems.map(\.position.column) == ["é;2024-01-01T00:00;éa;".count + 1])
  }

  @Test("Progress goes up to the whole of the file")
  func progress() throws {
    try WholeFileTests.inFolder { folder in
      let rows = (0..<60_000).map {
        "\(Zone.utc.local(Instant(minutes: 30_000_000 + 15 * $0))),1\n"
      }
      let bytes = Array(("start,offered\n" + rows.joined()).utf8)
      try WholeFile.write(bytes, to: folder + "/c.csv")
      var told: [Int] = []
      _ = try CallsFile.read(at: folder + "/c.csv") { progress in
        told.append(progress.bytes)
        #expect(progress.total == bytes.count)
      }
      #expect(told.count > 1 && told == told.sorted() && told.last == bytes.count)
    }
  }
}
