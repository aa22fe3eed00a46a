import Simulation
import TestSupport
import Testing

@Suite("Chats that agents hold several of at once")
struct ChatTests {
  /// A site with one chat queue and `agents` for it.
  static func site(
    agents: Int, concurrency: Int, efficiency: Double = 1, chatsPerHour: Double,
    handleTime: Double = 240, patience: Double? = nil, in period: Period
  ) -> SimulatedSite {
    var queue = Stations.queue(
      "chat", callsPerHour: chatsPerHour, handleTime: handleTime, patience: patience, in: period)
    queue.work = .chat(concurrency: concurrency, efficiency: efficiency)
    return SimulatedSite(
      period: period, queues: [queue],
      agents: Stations.crew(agents, skills: ["chat"], in: period))
  }

  struct Case: CustomTestStringConvertible {
    let agents: Int
    let concurrency: Int
    let load: Double
    var efficiency = 1.0
    var patience: Double?
    var testDescription: String { "\(agents) agents × \(concurrency), load \(load)" }
  }

  @Test(
    "n agents with c chats each wait like n · c servers: Erlang C and A within 99 % limits",
    arguments: [
      Case(agents: 1, concurrency: 2, load: 1.2), Case(agents: 4, concurrency: 3, load: 10),
      Case(agents: 10, concurrency: 2, load: 16, efficiency: 0.8),
      Case(agents: 5, concurrency: 4, load: 20, patience: 120),
    ])
  func slots(_ station: Case) throws {
    // The first day fills the empty site; the second is looked at.
    let period = Stations.period(days: 2)
    // At efficiency e a chat takes handle time / e.
    let lasting = 240 / station.efficiency
    let samples = max(10, min(250, Int(75_000 / (station.load * 86_400 / lasting))))
    let site = Self.site(
      agents: station.agents, concurrency: station.concurrency, efficiency: station.efficiency,
      chatsPerHour: station.load * 3600 / lasting, patience: station.patience, in: period)
    let day = try Simulation(site).run(samples: samples, seed: 12).queues[0].days[1]
    let exact = ErlangTests.Exact(
      ErlangTests.Case(
        agents: station.agents * station.concurrency, load: station.load,
        patience: station.patience), handleTime: lasting, threshold: 20)
    let level = try #require(day.serviceLevels[.ofOffered])
    let asa = try #require(day.asa)
    let abandonment = try #require(day.abandonment)
    #expect(level.holds(exact.level, samples: samples), "\(level) against \(exact.level)")
    #expect(asa.holds(exact.asa, samples: samples), "\(asa) against \(exact.asa)")
    #expect(
      abandonment.holds(max(0, exact.abandonment), samples: samples) || station.patience == nil)
    #expect(level.high - level.low < 0.08)
  }

  @Test("One agent is busy while any chat is held: 1 − e^−load, where nobody ever waits")
  func busyTime() throws {
    // With room for all, chats held are Poisson with mean 1.5: one agent is busy 1 − e^−1.5 = 77.7 %.
    let period = Stations.period(days: 14)
    let site = Self.site(
      agents: 1, concurrency: 20, chatsPerHour: 1.5 * 3600 / 240, in: period)
    let found = try Simulation(site).run(samples: 20, seed: 5).queues[0].weeks[1]
    let occupancy = try #require(found.occupancy)
    #expect(occupancy.holds(0.776_870, samples: 20), "\(occupancy)")
  }

  @Test("One chat at a time with all attention is a call, to the last bit")
  func single() throws {
    var site = ResultTests.busySite()
    let calls = try Simulation(site).run(samples: 5)
    for queue in site.queues.indices {
      site.queues[queue].work = .chat(concurrency: 1, efficiency: 1)
    }
    let chats = try Simulation(site).run(samples: 5)
    #expect(chats.queues.map(\.intervals) == calls.queues.map(\.intervals))
    #expect(chats.queues.map(\.whole) == calls.queues.map(\.whole))
    #expect(chats.together == calls.together && chats.overloads == calls.overloads)
  }

  /// Work that comes in at the start of the first interval, of `counts` in each queue, with constant handle
  /// times.
  static func run(_ site: SimulatedSite, counts: [[Int: Int]]) throws -> SimulationResult {
    var site = site
    for queue in site.queues.indices { site.queues[queue].handleTimeVariation = 0 }
    let intervals = site.period.intervalCount
    return try Simulation(site).run(samples: 1, seed: 1, threads: 1) { _ in
      counts.map { counts in (0..<intervals).map { counts[$0] ?? 0 } }
    }!
  }

  @Test("Chats that wait are taken up to the concurrency, and take no call meanwhile")
  func byHand() throws {
    // A minute grid of 15 minutes. The agent comes at 01:00 and finds six chats of 600 s from the first
    // quarter: four at once until 01:10, then two until 01:20. The call that came by 00:45, whose skill
    // is the agent's second, is answered at 01:20, and lasts 300 s.
    let period = Stations.period(days: 1, minutes: 15)
    var chat = Stations.queue("chat", callsPerHour: 1, handleTime: 600, in: period)
    chat.work = .chat(concurrency: 4, efficiency: 1)
    let calls = Stations.queue("calls", callsPerHour: 1, handleTime: 300, in: period)
    let start = period.start + 60
    let agent = SimulatedAgent(
      id: "A", skills: ["chat", "calls"],
      shifts: [Shift(agent: "A", day: period.firstDay, start: start, end: start + 180)])
    let result = try Self.run(
      SimulatedSite(period: period, queues: [chat, calls], agents: [agent]),
      counts: [[0: 6], [2: 1]])
    let (chats, call) = (result.queues[0].whole, result.queues[1].whole)
    #expect(chats.answered.value == 6 && call.answered.value == 1)
    // Four wait to 3600 s and two to 4200 s after 00:00, less arrivals at up to 900 s.
    #expect((2900...3800) ~= chats.asa!.value)
    // 4800 s less an arrival at 1800 s to 2700 s.
    #expect((2100...3000) ~= call.asa!.value)
    // Busy from 01:00 to 01:25 of three hours.
    #expect(abs(chats.occupancy!.value - 25 / 180.0) < 1e-9)
    #expect(abs(result.queues[0].intervals[4].occupancy!.value - 1) < 1e-9)
    #expect(abs(result.queues[0].intervals[5].occupancy!.value - 10 / 15.0) < 1e-9)
  }

  @Test("Who goes on break finishes the chats held and takes no more until they are back")
  func breaks() throws {
    // Three chats of 1800 s from the quarter before 00:15; a break from 00:15 to 01:00. Chats that come
    // in by 00:30 wait for the end of it.
    let period = Stations.period(days: 1, minutes: 15)
    let site = Self.site(
      agents: 1, concurrency: 3, chatsPerHour: 1, handleTime: 1800, in: period)
    var agent = site.agents[0]
    agent.shifts[0].breaks = [Break(start: period.start + 15, end: period.start + 60)]
    let result = try Self.run(
      SimulatedSite(period: period, queues: site.queues, agents: [agent]),
      counts: [[0: 1, 1: 2]])
    let (first, second) = (result.queues[0].intervals[0], result.queues[0].intervals[1])
    #expect(first.asa?.value == 0)
    #expect((1800...2700) ~= second.asa!.value, "\(second.asa!.value)")
    // Busy till between 00:30 and 00:45, at 00:45 no more, and from 01:00 to 01:30.
    #expect(result.queues[0].intervals[3].occupancy == nil)
    #expect(result.queues[0].intervals[4].occupancy?.value == 1)
    #expect(result.queues[0].intervals[6].occupancy?.value == 0)
  }

  @Test(
    "Callers and chatters are all answered or abandoned, whatever comes and goes", arguments: 1...4)
  func conservation(_ seed: UInt64) throws {
    var site = ResultTests.busySite(patience: seed % 2 == 0 ? nil : 90)
    site.queues[0].work = .chat(concurrency: 3, efficiency: 0.8)
    site.queues.append(
      Stations.queue("c", callsPerHour: 6, handleTime: 300, in: site.period))
    site.queues[2].work = .chat(concurrency: 2, efficiency: 1)
    for index in site.agents.indices { site.agents[index].skills.append("c") }
    for queue in try Simulation(site).run(samples: 6, seed: seed).queues {
      for span in queue.days + [queue.whole] {
        #expect(
          abs(span.offered.value - span.answered.value - span.abandoned.value) < 1e-9)
        if let occupancy = span.occupancy { #expect(occupancy.value <= 1) }
      }
    }
  }
}
