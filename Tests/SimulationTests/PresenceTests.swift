import Simulation
import TestSupport
import Testing

@Suite("Shifts, breaks, absences and closing")
struct PresenceTests {
  /// A day of hours in which one queue has calls of constant length in some of them.
  private func run(
    _ shifts: [String], calls: [Int: Int], open: Range<Int> = 0..<24, handleTime: Double = 600,
    patience: Double? = nil, samples: Int = 400, change: (inout SimulatedSite) -> Void = { _ in }
  ) throws -> SimulationResult {
    let period = Stations.period(days: 1)
    var queue = Stations.queue(
      callsPerHour: 0, handleTime: handleTime, patience: patience, in: period)
    queue.handleTimeVariation = 0
    for hour in queue.isOpen.indices { queue.isOpen[hour] = open.contains(hour) }
    let written = shifts.map { Shift.written($0.replacing(" ", with: " 2026-11-23 ")) }
    var site = SimulatedSite(
      period: period, queues: [queue],
      agents: Dictionary(grouping: written, by: \.agent).sorted { $0.key < $1.key }.map {
        SimulatedAgent(id: $0.key, skills: ["calls"], shifts: $0.value)
      })
    change(&site)
    let counts = (0..<24).map { calls[$0] ?? 0 }
    return try #require(
      Simulation(site).run(samples: samples, seed: 9, threads: 2) { _ in [counts] })
  }

  @Test("A call is completed into a break; callers during it wait for its end")
  func breaks() throws {
    let result = try run(["A 00:00-24:00/12:00-13:00"], calls: [11: 1, 12: 1])
    let hours = result.queues[0].intervals
    #expect(hours[11].asa?.value == 0)
    // Until 13:00 from a moment spread evenly over the hour: 1,800 s on average.
    let asa = try #require(hours[12].asa)
    #expect(asa.holds(1800, samples: 400), "\(asa)")
    #expect(hours[12].answered.value == 1 && hours[12].longestWait.value < 3600)
    // On the break the agent works only what the call of 11 o'clock leaves over: a call begun in the
    // last ten minutes, 1 / 6 of them, with 300 s left on average; there is no idle time beside it.
    #expect(hours[12].occupancy?.value == 1)
    // 23 h of work and 50 s of it on average, of which 1,200 s on calls.
    let occupancy = try #require(result.queues[0].whole.occupancy)
    #expect(occupancy.holds(1200 / (23 * 3600 + 50), samples: 400), "\(occupancy)")
  }

  @Test("Who waits at closing is served to the end by those who are there")
  func closing() throws {
    let calls = [9: 4]
    let result = try run(["A 09:00-10:00"], calls: calls, open: 9..<10, handleTime: 1800)
    #expect(result.queues[0].whole.answered.value == 4)
    #expect(result.queues[0].whole.abandoned.value == 0)
    // Where the queue stays open nobody does overtime: who waits at 10:00 is never answered.
    let open = try run(["A 09:00-10:00"], calls: calls, handleTime: 1800)
    let answered = open.queues[0].whole.answered
    #expect(answered.value >= 1 && answered.high < 2.5)
    #expect(open.queues[0].whole.longestWait.value > 13 * 3600)
  }

  @Test("Where nobody with the skill is there at closing, callers are turned away then")
  func turnedAway() throws {
    let result = try run(["A 14:00-15:00"], calls: [9: 2], open: 9..<10)
    let whole = result.queues[0].whole
    #expect(whole.abandoned.value == 2 && whole.asa == nil)
    // Each has waited 1,800 s on average.
    #expect(whole.waitingSeconds.holds(3600, samples: 400), "\(whole.waitingSeconds)")
    #expect(whole.longestWait.high <= 3600)
    #expect(whole.chanceToMiss.value == 1)
  }

  @Test("A shift is missed by the rate of absences; the same ones for every roster of a seed")
  func absences() throws {
    let shifts = ["A 00:00-24:00"]
    let result = try run(shifts, calls: [12: 1], samples: 2000) { $0.agents[0].absence = 0.2 }
    let abandonment = try #require(result.queues[0].whole.abandonment)
    #expect(abandonment.holds(0.2, samples: 2000), "\(abandonment)")
    let later = try run(["A 08:00-20:00"], calls: [12: 1], samples: 2000) {
      $0.agents[0].absence = 0.2
    }
    #expect(later.queues[0].whole.abandonment == abandonment)
  }

  @Test("Shrinkage takes its share of presence, hour by hour")
  func shrinkage() throws {
    // 24 h less 30 % on average, of which 600 s on the call.
    let result = try run(["A 00:00-24:00"], calls: [0: 1], handleTime: 36, samples: 2000) {
      $0.agents[0].shrinkage = Array(repeating: 0.3, count: 24)
    }
    let occupancy = try #require(result.queues[0].whole.occupancy)
    #expect(occupancy.holds(36 / (0.7 * 24 * 3600), samples: 2000), "\(occupancy)")
    // Away in the first hour, and then until the call is answered: a wait in 30 of 100 samples.
    let level = try #require(result.queues[0].whole.serviceLevels[.ofOffered])
    #expect(level.value < 0.73 && level.value > 0.68)
  }

  @Test(
    "A night over a clock change has its elapsed hours, and the Sunday its intervals",
    arguments: [("2026-10-19", 25, 9.0), ("2026-03-23", 23, 7.0)])
  func clockChanges(_ monday: String, _ hours: Int, _ night: Double) throws {
    let period = Period(firstDay: Day(monday)!, days: 7, intervalMinutes: 60, zone: .paris)
    var queue = Stations.queue(callsPerHour: 0, handleTime: 1800, in: period)
    queue.handleTimeVariation = 0
    let saturday = period.firstDay + 5
    let shift = Shift.written("A \(saturday) 22:00-30:00")
    let site = SimulatedSite(
      period: period, queues: [queue],
      agents: [SimulatedAgent(id: "A", skills: ["calls"], shifts: [shift])])
    let first = try #require(period.interval(containing: shift.start))
    let result = try #require(
      Simulation(site).run(samples: 20, seed: 1, threads: 1) { _ in
        // One call, in the night's first hour.
        let counts = (0..<period.intervalCount).map { $0 == first ? 1 : 0 }
        return [counts]
      })
    #expect(result.queues[0].days.map(\.offered.value) == [0, 0, 0, 0, 0, 1, 0])
    #expect(
      result.queues[0].intervals.count { period.zone.local($0.from).day == period.lastDay } == hours
    )
    let occupancy = try #require(result.queues[0].whole.occupancy)
    #expect(abs(occupancy.value - 0.5 / night) < 1e-12, "\(occupancy)")
    #expect(result.queues[0].days[6].to == period.end)
  }
}
