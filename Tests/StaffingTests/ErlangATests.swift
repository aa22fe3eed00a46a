import Foundation
import TestSupport
import Testing
import Workforce

@testable import Staffing

@Suite("Erlang A")
struct ErlangATests {
  /// A small system, by numbers that share no factor.
  struct Case: Sendable, CustomStringConvertible {
    let agents: Int
    let load, patience, seconds: Double
    let handleTime = 180.0
    var description: String { "\(agents) agents, \(load) erlangs, patience \(patience) s" }

    var measures: ServiceMeasures {
      ErlangA.measures(
        agents: agents, load: load, handleTime: handleTime, patience: patience, within: seconds)
    }
  }

  static let cases = [
    Case(agents: 1, load: 0.5, patience: 60, seconds: 20),
    Case(agents: 3, load: 2.2, patience: 300, seconds: 20),
    Case(agents: 4, load: 9, patience: 45, seconds: 30),
    Case(agents: 6, load: 5.9, patience: 700, seconds: 10),
    Case(agents: 5, load: 5, patience: 180, seconds: 0),
    Case(agents: 2, load: 7, patience: 10, seconds: 15),
  ]

  /// The stationary distribution of 0…`states` calls present, from the balance equations of all states
  /// and Σ π = 1, by Gaussian elimination with pivoting: nothing of it is particular to birth and death.
  func distribution(_ system: Case, states: Int) -> [Double] {
    let (mu, theta) = (1 / system.handleTime, 1 / system.patience)
    var rows = Array(
      repeating: Array(repeating: 0.0, count: states + 2), count: states + 1)
    for k in 0...states {
      let leave =
        Double(min(k, system.agents)) * mu + Double(max(0, k - system.agents)) * theta
      if k < states {
        rows[k + 1][k] += system.load * mu
        rows[k][k] -= system.load * mu
      }
      if k > 0 {
        rows[k - 1][k] += leave
        rows[k][k] -= leave
      }
    }
    rows[states] = Array(repeating: 1, count: states + 2)
    for column in 0...states {
      let pivot = (column...states).max { abs(rows[$0][column]) < abs(rows[$1][column]) }!
      rows.swapAt(column, pivot)
      for row in 0...states where row != column && rows[row][column] != 0 {
        let factor = rows[row][column] / rows[column][column]
        for cell in column...states + 1 { rows[row][cell] -= factor * rows[column][cell] }
      }
    }
    return (0...states).map { rows[$0][states + 1] / rows[$0][$0] }
  }

  @Test("Probabilities and means are those of the whole chain, solved densely", arguments: cases)
  func chain(_ system: Case) {
    let pi = distribution(system, states: 120)
    let waiting = pi[system.agents...].reduce(0, +)
    let queue = pi.indices.reduce(0) { $0 + pi[$1] * Double(max(0, $1 - system.agents)) }
    let busy = pi.indices.reduce(0) { $0 + pi[$1] * Double(min($1, system.agents)) }
    let found = system.measures
    #expect(abs(found.waiting - waiting) < 1e-11)
    // Little: the mean queue is the arrival rate times the mean wait; callers leave it at rate θ each.
    let wait = queue * system.handleTime / system.load
    #expect(abs(found.meanWait - wait) < 1e-9)
    #expect(abs(found.abandonment - wait / system.patience) < 1e-11)
    #expect(abs(found.occupancy - busy / Double(system.agents)) < 1e-11)
  }

  /// What becomes of a call that finds `ahead` waiting: answered and abandoned by a time, and the mean
  /// wait if answered (times the probability of that). By uniformisation: the call moves up at rate
  /// nμ + kθ with k ahead of it, and hangs up at rate θ.
  func fate(_ system: Case, ahead: Int, by time: Double) -> (Double, Double) {
    let (mu, theta) = (1 / system.handleTime, 1 / system.patience)
    let rate = Double(system.agents) * mu + Double(ahead + 1) * theta
    var place = Array(repeating: 0.0, count: ahead) + [1.0]
    var (answered, hungUp) = (0.0, 0.0)
    var (answeredBy, hungUpBy) = (0.0, 0.0)
    var poisson = exp(-rate * time)
    for step in 0..<Int(rate * time + 12 * (rate * time).squareRoot()) + 60 {
      answeredBy += poisson * answered
      hungUpBy += poisson * hungUp
      poisson *= rate * time / Double(step + 1)
      var next = place
      for k in place.indices {
        let up = (Double(system.agents) * mu + Double(k) * theta) / rate * place[k]
        let away = theta / rate * place[k]
        next[k] -= up + away
        hungUp += away
        if k > 0 { next[k - 1] += up } else { answered += up }
      }
      place = next
    }
    return (answeredBy, hungUpBy)
  }

  @Test("Calls answered and hung up within T are those of the wait, uniformised", arguments: cases)
  func waits(_ system: Case) {
    let pi = distribution(system, states: 120)
    var answered = pi[..<system.agents].reduce(0, +)
    var hungUp = 0.0
    for ahead in 0...100 {
      let (a, h) = fate(system, ahead: ahead, by: system.seconds)
      answered += pi[system.agents + ahead] * a
      hungUp += pi[system.agents + ahead] * h
    }
    let found = system.measures
    #expect(abs(found.answeredWithin - answered) < 1e-11)
    #expect(abs(found.abandonedWithin - hungUp) < 1e-11)
    let formulas: [ServiceFormula: Double] = [
      .ofOffered: answered, .ofOfferedLessEarlyAbandons: answered / (1 - hungUp),
      .earlyAbandonsCount: answered + hungUp, .ofAnswered: answered / (1 - found.abandonment),
    ]
    for formula in ServiceFormula.allCases {
      #expect(abs(found.serviceLevel(formula) - formulas[formula]!) < 1e-11, "\(formula)")
    }
  }

