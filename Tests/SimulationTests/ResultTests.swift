import Simulation
import TestSupport
import Testing

@Suite("Figures over samples")
struct ResultTests {
  /// A site with a rush, two queues, absences and hang-ups.
  static func busySite(patience: Double? = 60, agents: Int = 4) -> SimulatedSite {
    let period = Stations.period(days: 8, minutes: 30)
    var queues = ["a", "b"].map {
      Stations.queue($0, callsPerHour: 20, handleTime: 240, patience: patience, in: period)
    }
    for interval in queues[1].isOpen.indices where interval % 48 < 16 || interval % 48 >= 40 {
      queues[1].isOpen[interval] = false
      queues[1].expectedCalls[interval] = 0
    }
    var crew =
      Stations.crew(agents, skills: ["a", "b"], name: "F", in: period)
      + Stations.crew(1, skills: ["b"], name: "B", in: period)
    for index in crew.indices {
      crew[index].absence = 0.1
      crew[index].shrinkage = Array(repeating: 0.15, count: period.intervalCount)
    }
    return SimulatedSite(period: period, queues: queues, agents: crew)
  }

  @Test("The same result, to the last bit, for any number of threads", arguments: [2, 3, 7])
  func threads(_ threads: Int) throws {
    let simulation = try Simulation(Self.busySite())
    for samples in [1, 5, 29] {
      #expect(
        simulation.run(samples: samples, threads: threads)
          == simulation.run(samples: samples, threads: 1))
    }
    #expect(simulation.run(samples: 5, seed: 1) != simulation.run(samples: 5, seed: 2))
  }

  @Test("Stopped early, it tells what the samples done say; before the first, nothing")
  func stopping() throws {
    let simulation = try Simulation(Self.busySite())
    let calls = { @Sendable (sample: Int) in simulation.poissonCalls(sample: sample, seed: 1) }
    #expect(
      simulation.run(samples: 9, seed: 1, threads: 2, shouldStop: { true }, calls: calls) == nil)
    var told: [Int] = []
    let whole = simulation.run(
      samples: 9, seed: 1, threads: 1, progress: { told.append($0) }, calls: calls)
    #expect(told == [4, 8, 9] && whole?.samples == 9)
  }

  @Test("Every call is answered or abandoned, and days and weeks are the sums of their intervals")
  func conservation() throws {
    for patience in [nil, 60.0] {
      let result = try Simulation(Self.busySite(patience: patience)).run(samples: 10)
      for queue in result.queues {
        #expect(queue.whole.longestWait.value >= queue.whole.asa!.value)
        for span in queue.intervals + queue.days + queue.weeks + [queue.whole] {
          #expect(
            abs(span.offered.value - span.answered.value - span.abandoned.value) < 1e-9)
        }
        let total = queue.whole.offered.value
        for spans in [queue.intervals, queue.days, queue.weeks] {
          #expect(abs(spans.reduce(0) { $0 + $1.offered.value } - total) < 1e-6)
          #expect(spans.first?.from == result.period.start && spans.last?.to == result.period.end)
        }
        // Eight days from a Monday: a week and a day.
        #expect(queue.days.count == 8 && queue.weeks.count == 2)
      }
      let offered = result.queues.reduce(0) { $0 + $1.whole.offered.value }
      #expect(abs(offered * 10 - Double(result.calls)) < 1e-6)
    }
  }

  @Test("The four service levels agree with each other and with the counts")
  func formulas() throws {
    let result = try Simulation(Self.busySite()).run(samples: 20)
    for span in result.queues.flatMap({ $0.days + [$0.whole] }) {
      let levels = span.serviceLevels.mapValues(\.value)
      let (offered, answered) = (span.offered.value, span.answered.value)
      // With a answered and e abandoned within T: a / o, a / (o − e), (a + e) / o, a / answered.
      let a = try #require(levels[.ofOffered]) * offered
      let e = try #require(levels[.earlyAbandonsCount]) * offered - a
      #expect(e > 0 && a < answered)
      #expect(abs(try #require(levels[.ofOfferedLessEarlyAbandons]) - a / (offered - e)) < 1e-9)
      #expect(abs(try #require(levels[.ofAnswered]) - a / answered) < 1e-9)
      #expect(
        abs(try #require(span.abandonment).value - span.abandoned.value / offered) < 1e-9)
      #expect(
        span.waitingCost(perHour: 1800).value == span.waitingSeconds.value * 0.5)
    }
  }

  @Test("One more agent never makes anybody's day wait longer, sample by sample", arguments: 1...6)
  func moreAgents(_ seed: UInt64) throws {
    let period = Stations.period(days: 3)
    var last = Double.infinity
    for agents in 5...9 {
      let site = SimulatedSite(
        period: period,
        queues: [Stations.queue(callsPerHour: 60, handleTime: 270, in: period)],
        agents: Stations.crew(agents, in: period))
      let waited = try Simulation(site).run(samples: 1, seed: seed).queues[0].whole.waitingSeconds
      #expect(waited.value <= last + 1e-6, "\(agents) agents")
      last = waited.value
    }
  }

  @Test("The same calls and handle times reach every roster of a seed")
  func commonNumbers() throws {
    let period = Stations.period(days: 2)
    let work = try [50, 70].map { agents in
      let site = SimulatedSite(
        period: period,
        queues: [Stations.queue(callsPerHour: 60, handleTime: 270, in: period)],
        agents: Stations.crew(agents, in: period))
      let whole = try Simulation(site).run(samples: 3, seed: 6).queues[0].whole
      #expect(whole.longestWait.value == 0)
      return whole.occupancy!.value * Double(agents)
    }
    #expect(abs(work[0] - work[1]) < 1e-9)
  }

  @Test("Limits hold the truth in 95 of 100 repetitions, about")
  func limits() throws {
    // M/M/2 at load 1.2, hang-ups never; days but the first, each a simulation of 8 samples.
    let period = Stations.period(days: 2)
    let site = SimulatedSite(
      period: period, queues: [Stations.queue(callsPerHour: 18, handleTime: 240, in: period)],
      agents: Stations.crew(2, in: period))
    let exact = ErlangTests.Exact(
      ErlangTests.Case(agents: 2, load: 1.2), handleTime: 240, threshold: 20)
    let simulation = try Simulation(site)
    let held = (1...100).count { seed in
      let day = simulation.run(samples: 8, seed: UInt64(seed)).queues[0].days[1]
      let level = day.serviceLevels[.ofOffered]!
      return level.low <= exact.level && exact.level <= level.high
    }
    // 95 ± 4 σ = 95 ± 8.7.
    #expect((86...100).contains(held), "\(held) of 100")
  }

  @Test("One sample has no limits")
  func oneSample() throws {
    let whole = try Simulation(Self.busySite()).run(samples: 1).queues[0].whole
    let level = try #require(whole.serviceLevels[.ofOffered])
    #expect(level.low == 0 && level.high == 1)
    #expect(whole.offered.high == .infinity && whole.offered.low == 0)
  }
}
