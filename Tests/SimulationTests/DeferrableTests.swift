import Simulation
import TestSupport
import Testing

@Suite("Work that may wait")
struct DeferrableTests {
  /// A queue of letters to be done within so many minutes of coming in.
  static func letters(
    perHour: Double = 1, handleTime: Double, within: Int, in period: Period
  ) -> SimulatedQueue {
    var queue = Stations.queue(
      "letters", callsPerHour: perHour, handleTime: handleTime, in: period)
    queue.work = .backOffice(within: within)
    queue.targets = queue.targets.map { _ in StaffingTarget() }
    return queue
  }

  static func agent(
    _ skills: [String], from: Int, to: Int, in period: Period
  ) -> SimulatedAgent {
    SimulatedAgent(
      id: "A", skills: skills,
      shifts: [
        Shift(
          agent: "A", day: period.firstDay, start: period.start + from, end: period.start + to)
      ])
  }

  @Test("One agent does ten letters one after the other: done, in time and late, by hand")
  func byHand() throws {
    // Ten letters come in from 00:00 to 00:15, and take 600 s each from 01:00 on: done at 01:10, 01:20, …,
    // 02:40. Due 90 minutes after coming in, between 01:30 and 01:45: the first three are in time, and
    // the fourth, at 01:40, may be; the fifth, at 01:50, is not.
    let period = Stations.period(days: 1, minutes: 15)
    let queue = Self.letters(handleTime: 600, within: 90, in: period)
    let result = try ChatTests.run(
      SimulatedSite(
        period: period, queues: [queue],
        agents: [Self.agent(["letters"], from: 60, to: 240, in: period)]),
      counts: [[0: 10]])
    let whole = result.queues[0].whole
    #expect(whole.offered.value == 10 && whole.answered.value == 10)
    #expect(whole.abandoned.value == 0 && whole.waitingSeconds.value == 0)
    let level = try #require(whole.serviceLevels[.ofOffered])
    #expect([0.3, 0.4].contains(level.value))
    #expect(whole.chanceToMiss.value == 1 && whole.margins.serviceLevel == nil)
    // The last is done at 02:40; it came in at 00:15 at the latest.
    #expect((8700...9600) ~= whole.longestWait.value)
    // The mean is done at 01:55, 6900 s after the start, less the mean arrival of 0 to 900 s.
    #expect((6000...6900) ~= whole.asa!.value)
    // Busy from 01:00 to 02:40 of 01:00 to 04:00.
    #expect(abs(whole.occupancy!.value - 100 / 180.0) < 1e-9)
  }

  @Test("At the end of the period what is overdue counts, and what is due later does not")
  func end() throws {
    // One agent from 00:15 to 00:45 does three letters of 600 s (a fourth would begin as the shift ends). Of
    // the rest, those of the first quarter were due by 23:00 and are overdue; those of the last half hour
    // are next day's.
    let period = Stations.period(days: 1, minutes: 15)
    let queue = Self.letters(handleTime: 600, within: 22 * 60 + 45, in: period)
    let result = try ChatTests.run(
      SimulatedSite(
        period: period, queues: [queue],
        agents: [Self.agent(["letters"], from: 15, to: 45, in: period)]),
      counts: [[0: 7, 94: 5]])
    let queueResult = result.queues[0]
    #expect(queueResult.whole.offered.value == 7 && queueResult.whole.answered.value == 3)
    #expect(queueResult.whole.abandoned.value == 0)
    #expect(queueResult.intervals[94].offered.value == 0)
    #expect(abs(queueResult.whole.serviceLevels[.ofOffered]!.value - 3 / 7.0) < 1e-12)
    #expect(queueResult.whole.longestWait.value > 23.75 * 3600)
    #expect(result.together == nil && result.overloads.isEmpty)
  }

