import Foundation
import Simulation
import TestSupport
import Testing

@Suite("A day that starts empty and changes by the hour, against the exact transient solution")
struct TransientTests {
  static let agents = 3
  static let handleTime = 300.0
  static let patience = 150.0
  static let threshold = 20.0
  static let callsPerHour: [Double] = [30, 66, 12]

  /// What becomes of the calls of an hour: shares of those offered, and the mean wait of answered ones.
  struct Hour {
    var level = 0.0
    var answered = 0.0
    var asa = 0.0
  }

  /// The state of M(t)/M/n+M by uniformisation of its birth–death chain in steps of 30 s, and Simpson's
  /// rule over what an arrival meets. The number of agents does not change, so that what an arrival meets
  /// tells all of its wait.
  static func exact() -> [Hour] {
    let most = agents + 40
    var state = [Double](repeating: 0, count: most + 1)
    state[0] = 1
    let waits = (0...most).map {
      LineWait(ahead: $0 - agents, serve: Double(agents) / handleTime, leave: 1 / patience)
    }
    let level = (0...most).map { $0 < agents ? 1 : waits[$0].answered(within: threshold) }
    let answered = (0...most).map { $0 < agents ? 1 : waits[$0].answered }
    let waited = (0...most).map { $0 < agents ? 0 : waits[$0].answered * waits[$0].mean }
    func mean(_ values: [Double]) -> Double { zip(state, values).reduce(0) { $0 + $1.0 * $1.1 } }
    return callsPerHour.map { calls in
      let rate = calls / 3600
      var hour = Hour()
      var waitedSum = 0.0
      for step in 0...120 {
        let weight = (step == 0 || step == 120 ? 1.0 : step % 2 == 1 ? 4 : 2) / 360
        hour.level += weight * mean(level)
        hour.answered += weight * mean(answered)
        waitedSum += weight * mean(waited)
        if step < 120 { state = advanced(state, rate: rate, seconds: 30) }
      }
      hour.asa = waitedSum / hour.answered
      return hour
    }
  }

  static func advanced(_ state: [Double], rate: Double, seconds: Double) -> [Double] {
    let most = state.count - 1
    let deaths = (0...most).map {
      Double(min($0, agents)) / handleTime + Double(max(0, $0 - agents)) / patience
    }
    let speed = rate + deaths[most]
    var here = state
    var weight = exp(-speed * seconds)
    var sum = state.map { $0 * weight }
    for step in 1...200 {
      var next = here
      for k in 0...most {
        let births = k < most ? rate : 0
        next[k] -= here[k] * (births + deaths[k]) / speed
        if k < most { next[k + 1] += here[k] * births / speed }
        if k > 0 { next[k - 1] += here[k] * deaths[k] / speed }
      }
      here = next
      weight *= speed * seconds / Double(step)
      for k in 0...most { sum[k] += weight * here[k] }
    }
    return sum
  }

  @Test("Each hour's service level, abandonment and ASA within 99 % limits")
  func hours() throws {
    let period = Stations.period(days: 1)
    var queue = Stations.queue(
      callsPerHour: 0, handleTime: Self.handleTime, patience: Self.patience,
      threshold: Self.threshold, in: period)
    for (hour, calls) in Self.callsPerHour.enumerated() { queue.expectedCalls[hour] = calls }
    let simulation = try Simulation(
      SimulatedSite(
        period: period, queues: [queue], agents: Stations.crew(Self.agents, in: period)))
    let result = simulation.run(samples: 3000, seed: 5)
    for (hour, exact) in Self.exact().enumerated() {
      let found = result.queues[0].intervals[hour]
      let level = try #require(found.serviceLevels[.ofOffered])
      let abandonment = try #require(found.abandonment)
      let asa = try #require(found.asa)
      #expect(
        level.holds(exact.level, samples: 3000), "hour \(hour): \(level) against \(exact.level)")
      #expect(
        abandonment.holds(1 - exact.answered, samples: 3000),
        "hour \(hour): \(abandonment) against \(1 - exact.answered)")
      #expect(asa.holds(exact.asa, samples: 3000), "hour \(hour): \(asa) against \(exact.asa)")
      #expect(level.high - level.low < 0.02)
    }
  }
}
