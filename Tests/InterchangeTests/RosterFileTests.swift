import Foundation
import Interchange
import TestSupport
import Testing
import Workforce

@Suite("Rosters as files")
struct RosterFileTests {
  static let paris = Zone(identifier: "Europe/Paris")!

  static func site(agents: [String] = ["A", "=B"]) -> Site {
    Site(
      name: "x", zone: paris, intervalMinutes: 30, queues: [], contracts: [], shiftKinds: [],
      pay: Pay(), coverPrice: CoverPrice(understaffing: 1, overstaffing: 1),
      agents: agents.map { Agent(id: $0, contract: "c", skills: ["s"], hourlyWage: 1200) })
  }

  static func read(_ text: String) throws -> Roster {
    try read(bytes: Array(text.utf8))
  }

  static func read(bytes: [UInt8]) throws -> Roster {
    var roster: Roster?
    try WholeFileTests.inFolder { folder in
      try WholeFile.write(bytes, to: folder + "/r.csv")
      roster = try RosterFile.read(at: folder + "/r.csv", site: site())
    }
    return try #require(roster)
  }

  @Test(
    "Any roster of a week with a clock change reads back as it was written, in both styles",
    arguments: CSVStyle.allCases, ["2026-W43", "2026-W13", "2026-W48"])
  func roundTrip(style: CSVStyle, week: String) throws {
    var random = SplitMix64(seed: 3)
    let period = Period(week: Week(week)!, intervalMinutes: 30, zone: RosterFileTests.paris)
    for _ in 0..<40 {
      var shifts: [Shift] = []
      for agent in ["A", "=B"] {
        for day in 0..<7 where day == 0 || Bool.random(using: &random) {
          // Starts before 8:00, so that no shift reaches the next one; steps of 15 minutes.
          let start = period.midnights[day] + 15 * Int.random(in: 0...31, using: &random)
          let length = 15 * Int.random(in: 12...60, using: &random)
          var breaks: [Break] = []
          var at = 15 * Int.random(in: 1...8, using: &random)
          while at + 30 < length, Bool.random(using: &random) {
            breaks.append(Break(start: start + at, end: start + at + 15))
            at += 15 * Int.random(in: 2...8, using: &random)
          }
          shifts.append(
            Shift(
              agent: agent, day: period.firstDay + day, start: start, end: start + length,
              breaks: breaks))
        }
      }
      let roster = Roster(period: period, shifts: shifts)
      let back = try RosterFileTests.read(bytes: RosterFile.bytes(roster, style: style))
      #expect(back == roster, "seed 3")
    }
  }

  @Test("A night across the clock change lasts 9 hours in autumn and 7 in spring")
  func clockChange() throws {
    let roster = try RosterFileTests.read(
      """
      agent,date,start,end,breaks,paid_minutes
      A,2026-10-24,22:00,06:00,02:15+02:00-02:45+02:00|02:30+01:00-03:15+01:00,465
      A,2026-03-28,2026-03-28T22:00,2026-03-29T06:00,01:45-03:15,390
      """)
    // Autumn: 9 h = 540 less breaks of 30 and 45 minutes. Spring: 7 h = 420 less 30, as 01:45 to
    // 03:15 on the clock is half an hour of time.
    #expect(roster.shifts.map(\.paidMinutes) == [390, 465])
    #expect(roster.shifts.map { $0.end - $0.start } == [420, 540])
  }

