import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Errors of queues that go together")
struct SiteCorrelationTests {
  let start = Day("2026-03-02")!

  /// Two lines of 20 weeks whose days vary by 10 %, with a share of that variance in common.
  private func estimate(common: Double, seed: UInt64) throws -> Double {
    var random = SplitMix64(seed: seed)
    let own = common.squareRoot()
    let rest = (1 - common).squareRoot()
    let days = (0..<140).map { _ in
      let shared = random.normal()
      return (0..<2).map { _ in exp(0.1 * (own * shared + rest * random.normal())) }
    }
    let forecasters = try (0..<2).map { queue in
      let rows = Histories.rows(from: start, days: 140) {
        Histories.poisson(
          3 * Histories.weekly($0) * days[$0.day - start][queue], using: &random)
      }
      return try QueueForecaster(
        QueueForecaster.Setting(name: "queue \(queue)"), records: rows, slotMinutes: 60,
        start: LocalMoment(day: start + 140, minute: 0), days: 7)
    }
    return SiteCorrelation.estimate(forecasters)
  }

  // About 115 days against 56 of prior: a correlation of 0.8 shows as 0.54, with an error of 0.06.
  @Test("A common part is found, and none where there is none", arguments: UInt64(1)...3)
  func planted(seed: UInt64) throws {
    let strong = try estimate(common: 0.8, seed: seed)
    let none = try estimate(common: 0, seed: seed)
    #expect(strong > 0.38 && strong < 0.72, "\(strong), seed \(seed)")
    #expect(none < 0.25, "\(none), seed \(seed)")
  }
}
