import Testing
import Workforce

@testable import Forecasting

@Suite("The matrix of days and slots")
struct CallMatrixTests {
  let monday = Day("2026-03-02")!

  func matrix(
    _ rows: [(String, Int, Double)], opening: Opening? = .always, slot: Int = 60,
    end: String = "2026-03-16", endMinute: Int = 0
  ) -> CallMatrix {
    CallMatrix(
      records: rows.map {
        CallHistory.Record(start: LocalMoment(day: Day($0.0)!, minute: $0.1), offered: $0.2)
      },
      opening: opening, slotMinutes: slot, end: LocalMoment(day: Day(end)!, minute: endMinute),
      maximumDays: 728)
  }

  @Test("A reading that comes twice is averaged, what no row fills is unknown")
  func repeated() {
    let found = matrix([("2026-03-02", 120, 10), ("2026-03-02", 120, 30), ("2026-03-02", 180, 7)])
    #expect(found.firstDay == monday && found.dayCount == 14)
    #expect(found.calls[2] == 20 && found.calls[3] == 7)  // (10 + 30) / 2
    #expect(found.calls[4].isNaN)
  }

  @Test("Hours are spread over half hours, quarters are added up")
  func resampling() {
    let split = matrix([("2026-03-02", 60, 10)], slot: 30)
    #expect(split.sourceMinutes == 60)
    #expect(split.calls[2] == 5 && split.calls[3] == 5 && split.calls[4].isNaN)
    let summed = matrix([("2026-03-02", 60, 3), ("2026-03-02", 75, 4)], slot: 30)
    #expect(summed.sourceMinutes == 15)
    #expect(summed.calls[2] == 7)
    // Rows of 20 minutes: the one at 01:20 lies half in 01:00–01:30, half in 01:30–02:00.
    let shared = matrix(
      [("2026-03-02", 60, 3), ("2026-03-02", 80, 4), ("2026-03-02", 100, 5)], slot: 30)
    #expect(shared.calls[2] == 5 && shared.calls[3] == 7)
  }

  @Test("Rows outside the opening are no history")
  func closed() {
    let opening = Opening(ranges: [.monday: [480..<1080]])
    let found = matrix([("2026-03-02", 420, 9), ("2026-03-02", 480, 8)], opening: opening)
    #expect(found.calls[7].isNaN && found.calls[8] == 8)
  }

  @Test("Without an opening, hours with rows are open on their weekday")
  func inferred() {
    let found = matrix([("2026-03-02", 480, 8), ("2026-03-10", 540, 8)], opening: nil)
    #expect(found.isOpen.indices.filter { found.isOpen[$0] } == [8, 24 + 9])
  }

  @Test("Days may begin at another hour than midnight")
  func shifted() {
    // Rows run from 04:00 to 04:00; 03:00 on the 3rd belongs to the row of the 2nd.
    let found = matrix(
      [("2026-03-02", 240, 1), ("2026-03-03", 180, 2), ("2026-03-03", 240, 3)], opening: nil,
      endMinute: 240)
    #expect(found.calls[0] == 1 && found.calls[23] == 2 && found.calls[24] == 3)
    #expect(found.place(LocalMoment(day: monday + 1, minute: 180)) == (0, 23))
    #expect(found.minute(ofSlot: 23) == 180)
  }

  @Test("Rows from the end on are not read")
  func future() {
    let found = matrix([("2026-03-02", 0, 1), ("2026-03-16", 0, 5), ("2026-03-20", 0, 5)])
    #expect(found.calls.count { !$0.isNaN } == 1)
  }
}
