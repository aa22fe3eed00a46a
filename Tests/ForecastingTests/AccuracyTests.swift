import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Measures of accuracy")
struct AccuracyTests {
  typealias Point = Accuracy.Point

  func isClose(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-12 } ?? false }

  @Test("Every measure equals its hand calculation on four intervals")
  func byHand() {
    let limits = [4.0, 8, 12, 18]
    let points = [
      Point(origin: 0, day: 0, actual: 10, mean: 12, limits: limits),
      Point(origin: 0, day: 0, actual: 20, mean: 16, limits: limits),
      Point(origin: 0, day: 1, actual: 4, mean: 7, limits: limits),
      Point(origin: 1, day: 0, actual: 16, mean: 15, limits: limits),
    ]
    let found = Accuracy(points, naiveError: 5)
    // Errors +2, −4, +3, −1 on 50 calls.
    #expect(isClose(found.wape, 10.0 / 50))
    #expect(isClose(found.bias, 0.0))
    // Days: |+2 − 4| = 2, |+3| = 3, |−1| = 1.
    #expect(isClose(found.wapeDay, 6.0 / 50))
    // Periods: |+1| of 34 calls, |−1| of 16.
    #expect(isClose(found.wapePeriod, (1.0 / 34 + 1.0 / 16) / 2))
    // Mean absolute error 10 / 4 in units of 5.
    #expect(isClose(found.mase, 0.5))
    // 8…12 holds the 10 alone; 4…18 holds 10, 4 (on its edge) and 16.
    #expect(isClose(found.coverage80, 0.25) && isClose(found.coverage95, 0.75))
    // Pinball losses: 2.5 %: 0.025 · (6 + 16 + 0 + 12) = 0.85;  10 %: 0.1 · (2 + 12 + 8) + 0.9 · 4 = 5.8;
    // 50 %: 10 / 2 = 5;  90 %: 0.9 · (8 + 4) + 0.1 · (2 + 8) = 11.8;
    // 97.5 %: 0.975 · 2 + 0.025 · (8 + 14 + 2) = 2.55.  Sum 26; twice that, over 5 and 50 calls: 0.208.
    #expect(isClose(found.quantileLoss, 0.208))
  }

  @Test("A forecast without error has none by any measure; without limits nothing is said of them")
  func exact() {
    let points = (0..<20).map { index in
      Point(origin: index / 10, day: index / 5 % 2, actual: Double(index), mean: Double(index))
    }
    let found = Accuracy(points, naiveError: 2)
    #expect([found.wape, found.wapeDay, found.wapePeriod, found.bias] == [0, 0, 0, 0])
    #expect(found.mase == 0 && found.quantileLoss == nil)
    #expect(found.coverage80 == nil && found.coverage95 == nil)
    #expect(Accuracy(points, naiveError: 0).mase == nil && Accuracy(points).mase == nil)
  }

  @Test("Without calls the errors themselves are the measure; without intervals all is zero")
  func noCalls() {
    let points = [
      Point(origin: 0, day: 0, actual: 0, mean: 2), Point(origin: 1, day: 0, actual: 0, mean: 1),
    ]
    let found = Accuracy(points)
    // Periods have errors of 2 and 1 calls.
    #expect(found.wape == 3 && found.wapeDay == 3 && found.wapePeriod == 1.5 && found.bias == 3)
    #expect(Accuracy([]).wape == 0 && Accuracy([], naiveError: 1).mase == nil)
  }

  @Test(
    "Random points: the same as sums worked out group by group",
    arguments: [1, 2, 3, 4, 5] as [UInt64])
  func recomputed(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var points: [Point] = []
    for origin in 0..<4 {
      for day in 0..<3 {
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          let mean = Double.random(in: 1...40, using: &random)
          let edges = (0..<4).map { _ in Double.random(in: 0...60, using: &random) }.sorted()
          points.append(
            Point(
              origin: origin, day: day, actual: Double(Int.random(in: 0...50, using: &random)),
              mean: mean, limits: edges))
        }
      }
    }
    let found = Accuracy(points.shuffled(using: &random), naiveError: 3)
    let total = points.map(\.actual).reduce(0, +)
    func error(_ group: [Point]) -> Double {
      abs(group.map(\.mean).reduce(0, +) - group.map(\.actual).reduce(0, +))
    }
    var days = 0.0
    var periods = 0.0
    for origin in 0..<4 {
      let period = points.filter { $0.origin == origin }
      periods += error(period) / period.map(\.actual).reduce(0, +) / 4
      for day in 0..<3 { days += error(period.filter { $0.day == day }) / total }
    }
    // The quantile loss as an indicator: (1{y < q} − a)(q − y).
    var loss = 0.0
    for (place, level) in [0.025, 0.1, 0.5, 0.9, 0.975].enumerated() {
      for point in points {
        let quantile = place == 2 ? point.mean : point.limits[place < 2 ? place : place - 1]
        let isBelow: Double = point.actual < quantile ? 1 : 0
        loss += 2 * (isBelow - level) * (quantile - point.actual) / total / 5
      }
    }
    let wape = points.map { error([$0]) }.reduce(0, +) / total
    let within = { (low: Int, high: Int) in
      Double(points.count { $0.limits[low]...$0.limits[high] ~= $0.actual }) / Double(points.count)
    }
    #expect(abs(found.wape - wape) < 1e-12, "seed \(seed)")
    #expect(abs(found.wapeDay - days) < 1e-12 && abs(found.wapePeriod - periods) < 1e-12)
    #expect(isClose(found.mase, wape * total / Double(points.count) / 3))
    #expect(isClose(found.quantileLoss, loss))
    #expect(isClose(found.coverage80, within(1, 2)) && isClose(found.coverage95, within(0, 3)))
    #expect(found.wape >= found.wapeDay)
  }
}
