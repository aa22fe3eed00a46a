import TestSupport
import Testing
import Workforce

@testable import Staffing

@Suite("Work other than calls, and who is there for it")
struct WorkKindTests {
  /// The agents of each queue on days from Monday 2026-11-23 with `calls` (of 180 s) in each half hour.
  func agents(_ queues: [Queue], days: Int = 1, calls: [Double]) throws -> [[Int]] {
    let site = Site.plain(queues: queues, intervalMinutes: 30)
    let period = Period(
      firstDay: Day("2026-11-23")!, days: days, intervalMinutes: 30, zone: .paris)
    let forecasts = zip(queues, calls).map { queue, calls in
      let mean = Array(repeating: calls, count: period.intervalCount)
      return QueueForecast(
        queue: queue.name, mean: mean, low80: mean, high80: mean, low95: mean, high95: mean,
        handleTime: mean.map { _ in 180 })
    }
    return try Requirement(Forecast(period: period, queues: forecasts), for: site)
      .queues.map(\.agents)
  }

  // 100 calls in 30 minutes: with 180 s 10 erlangs and 14 agents; a pause of 8 s makes 10.44 erlangs.
  @Test("The pause between calls is handle time")
  func pause() throws {
    var queue = Queue.plain("calls")
    queue.pauseBetweenCalls = 8
    let needed = ErlangC.agents(
      calls: 100, handleTime: 188, intervalMinutes: 30, target: queue.target)
    #expect(try agents([queue], calls: [100]) == [Array(repeating: needed, count: 48)])
    // Measured apart: SL(14; 10.444 erlangs, 188 s) is below 0.88, above 0.8.
    #expect(needed == 14)
    queue.pauseBetweenCalls = 24
    #expect(try agents([queue], calls: [100])[0][0] == 15)
  }

  @Test("Shrinkage, minimum and target follow the clock")
  func byHour() throws {
    var queue = Queue.plain("calls")
    queue.shrinkageByHour = [HourRange(720..<840, 0.3)]
    queue.minimumByHour = [HourRange(0..<360, 17)]
    queue.targetByHour = [
      HourRange(1200..<1440, StaffingTarget(serviceLevel: queue.target, maximumOccupancy: 0.5))
    ]
    // 14 agents; 14 / 0.7 = 20 at noon; never under 17 at night; 10 / 0.5 = 20 in the evening.
    let expected = (0..<48).map { $0 < 12 ? 17 : 24..<28 ~= $0 || $0 >= 40 ? 20 : 14 }
    #expect(try agents([queue], calls: [100]) == [expected])
  }

  @Test("Patience lowers the requirement, an abandonment target raises it")
  func patience() throws {
    var queue = Queue.plain("calls")
    queue.patience = 60
    let patient = try agents([queue], calls: [100])[0][0]
    queue.maximumAbandonment = 0.001
    let strict = try agents([queue], calls: [100])[0][0]
    #expect(patient < 14 && strict > 14)
  }

  // 10 erlangs of chat need 14 chats at once; three to an agent: 5 agents. At efficiency 0.8 a chat takes
  // 225 s: 12.5 erlangs.
  @Test("An agent holds several chats")
  func chat() throws {
    var queue = Queue.plain("chat")
    queue.work = .chat(concurrency: 3, efficiency: 1)
    #expect(try agents([queue], calls: [100])[0] == Array(repeating: 5, count: 48))
    queue.work = .chat(concurrency: 3, efficiency: 0.8)
    let slots = ErlangC.agents(
      calls: 100, handleTime: 225, intervalMinutes: 30, target: queue.target)
    #expect(try agents([queue], calls: [100])[0][0] == (slots + 2) / 3)
  }

  @Test(
    "Work that may wait is all done, on time, and in the quietest hours",
    arguments: 0..<60 as Range<UInt64>)
  func deferrable(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = 40
    let work = (0..<count).map { _ in
      random.chance(0.5) ? Double.random(in: 0...3, using: &random) : 0
    }
    let allowed = (0..<count).map { _ in random.chance(0.8) }
    let capacity = Array(repeating: random.pick([1.0, 0.85]), count: count)
    let busy = (0..<count).map { _ in Int.random(in: 0...9, using: &random) }
    let window = Int.random(in: 6...15, using: &random)
    let spread = DeferrableWork(work: work, allowed: allowed, capacity: capacity, busy: busy)
    let agents = spread.agents(within: window)
    #expect(agents.indices.allSatisfy { agents[$0] == 0 || allowed[$0] })
    // By the earliest due date first: each interval works on what is there and most urgent.
    var open: [(due: Int, rest: Double)] = []
    for interval in 0..<count {
      var time = Double(agents[interval]) * capacity[interval]
      for index in open.indices where time > 0 {
        let done = min(time, open[index].rest)
        open[index].rest -= done
        time -= done
      }
      open.removeAll { $0.rest < 1e-7 }
      #expect(open.allSatisfy { $0.due > interval + 1 }, "seed \(seed), interval \(interval)")
      if work[interval] > 0 {
        let opening = (interval + 1..<count + window).first { $0 >= count || allowed[$0] }!
        let begins = opening < interval + window ? interval : opening
        open.append((begins + window, work[interval]))
      }
    }
    // No more agents than whole hours ask for: one unfilled agent at most for each arrival.
    let arrivals = work.filter { $0 > 0 }
    #expect(agents.reduce(0, +) <= Int(work.reduce(0, +) / capacity[0]) + arrivals.count)
  }