  @Test(
    "Other tools' files: order, semicolons, byte order mark, no date, seconds, 24:00, decimals",
    arguments: [
      "agent,date,start,end,breaks,paid_minutes\nA,2026-11-23,16:00,24:00,20:00-20:30,450\n",
      "end,agent,paid_minutes,start,date,breaks\n24:00,A,450,16:00,2026-11-23,20:00-20:30\n",
      "\u{FEFF}Agent;Date;Start;End;Breaks;Paid_minutes\r\nA;23/11/2026;16h00;0h00;20:00-20:30;450,0\r\n",
      "agent;start;end;breaks\nA;23/11/2026 16:00;24/11/2026 00:00;20:00-20:30\n",
      "agent,start,end,breaks,paid_minutes\nA,2026-11-23T16:00:00,2026-11-24T00:00:00,20:00-20:30,450.00",
      "agent,start,end,breaks\nA,2026-11-23T16:00:00+01:00,2026-11-24T00:00+01:00,20:00-20:30\n",
      "agent,date,start,end,breaks\nA,2026-11-23,16:00:00,24:00:00,20:00-20:30\n",
    ])
  func otherTools(_ text: String) throws {
    let shift = try #require(try RosterFileTests.read(text).shifts.first)
    let zone = RosterFileTests.paris
    let day = Day("2026-11-23")!
    #expect(
      shift
        == Shift(
          agent: "A", day: day, start: zone.instant(day, minute: 960),
          end: zone.instant(day, minute: 1440),
          breaks: [
            Break(start: zone.instant(day, minute: 1200), end: zone.instant(day, minute: 1230))
          ]))
  }

  @Test("Plain columns and values are as the design says")
  func plain() {
    let zone = RosterFileTests.paris
    let day = Day("2026-11-23")!
    let shift = Shift(
      agent: "A", day: day, start: zone.instant(day, minute: 1320),
      end: zone.instant(day, minute: 1800),
      breaks: [Break(start: zone.instant(day, minute: 1470), end: zone.instant(day, minute: 1500))])
    let roster = Roster(
      period: Period(week: Week("2026-W48")!, intervalMinutes: 30, zone: zone), shifts: [shift])
    #expect(
      String(decoding: RosterFile.bytes(roster), as: UTF8.self)
        == "agent,date,start,end,breaks,paid_minutes\n"
        + "A,2026-11-23,2026-11-23T22:00,2026-11-24T06:00,00:30-01:00,450\n")
    #expect(
      String(decoding: RosterFile.bytes(roster, style: .excelFrench), as: UTF8.self)
        == "\u{FEFF}agent;date;start;end;breaks;paid_minutes\r\n"
        + "A;23/11/2026;23/11/2026 22:00;24/11/2026 06:00;00:30-01:00;450\r\n")
  }

  @Test(
    "Impossible shifts are refused in their place",
    arguments: [
      ("C,2026-11-23,08:00,16:00,,", "2:1: found \"C\""),
      ("A,2026-11-23,08:00,2026-11-23T07:00,,", "2:20: found"),
      ("A,2026-11-23,08:00,2026-11-25T07:00,,", "2:20: found"),
      ("A,2026-11-23,24:00,16:00,,", "2:14: found \"24:00\""),
      ("A,2026-11-23,16:00,24:01,,", "2:20: found \"24:01\""),
      ("A,2026-11-23,16:00,20:00:30,,", "2:20: found \"20:00:30\""),
      ("A,2026-11-23,16:00,20:00,,\"240,5\"", "2:27: found \"240,5\", expected 240"),
      ("A,2026-11-23,2026-11-24T08:00,16:00,,", "2:14: found"),
      ("A,2026-11-23,08:00,16:00,07:00-07:45,", "2:26: found"),
      ("A,2026-11-23,08:00,16:00,08:00-08:45,", "2:26: found"),
      ("A,2026-11-23,08:00,16:00,13:00-13:15|12:00-12:15,", "2:26: found"),
      ("A,2026-11-23,08:00,16:00,12:00-12:15|12:15-12:30,", "2:26: found"),
      ("A,2026-11-23,08:00,16:00,noon,", "2:26: found \"noon\""),
      ("A,2026-11-23,08:00,16:00,12:00-12:45,480", "2:38: found \"480\", expected 435"),
      ("A,2026-11-23,08:00,16:00,,\nA,2026-11-23,15:00,18:00,,", "3:1: found a shift of A during"),
      ("A,2026-10-25,02:30,08:00,,", "2:14: found \"02:30\", expected 2026-10-25T02:30+02:00 or"),
      ("A,2026-10-24,22:00,02:30,,", "2:20: found \"02:30\""),
      ("A,2026-10-24,22:00,06:00,02:15-02:45,", "2:26: found"),
      ("A,2026-03-29,02:30,08:00,,", "2:14: found \"02:30\", expected a time that the clocks show"),
      ("A,2026-03-28,22:00,06:00,02:15-02:45,", "2:26: found"),
      ("", "found no shifts"),
    ])
  func refusals(rows: String, message: String) {
    let refused = #expect(throws: InputRefused.self) {
      try RosterFileTests.read("agent,date,start,end,breaks,paid_minutes\n" + rows)
    }
    #expect(refused?.problems.count == 1)
    #expect(refused?.description.contains(message) == true, "\(refused?.description ?? "")")
  }
}
