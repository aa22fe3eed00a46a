import TestSupport
import Testing
import Workforce

@testable import Staffing

@Suite("Work that comes in while nobody is there")
struct NightWorkTests {
  /// Letters of half an hour, one at each of `hours`, on the days of a week from Monday 2026-11-23 on, for a
  /// queue open from Monday to Friday, 08:00 to 18:00.
  func agents(at hours: [Int], within: Int) throws -> [Int] {
    var queue = Queue.plain("letters")
    queue.work = .backOffice(within: within)
    queue.opening = Opening(
      ranges: Dictionary(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, $0 <= .friday ? [480..<1080] : []) }))
    let period = Period(firstDay: Day("2026-11-23")!, days: 7, intervalMinutes: 30, zone: .paris)
    let mean = (0..<period.intervalCount).map { hours.contains($0 / 2) && $0 % 2 == 0 ? 1.0 : 0 }
    let forecast = QueueForecast(
      queue: "letters", mean: mean, low80: mean, high80: mean, low95: mean, high95: mean,
      handleTime: mean.map { _ in 1800 })
    let site = Site.plain(queues: [queue], intervalMinutes: 30)
    return try Requirement(Forecast(period: period, queues: [forecast]), for: site)
      .queues[0].agents
  }

  @Test("A letter of the night is done in the next open hours, one of the weekend on Monday")
  func planned() throws {
    // Monday 23:00, due Tuesday 11:00: at 08:00, the earliest of equally quiet hours.
    var expected = Array(repeating: 0, count: 336)
    expected[48 + 16] = 1
    #expect(try agents(at: [23], within: 720) == expected)
    // Saturday 10:00, hour 130, due 72 hours later, on Tuesday of the next week: not this week's.
    #expect(try agents(at: [130], within: 72 * 60).allSatisfy { $0 == 0 })
    // Friday 17:00 within 24 h: there is half an hour left; from 20:00 on the 24 h begin on Monday, next
    // week's.
    expected = Array(repeating: 0, count: 336)
    expected[4 * 48 + 35] = 1
    #expect(try agents(at: [4 * 24 + 17], within: 1440) == expected)
    #expect(try agents(at: [4 * 24 + 20], within: 1440).allSatisfy { $0 == 0 })
  }

  @Test("Callers while the queue is closed need nobody")
  func callers() throws {
    var queue = Queue.plain("calls")
    queue.opening = Opening(ranges: [.monday: [480..<1080]])
    let period = Period(firstDay: Day("2026-11-23")!, days: 2, intervalMinutes: 60, zone: .paris)
    let mean = (0..<48).map { $0 < 8 || $0 >= 24 ? 30.0 : 0 }
    let forecast = QueueForecast(
      queue: "calls", mean: mean, low80: mean, high80: mean, low95: mean, high95: mean,
      handleTime: mean.map { _ in 300 })
    let found = try Requirement(
      Forecast(period: period, queues: [forecast]), for: Site.plain(queues: [queue]))
    #expect(found.queues[0].agents.allSatisfy { $0 == 0 })
  }
}
