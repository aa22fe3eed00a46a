import Interchange
import TestSupport
import Testing

@Suite("Histories of calls that are wrong")
struct CallsBadInputTests {
  private func problems(
    _ text: String, _ format: CallsFormat = .plain, zone: Zone? = .paris
  ) -> [InputProblem] {
    let refused = #expect(throws: InputRefused.self) {
      try CallsFileTests.read(text, format, zone: zone)
    }
    return refused?.problems ?? []
  }

  @Test("All that is wrong is told at once, by line and column")
  func together() {
    let found = problems(
      """
      start,queue,offered,handle_time
      2026-01-05T09:00,a,-1,300
      2026-01-05T09:30,a,many,300
      2026-01-05T10:00,a,3,-5
      2026-01-05T10:30,a,4,300
      2026-01-05T10:30,a,5,300
      2026-01-35T11:00,a,6,300
      2026-01-05T11:30,a,7
      2026-01-05T12:00,,8,300
      2126-01-05T12:00,a,8,300
      """)
    #expect(
      found.map { "\($0.position.line):\($0.position.column)" } == [
        "2:20", "3:20", "4:22", "6:1", "7:1", "8:1", "9:18", "10:1",
      ])
    #expect(found[3].expected == "each time once for a queue (first in line 5)")
  }

  @Test("A mistake in thousands of rows is told for the first five, with the number of the rest")
  func repeated() {
    let rows = (0..<3000).map { "2026-01-0\(1 + $0 / 1000)T09:00,a\($0),-1,x\n" }
    let found = problems("start,queue,offered,handle_time\n" + rows.joined())
    #expect(found.map(\.position.line) == [2, 3, 4, 5, 6])
    #expect(found.last?.found == "\"-1\" (and 2,995 more like it)")
  }

  @Test("Starts on no grid are told once for a file, with their number")
  func noGrid() {
    let rows = (0..<100).map { "2026-01-05T\(($0 * 13).clock),a,1\n" }
    let found = problems("start,queue,offered\n" + rows.joined())
    // 0, 13, 26, … are divisible by five when the count is: 80 of 100 are not.
    #expect(found.count == 1)
    #expect(found.first?.position.line == 3)
    #expect(found.first?.found == "\"2026-01-05T00:13\" (and 79 more like it)")
    #expect(found.first?.expected == "the start of an interval of 5, 10, 15, 20, 30 or 60 minutes")
  }

  @Test(
    "Two time zones mixed: the rarer rows are told",
    arguments: [
      (["2026-01-05T09:00", "2026-01-05T09:30", "2026-01-05T10:00Z"], [4]),
      (["2026-01-05T09:00", "2026-01-05T09:30Z", "2026-01-05T10:00Z"], [2]),
      (["2026-01-05T09:00+01:00", "2026-01-05T09:30Z", "2026-01-05T10:00Z"], [2]),
      (["2026-01-05T09:00+01:00", "2026-01-05T09:30+01:00", "2026-01-05T10:00Z"], [4]),
    ])
  func mixedZones(starts: [String], lines: [Int]) {
    let found = problems(
      "start,offered\n" + starts.map { "\($0),1\n" }.joined())
    #expect(found.map(\.position.line) == lines, "\(found)")
    #expect(found.allSatisfy { $0.expected.contains("two time zones are mixed") })
  }

  @Test("In an export in UTC, times with and without Z are mixed, too")
  func mixedUTC() {
    let found = problems(
      "TimeStamp,QueueName,IncomingContactVolume\n"
        + "2026-01-05T09:00:00Z,q,1\n2026-01-05T09:30:00,q,1\n2026-01-05T10:00:00Z,q,1\n",
      .amazonConnect)
    #expect(found.map(\.position.line) == [3])
  }

  @Test(
    "Without a zone, offsets tell the hours of autumn apart; on more days they contradict",
    arguments: [("2026-10-25", true), ("2026-10-26", false)])
  func mixedWithoutZone(second: String, isFine: Bool) throws {
    let text =
      "start,offered\n2026-10-25T01:00,1\n2026-10-25T02:00+02:00,1\n"
      + "\(second)T02:00+01:00,1\n\(second)T03:00,1\n"
    if isFine {
      let records = try CallsFileTests.read(text).history.records["all"]
      #expect(records?.map { $0.start.minute / 60 } == [1, 2, 2, 3])
    } else {
      #expect(problems(text, zone: nil).map(\.position.line) == [3, 4])
    }
  }

  @Test("Offsets that all cells have are believed, whatever the zone", arguments: ["Z", "-05:00"])
  func otherZone(offset: String) throws {
    let history = try CallsFileTests.read(
      "start,offered\n2026-01-05T09:00\(offset),1\n2026-01-05T09:30\(offset),1\n", zone: .paris
    ).history
    // 09:00Z is 10:00 in Paris, 09:00-05:00 is 15:00.
    #expect(history.records["all"]?.first?.start.minute == (offset == "Z" ? 600 : 900))
  }

  @Test("Gaps are told with the line after which they begin")
  func gaps() throws {
    let days = (0..<21).flatMap { day in
      (9..<18).map { hour in (Day("2026-01-05")! + day, hour) }
    }
    // Three weeks from 09:00 to 17:00, Sundays included, without the second Monday and Tuesday.
    let rows = days.filter { !["2026-01-12", "2026-01-13"].contains("\($0.0)") }
      .map { "\($0.0)T\(($0.1 * 60).clock),1\n" }
    let history = try CallsFileTests.read("start,offered\n" + rows.joined(), zone: .paris).history
    // Seven days of nine rows stand before the gap, in lines 2 to 64.
    #expect(
      history.notes == [
        "all: no rows for 18 intervals from 2026-01-12T09:00 to 2026-01-13T17:00 "
          + "(after line 64); unknown, not zero."
      ])
  }

  @Test("Without a zone the hour that spring skips is no gap; the hour after it would be")
  func skippedHour() throws {
    // Four weeks of hours around the clock of Paris, with 02:00 or 05:00 missing on 29 March 2026.
    let start = Zone.utc.midnight(Day("2026-03-09")!)
    for missing in [2, 5] {
      let rows = (0..<28 * 24).map { "\(Zone.utc.local(start + 60 * $0))" }
        .filter { $0 != "2026-03-29T\((60 * missing).clock)" }.map { "\($0),1\n" }
      let notes = try CallsFileTests.read("start,offered\n" + rows.joined()).history.notes
      // Twenty days and five hours stand before it, below the header.
      #expect(
        notes
          == (missing == 2
            ? []
            : [
              "all: no rows for 1 interval at 2026-03-29T05:00 (after line 486); unknown, not zero."
            ]))
    }
  }

  @Test("Files without any row, without columns and without an end of quotes are refused")
  func empty() {
    #expect(problems("").first?.found == "an empty file")
    #expect(problems("start,offered\n").first?.found == "no two rows of a queue")
    #expect(problems("start,offered\n2026-01-05T09:00,\"1\n").first?.position.line == 2)
    #expect(problems("", .asteriskQueueLog).first?.found == "an empty file")
    let found = problems("Interval Start UTC Date,Queue,Ofered\n", .genesysCloud)
    #expect(found.map(\.maybe) == ["ofered"])
  }
}
