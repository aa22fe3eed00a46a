import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

/// Backtests simulated with known parts of uncertainty, and what is found of them.
@Suite("Scatter found in residuals")
struct ScatterTests {
  /// How rates err: standard deviations of factors, relative to the mean.
  struct Truth {
    var period = 0.0
    var day = 0.0
    var smooth = 0.0
    var minutes = 120.0
    var own = 0.0
  }

  /// Residuals of negative binomial-like counts: Poisson calls at rates with normal factors, half hours.
  static func residuals(
    _ truth: Truth, periods: Int, mean: (Int) -> Double, slots: Int = 48, seed: UInt64
  ) -> [Residual] {
    var random = SplitMix64(seed: seed)
    let memory = exp(-30 / truth.minutes)
    var residuals: [Residual] = []
    for origin in 0..<periods {
      let period = truth.period * random.normal()
      for day in 0..<7 {
        let common = truth.day * random.normal()
        var smooth = random.normal()
        for slot in 0..<slots {
          smooth = memory * smooth + (1 - memory * memory).squareRoot() * random.normal()
          let factor = 1 + period + common + truth.smooth * smooth + truth.own * random.normal()
          let calls = Histories.poisson(max(0, mean(slot) * factor), using: &random)
          residuals.append(
            Residual(
              origin: origin, day: day, slot: slot, weekday: day, forecast: mean(slot),
              actual: calls))
        }
      }
    }
    return residuals
  }

  static func fitted(_ residuals: [Residual], periods: Int, slots: Int = 48) -> PredictionIntervals
  {
    PredictionIntervals(residuals, periods: Double(periods), slots: slots, slotMinutes: 30)
  }

  @Test("Parts of the rate's uncertainty are found again", arguments: [1, 2, 3] as [UInt64])
  func parts(seed: UInt64) {
    let truth = Truth(period: 0.04, day: 0.06, smooth: 0.05, minutes: 120, own: 0.03)
    let fitted = Self.fitted(
      Self.residuals(truth, periods: 60, mean: { 100 + 10 * Double($0) }, seed: seed),
      periods: 60)
    // Rate variance 0.0016 + 0.0036 + 0.0025 + 0.0009 = 0.0086.
    let mean = 340.0
    let rate = fitted.spread(mean: mean, weekday: -1, slot: -1)
    #expect(abs(rate * rate / 0.0086 - 1) < 0.2, "variance \(rate * rate)")
    let found = fitted.covariance
    #expect(abs(found.period - 0.0016 / 0.0086) < 0.1, "period \(found.period)")
    #expect(abs(found.day - 0.0036 / 0.0086) < 0.13, "day \(found.day)")
    #expect(abs(found.smooth - 0.0025 / 0.0086) < 0.13, "smooth \(found.smooth)")
    #expect(found.minutes >= 60 && found.minutes <= 240)
  }

  @Test(
    "The planted variation of day totals comes back from sampled paths",
    arguments: [(0.1, 0.0), (0.05, 0.08), (0.0, 0.0)], [6.0, 150])
  func dayTotals(planted: (day: Double, smooth: Double), mean: Double) {
    let truth = Truth(day: planted.day, smooth: planted.smooth)
    let residuals = Self.residuals(truth, periods: 40, mean: { _ in mean }, seed: 9)
    let fitted = Self.fitted(residuals, periods: 40)
    var scatter = fitted.scatter()
    let period = Period(
      firstDay: Day("2026-11-23")!, days: 7, intervalMinutes: 30, zone: Histories.paris)
    scatter.rateSpread = (0..<336).map {
      fitted.spread(mean: mean, weekday: $0 / 48, slot: $0 % 48)
    }
    scatter.daySpread = Array(repeating: 0, count: 336)
    let means = Array(repeating: mean, count: 336)
    let forecast = Forecast(
      period: period,
      queues: [
        QueueForecast(
          queue: "q", mean: means, low80: means, high80: means, low95: means, high95: means,
          handleTime: means, scatter: scatter)
      ])
    let paths = CallPaths(forecast)
    var squares: [Double] = []
    for path in 0..<600 {
      let calls = paths.sample(path, seed: 4)["q"]!
      for day in 0..<7 {
        let error = Double(calls[48 * day..<48 * (day + 1)].reduce(0, +)) - 48 * mean
        squares.append(error * error)
      }
    }
    let sampled = (squares.reduce(0, +) / Double(squares.count)).squareRoot() / (48 * mean)
    // 48 Poisson counts have a relative variance of 1 / (48 mean); the day factor adds its square, the
    // smooth part (ρ = e^(−1/4) a half hour) its square times Σ ρ^|i−j| / 48².
    var joint = 0.0
    for i in 0..<48 { for j in 0..<48 { joint += exp(-Double(abs(i - j)) / 4) } }
    let truthful =
      (1 / (48 * mean) + planted.day * planted.day
      + planted.smooth * planted.smooth * joint / 2304).squareRoot()
    #expect(abs(sampled / truthful - 1) < 0.15, "sampled \(sampled), true \(truthful)")
  }

