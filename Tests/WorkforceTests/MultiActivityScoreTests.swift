import Testing
import Workforce

@Suite("Judging rosters of multi-activity instances")
struct MultiActivityScoreTests {
  typealias Stretch = MultiActivityInstance.Stretch

  /// Seven days, two tasks, one member with 6 to 50 hours, no cover.
  static let free = MultiActivityInstance(
    days: 7, tasks: 2, staff: [.init(id: "A", minutes: 360...3000)],
    cover: [ClosedRange<Int>](repeating: 0...9, count: 7 * 96 * 2))

  /// A shift of task 0 from an hour of a calendar day, counted from 1.
  static func shift(_ day: Int, _ hour: Double, _ hours: Double) -> Stretch {
    let first = (day - 1) * 96 + Int(hour * 4) - 24
    return Stretch(first..<first + Int(hours * 4), task: 0)
  }

  @Test(
    "Each hard rule speaks for itself",
    arguments: [
      ([shift(1, 6, 6)], []),
      ([shift(1, 10, 10)], []),
      // The last night: 00:00 to 06:00 after day 7.
      ([shift(8, 0, 6)], []),
      ([shift(1, 6, 10), shift(2, 6, 10)], []),
      ([shift(2, 0, 8), shift(2, 23.75, 6)], ["day 2: a second start"]),
      ([shift(1, 6, 5.75)], ["day 1: a shift of 345 minutes", "345 minutes outside 360...3000"]),
      ([shift(1, 6, 10.25)], ["day 1: a shift of 615 minutes"]),
      ([shift(1, 10.25, 8)], ["day 1: a start outside the hours of starts"]),
      ([shift(2, 0.25, 8)], ["day 2: a start outside the hours of starts"]),
      ([shift(8, 0, 6.25)], ["day 8: outside the horizon"]),
      ([shift(1, 0, 8)], ["day 1: outside the horizon"]),
      ([shift(1, 14, 8), shift(2, 9, 8)], ["day 2: a rest of 660 minutes"]),
      ([shift(1, 14, 8), shift(2, 14, 8)], []),
      (
        (1...6).map { shift($0, 8, 6) },
        ["day 6: 6 days in a row"]
      ),
      (([1, 2, 3, 4, 5, 7]).map { shift($0, 8, 6) }, []),
      ([], ["0 minutes outside 360...3000"]),
      (
        [Stretch(0..<12, task: 0), Stretch(12..<15, task: 1), Stretch(15..<30, task: 0)],
        ["day 1: task 2 for 45 minutes"]
      ),
      ([Stretch(0..<2, task: 1), Stretch(2..<4, task: 1), Stretch(4..<30, task: 0)], []),
      (
        [Stretch(0..<20, task: 1), Stretch(19..<30, task: 0)],
        ["two tasks at once in period 19"]
      ),
    ] as [([Stretch], [String])])
  func breaches(roster: [Stretch], expected: [String]) {
    let found = MultiActivityScoreTests.free.breaches(of: [roster])
    if expected == ["two tasks at once in period 19"] {
      #expect(found.contains("A: " + expected[0]))
    } else {
      #expect(found == expected.map { "A: " + $0 })
    }
  }

  @Test("Minimum cover is hard; what exceeds the most is squared; the free bound counts minutes")
  func cover() {
    var cover = [ClosedRange<Int>](repeating: 0...0, count: 96)
    cover[0] = 1...1
    cover[1] = 1...2
    cover[95] = 1...1
    let instance = MultiActivityInstance(
      days: 1, tasks: 1,
      staff: (0..<3).map { .init(id: "\($0)", minutes: 350...600) }, cover: cover)
    let shift = [Stretch(0..<24, task: 0)]
    // Period 0: 3 − 1 = 2 too many, 4; period 1: 1; the other 22: 9 each. Nobody is there at the end.
    #expect(instance.objective(of: [shift, shift, shift]) == 4 + 1 + 22 * 9)
    #expect(instance.breaches(of: [shift, shift, shift]) == ["period 95 task 1: 0 of 1"])
    // 350 minutes are 24 periods, three times; 4 of them find cover.
    #expect(instance.freeBound == 3 * 24 - 4)
  }
}
