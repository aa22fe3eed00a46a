import TestSupport
import Testing
import Workforce

@testable import Staffing

@Suite("Erlang B and C")
struct ErlangTests {
  /// One published value of the delay model: agents, load, AHT, seconds and what they give.
  struct Published: Sendable {
    let agents: Int
    let waiting, serviceLevel, asa: Double
    let load, handleTime, seconds: Double

    init(
      _ agents: Int, _ waiting: Double, _ serviceLevel: Double, _ asa: Double, load: Double = 10,
      handleTime: Double = 180, seconds: Double = 20
    ) {
      self.agents = agents
      self.waiting = waiting
      self.serviceLevel = serviceLevel
      self.asa = asa
      self.load = load
      self.handleTime = handleTime
      self.seconds = seconds
    }
  }

  // 100 calls of 180 s in 30 minutes are 100 · 180 / 1800 = 10 erlangs.
  @Test(
    "Waiting, service level and ASA are the published ones",
    arguments: [
      // ErlangC R package, README.
      Published(11, 0.6821182, 0.3896138, 122.78), Published(12, 0.4493882, 0.6401580, 40.445),
      Published(13, 0.2852705, 0.7955948, 17.1162), Published(14, 0.1741319, 0.8883500, 7.835937),
      // erlang R package by P. Hubers, vignette: 200 calls, 60 s.
      Published(25, 0.2091028, 0.960506, 7.5277, load: 20, seconds: 60),
    ])
  func published(_ case: Published) {
    let (n, a) = (`case`.agents, `case`.load)
    #expect(abs(ErlangC.waitingProbability(agents: n, load: a) - `case`.waiting) < 1e-6)
    let level = ErlangC.serviceLevel(
      agents: n, load: a, handleTime: `case`.handleTime, within: `case`.seconds)
    #expect(abs(level - `case`.serviceLevel) < 1e-6)
    let asa = ErlangC.asa(agents: n, load: a, handleTime: `case`.handleTime)
    #expect(abs(asa - `case`.asa) < 5e-3)
  }

  /// Load, agents, B and how closely it is published.
  static let blockings: [(Double, Int, Double, Double)] = [
    // Textbook: A/(1+A) for one agent; then values recomputed for section 9 of the rules file.
    (1, 1, 0.5, 1e-12), (1, 2, 0.2, 1e-12), (5, 1, 5.0 / 6, 1e-12),
    (20, 10, 0.5379631686, 1e-10), (200, 190, 0.0886968439, 1e-10), (123, 132, 0.0312, 5e-5),
    (25, 30, 0.0526, 5e-5), (10, 17, 0.012949, 5e-7), (10, 16, 0.022302, 5e-7),
    // The 1 % table, loads rounded to two digits.
    (4.46, 10, 0.01, 3e-5), (12.03, 20, 0.01, 3e-5), (20.34, 30, 0.01, 3e-5),
    (37.90, 50, 0.01, 3e-5), (84.06, 100, 0.01, 3e-5),
  ]

  @Test("Blocking is the published one", arguments: blockings)
  func blocking(load: Double, agents: Int, expected: Double, tolerance: Double) {
    #expect(abs(ErlangB.blocking(agents: agents, load: load) - expected) <= tolerance)
  }

  @Test("A blocking of 10⁻²³⁸ does not vanish")
  func tiny() {
    #expect(abs(ErlangB.blocking(agents: 200, load: 5) / 5.3167e-238 - 1) < 1e-4)
  }

  @Test("Steps of the recurrence that are skipped change nothing", arguments: [3.7, 900, 20_000])
  func skipping(load: Double) {
    var whole = 1.0
    for n in 1...Int(1.2 * load) + 5 {
      whole = load * whole / (Double(n) + load * whole)
      // A sample keeps the suite quick.
      guard n.isMultiple(of: max(1, Int(load / 9))) else { continue }
      let short = ErlangB.blocking(agents: n, load: load)
      #expect(abs(short - whole) <= 1e-12 * whole, "B(\(load), \(n))")
    }
  }

