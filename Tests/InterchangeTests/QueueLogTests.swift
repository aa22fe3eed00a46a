import Interchange
import TestSupport
import Testing

@Suite("Asterisk's queue_log")
struct QueueLogTests {
  typealias Record = CallHistory.Record

  /// Seconds since 1970 of a reading of the clock in Paris.
  static func epoch(_ text: String, second: Int = 0) -> Int {
    let parts = text.split(separator: " ")
    let clock = parts[1].split(separator: ":").map { Int($0)! }
    return Zone.paris.instant(Day(parts[0])!, minute: clock[0] * 60 + clock[1]).minutes * 60
      + second
  }

  private func log(_ events: [(String, String)]) -> String {
    events.map { "\(QueueLogTests.epoch($0))|\($1)\n" }.joined()
  }

  @Test("Calls count where they enter; talk that ends later counts there, too; gaps are zeros")
  func calls() throws {
    let text = log([
      ("2026-01-05 08:00", "NONE|NONE|NONE|QUEUESTART|"),
      ("2026-01-05 08:10", "c0|support|NONE|ENTERQUEUE||0612345678|1"),
      ("2026-01-05 08:10", "c0|support|SIP/101|CONNECT|12|c0.1|4"),
      ("2026-01-05 08:20", "c1|support|NONE|ENTERQUEUE||0612345679|1"),
      ("2026-01-05 08:40", "c0|support|SIP/101|COMPLETECALLER|12|1700|1"),
      ("2026-01-05 08:41", "c1|support|SIP/102|COMPLETEAGENT|20|300|1"),
      ("2026-01-05 09:40", "c2|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 09:41", "c2|support|NONE|ABANDON|1|1|60"),
      ("2026-01-05 09:45", "c3|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 09:46", "c3|support|NONE|EXITWITHTIMEOUT|1|1|60"),
      ("2026-01-05 09:50", "c4|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 09:55", "c4|support|SIP/101|BLINDTRANSFER|200|default|10|240|1"),
      ("2026-01-05 09:56", "c5|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 10:05", "c5|support|SIP/101|ATTENDEDTRANSFER|LINK|a|b|5|360|1"),
      ("2026-01-05 10:06", "c6|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 10:09", "c6|support|SIP/101|TRANSFER|200|default|10|60"),
      ("2026-01-05 11:00", "NONE|NONE|SIP/101|REMOVEMEMBER|"),
    ])
    let (history, interval) = try CallsFileTests.read(text, .asteriskQueueLog, zone: .paris)
    #expect(interval == 30)
    // 08:00: 2 calls, (1700 + 300) / 2 = 1000 s. 09:30: 4 calls, of which 2 handled: (240 + 360) / 2.
    #expect(
      history.records == [
        "support": [
          Record(at: "2026-01-05 08:00", 2, 1000),
          Record(at: "2026-01-05 08:30", 0),
          Record(at: "2026-01-05 09:00", 0),
          Record(at: "2026-01-05 09:30", 4, 300),
          Record(at: "2026-01-05 10:00", 1, 60),
          Record(at: "2026-01-05 10:30", 0),
        ]
      ])
    #expect(history.notes == ["3 intervals without a row taken as having no calls."])
  }

  @Test("Intervals that the log does not cover from end to end are left out")
  func partialIntervals() throws {
    let text = log([
      ("2026-01-05 08:10", "c9|support|SIP/1|COMPLETEAGENT|5|60|1"),
      ("2026-01-05 08:20", "c0|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 08:40", "c1|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 09:10", "c2|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 09:31", "c3|support|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 09:32", "NONE|NONE|NONE|CONFIGRELOAD|"),
    ])
    let history = try CallsFileTests.read(text, .asteriskQueueLog, zone: .paris).history
    #expect(
      history.records["support"] == [
        Record(at: "2026-01-05 08:30", 1),
        Record(at: "2026-01-05 09:00", 1),
      ])
    #expect(
      history.notes == [
        "2 calls left out: the log begins at 2026-01-05T08:10 and ends at 2026-01-05T09:32, "
          + "within their intervals.",
        "1 call left out that entered before the log.",
      ])
  }

  @Test("A call of two queues, calls with the same name, and a restart")
  func callsThatMove() throws {
    let text = log([
      ("2026-01-05 08:00", "a|first|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 08:01", "a|first|NONE|EXITWITHKEY|2|1|1|60"),
      ("2026-01-05 08:01", "a|second|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 08:05", "a|second|S|COMPLETEAGENT|1|200|1"),
      ("2026-01-05 08:06", "b|second|NONE|ENTERQUEUE||x|1"),
      ("2026-01-05 08:07", "NONE|NONE|NONE|QUEUESTART|"),
      ("2026-01-05 08:08", "b|second|S|COMPLETEAGENT|1|999|1"),
      ("2026-01-05 09:00", "NONE|NONE|NONE|QUEUESTART|"),
    ])
    let history = try CallsFileTests.read(text, .asteriskQueueLog, zone: .paris).history
    #expect(history.records["first"]?.first == Record(at: "2026-01-05 08:00", 1))
    #expect(history.records["second"]?.first == Record(at: "2026-01-05 08:00", 2, 200))
  }

  @Test(
    "On the days on which clocks change the log has 25 and 23 hours",
    arguments: [
      ("2026-10-25", 50), ("2026-03-29", 46),
    ])
  func clockChanges(day: String, intervals: Int) throws {
    let next = Day(day)! + 1
    let text = log([
      ("\(day) 00:00", "a|q|NONE|ENTERQUEUE||x|1"), ("\(day) 23:59", "b|q|NONE|ENTERQUEUE||x|1"),
      ("\(next) 00:00", "NONE|NONE|NONE|QUEUESTART|"),
    ])
    let history = try CallsFileTests.read(text, .asteriskQueueLog, zone: .paris).history
    #expect(history.records["q"]?.count == intervals)
    #expect(history.records["q"]?.last?.offered == 1)
  }

  @Test("At a site calls add up by its interval and in its hours")
  func site() throws {
    let text = log([
      ("2026-11-02 07:00", "NONE|NONE|NONE|QUEUESTART|"),
      ("2026-11-02 08:10", "a|Ventes|NONE|ENTERQUEUE||x|1"),
      ("2026-11-02 08:50", "b|Ventes|NONE|ENTERQUEUE||x|1"),
      ("2026-11-02 08:55", "c|Accueil|NONE|ENTERQUEUE||x|1"),
      ("2026-11-02 14:00", "NONE|NONE|NONE|QUEUESTART|"),
    ])
    let yaml = SmallSite.files["site.yaml"]!
      .replacing("interval_minutes: 30", with: "interval_minutes: 60")
    let site = try SiteFolder.read(
      SmallSite.inputs([
        "site.yaml": yaml + "calls: {format: asterisk-queue-log, queues: {Ventes: sales}}\n",
        "calls.csv": text,
      ]))
    // Open 08:00-12:00 and 13:00-18:00, the log ending at 14:00.
    #expect(site.calls.records["sales"]?.map(\.start.minute) == [480, 540, 600, 660, 780])
    #expect(site.calls.records["sales"]?.map(\.offered) == [2, 0, 0, 0, 0])
    #expect(site.calls.notes.first == "1 call of the queue \"Accueil\" left out.")
  }

  @Test("What is no event is told by line, all at once")
  func badEvents() {
    let start = QueueLogTests.epoch("2026-01-05 08:00")
    let refused = #expect(throws: InputRefused.self) {
      try CallsFileTests.read(
        """
        \(start)|a|q|NONE|ENTERQUEUE||x|1
        start of the log
        soon|a|q|NONE|ENTERQUEUE||x|1
        \(start + 60)|a|q|S|COMPLETEAGENT|1
        \(start + 70)|b|q|NONE|ENTERQUEUE||x|1
        \(start + 70)|b|q|NONE|ENTERQUEUE||x|1
        \(start + 80)|b|q|S|COMPLETEAGENT|1|-5|1
        \(start - 90_000)|c|q|NONE|ENTERQUEUE||x|1
        """, .asteriskQueueLog, zone: .paris)
    }
    #expect(refused?.problems.map(\.position.line) == [2, 3, 4, 6, 7, 8])
    #expect(refused?.problems[3].expected == "each event once (first in line 5)")
  }
}
