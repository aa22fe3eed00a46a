import Simulation
import TestSupport

/// Small sites for tests of the simulator: all day, every day, unless a test says otherwise.
enum Stations {
  /// A Monday without a clock change near it.
  static func period(days: Int, minutes: Int = 60) -> Period {
    Period(firstDay: Day("2026-11-23")!, days: days, intervalMinutes: minutes, zone: .paris)
  }

  /// `count` agents with one shift over the whole period and an hour more.
  static func crew(
    _ count: Int, skills: [String] = ["calls"], name: String = "A", in period: Period
  )
    -> [SimulatedAgent]
  {
    (0..<count).map { index in
      SimulatedAgent(
        id: "\(name)\(index)", skills: skills,
        shifts: [
          Shift(
            agent: "\(name)\(index)", day: period.firstDay, start: period.start,
            end: period.end + 60)
        ])
    }
  }

  /// A queue with the same calls in every interval.
  static func queue(
    _ name: String = "calls", skill: String? = nil, callsPerHour: Double, handleTime: Double,
    patience: Double? = nil, threshold: Double = 20, in period: Period
  ) -> SimulatedQueue {
    let count = period.intervalCount
    return SimulatedQueue(
      name: name, skill: skill ?? name,
      targets: Array(
        repeating: StaffingTarget(serviceLevel: ServiceTarget(share: 0.8, seconds: threshold)),
        count: count),
      handleTime: Array(repeating: handleTime, count: count), patience: patience,
      isOpen: Array(repeating: true, count: count),
      expectedCalls: Array(
        repeating: callsPerHour * Double(period.intervalMinutes) / 60, count: count))
  }
}

extension Simulation {
  /// A run with Poisson calls.
  func run(samples: Int, seed: UInt64 = 1, threads: Int = 2) -> SimulationResult {
    run(samples: samples, seed: seed, threads: threads) {
      self.poissonCalls(sample: $0, seed: seed)
    }!
  }
}

extension Estimate {
  /// Whether the limits of 99 % hold a value: those of 95 % stretched as Student's quantiles are.
  func holds(_ truth: Double, samples: Int) -> Bool {
    func student(_ z: Double) -> Double {
      let (n, z2) = (Double(samples - 1), z * z)
      return z * (1 + (z2 + 1) / (4 * n) + ((5 * z2 + 16) * z2 + 3) / (96 * n * n))
    }
    let scale = student(2.5758) / student(1.9600)
    return value - scale * (value - low) <= truth && truth <= value + scale * (high - value)
  }
}