  @Test("Hours and weekdays whose errors are larger have wider limits")
  func heterogeneity() {
    var residuals = Self.residuals(
      Truth(own: 0.1), periods: 8, mean: { _ in 200 }, seed: 3)
    for index in residuals.indices {
      let factor = (residuals[index].slot < 8 ? 2.0 : 1) * (residuals[index].weekday == 6 ? 2 : 1)
      residuals[index].actual = 200 + factor * (residuals[index].actual - 200)
    }
    let fitted = Self.fitted(residuals, periods: 8)
    func spread(_ weekday: Int, _ slot: Int) -> Double {
      fitted.spread(mean: 200, weekday: weekday, slot: slot)
    }
    #expect(spread(2, 3) > 1.5 * spread(2, 30) && spread(6, 30) > 1.25 * spread(2, 30))
  }

  @Test("Little history is wider, and shrinks what it cannot tell apart")
  func little() {
    let residuals = Self.residuals(
      Truth(own: 0.05), periods: 1, mean: { _ in 100 }, seed: 8)
    let one = Self.fitted(residuals, periods: 1).spread(mean: 100, weekday: -1, slot: -1)
    let many = PredictionIntervals(residuals, periods: 50, slots: 48, slotMinutes: 30)
      .spread(mean: 100, weekday: -1, slot: -1)
    #expect(one > 1.3 * many)
  }

  @Test("A measured quantity far more regular than a count keeps its narrow limits")
  func measured() {
    var random = SplitMix64(seed: 6)
    let residuals = (0..<336).map { index in
      Residual(
        origin: index / 168, day: index / 24 % 7, slot: index % 24, weekday: index / 24 % 7,
        forecast: 20, actual: 20 + 0.5 * random.normal())
    }
    let limits = PredictionIntervals(residuals, periods: 50, slots: 24, slotMinutes: 60)
      .limits(mean: 20)
    // ±1.96 · 0.5; Poisson calls would have 12 to 29.
    #expect(abs(limits[0] - 19.02) < 0.15 && abs(limits[3] - 20.98) < 0.15)
  }

  @Test(
    "Limits cover the calls of simulated queues from 0.2 to 200 an interval",
    arguments: [0.2, 2, 20, 200])
  func levels(level: Double) {
    // A backtest of 8 weeks for each of 50 queues whose rates err in all four ways, and fresh weeks.
    let truth = Truth(period: 0.03, day: 0.05, smooth: 0.06, own: 0.1)
    func mean(_ slot: Int) -> Double {
      level * (0.3 + 1.4 * sin(Double.pi * Double(slot) / 24))
    }
    var inside = (0.0, 0.0)
    var count = 0.0
    for queue in 0..<50 {
      let seed = UInt64(1000 + queue)
      let fitted = Self.fitted(
        Self.residuals(truth, periods: 8, mean: mean, slots: 24, seed: seed), periods: 8,
        slots: 24)
      let fresh = Self.residuals(truth, periods: 1, mean: mean, slots: 24, seed: seed + 500)
      for residual in fresh {
        let spread = fitted.spread(
          mean: residual.forecast, weekday: residual.weekday, slot: residual.slot)
        let calls = CallCount(
          mean: residual.forecast,
          variance: residual.forecast + spread * spread * residual.forecast * residual.forecast,
          tail: fitted.tail)
        inside.0 += Self.share(of: calls, below: 1.2815515655446004, residual.actual)
        inside.1 += Self.share(of: calls, below: 1.959963984540054, residual.actual)
        count += 1
      }
    }
    let covered = (inside.0 / count, inside.1 / count)
    #expect(abs(covered.0 - 0.8) < 0.03 && abs(covered.1 - 0.95) < 0.03, "\(covered)")
  }

  /// How much of the probability of `actual` lies within ±`score`: 0 or 1, or for whole counts at the
  /// edge the part that makes the limits hold exactly their level.
  static func share(of calls: CallCount, below score: Double, _ actual: Double) -> Double {
    // The scores at which the count is `actual`, by bisection.
    func edge(_ value: Double) -> Double {
      var (low, high) = (-8.0, 8.0)
      for _ in 0..<50 {
        let middle = (low + high) / 2
        if calls.calls(atScore: middle) < value { low = middle } else { high = middle }
      }
      return low
    }
    let from = NormalScore.probability(below: edge(actual - 0.5))
    let to = NormalScore.probability(below: edge(actual + 0.5))
    let (low, high) = (
      NormalScore.probability(below: -score), NormalScore.probability(below: score)
    )
    guard to > from else { return low <= from && from <= high ? 1 : 0 }
    return max(0, min(to, high) - max(from, low)) / (to - from)
  }
}
