import Foundation
import TestSupport
import Testing
import Workforce

@Suite("Sampled paths of calls")
struct CallPathsTests {
  static let zone = Zone(identifier: "Europe/Paris")!

  /// A week of hours, open from 6 to 22, whose calls scatter as `scatter` says.
  static func forecast(
    mean: Double = 100, spread: Double = 0.1, queues: [String] = ["support"],
    firstDay: String = "2026-11-23", change: (inout CallScatter) -> Void
  ) -> Forecast {
    let period = Period(
      firstDay: Day(firstDay)!, days: 7, intervalMinutes: 60, zone: zone)
    let count = period.intervalCount
    let means = (0..<count).map {
      (360..<1320).contains(period.local(ofInterval: $0).minute) ? mean : 0
    }
    var scatter = CallScatter(
      rateSpread: means.map { $0 > 0 ? spread : 0 },
      daySpread: Array(repeating: 0, count: count))
    change(&scatter)
    return Forecast(
      period: period,
      queues: queues.map {
        QueueForecast(
          queue: $0, mean: means, low80: means, high80: means, low95: means, high95: means,
          handleTime: means, scatter: scatter)
      })
  }

  static func variance(_ values: [Double]) -> Double {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  @Test(
    "Intervals have the limits of the forecast; day and week totals have the variance of the parts",
    arguments: [100.0, 3])
  func moments(mean: Double) {
    // Rate variance s² in shares: period 0.2, day 0.3, smooth 0.4 over 120 minutes, own 0.1.
    let spread = mean > 10 ? 0.1 : 0.3
    let forecast = Self.forecast(mean: mean, spread: spread) {
      $0.periodShare = 0.2
      $0.dayShare = 0.3
      $0.smoothShare = 0.4
      $0.smoothMinutes = 120
    }
    let paths = CallPaths(forecast)
    let samples = (0..<4000).map { paths.sample($0, seed: 7)["support"]!.map(Double.init) }
    let queue = forecast.queues[0]
    let count = queue.scatter!.count(interval: 10, mean: mean)

    let tenth = samples.map { $0[10] }.sorted()
    let limits = count.limits
    #expect(abs(tenth[99] - limits.low95) <= 0.02 * mean + 1)
    #expect(abs(tenth[399] - limits.low80) <= 0.02 * mean + 1)
    #expect(abs(tenth[3599] - limits.high80) <= 0.02 * mean + 1)
    #expect(abs(tenth[3899] - limits.high95) <= 0.02 * mean + 1)

    // Day of n = 16 open hours:
    //   n · mean + (s · mean)² (n² (0.2 + 0.3) + 0.4 Σ e^(−|i−j|/2) + n · 0.1)
    let n = 16.0
    var smooth = 0.0
    for i in 0..<16 { for j in 0..<16 { smooth += exp(-Double(abs(i - j)) / 2) } }
    let rate = spread * spread * mean * mean
    let day = n * mean + rate * (n * n * 0.5 + 0.4 * smooth + n * 0.1)
    let days = Self.variance(samples.map { $0[24..<48].reduce(0, +) })
    #expect(abs(days / day - 1) < 0.08, "day totals \(days), expected \(day)")
    // Week: 7 days of it, and 42 pairs of days that share the period's part; the smooth part has
    // faded over the eight closed hours (e⁻⁴⁻…).
    let week = 7 * day + 42 * rate * n * n * 0.2
    let weeks = Self.variance(samples.map { $0.reduce(0, +) })
    #expect(abs(weeks / week - 1) < 0.08, "week totals \(weeks), expected \(week)")
  }

  @Test("Uncertain special days vary as a whole day")
  func special() {
    let forecast = Self.forecast(spread: 0) {
      for interval in 24..<48 { $0.daySpread[interval] = 0.25 }
    }
    let paths = CallPaths(forecast)
    let totals = (0..<2000).map { path in
      let calls = paths.sample(path, seed: 3)["support"]!
      return [Double(calls[24..<48].reduce(0, +)), Double(calls[48..<72].reduce(0, +))]
    }
    // 1600 calls: Poisson alone has a standard deviation of 40, the day factor adds 400.
    let deviation = Self.variance(totals.map { $0[0] }).squareRoot()
    #expect(abs(deviation - 402) < 30, "\(deviation)")
    #expect(Self.variance(totals.map { $0[1] }).squareRoot() < 46)
  }

  @Test(
    "Queues of a site share their day factors as far as they are said to", arguments: [0.0, 0.8])
  func site(correlation: Double) {
    let forecast = Self.forecast(queues: ["sales", "support"]) {
      $0.dayShare = 1
      $0.siteCorrelation = correlation
    }
    let paths = CallPaths(forecast)
    var products: [Double] = []
    var squares: [Double] = []
    for path in 0..<3000 {
      let calls = paths.sample(path, seed: 5)
      let errors = ["sales", "support"].map { Double(calls[$0]![24..<48].reduce(0, +)) - 1600 }
      products.append(errors[0] * errors[1])
      squares.append((errors[0] * errors[0] + errors[1] * errors[1]) / 2)
    }
    // Day factor 160² of 160² + 1600: a correlation of totals of 0.94 that of the factors.
    let found = products.reduce(0, +) / squares.reduce(0, +)
    #expect(abs(found - 0.94 * correlation) < 0.06, "\(found)")
  }

  @Test("A path depends on seed, number and queue alone, and closed intervals have no calls")
  func determinism() {
    let both = Self.forecast(queues: ["sales", "support"]) { $0.dayShare = 0.5 }
    let one = Self.forecast(queues: ["support"]) { $0.dayShare = 0.5 }
    let paths = CallPaths(both)
    let later = (0..<20).reversed().map { paths.sample($0, seed: 1)["support"]! }
    for path in 0..<20 {
      let calls = one.sample(path: path, seed: 1)["support"]!
      #expect(calls == later[19 - path])
      for (interval, mean) in one.queues[0].mean.enumerated() {
        #expect(calls[interval] >= 0 && (mean > 0 || calls[interval] == 0))
      }
    }
    #expect(paths.sample(0, seed: 1) != paths.sample(1, seed: 1))
    #expect(paths.sample(0, seed: 1) != paths.sample(0, seed: 2))
    let sample = paths.sample(0, seed: 1)
    #expect(sample["sales"] != sample["support"])
  }

  @Test("A forecast without scatter has Poisson calls, on a day of 25 hours, too")
  func poisson() {
    var forecast = Self.forecast(mean: 4, firstDay: "2026-10-19") { _ in }
    forecast.queues[0].scatter = nil
    let paths = CallPaths(forecast)
    let calls = (0..<3000).map { Double(paths.sample($0, seed: 2)["support"]![10]) }
    let mean = calls.reduce(0, +) / 3000
    #expect(abs(mean - 4) < 0.15 && abs(Self.variance(calls) - 4) < 0.4)
    #expect(paths.sample(0, seed: 2)["support"]!.count == 169)
  }
}