  @Test("Letters that come in at night are done in the morning, callers first")
  func night() throws {
    // Twelve letters of 300 s before 06:00, open from 08:00, one agent from 08:00. The call of 600 s that
    // comes in between 08:00 and 08:15 is answered when the letter in hand is done, within 300 s.
    let period = Stations.period(days: 1, minutes: 15)
    var queue = Self.letters(handleTime: 300, within: 600, in: period)
    for interval in 0..<32 { queue.isOpen[interval] = false }
    let calls = Stations.queue("calls", callsPerHour: 1, handleTime: 600, in: period)
    // The order of skills does not put letters before callers.
    let result = try ChatTests.run(
      SimulatedSite(
        period: period, queues: [queue, calls],
        agents: [Self.agent(["letters", "calls"], from: 420, to: 960, in: period)]),
      counts: [[23: 12], [32: 1]])
    let (letters, call) = (result.queues[0].whole, result.queues[1].whole)
    #expect(letters.answered.value == 12 && letters.serviceLevels[.ofOffered]?.value == 1)
    #expect(letters.chanceToMiss.value == 0)
    #expect(call.answered.value == 1 && (0...300) ~= call.asa!.value)
    // Nothing before 08:00, though the agent is there from 07:00; then 3600 s of letters and 600 s of a call.
    let occupancies = result.queues[1].intervals.map { $0.occupancy?.value }
    #expect(occupancies[28..<32].allSatisfy { $0 == 0 })
    #expect(occupancies[32..<36].allSatisfy { abs($0! - 1) < 1e-9 })
    #expect(abs(occupancies[36]! - 10 / 15.0) < 1e-9)
    #expect(occupancies[37] == 0)
  }

  @Test("Nothing is begun outside the hours allowed, and nobody stays for it")
  func hours() throws {
    // Letters of 600 s without end, allowed from 10:00 to 13:00 and from 14:00 to 20:00: six to the hour end
    // with it. Whoever comes as the hour ends finds nothing to do.
    let period = Stations.period(days: 1)
    var queue = Self.letters(handleTime: 600, within: 1440, in: period)
    queue.work = .outbound(within: 1440, isProspecting: true)
    let allowed = (0..<24).map { (10..<13).contains($0) || (14..<20).contains($0) }
    queue.isOpen = allowed
    let shifts = [(480, 780), (780, 1260)].map {
      Self.agent(["letters"], from: $0.0, to: $0.1, in: period)
    }
    let result = try ChatTests.run(
      SimulatedSite(period: period, queues: [queue], agents: shifts), counts: [[0: 300]])
    let found = result.queues[0]
    for (hour, span) in found.intervals.enumerated() {
      let isThere = (8..<21).contains(hour)
      #expect(span.occupancy?.value == (isThere ? allowed[hour] ? 1 : 0 : nil), "\(hour) h")
    }
    // Nine hours of six letters; the rest are due next day.
    #expect(found.whole.answered.value == 54)
  }

  @Test("A letter begun is completed: at most one of each agent reaches beyond the hours")
  func overrun() throws {
    let period = Stations.period(days: 5, minutes: 15)
    var queue = Self.letters(perHour: 40, handleTime: 200, within: 2880, in: period)
    for interval in queue.isOpen.indices { queue.isOpen[interval] = interval % 96 / 4 % 2 == 0 }
    let site = SimulatedSite(
      period: period, queues: [queue],
      agents: Stations.crew(3, skills: ["letters"], in: period))
    let result = try Simulation(site).run(samples: 5).queues[0]
    for hour in 0..<60 {
      // Of exponential letters in hand, e^(−2700 / 200) last beyond three quarters: none of some 900.
      let beyond = result.intervals[hour * 8 + 7].occupancy!.value
      #expect(beyond == 0, "\(hour)")
    }
  }

