private import Foundation
private import Simulation
private import Staffing
internal import Workforce

extension StaffingBenchmark {
  /// Simulates steady queues of 1 to 200 agents, and counts the figures of Erlang's and Palm's formulas
  /// that lie within the simulation's own limits of 99 %.
  package mutating func measureAgreement(
    cases: Int, threads: Int, seed: UInt64 = 1, step: (Int) -> Void
  ) throws {
    var random = SplitMix64(seed: seed)
    for model in ["Erlang C", "Erlang A"] {
      var row = AgreementRow(model: model, cases: cases, figures: 0, within: 0, outside: [])
      for number in 0..<cases {
        let station = Station(hangUp: model == "Erlang A", using: &random)
        for figure in try station.figures(seed: seed &+ UInt64(number), threads: threads) {
          row.figures += 1
          if figure.isWithin {
            row.within += 1
          } else {
            row.outside.append(
              "\(station): \(figure.name) \(figure.found.value) for \(figure.exact)")
          }
        }
        step(2 * cases)
      }
      agreements.append(row)
    }
  }

  /// A queue with its agents at a load that does not change.
  private struct Station: CustomStringConvertible {
    let agents: Int
    let load: Double
    let handleTime: Double
    let patience: Double?
    private static let threshold = 20.0

    /// At a distance of so many √load from the load: nearer, a day is too short to be steady in.
    init(hangUp: Bool, using random: inout SplitMix64) {
      agents = Int(exp(Double.random(in: 0...log(200.0), using: &random)).rounded())
      let distance = Double.random(in: hangUp ? -1...1.5 : 0.4...1.8, using: &random)
      let root = Double(agents).squareRoot()
      load = max(0.2 * Double(agents), Double(agents) - distance * root)
      handleTime = Double.random(in: 120...480, using: &random).rounded()
      patience = hangUp ? Double.random(in: 40...400, using: &random).rounded() : nil
    }

    var description: String {
      "\(agents) agents, \((100 * load).rounded() / 100) erlangs of \(handleTime) s"
        + (patience.map { ", patience \($0) s" } ?? "")
    }

    struct Figure {
      let name: String
      let found: Estimate
      let exact: Double
      let samples: Int

      /// Limits of 95 % stretched to 99 %, as the quantiles of Student's t are.
      var isWithin: Bool {
        let scale = student(2.575829) / student(1.959964)
        return found.value - scale * (found.value - found.low) <= exact
          && exact <= found.value + scale * (found.high - found.value)
      }

      private func student(_ z: Double) -> Double {
        let (n, z2) = (Double(samples - 1), z * z)
        return z * (1 + (z2 + 1) / (4 * n) + ((5 * z2 + 16) * z2 + 3) / (96 * n * n))
      }
    }

    /// The second of two days is looked at: the first fills the empty site.
    func figures(seed: UInt64, threads: Int) throws -> [Figure] {
      let period = Period(
        firstDay: Day("2026-11-23")!, days: 2, intervalMinutes: 60,
        zone: Zone(identifier: "Europe/Paris")!)
      let samples = max(100, min(1000, Int(400_000 * handleTime / (load * 86_400))))
      let simulation = try Simulation(
        SimulatedSite(
          period: period,
          queues: [
            steadyQueue("q", load: load, handleTime: handleTime, patience: patience, in: period)
          ], agents: (0..<agents).map { steadyAgent("A\($0)", skills: ["q"], in: period) }))
      let result = simulation.run(samples: samples, seed: seed, threads: threads) {
        simulation.poissonCalls(sample: $0, seed: seed)
      }
      guard let found = result?.queues[0].days[1] else { return [] }
      let exact = DelayModel(handleTime: handleTime, patience: patience ?? .infinity)
        .measures(agents: agents, load: load, within: Self.threshold)
      let pairs: [(String, Estimate?, Double)] = [
        ("service level", found.serviceLevels[.ofOffered], exact.serviceLevel(.ofOffered)),
        ("ASA", found.asa, exact.asa), ("occupancy", found.occupancy, exact.occupancy),
        ("abandonment", patience == nil ? nil : found.abandonment, exact.abandonment),
      ]
      return pairs.compactMap { name, found, exact in
        found.map { Figure(name: name, found: $0, exact: exact, samples: samples) }
      }
    }
  }
}
