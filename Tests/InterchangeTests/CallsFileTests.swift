import Foundation
import Interchange
import Testing
import Workforce

@Suite("Histories of calls")
struct CallsFileTests {
  static func read(
    _ text: String, _ format: CallsFormat = .plain, mapping: String? = nil, zone: Zone? = nil
  ) throws -> (history: CallHistory, intervalMinutes: Int) {
    var found: (history: CallHistory, intervalMinutes: Int)?
    try WholeFileTests.inFolder { folder in
      try WholeFile.write(Array(text.utf8), to: folder + "/c.csv")
      var format = format
      if let mapping { try format.map(columns: mapping) }
      found = try CallsFile.read(at: folder + "/c.csv", format: format, zone: zone)
    }
    return try #require(found)
  }

  @Test("A mapping picks columns, other columns do not matter, and the interval is found")
  func mapping() throws {
    let (history, interval) = try CallsFileTests.read(
      """
      series_id;Timestamp;value;note
      b;02/03/2026 10:00;1,5;x
      a;02/03/2026 09:00;2;
      b;02/03/2026 09:00;3;
      a;02/03/2026 09:15;4;
      a;02/03/2026 09:30;5;
      """, mapping: "start=timestamp,queue=series_id,offered=value")
    #expect(interval == 15)
    #expect(history.records["a"]?.map(\.offered) == [2, 4, 5])
    #expect(history.records["b"]?.map(\.offered) == [3, 1.5])
  }

  @Test("Without a column for the queue there is one queue")
  func oneQueue() throws {
    let (history, interval) = try CallsFileTests.read(
      "start,offered\n2026-03-02T09:00,1\n2026-03-02T10:00,2\n")
    #expect(interval == 60 && history.records["all"]?.count == 2)
  }

  @Test("The hour that autumn repeats may be listed through, or pairwise, without offsets")
  func autumn() throws {
    let paris = try #require(Zone(identifier: "Europe/Paris"))
    for order in [[120, 150, 120, 150], [120, 120, 150, 150]] {
      let rows = order.enumerated().map { "2026-10-25T\($1.clock),\($0)\n" }.joined()
      let (history, _) = try CallsFileTests.read(
        "start,offered\n2026-10-25T01:30,9\n" + rows, zone: paris)
      let records = try #require(history.records["all"])
      #expect(records.map(\.start.minute) == [90, 120, 150, 120, 150])
      #expect(records.map(\.offered) == (order[1] == 150 ? [9, 0, 1, 2, 3] : [9, 0, 2, 1, 3]))
    }
    let thrice = #expect(throws: InputRefused.self) {
      try CallsFileTests.read(
        "start,offered\n" + String(repeating: "2026-10-25T02:00,1\n", count: 3), zone: paris)
    }
    #expect(thrice?.problems.map(\.position.line) == [4])
  }

  @Test("A mapping with an unknown name is refused with a guess")
  func badMapping() {
    let refused = #expect(throws: InputRefused.self) {
      try CallsFormat(columns: "start=a,ofered=b,queue")
    }
    #expect(
      refused?.description == """
        --columns:1:9: found "ofered", expected one of handle_time, handled, interval, media_type, \
        offered, queue, start, total_handle_time. Maybe offered?
        --columns:1:18: found "queue", expected pairs as start=timestamp.
        """)
  }

  static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/calls").standardizedFileURL.path

  @Test(
    "Public series are read whole",
    .enabled(if: FileManager.default.fileExists(atPath: data), "../shared/data/calls is not here"),
    arguments: [("bank_calls_30min", 30), ("nyc_ems_hourly_2010_2019", 60)])
  func publicSeries(name: String, minutes: Int) throws {
    let path = CallsFileTests.data + "/\(name).csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let format = try CallsFormat(columns: "start=timestamp,queue=series_id,offered=value")
    let (history, interval) = try CallsFile.read(at: path, format: format)
    #expect(interval == minutes)
    let rows = text.split(separator: "\n").dropFirst()
    #expect(history.records.values.reduce(0) { $0 + $1.count } == rows.count)
    let total = rows.reduce(0.0) { $0 + (Double($1.split(separator: ",").last ?? "") ?? .nan) }
    #expect(history.records.values.joined().reduce(0) { $0 + $1.offered } == total)
  }
}