  @Test("Offered is done or overdue, by day and on the whole", arguments: 1...6)
  func conservation(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var site = ResultTests.busySite()
    var letters = Self.letters(
      perHour: random.pick([5, 15, 60]), handleTime: 300, within: random.pick([120, 1440]),
      in: site.period)
    letters.skill = "b"
    for interval in letters.isOpen.indices { letters.isOpen[interval] = random.chance(0.6) }
    site.queues.append(letters)
    let result = try Simulation(site).run(samples: 8, seed: seed)
    let found = result.queues[2]
    for span in found.intervals + found.days + [found.whole] {
      #expect(span.abandoned.value == 0)
      #expect(span.answered.value <= span.offered.value + 1e-9)
      #expect((0...1) ~= span.serviceLevels[.ofOffered]?.value ?? 1)
    }
    // All together is what callers meet.
    let callers = result.queues[0].whole.offered.value + result.queues[1].whole.offered.value
    #expect(abs(result.together!.whole.offered.value - callers) < 1e-9)
    #expect(
      abs(result.queues.reduce(0) { $0 + $1.whole.offered.value } * 8 - Double(result.calls)) < 1e-6
    )
  }

  @Test(
    "Callers with letters without end behind them: an M/M/1 queue whose server has something else to do"
  )
  func behindCalls() throws {
    // S. W. Fuhrmann and R. B. Cooper (doi:10.1287/opre.33.5.1117): the mean wait is that without letters and
    // what is left of one, E[V²] / 2 E[V]. At load 0.5 with calls of 120 s: 0.5 / 0.5 · 120 = 120 s; letters
    // of exactly 300 s leave 150 s, exponential ones 300 s.
    let period = Stations.period(days: 14)
    for (variation, left) in [(0.0, 150.0), (1, 300)] as [(Double, Double)] {
      let calls = Stations.queue("calls", callsPerHour: 15, handleTime: 120, in: period)
      var letters = Self.letters(
        perHour: 12, handleTime: 300, within: 31 * 1440, in: period)
      letters.handleTimeVariation = variation == 0 ? 0 : nil
      let site = SimulatedSite(
        period: period, queues: [letters, calls],
        agents: Stations.crew(1, skills: ["letters", "calls"], in: period))
      let found = try Simulation(site).run(samples: 30, seed: 9).queues[1].weeks[1]
      let asa = try #require(found.asa)
      #expect(asa.holds(120 + left, samples: 30), "\(asa) against \(120 + left)")
      #expect(abs(found.occupancy!.value - 1) < 1e-9)
    }
  }

  @Test("Commitments of all queues together are about those in which somebody waits")
  func commitments() throws {
    // Ten hours of letters come in each hour for three agents, who finish one before they take a call: most
    // letters are late, and no caller waits for longer than a letter takes.
    let period = Stations.period(days: 1)
    var letters = Self.letters(perHour: 60, handleTime: 600, within: 120, in: period)
    letters.handleTimeVariation = 0
    let calls = Stations.queue("calls", callsPerHour: 6, handleTime: 60, in: period)
    let site = SimulatedSite(
      period: period, queues: [letters, calls],
      agents: Stations.crew(3, skills: ["calls", "letters"], in: period),
      commitments: [
        Commitment(measure: .answered, limit: 0.9),
        Commitment(measure: .serviceLevel(seconds: 600, formula: .ofOffered), limit: 0.9),
      ])
    let result = try Simulation(site).run(samples: 10)
    let late = result.queues[0].whole
    #expect(late.answered.value < 0.5 * late.offered.value)
    #expect(result.commitments.count == 2)
    for commitment in result.commitments { #expect(commitment.value?.value == 1) }
  }

  @Test("Chats, calls and letters of a seed do not depend on threads", arguments: [2, 5])
  func threads(_ threads: Int) throws {
    var site = ResultTests.busySite()
    site.queues[0].work = .chat(concurrency: 3, efficiency: 0.9)
    var letters = Self.letters(perHour: 6, handleTime: 400, within: 600, in: site.period)
    letters.skill = "b"
    site.queues.append(letters)
    let simulation = try Simulation(site)
    #expect(simulation.run(samples: 9, threads: threads) == simulation.run(samples: 9, threads: 1))
  }

  @Test("Chats nobody can hold are refused")
  func badChat() {
    let period = Stations.period(days: 1)
    for (concurrency, efficiency) in [(0, 1.0), (2, 0), (2, .nan), (1001, 1)] {
      let site = ChatTests.site(
        agents: 1, concurrency: concurrency, efficiency: efficiency, chatsPerHour: 1, in: period)
      #expect(throws: SimulationError.badChat(queue: "chat")) { try Simulation(site) }
    }
  }
}
