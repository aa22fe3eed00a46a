import Testing
import Workforce

@Suite("Judging rosters of shift scheduling instances")
struct ShiftSchedulingScoreTests {
  /// One member, fourteen days; early (0) may not follow late (1).
  static let instance = ShiftSchedulingInstance(
    days: 14,
    shifts: [
      .init(id: "E", minutes: 480), .init(id: "L", minutes: 420, forbiddenNext: [0]),
    ],
    staff: [
      .init(
        id: "A", maxShifts: [6, 2], minutes: 1000...3000, maxConsecutiveShifts: 4,
        minConsecutiveShifts: 2, minConsecutiveDaysOff: 2, maxWeekends: 1, daysOff: [7])
    ],
    onRequests: [
      .init(member: 0, day: 0, shift: 0, weight: 3), .init(member: 0, day: 1, shift: 1, weight: 5),
    ],
    offRequests: [
      .init(member: 0, day: 0, shift: 0, weight: 7), .init(member: 0, day: 2, shift: 0, weight: 11),
    ],
    cover: [
      .init(day: 0, shift: 0, requirement: 3, underWeight: 100, overWeight: 1),
      .init(day: 1, shift: 0, requirement: 0, underWeight: 100, overWeight: 13),
      .init(day: 13, shift: 1, requirement: 0, underWeight: 100, overWeight: 17),
    ])

  /// `E`, `L` and `-`, a character a day.
  static func tour(_ text: String) -> [Int?] {
    text.map { $0 == "E" ? 0 : $0 == "L" ? 1 : nil }
  }

  @Test(
    "Each hard rule speaks for itself",
    arguments: [
      // Weekends are days 5, 6 and 12, 13; day 7 is off.
      ("EEL-----EE----", []),
      // Edge rule: single working days, and single days off, at either edge.
      ("E--EE---EE---L", []),
      ("-EEL----EE----", []),
      ("EE---------EE-", []),
      (
        "EE------EE-E--",
        ["only 1 days off in a row from day 10", "only 1 shifts in a row from day 11"]
      ),
      ("EE--E---EE----", ["only 1 shifts in a row from day 4"]),
      ("EEELL---------", ["5 shifts in a row from day 0"]),
      ("---------EEEEE", ["5 shifts in a row from day 9"]),
      ("EE-EE---------", ["only 1 days off in a row from day 2"]),
      ("LE-----------L", ["E follows L on day 1"]),
      ("------EE--EE--", ["a shift on the fixed day off 7"]),
      ("EE----------EE", []),
      ("EE---EE-----EE", ["2 weekends, at most 1"]),
      ("EE------------", ["960 minutes outside 1000...3000"]),
      ("LLL-----------", ["3 × L, at most 2"]),
      (
        "EEEE--EE-----E",
        ["3360 minutes outside 1000...3000", "7 × E, at most 6"]
          + ["a shift on the fixed day off 7", "2 weekends, at most 1"]
      ),
    ])
  func breaches(tour: String, expected: [String]) {
    #expect(
      ShiftSchedulingScoreTests.instance.breaches(of: [ShiftSchedulingScoreTests.tour(tour)])
        == expected.map { "A: " + $0 })
  }

  @Test(
    "Requests and cover cost their weights",
    arguments: [
      // On-requests 3 + 5; cover 3 · 100.
      ("--------------", 308),
      // On 5; off 7; cover 2 · 100.
      ("E-------------", 212),
      // On 5; off 7 + 11; cover 2 · 100 + 13.
      ("EEE-----------", 236),
      // On 3; off none; cover 3 · 100 + 17.
      ("LL-----------L", 320),
    ])
  func objective(tour: String, expected: Int) {
    #expect(
      ShiftSchedulingScoreTests.instance.objective(of: [ShiftSchedulingScoreTests.tour(tour)])
        == expected)
  }

  @Test("Rosters of another shape are breaches, not crashes")
  func shape() {
    let instance = ShiftSchedulingScoreTests.instance
    #expect(instance.breaches(of: []) == ["0 tours for 1 members of staff"])
    #expect(instance.breaches(of: [[0]]) == ["A: a tour of 1 days, not 14"])
    let strange: [Int?] = [9] + [Int?](repeating: nil, count: 13)
    #expect(instance.breaches(of: [strange]) == ["A: a shift 9 of 2"])
    #expect(instance.objective(of: []) == 308)
    #expect(instance.objective(of: [[0]]) == 212)
    #expect(instance.objective(of: [strange]) == 308)
  }

  @Test("Weekends begin on day 5; the last may be a Saturday alone")
  func weekends() {
    var instance = ShiftSchedulingScoreTests.instance
    #expect(instance.weekends == [5..<7, 12..<14])
    instance.days = 13
    #expect(instance.weekends == [5..<7, 12..<13])
    instance.days = 5
    #expect(instance.weekends == [])
  }
}
