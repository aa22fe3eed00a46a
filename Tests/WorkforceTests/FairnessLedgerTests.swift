import TestSupport
import Testing
import Workforce

@Suite("The fairness ledger")
struct FairnessLedgerTests {
  private static func day(_ text: String) -> Day { Day(text)! }

  /// The ledger of lines as `Shift.written` reads them, over the four weeks 2026-W45 to W48 unless said.
  private static func ledger(
    _ lines: [String], agents: [Agent] = [.plain("a"), .plain("b")], from: String = "2026-11-02",
    until: String = "2026-11-29", change: (inout Site) -> Void = { _ in }
  ) -> FairnessLedger {
    var site = Site.plain(agents: agents)
    change(&site)
    return FairnessLedger(
      lines.map { Shift.written($0) }, site: site, from: day(from), until: day(until))
  }

  private static func shares(_ ledger: FairnessLedger, _ burden: Burden) -> [Double] {
    ledger.entries.map { $0.shares[burden] ?? 0 }
  }

  private static func isClose(_ found: [Double], _ expected: [Double]) -> Bool {
    found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) < 1e-9 }
  }

  // MARK: Burdens of one shift

  @Test(
    "A shift's burdens, counted by hand",
    arguments: [
      // The night span is 21:00 to 06:00.
      ("a 2026-11-24 09:00-17:00", []),
      ("a 2026-11-24 13:00-21:00", []),
      ("a 2026-11-24 13:01-21:01", [.lateFinishes]),
      ("a 2026-11-24 15:59-23:59", [.lateFinishes]),  // 2 h 59 of night
      ("a 2026-11-24 16:00-24:00", [.nights]),  // 3 h
      ("a 2026-11-24 16:00-24:00/22:00-22:01", [.lateFinishes]),  // 2 h 59 without the break
      ("a 2026-11-24 16:00-24:00/20:00-20:30", [.nights]),  // a break outside the night
      ("a 2026-11-24 22:00-24:30", [.lateFinishes]),  // past midnight, 2 h 30
      ("a 2026-11-24 03:00-10:00", [.nights]),
      ("a 2026-11-24 03:01-10:00", []),
      // 19:30–21:30 and 4:00–5:00 in one shift: no such shift, but breaks count alike.
      ("a 2026-11-24 19:30-29:30/21:30-28:30", [.lateFinishes]),
      // Sundays: Saturday night into Sunday; until its midnight; a break alone on the Sunday.
      ("a 2026-11-28 20:00-28:00", [.sundays, .nights]),
      ("a 2026-11-28 14:00-24:00", [.nights]),
      ("a 2026-11-28 17:00-24:30/24:00-24:30", [.nights]),
      ("a 2026-11-29 22:00-30:00", [.sundays, .nights]),
      ("a 2026-11-29 09:00-17:00", [.sundays]),
      ("a 2026-11-30 09:00-17:00", []),
      // 11 November, and the night into it; Easter Sunday is no holiday of the list, the Monday is.
      ("a 2026-11-11 09:00-17:00", [.holidays]),
      ("a 2026-11-10 22:00-30:00", [.holidays, .nights]),
      ("a 2026-11-10 16:30-24:00", [.nights]),
      ("a 2026-04-05 22:00-30:00", [.sundays, .holidays, .nights]),
      // A holiday on a Sunday.
      ("a 2026-11-01 09:00-17:00", [.sundays, .holidays]),
      // 29 March 2026 has no 02:00–03:00: from 02:00, which is 03:00, three hours end at 06:00.
      ("a 2026-03-29 03:00-08:00", [.sundays, .nights]),
      ("a 2026-03-29 01:00-05:00", [.sundays, .nights]),  // 3 h
      ("a 2026-03-28 23:00-27:00", [.sundays, .nights]),
      ("a 2026-03-29 00:01-04:00", [.sundays]),  // 2 h 59
      // 25 October 2026 has 02:00–03:00 twice: 02:00 is the first, so 02:00–04:00 is 3 h.
      ("a 2026-10-25 02:00-04:00", [.sundays, .nights]),
      ("a 2026-10-25 02:01-04:00", [.sundays]),
    ] as [(String, Set<Burden>)])
  func burdens(_ line: String, _ expected: Set<Burden>) {
    let shift = Shift.written(line)
    let holidays = PublicHoliday.byDay(from: shift.day - 1, to: shift.day + 2)
    #expect(shift.burdens(in: .paris, pay: Pay(), holidays: holidays) == expected)
  }

  @Test("The night is the site's own")
  func ownNight() {
    let shift = Shift.written("a 2026-11-24 16:00-24:00")
    let pay = Pay(nightStart: 22 * 60, nightEnd: 7 * 60)
    #expect(shift.burdens(in: .paris, pay: pay, holidays: [:]) == [.lateFinishes])
    let early = Shift.written("a 2026-11-24 04:00-12:00")
    #expect(early.burdens(in: .paris, pay: pay, holidays: [:]) == [.nights])
    #expect(early.burdens(in: .paris, pay: Pay(), holidays: [:]).isEmpty)
  }

  // MARK: Counts

  @Test("A Sunday that two shifts touch is one Sunday, and its weekend one weekend")
  func oneSunday() {
    let entry = Self.ledger([
      "a 2026-11-07 20:00-28:00", "a 2026-11-08 20:00-28:00", "a 2026-11-21 09:00-12:00",
      "a 2026-11-23 09:00-17:00",
    ]).entries[0]
    #expect(entry.counts[.sundays] == 1)
    #expect(entry.counts[.nights] == 2)
    // That of 8 November and the Saturday of the 21st.
    #expect(entry.weekends == 2)
  }

  @Test("A holiday that two shifts touch is one; the last night's next morning counts")
  func holidays() {
    let entry = Self.ledger([
      "a 2026-11-10 20:00-28:00", "a 2026-11-11 20:00-28:00",
    ]).entries[0]
    #expect(entry.counts[.holidays] == 1)
    // Until Easter Sunday 2026-04-05: its night is work on Easter Monday.
    let easter = Self.ledger(
      ["a 2026-04-05 22:00-30:00"], from: "2026-03-30", until: "2026-04-05"
    ).entries[0]
    #expect(easter.counts[.holidays] == 1 && easter.shares[.holidays] == 1)
  }

  @Test(
    "Saint Stephen and Good Friday are holidays in Alsace-Moselle alone",
    arguments: [(PublicHoliday.Region.france, 0), (.alsaceMoselle, 2)])
  func alsace(_ region: PublicHoliday.Region, _ count: Int) {
    let found = Self.ledger(
      ["a 2026-04-03 09:00-17:00", "a 2026-12-26 09:00-17:00"], from: "2026-03-30",
      until: "2026-12-27"
    ) { $0.holidayRegion = region }
    #expect((found.entries[0].counts[.holidays] ?? 0) == count)
  }

  @Test("Days outside the ledger do not count")
  func outside() {
    let found = Self.ledger([
      "a 2026-11-01 09:00-17:00", "a 2026-11-30 22:00-30:00", "a 2026-11-29 09:00-17:00",
    ])
    #expect(found.entries[0].counts == [.sundays: 1])
  }

  @Test("Starts are compared on days that follow each other, by the clock")
  func startSpread() {
    // 9:00, 11:00, 10:30: 2 h and 0 h 30; the days off between are skipped.
    let some = Self.ledger([
      "a 2026-11-09 09:00-17:00", "a 2026-11-10 11:00-17:00", "a 2026-11-11 10:30-17:00",
      "a 2026-11-16 20:00-23:00", "b 2026-11-09 09:00-17:00", "b 2026-11-11 12:00-17:00",
    ])
    #expect(some.entries.map(\.startSpread) == [75, nil])
    // Across the change of clocks the same reading is the same start.
    let spring = Self.ledger(
      ["a 2026-03-28 09:00-12:00", "a 2026-03-29 09:00-12:00"], from: "2026-03-23",
      until: "2026-03-29")
    #expect(spring.entries[0].startSpread == 0)
  }

  @Test("Wishes are kept or missed; those of weeks without a roster do not count")
  func wishes() {
    let kind = ShiftKind(
      name: "early", start: 360...480, length: 360...480, step: 30, pause: nil)
    let wish = { (agent: String, day: String, content: Wish.Content) in
      Wish(agent: agent, day: Self.day(day), content: content, weight: 1)
    }
    let found = Self.ledger([
      "a 2026-11-09 07:00-14:00", "a 2026-11-10 09:00-16:00", "a 2026-11-11 07:00-14:00",
    ]) { site in
      site.shiftKinds = [kind]
      site.wishes = [
        wish("a", "2026-11-09", .shift(kind: "early")),  // kept
        wish("a", "2026-11-10", .shift(kind: "early")),  // too late a start
        wish("a", "2026-11-11", .off),  // at work
        wish("a", "2026-11-12", .shift(kind: "early")),  // off
        wish("b", "2026-11-12", .off),  // kept
        wish("a", "2026-11-17", .off),  // nothing is known of that week
        wish("a", "2026-10-30", .off),  // before the ledger
      ]
    }
    #expect(found.entries.map(\.wishesMade) == [4, 1])
    #expect(found.entries.map(\.wishesKept) == [1, 1])
    // 3 of 5 were missed. Of four, 2.4 would have been usual: 0.6 behind. Of one 0.6: as much ahead.
    #expect(
      Self.isClose(found.entries.map { found.wishesBehind($0) }, [0.6, -0.6]))
    let none = Self.ledger(["a 2026-11-09 07:00-14:00"])
    #expect(none.wishesBehind(none.entries[0]) == 0)
  }
}
