import Interchange
import TestSupport
import Testing

@Suite("opening-balances.csv and closing-balances.csv")
struct BalancesFileTests {
  private static func site(_ text: String) throws -> Site {
    try SiteFolder.read(SmallSite.inputs(["opening-balances.csv": text]))
  }

  @Test("Every column is read, in the forms that people and spreadsheets write")
  func reading() throws {
    let site = try Self.site(
      """
      agent;as_of;last_shift_start;last_shift_end;last_shift_breaks;days_in_a_row;week_hours;\
      week_days;sunday_weeks;sundays;overtime_hours;night_hours;rest_owed_hours;counted_from
      A1;23/11/2026;22/11/2026 22:00;23/11/2026 06:00;02:00-02:30;2;35h30|35:30|35,5|0;5|5|4|0;\
      1|0|1;12;40h;7,5|0;1:30;2026-01-01
      A3;2026-11-16;;;;;;;;;;;;
      """)
    let shift = Shift.written("A1 2026-11-22 22:00-30:00/26:00-26:30")
    var balance = Balance(
      agent: "A1", asOf: Day("2026-11-23")!, lastShift: shift, daysInARow: 2,
      weekMinutes: [2130, 2130, 2130, 0], weekDays: [5, 5, 4, 0],
      sundayWeeks: [true, false, true], sundays: 12, overtime: 2400, monthNights: [450, 0],
      restOwed: 90, countedFrom: Day("2026-01-01")!)
    balance.position = SourcePosition(file: "opening-balances.csv", line: 2, column: 4)
    var other = Balance(agent: "A3", asOf: Day("2026-11-16")!)
    other.position = SourcePosition(file: "opening-balances.csv", line: 3, column: 4)
    #expect(site.balances == [balance, other])
    // The shift of W47 that lies before the balance is in it; A3's of Monday is after.
    let known = site.known(on: Day("2026-11-23")!)
    #expect(known.published.map { "\($0.agent) \($0.day)" } == ["A3 2026-11-16", "A1 2026-11-22"])
    #expect(site.known(on: Day("2026-11-16")!).balances == [other])
  }

  @Test("What is written is read again, and written the same", arguments: [1, 2, 3] as [UInt64])
  func roundTrip(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    func list(_ most: Int, _ limit: Int) -> [Int] {
      (0..<Int.random(in: 0...most, using: &generator)).map { _ in
        Int.random(in: 0...limit, using: &generator)
      }
    }
    for _ in 0..<50 {
      let balances = ["A1", "A2", "A3"].map { agent in
        // The Monday after the clocks went back: a night through the hour that comes twice.
        let start = 18 + Int.random(in: 0...8, using: &generator)
        let shift = Shift.written("\(agent) 2026-10-24 \(start):00-34:00/26:15-26:45")
        return Balance(
          agent: agent, asOf: Day("2026-10-26")!,
          lastShift: start < 24 ? shift : nil, daysInARow: list(1, 366).first,
          weeklyRest: list(1, 10_080).first, weekMinutes: list(11, 4000), weekDays: list(11, 7),
          sundayWeeks: list(11, 1).map { $0 == 1 }, sundays: list(1, 53).first,
          overtime: list(1, 20_000).first, monthNights: list(12, 20_000),
          restOwed: list(1, 900).first, nightRest: list(1, 900).first,
          countedFrom: generator.chance(0.5) ? Day("2026-05-04")! : nil)
      }
      for style in [CSVStyle.plain, .excelFrench] {
        let bytes = BalancesFile.bytes(balances, zone: .paris, style: style)
        var problems = ProblemList()
        var read = BalancesFile.read(
          InputFile(name: "b.csv", bytes: bytes), zone: .paris, agents: ["A1", "A2", "A3"],
          problems: &problems)
        try problems.refuse()
        #expect(BalancesFile.bytes(read, zone: .paris, style: style) == bytes)
        for index in read.indices { read[index].position = nil }
        #expect(read == balances, "seed \(seed)")
      }
    }
  }

  @Test("Everything that cannot be is told at once, by line and column")
  func problems() throws {
    let error = try #require(throws: InputRefused.self) {
      try Self.site(
        """
        agent,as_of,last_shift_start,last_shift_end,days_in_a_row,week_hours,sunday_weeks,sundays,overtime_hours,night_hours,counted_from
        A9,2026-11-23,,,,,,,,,
        A1,2026-11-24,,,,,,,,,
        A2,2026-11-23,2026-11-23T08:00,2026-11-23T12:00,-1,35|169,1|2,54,-3,745,2026-11-24
        A2,2026-11-23,,,,,,,,,
        A3,1026-11-23,2026-11-20T08:00,,,1|1|1|1|1|1|1|1|1|1|1|1,,,1:61,,
        """)
    }
    let found = error.problems.map { "\($0.position.line):\($0.position.column)" }
    let expected = [
      // The agent unknown, the day a Tuesday.
      "2:1", "3:4",
      // The shift after the balance, and what is below nothing or above anything.
      "4:15", "4:49", "4:52", "4:59", "4:63", "4:66", "4:69", "4:73",
      // The agent again, a year without clocks, half a shift, twelve weeks, sixty-one minutes.
      "5:1", "6:4", "6:15", "6:34", "6:60",
    ]
    #expect(found == expected, "\(error)")
    #expect(error.description.contains("as 2026-11-23 or 2026-11-30"))
    #expect(error.description.contains("an agent of agents.csv"))
  }
}