  @Test("Thousands of agents do not overflow, and an unstable queue waits with certainty")
  func extremes() {
    #expect(abs(ErlangC.waitingProbability(agents: 12_421, load: 12_345) - 0.3812) < 5e-5)
    #expect(abs(ErlangC.waitingProbability(agents: 132, load: 123) - 0.3211) < 5e-5)
    #expect(ErlangC.waitingProbability(agents: 1, load: 1) == 1)
    #expect(ErlangC.waitingProbability(agents: 900, load: 1000) == 1)
    #expect(ErlangC.asa(agents: 900, load: 1000, handleTime: 60) == .infinity)
    #expect(ErlangC.serviceLevel(agents: 10, load: 10, handleTime: 60, within: 20) == 0)
    // So many agents that 1/B is beyond all numbers: nobody waits.
    #expect(ErlangC.waitingProbability(agents: 5000, load: 1200) == 0)
    #expect(ErlangC.asa(agents: 100_000, load: 5, handleTime: 60) == 0)
  }

  @Test("B falls with agents, C is at least B, the service level rises", arguments: [0.3, 7, 41.5])
  func properties(load: Double) {
    for n in 1..<80 {
      let blocking = ErlangB.blocking(agents: n, load: load)
      #expect(ErlangB.blocking(agents: n + 1, load: load) < blocking)
      #expect(ErlangC.waitingProbability(agents: n, load: load) >= blocking)
      func level(_ agents: Int) -> Double {
        ErlangC.serviceLevel(agents: agents, load: load, handleTime: 240, within: 20)
      }
      #expect(level(n + 1) >= level(n))
    }
  }

  @Test(
    "One fewer agent than the answer fails, the answer holds", arguments: 0..<200 as Range<UInt64>)
  func minimality(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    // Calls from a handful to so many that the load passes 1000 erlangs.
    let calls = Double.random(in: 0.1...2, using: &random) * [1, 30, 3000][Int(seed % 3)]
    let handleTime = Double.random(in: 30...900, using: &random)
    let target = ServiceTarget(
      share: Double.random(in: 0.5...0.99, using: &random),
      seconds: Double.random(in: 0...90, using: &random))
    let occupancy = Double.random(in: 0.6...1, using: &random)
    let minutes = [15, 30, 60][Int(seed % 3)]
    let load = calls * handleTime / Double(60 * minutes)
    let agents = ErlangC.agents(
      calls: calls, handleTime: handleTime, intervalMinutes: minutes, target: target,
      maximumOccupancy: occupancy)
    func holds(_ agents: Int) -> Bool {
      ErlangC.occupancy(agents: agents, load: load) <= occupancy + 1e-9
        && ErlangC.serviceLevel(
          agents: agents, load: load, handleTime: handleTime, within: target.seconds)
          >= target.share - 1e-12
    }
    #expect(holds(agents) && !holds(agents - 1), "\(calls) calls of \(handleTime) s, \(target)")
  }

  @Test("No calls need nobody")
  func nothing() {
    let target = ServiceTarget(share: 0.8, seconds: 20)
    #expect(
      ErlangC.agents(calls: 0, handleTime: 300, intervalMinutes: 30, target: target) == 0)
  }

  @Test("100 000 erlangs in each of 672 intervals are found at once")
  func bounded() {
    let clock = ContinuousClock()
    var agents = 0
    let time = clock.measure {
      for interval in 0..<672 {
        agents = ErlangC.agents(
          calls: 600_000 + Double(interval % 2), handleTime: 300, intervalMinutes: 30,
          target: ServiceTarget(share: 0.8, seconds: 20))
      }
    }
    #expect(agents > 100_000 && agents < 101_000)
    // The whole recurrence would take 67 million steps; a debug build does the short one in under a second.
    #expect(time < .seconds(5))
  }
}
