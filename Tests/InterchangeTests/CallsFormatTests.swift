import Interchange
import TestSupport
import Testing

@Suite("Exports of calls, by preset")
struct CallsFormatTests {
  typealias Record = CallHistory.Record

  private static let genesysHeader =
    "Interval Start UTC Date,Queue,Media Type,Skill Set,Language,Offered,Interactions Handled,"
    + "Total Handle Time (Seconds)\n"

  @Test("Genesys Cloud: UTC becomes the zone's clock; totals are divided by the calls handled")
  func genesys() throws {
    // 21:00Z is 23:00 in Paris in summer. 1500 s of 5 calls handled are 300 s each, of 6 offered.
    let (history, interval) = try CallsFileTests.read(
      CallsFormatTests.genesysHeader + """
        2026-06-30T21:00:00Z,Hotline,Voice,,,6,5,1500
        2026-06-30T21:15:00.000Z,Hotline,voice,,,4,0,0
        2026-06-30T22:00:00Z,Hotline,Voice,,,2,2,
        2026-06-30T21:00:00Z,Hotline,Email,,,9,9,900
        2026-06-30T21:15:00Z,Hotline,Email,,,9,9,900
        """, .genesysCloud, zone: .paris)
    #expect(
      history.records == [
        "Hotline": [
          Record(at: "2026-06-30 23:00", 6, 300), Record(at: "2026-06-30 23:15", 4),
          Record(at: "2026-07-01 00:00", 2),
        ]
      ])
    #expect(interval == 15)
    #expect(history.notes == ["2 rows of EMAIL left out."])
  }

  @Test("Genesys Cloud: rows of one queue that differ in skills or language are added up")
  func genesysParts() throws {
    // (4 × 300 + 2 × 150) / 6 = 250 s; 5 + 2 = 7 calls.
    let (history, _) = try CallsFileTests.read(
      CallsFormatTests.genesysHeader + """
        2026-06-30T08:00:00Z,Hotline,Voice,billing,French,5,4,1200
        2026-06-30T08:15:00Z,Hotline,Voice,billing,French,1,1,100
        2026-06-30T08:00:00Z,Hotline,Voice,billing|||sales,French,2,2,300
        2026-06-30T08:15:00Z,Hotline,Voice,billing,English,3,0,
        """, .genesysCloud, zone: .paris)
    #expect(
      history.records["Hotline"] == [
        Record(at: "2026-06-30 10:00", 7, 250), Record(at: "2026-06-30 10:15", 4, 100),
      ])
  }

  @Test("In UTC the day of 25 hours has its hour twice, and that of 23 hours skips one")
  func clockChanges() throws {
    func rows(_ day: String) -> String {
      (22..<24).map { "2026-\(day)T\($0):00:00Z" }.joined(separator: "\n") + "\n"
    }
    // Paris: 2026-10-25 begins at 22:00Z the day before and ends at 23:00Z: 25 rows.
    func day(from first: String, _ hours: Int) throws -> [Record] {
      let start = Zone.utc.instant(Day(first)!, minute: 22 * 60)
      let lines = (0..<hours).map { hour in
        "\(Zone.utc.local(start + 60 * hour)):00Z,Hotline,VOICE,\(hour),60,\(hour)"
      }
      let header =
        "TimeStamp,QueueName,ChannelType,IncomingContactVolume,AverageHandleTime,ContactsHandled\n"
      return try CallsFileTests.read(
        header + lines.joined(separator: "\n"), .amazonConnect, zone: .paris
      ).history.records["Hotline"]!
    }
    let autumn = try day(from: "2026-10-24", 25)
    #expect(autumn.allSatisfy { $0.start.day == Day("2026-10-25") })
    #expect(
      autumn.map { $0.start.minute / 60 } == [0, 1, 2, 2] + Array(3...23))
    #expect(autumn.map(\.offered) == (0..<25).map(Double.init))
    let spring = try day(from: "2026-03-28", 24)
    // 23:00Z on the 28th is midnight; the first row is 23:00 on the 28th.
    #expect(spring.map { $0.start.minute / 60 } == [23, 0, 1] + Array(3...23))
  }

  @Test("In local time the repeated hour is told by order, and the skipped one is refused")
  func localClockChanges() throws {
    let (history, _) = try CallsFileTests.read(
      "start,offered\n2026-10-25T01:00,1\n2026-10-25T02:00,2\n2026-10-25T02:00,3\n"
        + "2026-10-25T03:00,4\n", zone: .paris)
    #expect(history.records["all"]?.map(\.offered) == [1, 2, 3, 4])
    let refused = #expect(throws: InputRefused.self) {
      try CallsFileTests.read(
        "start,offered\n2026-03-29T01:00,1\n2026-03-29T02:00,2\n2026-03-29T03:00,3\n",
        zone: .paris)
    }
    #expect(refused?.problems.map(\.position.line) == [3])
    #expect(refused?.problems.first?.expected.contains("spring skips this hour") ?? false)
  }

  @Test("Amazon Connect: the mean stays, the last upload wins, days and chats are left out")
  func amazon() throws {
    let (history, interval) = try CallsFileTests.read(
      """
      QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,\
      AverageHandleTime,ContactsHandled
      Support,q-1,VOICE,2026-01-05T08:00:00Z,30mins,10,301.5,9
      Support,q-1,VOICE,2026-01-05T08:30:00Z,30mins,8,280,8
      Support,q-1,CHAT,2026-01-05T08:30:00Z,30mins,50,900,50
      Support,q-1,VOICE,2026-01-05T00:00:00Z,daily,400,300,390
      Support,q-1,VOICE,2026-01-05T08:00:00Z,30mins,12,299.25,11
      """, .amazonConnect, zone: .paris)
    #expect(
      history.records["Support"] == [
        Record(at: "2026-01-05 09:00", 12, 299.25), Record(at: "2026-01-05 09:30", 8, 280),
      ])
    #expect(interval == 30)
    #expect(
      history.notes == [
        "1 row of CHAT left out.", "1 row of whole days (\"daily\") left out.",
        "1 row replaced by later ones of the same queue and time.",
      ])
  }

  @Test("Without a zone an export keeps UTC, and says so")
  func noZone() throws {
    let (history, _) = try CallsFileTests.read(
      CallsFormatTests.genesysHeader
        + "2026-06-30T21:00:00Z,Q,Voice,,,6,5,1500\n2026-06-30T21:30:00Z,Q,Voice,,,6,5,1500\n",
      .genesysCloud)
    #expect(history.records["Q"]?.first?.start.minute == 21 * 60)
    #expect(history.notes == ["Times are in UTC: no time zone was given to convert them to."])
  }

  @Test("A mapping of one's own: total over handled, total over offered, mean")
  func mapping() throws {
    let text = """
      Début;File;Reçus;Traités;Secondes
      05/01/2026 09:00;Hotline;10;8;2400
      05/01/2026 09:30;Hotline;5;4;1000
      """
    let columns = "start=début,queue=File,offered=reçus"
    func seconds(_ further: String) throws -> [Double?] {
      try CallsFileTests.read(text, mapping: columns + further).history.records["Hotline"]!
        .map(\.handleTime)
    }
    // 2400 / 8 = 300 and 1000 / 4 = 250; 2400 / 10 = 240 and 1000 / 5 = 200.
    #expect(try seconds(",handled=traités,total_handle_time=secondes") == [300, 250])
    #expect(try seconds(",total_handle_time=secondes") == [240, 200])
    #expect(try seconds(",handled=traités,handle_time=secondes") == [2400, 1000])
    #expect(try seconds("") == [nil, nil])
    let missing = #expect(throws: InputRefused.self) { try seconds(",handled=traitées") }
    #expect(missing?.problems.map(\.maybe) == ["traités"])
  }

  @Test("Missing rows are unknown, or zero from the queue's first day to the end of the file")
  func missingRows() throws {
    let text =
      "start,queue,offered\n2026-01-05T09:00,a,1\n2026-01-05T10:00,a,2\n"
      + "2026-01-05T10:30,a,3\n2026-01-05T11:00,b,4\n2026-01-05T11:30,b,5\n"
    var format = CallsFormat.plain
    #expect(try CallsFileTests.read(text, format).history.records["a"]?.count == 3)
    format.missing = .zero
    let history = try CallsFileTests.read(text, format).history
    #expect(history.records["a"]?.map(\.offered) == [1, 0, 2, 3, 0, 0])
    #expect(history.records["b"]?.map(\.offered) == [0, 0, 0, 0, 4, 5])
    #expect(history.notes == ["7 intervals without a row taken as having no calls."])
  }

  @Test(
    "Zeros fill the 25 and 23 hours of the days on which clocks change",
    arguments: [
      ("2026-10-25", 25), ("2026-03-29", 23), ("2026-06-01", 24),
    ])
  func zerosOfClockChanges(day: String, hours: Int) throws {
    var format = CallsFormat.plain
    format.missing = .zero
    let history = try CallsFileTests.read(
      "start,offered\n\(day)T00:00,1\n\(day)T01:00,1\n\(day)T23:00,1\n", format, zone: .paris
    ).history
    #expect(history.records["all"]?.count == hours)
    #expect(history.records["all"]?.reduce(0) { $0 + $1.offered } == 3)
  }

  @Test("A site's section maps queues, fills its open hours and leaves other queues out")
  func siteSection() throws {
    let section = """
      calls:
        format: genesys-cloud
        missing: zero
        queues: {"Hotline N1": support, "Hotline N2": support, Ventes: sales}
      """
    // Monday 2 November 2026: sales are open 08:00-12:00 and 13:00-18:00 local, 07:00Z-17:00Z.
    let site = try SiteFolder.read(
      SmallSite.inputs([
        "site.yaml": SmallSite.files["site.yaml"]! + section,
        "calls.csv": CallsFormatTests.genesysHeader + """
          2026-11-02T07:00:00Z,Ventes,Voice,,,4,4,400
          2026-11-02T07:30:00Z,Ventes,Voice,,,2,2,300
          2026-11-02T16:30:00Z,Ventes,Voice,,,1,1,60
          2026-11-02T16:00:00Z,Hotline N1,Voice,,,3,3,300
          2026-11-02T16:00:00Z,Hotline N2,Voice,,,1,1,500
          2026-11-02T16:30:00Z,Accueil,Voice,,,7,7,700
          2026-11-02T16:00:00Z,Accueil,Voice,,,7,7,700
          """,
      ]))
    let sales = try #require(site.calls.records["sales"])
    #expect(sales.count == 8 + 10)
    #expect(sales.first == Record(at: "2026-11-02 08:00", 4, 100))
    #expect(sales.last == Record(at: "2026-11-02 17:30", 1, 60))
    #expect(!sales.contains { (720..<780).contains($0.start.minute) })
    // Support, always open, is known from the file's first row on: 08:00 to 17:30 make 20 rows.
    // (300 + 500) / 4 = 200 s.
    let support = try #require(site.calls.records["support"])
    #expect(support.count == 20)
    #expect(support[18] == Record(at: "2026-11-02 17:00", 4, 200))
    #expect(site.calls.notes.first == "2 rows of the queue \"Accueil\" left out.")
  }

  @Test("A site's section with another zone, other media, and later rows that replace earlier ones")
  func furtherSections() throws {
    let section = """
      calls:
        columns: {start: When, queue: Where, offered: In, media_type: Kind}
        zone: Europe/London
        media: [Voice, callback]
        duplicates: last
        queues: {Desk: support}
      """
    // 09:00 in London is 10:00 in Paris. The last row of 09:00 counts; voice and callback add up.
    let site = try SiteFolder.read(
      SmallSite.inputs([
        "site.yaml": SmallSite.files["site.yaml"]! + section,
        "calls.csv": """
        When;Where;Kind;In;Agent
        02/11/2026 09:30;Desk;VOICE;5;x
        02/11/2026 09:00;Desk;Voice;1;x
        02/11/2026 09:00;Desk;Callback;2;x
        02/11/2026 09:00;Desk;Voice;3;x
        02/11/2026 09:00;Desk;Fax;9;x
        """,
      ]))
    #expect(
      site.calls.records == [
        "support": [Record(at: "2026-11-02 10:00", 5), Record(at: "2026-11-02 10:30", 5)]
      ])
    #expect(
      site.calls.notes == [
        "1 row of FAX left out.", "1 row replaced by later ones of the same queue and time.",
      ])
  }

  @Test("A queue that neither the site nor its section knows is refused, once")
  func unknownQueue() {
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(
        SmallSite.inputs([
          "site.yaml": SmallSite.files["site.yaml"]! + "calls: {format: genesys-cloud}\n",
          "calls.csv": CallsFormatTests.genesysHeader + """
            2026-11-02T07:00:00Z,Suport,Voice,,,4,4,400
            2026-11-02T07:30:00Z,Suport,Voice,,,2,2,300
            """,
        ]))
    }
    #expect(
      refused?.description == """
        calls.csv:2:22: found "Suport", expected one of sales, support, or a place under queues: \
        in calls:. Maybe support?
        """)
  }

  @Test("A site's own file stays strict when its section only says what missing rows mean")
  func strictPlain() {
    let refused = #expect(throws: InputRefused.self) {
      try SiteFolder.read(
        SmallSite.inputs([
          "site.yaml": SmallSite.files["site.yaml"]! + "calls: {missing: zero}\n",
          "calls.csv": SmallSite.files["calls.csv"]!.replacing("handle_time", with: "handletime"),
        ]))
    }
    #expect(refused?.problems.map(\.maybe) == ["handle_time"])
  }

  @Test("Rows finer and coarser than a site's interval are taken as they are")
  func otherIntervals() throws {
    for minutes in [5, 10, 15, 20, 30, 60] {
      let rows = stride(from: 0, to: 1440, by: minutes).map {
        "2026-11-02T\($0.clock),support,1,\n"
      }
      let site = try SiteFolder.read(
        SmallSite.inputs(["calls.csv": "start,queue,offered,handle_time\n" + rows.joined()]))
      #expect(site.calls.records["support"]?.count == 1440 / minutes)
      #expect(site.calls.notes.isEmpty)
    }
  }
}

extension CallHistory.Record {
  /// Calls and mean seconds at a reading of the clock as `2026-01-05 09:30`.
  init(at text: String, _ offered: Double, _ seconds: Double? = nil) {
    let parts = text.split(separator: " ")
    let clock = parts[1].split(separator: ":").map { Int($0)! }
    self.init(
      start: LocalMoment(day: Day(parts[0])!, minute: clock[0] * 60 + clock[1]), offered: offered,
      handleTime: seconds)
  }
}