  // E[W; answered] = ∫ (answered in all − answered by t) dt, the tail of the distribution.
  @Test("The ASA is the area above the distribution of answered waits", arguments: cases)
  func asa(_ system: Case) {
    let found = system.measures
    func answered(_ time: Double) -> Double {
      ErlangA.measures(
        agents: system.agents, load: system.load, handleTime: 180, patience: system.patience,
        within: time
      ).answeredWithin
    }
    let end = 4000.0
    let steps = 4000
    var area = 0.0
    for step in 0...steps {
      let weight: Double = step == 0 || step == steps ? 1 : step.isMultiple(of: 2) ? 2 : 4
      let missing = 1 - found.abandonment - answered(end * Double(step) / Double(steps))
      area += weight * missing
    }
    area *= end / Double(steps) / 3
    #expect(abs(found.waitOfAnswered - area) < 1e-4 * max(1, area))
    #expect(abs(found.asa - found.waitOfAnswered / (1 - found.abandonment)) < 1e-12)
  }

  @Test(
    "Sums and integrals are the same weights",
    arguments: [(500, 3), (500, 499), (700, 700.01), (1000, 1300), (2000, 200), (3000, 4000)])
  func twoWays(x: Double, y: Double) {
    let sums = QueueWeights(summing: x, y: y)
    let integrals = QueueWeights(integrating: x, y: y)
    let factor = exp(integrals.scale - sums.scale)
    for (a, b) in [
      (sums.mass, integrals.mass), (sums.abandoned, integrals.abandoned),
      (sums.waited, integrals.waited),
    ] { #expect(abs(b * factor / a - 1) < 1e-10, "\(x), \(y)") }
  }

  @Test("Endless patience is Erlang C, none Erlang B", arguments: [(12, 10), (3, 2.5), (900, 880)])
  func limits(agents: Int, load: Double) {
    func measures(_ patience: Double) -> ServiceMeasures {
      ErlangA.measures(
        agents: agents, load: load, handleTime: 180, patience: patience, within: 20)
    }
    let c = ErlangC.measures(agents: agents, load: load, handleTime: 180, within: 20)
    #expect(measures(.infinity) == c)
    let near = measures(1e12)
    #expect(abs(near.waiting - c.waiting) < 1e-6 && abs(near.asa / c.asa - 1) < 1e-6)
    #expect(abs(near.answeredWithin - c.answeredWithin) < 1e-6 && near.abandonment < 1e-8)
    let b = ErlangB.blocking(agents: agents, load: load)
    for patience in [0, 1e-9] {
      let found = measures(patience)
      #expect(abs(found.abandonment - b) < 1e-9 && abs(found.waiting - b) < 1e-9)
      #expect(abs(found.answeredWithin - (1 - b)) < 1e-9 && found.asa < 1e-8)
      #expect(abs(found.occupancy - load / Double(agents) * (1 - b)) < 1e-9)
      #expect(abs(found.serviceLevel(.earlyAbandonsCount) - 1) < 1e-9)
    }
  }

  @Test(
    "From 1 to 100,000 agents and a hundred times their load, every measure is a number that eases",
    arguments: [1, 7, 300, 100_000])
  func extremes(agents: Int) {
    for ratio in [0.01, 0.7, 1, 1.0001, 1.3, 100] {
      for patience in [0, 1e-6, 1, 200, 1e5] where ratio < 100 || patience < 1000 {
        let load = Double(agents) * ratio
        func measures(_ agents: Int) -> ServiceMeasures {
          ErlangA.measures(
            agents: agents, load: load, handleTime: 240, patience: patience, within: 20)
        }
        let (found, more) = (measures(agents), measures(agents + 1))
        let text = "\(agents) agents, \(load) erlangs, patience \(patience)"
        for share in [
          found.waiting, found.abandonment, found.answeredWithin, found.abandonedWithin,
          found.occupancy,
        ] { #expect(share >= 0 && share <= 1 + 1e-12, "\(text)") }
        #expect(found.meanWait.isFinite && found.asa.isFinite, "\(text)")
        // What is not abandoned is served, and no agent serves more than all the time.
        #expect(load * (1 - found.abandonment) <= Double(agents) * (1 + 1e-9), "\(text)")
        #expect(more.abandonment <= found.abandonment + 1e-12, "\(text)")
        #expect(more.occupancy <= found.occupancy + 1e-9, "\(text)")
        #expect(more.meanWait <= found.meanWait * (1 + 1e-9) + 1e-12, "\(text)")
        for formula in ServiceFormula.allCases {
          #expect(
            more.serviceLevel(formula) >= found.serviceLevel(formula) - 1e-7, "\(text) \(formula)")
        }
      }
    }
  }

  @Test("Nobody at work answers nothing, and no calls are no trouble")
  func edges() {
    let nobody = ErlangA.measures(
      agents: 0, load: 3, handleTime: 60, patience: 30, within: 30)
    #expect(nobody.abandonment == 1 && nobody.answeredWithin == 0 && nobody.asa == .infinity)
    // 1 − e^−1 of the callers hang up within one mean patience.
    #expect(abs(nobody.serviceLevel(.earlyAbandonsCount) - 0.6321205588) < 1e-9)
    #expect(nobody.serviceLevel(.ofAnswered) == 0)
    let calm = ErlangA.measures(agents: 4, load: 0, handleTime: 60, patience: 30, within: 30)
    #expect(calm.answeredWithin == 1 && calm.abandonment == 0 && calm.occupancy == 0)
  }
}