  @Test("The quietest hour of the window is taken")
  func quietest() {
    let spread = DeferrableWork(
      work: [2, 0, 0, 0, 0], allowed: [true, true, true, false, true],
      capacity: [1, 1, 1, 1, 1], busy: [0, 5, 3, 0, 4])
    // Of intervals 1, 2 and 4: first 2 (3 busy), then 2 again (4, as early as 4).
    #expect(spread.agents(within: 5) == [0, 0, 2, 0, 0])
    // With intervals 1 and 3 alone, both go to 1: 3 is closed.
    #expect(spread.agents(within: 2) == [0, 2, 0, 0, 0])
  }

  @Test("Consumers are prospected on weekdays from 10 to 13 and 14 to 20 h, not on holidays")
  func prospecting() throws {
    var queue = Queue.plain("outbound")
    queue.work = .outbound(within: 4320, isProspecting: true)
    let needed = try agents([queue], days: 7, calls: [20])[0]
    let hours = Set(needed.indices.filter { needed[$0] > 0 }.map { ($0 % 48) / 2 })
    #expect(hours.isSubset(of: Set([10, 11, 12] + Array(14...19))) && !hours.isEmpty)
    #expect(needed[240...].allSatisfy { $0 == 0 })
    let friday = LocalMoment(day: Day("2026-12-25")!, minute: 660)
    #expect(!queue.work.isLawful(friday, isHoliday: true))
    #expect(queue.work.isLawful(friday, isHoliday: false))
    queue.work = .outbound(within: 4320, isProspecting: false)
    #expect(queue.work.isLawful(friday, isHoliday: true))
  }

  @Test("The window of work that nobody may do within it begins with the next hour that is open")
  func windows() {
    // Open in intervals 3, 4 and 7; a window of two intervals holds the one after the arrival.
    let workable = [3, 4, 7].reduce(into: Array(repeating: false, count: 9)) { $0[$1] = true }
    // From 0: only interval 1 is in the window, closed; the window begins at 3 and ends before 5. From 2
    // and 3: 3 and 4 are in it. From 4: 5 is closed, so 7 and 8. From 6: 7. From 7: 8 is in the window and
    // closed, and nothing opens until 9. From 8: due in the next period.
    #expect(
      QueueWork.due(window: 2, workable: workable) == [5, 5, 4, 5, 9, 9, 8, 11, 10])
    // A window of one interval or less is the interval itself.
    #expect(QueueWork.due(window: 1, workable: workable) == [4, 4, 4, 4, 5, 8, 8, 8, 10])
    #expect(
      QueueWork.due(window: 0, workable: workable) == QueueWork.due(window: 1, workable: workable))
  }

  @Test("Prospecting that comes in at night is done in the morning's lawful hours")
  func night() throws {
    var queue = Queue.plain("outbound")
    queue.work = .outbound(within: 60, isProspecting: true)
    let needed = try agents([queue], calls: [20])[0]
    #expect(needed[..<20].allSatisfy { $0 == 0 } && needed[20] > 0)
  }

  @Test("Back-office work goes where calls leave room")
  func blended() throws {
    var letters = Queue.plain("letters")
    letters.work = .backOffice(within: 1440)
    var calls = Queue.plain("calls")
    calls.minimumByHour = [HourRange(0..<720, 30)]
    let needed = try agents([letters, calls], calls: [10, 100])
    // 48 · 10 · 180 s = 48 agent-intervals in the day, less what comes in last and is due tomorrow.
    let total = needed[0].reduce(0, +)
    #expect((47...49).contains(total), "\(needed[0])")
    #expect(needed[0][..<24].allSatisfy { $0 == 0 }, "the morning has 30 callers' agents already")
  }
}
