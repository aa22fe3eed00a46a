import Foundation
import Simulation
import TestSupport
import Testing

@Suite("Routing by skills against chains that are solved exactly")
struct RoutingTests {
  /// Two queues, a and b, with an agent for each and one who takes both, a first: a dense Markov chain.
  ///
  /// A state is whether the two specialists are busy, what the flexible agent is on (0 nothing, 1 a, 2 b),
  /// and the two lines; rates are per second.
  struct TwoQueues {
    let arrive: [Double]
    let serve: [Double]
    let leave: Double
    let longest = 8

    struct State: Hashable {
      var busy = [false, false]
      var flexible = 0
      var line = [0, 0]
    }

    /// Where each event leads, with its rate.
    func moves(_ state: State) -> [(State, Double)] {
      var found: [(State, Double)] = []
      for queue in 0...1 {
        var next = state
        if !next.busy[queue] {
          next.busy[queue] = true
        } else if next.flexible == 0 {
          next.flexible = queue + 1
        } else {
          next.line[queue] += 1
        }
        if next.line[queue] <= longest { found.append((next, arrive[queue])) }
        if state.busy[queue] {
          var next = state
          if next.line[queue] > 0 { next.line[queue] -= 1 } else { next.busy[queue] = false }
          found.append((next, serve[queue]))
        }
        if state.line[queue] > 0 {
          var next = state
          next.line[queue] -= 1
          found.append((next, Double(state.line[queue]) * leave))
        }
      }
      if state.flexible > 0 {
        var next = state
        next.flexible = 0
        if let queue = [0, 1].first(where: { next.line[$0] > 0 }) {
          next.line[queue] -= 1
          next.flexible = queue + 1
        }
        found.append((next, serve[state.flexible - 1]))
      }
      return found
    }

    /// Steady-state probabilities, by steps of the uniformised chain until nothing moves.
    func steadyState() -> [(State, Double)] {
      var states = [State()]
      var numbers = [State(): 0]
      var rates: [[(Int, Double)]] = []
      while rates.count < states.count {
        rates.append(
          moves(states[rates.count]).map { next, rate in
            if numbers[next] == nil {
              numbers[next] = states.count
              states.append(next)
            }
            return (numbers[next]!, rate)
          })
      }
      let speed = 1.05 * rates.map { $0.reduce(0) { $0 + $1.1 } }.max()!
      var shares = [Double](repeating: 1 / Double(states.count), count: states.count)
      for _ in 0..<20_000 {
        var next = shares
        for (state, moves) in rates.enumerated() {
          for (to, rate) in moves {
            let flow = shares[state] * rate / speed
            next[state] -= flow
            next[to] += flow
          }
        }
        let change = zip(next, shares).reduce(0) { $0 + abs($1.0 - $1.1) }
        shares = next
        if change < 1e-12 { break }
      }
      return Array(zip(states, shares))
    }
  }

  @Test("Two queues and an agent who takes both: waiting, abandonment and occupancy of each")
  func flexibleAgent() throws {
    let period = Stations.period(days: 14)
    let week = 7.0 * 86_400
    let chain = TwoQueues(
      arrive: [14 / 3600, 12 / 3600], serve: [1 / 300, 1 / 200], leave: 1 / 90)
    let site = SimulatedSite(
      period: period,
      queues: [
        Stations.queue("a", callsPerHour: 14, handleTime: 300, patience: 90, in: period),
        Stations.queue("b", callsPerHour: 12, handleTime: 200, patience: 90, in: period),
      ],
      agents: Stations.crew(1, skills: ["a", "b"], name: "F", in: period)
        + Stations.crew(1, skills: ["a"], name: "A", in: period)
        + Stations.crew(1, skills: ["b"], name: "B", in: period))
    let result = try Simulation(site).run(samples: 40, seed: 3)
    let states = chain.steadyState()
    func mean(_ value: (TwoQueues.State) -> Double) -> Double {
      states.reduce(0) { $0 + $1.1 * value($1.0) }
    }
    for queue in 0...1 {
      let found = result.queues[queue].weeks[1]
      let line = mean { Double($0.line[queue]) }
      #expect(
        found.waitingSeconds.holds(line * week, samples: 40),
        "\(found.waitingSeconds) against \(line * week)")
      let abandonment = try #require(found.abandonment)
      let lost = line * chain.leave / chain.arrive[queue]
      #expect(abandonment.holds(lost, samples: 40), "\(abandonment) against \(lost)")
      let occupancy = try #require(found.occupancy)
      let busy = mean { ($0.busy[queue] ? 0.5 : 0) + ($0.flexible > 0 ? 0.5 : 0) }
      #expect(occupancy.holds(busy, samples: 40), "\(occupancy) against \(busy)")
    }
    // The order of skills tells: with b first, b would wait less than this.
    let (a, b) = (result.queues[0].weeks[1], result.queues[1].weeks[1])
    #expect(a.abandonment!.value != b.abandonment!.value)
  }

  @Test("Two queues of one skill are served in the order of arrival, as one queue would be")
  func sameSkill() throws {
    // M/M/1 at load 0.35 + 0.35: mean wait 0.7 / 0.3 · 120 s = 280 s, in either queue.
    let period = Stations.period(days: 14)
    let site = SimulatedSite(
      period: period,
      queues: ["a", "b"].map {
        Stations.queue($0, skill: "calls", callsPerHour: 10.5, handleTime: 120, in: period)
      }, agents: Stations.crew(1, in: period))
    let result = try Simulation(site).run(samples: 40, seed: 8)
    for queue in result.queues {
      let asa = try #require(queue.weeks[1].asa)
      #expect(asa.holds(280, samples: 40), "\(asa)")
    }
  }

  @Test("An agent with two skills takes the first one's callers first, whoever waits longer")
  func skillOrder() throws {
    // One agent at 80 % load: the queue taken first waits less in every sample.
    let period = Stations.period(days: 7)
    let queues = ["a", "b"].map {
      Stations.queue($0, callsPerHour: 12, handleTime: 120, in: period)
    }
    for skills in [["a", "b"], ["b", "a"]] {
      let site = SimulatedSite(
        period: period, queues: queues, agents: Stations.crew(1, skills: skills, in: period))
      let result = try Simulation(site).run(samples: 5, seed: 2)
      let waits = Dictionary(
        uniqueKeysWithValues: result.queues.map { ($0.queue, $0.whole.asa!.value) })
      #expect(waits[skills[0]]! < 0.5 * waits[skills[1]]!)
    }
  }

  @Test(
    "Log-normal handle times against Pollaczek and Khinchine, from constant to scattered",
    arguments: [0, 0.5, 1.5])
  func handleTimes(_ variation: Double) throws {
    // M/G/1 at load 0.6: mean wait = 0.6 / 0.4 · (1 + variation²) / 2 · 120 s.
    let period = Stations.period(days: 14)
    var queue = Stations.queue(callsPerHour: 18, handleTime: 110, in: period)
    queue.handleTimeVariation = variation * 120 / 110
    queue.pause = 10
    // The pause takes its part of the handle time without scattering: σ = variation · 120 s.
    let site = SimulatedSite(
      period: period, queues: [queue], agents: Stations.crew(1, in: period))
    let result = try Simulation(site).run(samples: 20, seed: 4)
    let exact = 0.6 / 0.4 * (1 + variation * variation) / 2 * 120
    let asa = try #require(result.queues[0].weeks[1].asa)
    #expect(asa.holds(exact, samples: 20), "\(asa) against \(exact)")
  }
}
