import Foundation
import Simulation
import TestSupport
import Testing

@Suite("Stationary queues against the formulas of Erlang and Palm")
struct ErlangTests {
  struct Case: CustomTestStringConvertible {
    let agents: Int
    let load: Double
    var patience: Double?
    var testDescription: String {
      "\(agents) agents, \(load) erlangs, patience \(patience.map { "\($0)" } ?? "infinite")"
    }
  }

  /// Figures of a birth–death chain with `agents` servers, in steady state, by summing its states.
  struct Exact {
    var level = 0.0
    var asa = 0.0
    var abandonment = 0.0
    var occupancy = 0.0

    /// - Parameters:
    ///   - handleTime, patience, threshold: seconds.
    init(_ station: Case, handleTime: Double, threshold: Double) {
      let rate = station.load / handleTime
      let leave = station.patience.map { 1 / $0 } ?? 0
      let serve = Double(station.agents) / handleTime
      let most = station.agents + 4000
      var weights = [1.0]
      for state in 1...most {
        let death =
          Double(min(state, station.agents)) / handleTime
          + Double(max(0, state - station.agents)) * leave
        weights.append(weights[state - 1] * rate / death)
        if weights[state] > 1e200 { weights = weights.map { $0 / 1e200 } }
      }
      let sum = weights.reduce(0, +)
      var answered = 0.0
      var waited = 0.0
      for (state, weight) in weights.enumerated() where weight / sum > 1e-14 {
        let share = weight / sum
        occupancy += share * Double(min(state, station.agents)) / Double(station.agents)
        let ahead = state - station.agents
        if ahead < 0 {
          level += share
          answered += share
          continue
        }
        let wait = LineWait(ahead: ahead, serve: serve, leave: leave)
        level += share * wait.answered(within: threshold)
        answered += share * wait.answered
        waited += share * wait.answered * wait.mean
      }
      asa = waited / answered
      abandonment = 1 - answered
    }
  }

  @Test(
    "Erlang C: service level, ASA and occupancy within 99 % limits",
    arguments: [
      Case(agents: 1, load: 0.5), Case(agents: 3, load: 2), Case(agents: 10, load: 7.5),
      Case(agents: 25, load: 22), Case(agents: 80, load: 74),
    ])
  func erlangC(_ station: Case) throws { try compare(station) }

  @Test(
    "Erlang A: service level, ASA, abandonment and occupancy within 99 % limits",
    arguments: [
      Case(agents: 1, load: 0.8, patience: 120), Case(agents: 4, load: 4.5, patience: 60),
      Case(agents: 20, load: 20, patience: 180), Case(agents: 60, load: 70, patience: 90),
    ])
  func erlangA(_ station: Case) throws { try compare(station) }

  private func compare(_ station: Case) throws {
    // The first day fills the empty site; the second is looked at.
    let period = Stations.period(days: 2)
    let handleTime = 240.0
    let callsPerDay = station.load * 86_400 / handleTime
    let samples = max(10, min(250, Int(75_000 / callsPerDay)))
    let site = SimulatedSite(
      period: period,
      queues: [
        Stations.queue(
          callsPerHour: station.load * 3600 / handleTime, handleTime: handleTime,
          patience: station.patience, in: period)
      ], agents: Stations.crew(station.agents, in: period))
    let result = try Simulation(site).run(samples: samples, seed: 11)
    let found = result.queues[0].days[1]
    let exact = Exact(station, handleTime: handleTime, threshold: 20)
    let level = try #require(found.serviceLevels[.ofOffered])
    let asa = try #require(found.asa)
    let occupancy = try #require(found.occupancy)
    #expect(level.holds(exact.level, samples: samples), "\(level) against \(exact.level)")
    #expect(asa.holds(exact.asa, samples: samples), "\(asa) against \(exact.asa)")
    #expect(
      occupancy.holds(exact.occupancy, samples: samples), "\(occupancy) against \(exact.occupancy)")
    let abandonment = try #require(found.abandonment)
    if station.patience == nil {
      #expect(abandonment.value == 0)
    } else {
      #expect(
        abandonment.holds(exact.abandonment, samples: samples),
        "\(abandonment) against \(exact.abandonment)")
    }
    // Limits so wide that anything lies within them would prove nothing.
    #expect(level.high - level.low < 0.08)
  }

  @Test("The exact figures: a textbook value of Erlang C, and no hang-ups at endless patience")
  func exactFigures() {
    // 10 erlangs on 12 agents: C = 0.4494, ASA = C · 240 / (12 − 10) = 53.93 s.
    let plain = Exact(Case(agents: 12, load: 10), handleTime: 240, threshold: 0)
    #expect(abs(1 - plain.level - 0.4494) < 5e-5)
    #expect(abs(plain.asa - 0.44940 * 120) < 0.01)
    let patient = Exact(Case(agents: 12, load: 10, patience: 1e9), handleTime: 240, threshold: 0)
    #expect(abs(patient.level - plain.level) < 1e-6 && patient.abandonment < 1e-6)
  }
}
