import Interchange
import TestSupport
import Testing

@Suite("Reports of calls, by preset")
struct CallsReportTests {
  typealias Record = CallHistory.Record

  @Test(
    "A report of queues by interval: months first, local, the mean or the total of handle times")
  func genesys() throws {
    // 900 s of 3 answered are 300 s each; 0:05:00 are 300 s.
    for (column, time) in [
      ("Total Handle", "900"), ("Avg Handle", "300"), ("Avg Handle", "0:05:00"),
    ] {
      let history = try CallsFileTests.read(
        """
        Interval Start,Interval End,Interval Complete,Filters,Media Type,Queue Id,Queue Name,Offer,Answer,\(column)
        "8/24/26 12:00 AM","8/24/26 12:30 AM",TRUE,,voice,abc,Support,4,3,\(time)
        "8/24/26 12:30 AM","8/24/26 1:00 AM",TRUE,,voice,abc,Support,2,0,
        "8/24/26 12:00 PM","8/24/26 12:30 PM",TRUE,,voice,abc,Support,5,3,\(time)
        "8/24/26 11:30 PM","8/25/26 12:00 AM",TRUE,,voice,abc,Support,6,3,\(time)
        "8/24/26 12:00 AM","8/24/26 12:30 AM",TRUE,,chat,abc,Support,9,9,90
        """, .genesysCloud, zone: .paris
      ).history
      #expect(
        history.records == [
          "Support": [
            Record(at: "2026-08-24 00:00", 4, 300), Record(at: "2026-08-24 00:30", 2),
            Record(at: "2026-08-24 12:00", 5, 300), Record(at: "2026-08-24 23:30", 6, 300),
          ]
        ], "\(column)")
    }
  }

  @Test("What is said of times holds whatever the column is called")
  func saidTimes() throws {
    var format = CallsFormat.genesysCloud
    format.times = .utc
    let history = try CallsFileTests.read(
      "Interval Start,Queue Name,Offer\n24/08/2026 09:00,a,1\n24/08/2026 09:30,a,2\n", format,
      zone: .paris
    ).history
    #expect(history.records["a"]?.map(\.start.minute) == [11 * 60, 11 * 60 + 30])
  }

  @Test(
    "Historical metrics: Z and offsets are believed, other times are local",
    arguments: [
      ("Z", 11), ("+02:00", 9), ("", 9),
    ])
  func amazon(offset: String, hour: Int) throws {
    let history = try CallsFileTests.read(
      """
      Queue,StartInterval,EndInterval,Contacts queued,Contacts handled,Average handle time
      Support,2026-08-24T09:00:00\(offset),2026-08-24T09:30:00\(offset),5,4,300
      Support,2026-08-24T09:30:00\(offset),2026-08-24T10:00:00\(offset),3,3,0:04:10
      """, .amazonConnect, zone: .paris
    ).history
    #expect(history.records["Support"]?.map(\.start.minute) == [60 * hour, 60 * hour + 30])
    // Four minutes and ten seconds are 250 s.
    #expect(history.records["Support"]?.map(\.handleTime) == [300, 250])
  }

  @Test(
    "Times of twelve hours that cannot be are refused",
    arguments: ["13/24/26 1:00 AM", "8/24/26 0:00 AM", "8/24/26 13:00 PM", "8/24/26 1:00:30 AM"])
  func wrong(time: String) {
    let refused = #expect(throws: InputRefused.self) {
      try CallsFileTests.read("start,offered\n\(time),1\n8/24/26 2:00 AM,1\n")
    }
    #expect(refused?.problems.map(\.position.line) == [2])
  }

  @Test("An hour that comes twice on a Sunday morning: perhaps the clocks went back")
  func autumn() {
    for (day, maybe) in [
      ("2026-10-25", "the clocks went back: give --zone"), ("2026-10-26", nil),
    ] as [(String, String?)] {
      let refused = #expect(throws: InputRefused.self) {
        try CallsFileTests.read(
          "start,offered\n" + [60, 120, 120, 180].map { "\(day)T\($0.clock),1\n" }.joined())
      }
      #expect(refused?.problems.map(\.maybe) == [maybe])
    }
  }

  @Test("Names that differ in case or spaces only stay apart, and are noted")
  func likeNames() throws {
    let history = try CallsFileTests.read(
      "start,queue,offered\n"
        + ["Support", "support", "sup port", "Sales"].map {
          "2026-08-24T09:00,\($0),1\n2026-08-24T09:30,\($0),1\n"
        }.joined()
    ).history
    #expect(history.records.count == 4)
    #expect(
      history.notes == [
        "Names that differ in case or spaces only are taken as different queues: "
          + "\"Support\", \"sup port\", \"support\"."
      ])
  }

  @Test("A number beyond the greatest is told what the greatest is")
  func greatest() {
    let refused = #expect(throws: InputRefused.self) {
      try CallsFileTests.read(
        "start,offered\n2026-08-24T09:00,2000000000\n2026-08-24T09:30,1\n")
    }
    #expect(
      refused?.problems.map(\.expected) == ["a number of calls, 0 or more, at most 1000000000"])
  }
}
