private import Foundation

/// Possible courses of the calls over a period, queue by queue, drawn from a forecast.
///
/// Each interval's calls are read from its own distribution at a normal score, so that over many paths
/// they have the limits of the forecast exactly. The scores are joined by factors common to the period,
/// the day and the neighbouring intervals as ``CallScatter`` says, so that totals of hours, days and
/// weeks vary as they do in truth. A path depends on the seed, its number and the queue's name alone.
///
///     let paths = CallPaths(forecast)
///     let calls = paths.sample(0, seed: 1)["support"]
///
/// Steps of small counts lower the covariance that a correlation of scores brings about; to first order
/// this is undone by ``CallCount/fidelity``.
package struct CallPaths: Sendable {
  private struct Line: Sendable {
    let queue: String
    let counts: [CallCount]
    /// Loadings of each interval on the factors, and on a draw of its own.
    let period: [Double]
    let day: [Double]
    let smooth: [Double]
    let own: [Double]
    /// Correlation of the smooth factor from one interval to the next.
    let memory: Double
    let siteCorrelation: Double
  }

  private let lines: [Line]
  /// The day of each interval, counted from 0.
  private let days: [Int]

  /// Paths of a site's forecast; a queue without scatter has Poisson calls.
  package init(_ forecast: Forecast) {
    let period = forecast.period
    self.init(
      forecast.queues,
      days: (0..<period.days).flatMap { day in
        Array(
          repeating: day,
          count: period.firstInterval(ofDay: day + 1) - period.firstInterval(ofDay: day))
      }, intervalMinutes: period.intervalMinutes)
  }

  /// - Parameters:
  ///   - days: the day of each interval, in order, counted from 0.
  ///   - intervalMinutes: elapsed minutes from one interval to the next.
  package init(_ queues: [QueueForecast], days: [Int], intervalMinutes: Int) {
    self.days = days
    lines = queues.map { queue in
      let scatter = queue.scatter ?? .poisson(intervals: queue.mean.count)
      let counts = queue.mean.indices.map { scatter.count(interval: $0, mean: queue.mean[$0]) }
      var period: [Double] = []
      var day: [Double] = []
      var smooth: [Double] = []
      var own: [Double] = []
      for (index, count) in counts.enumerated() {
        // Correlation of calls = loading² · fidelity²; their covariance is that of the rate.
        let scale =
          count.variance > 0 && count.fidelity > 0
          ? count.mean / (count.variance.squareRoot() * count.fidelity) : 0
        let spread = scatter.rateSpread[index]
        let extra = scatter.daySpread[index]
        var parts = [
          scatter.periodShare * spread * spread,
          scatter.dayShare * spread * spread + extra * extra,
          scatter.smoothShare * spread * spread,
        ].map { $0 * scale * scale }
        let sum = parts.reduce(0, +)
        if sum > 1 { parts = parts.map { $0 / sum } }
        period.append(parts[0].squareRoot())
        day.append(parts[1].squareRoot())
        smooth.append(parts[2].squareRoot())
        own.append(max(0, 1 - sum).squareRoot())
      }
      return Line(
        queue: queue.queue, counts: counts, period: period, day: day, smooth: smooth, own: own,
        memory: exp(-Double(intervalMinutes) / max(1, scatter.smoothMinutes)),
        siteCorrelation: min(1, max(0, scatter.siteCorrelation)))
    }
  }

  /// The calls of every queue and interval on path number `path`; zero where the queue is closed.
  ///
  /// - Complexity: O(intervals) for each queue
  package func sample(_ path: Int, seed: UInt64) -> [String: [Int]] {
    Dictionary(
      lines.map { ($0.queue, sample($0, path, seed)) }, uniquingKeysWith: { first, _ in first })
  }

  private func sample(_ line: Line, _ path: Int, _ seed: UInt64) -> [Int] {
    var site = Self.generator(seed, path, "")
    var random = Self.generator(seed, path, "queue " + line.queue)
    let (shared, apart) = (
      line.siteCorrelation.squareRoot(), (1 - line.siteCorrelation).squareRoot()
    )
    let period = shared * site.normal() + apart * random.normal()
    let fresh = (1 - line.memory * line.memory).squareRoot()
    var (today, day) = (-1, 0.0)
    var smooth = random.normal()
    var calls: [Int] = []
    calls.reserveCapacity(line.counts.count)
    for (index, count) in line.counts.enumerated() {
      if days[index] != today {
        today = days[index]
        day = shared * site.normal() + apart * random.normal()
      }
      // Drawn for closed intervals, too: the path of the others does not depend on them.
      smooth = line.memory * smooth + fresh * random.normal()
      let own = random.normal()
      guard count.mean > 0 else {
        calls.append(0)
        continue
      }
      let score =
        line.period[index] * period + line.day[index] * day + line.smooth[index] * smooth
        + line.own[index] * own
      calls.append(Int(count.calls(atScore: score).rounded()))
    }
    return calls
  }

  /// A generator of its own for a name on a path: the words are mixed one after the other.
  private static func generator(_ seed: UInt64, _ path: Int, _ name: String) -> SplitMix64 {
    var state = SplitMix64(seed: seed).mixed(with: UInt64(bitPattern: Int64(path)))
    for byte in name.utf8 { state = state.mixed(with: UInt64(byte)) }
    return state
  }
}

extension SplitMix64 {
  /// A generator that depends on this one's next value and on `word`.
  fileprivate func mixed(with word: UInt64) -> SplitMix64 {
    var copy = self
    return SplitMix64(seed: copy.next() ^ (word &* 0xd6e8_feb8_6659_fd93))
  }
}

extension Forecast {
  /// The calls of every queue and interval on path number `path` (``CallPaths``); for many paths, make
  /// a ``CallPaths`` once.
  package func sample(path: Int, seed: UInt64) -> [String: [Int]] {
    CallPaths(self).sample(path, seed: seed)
  }
}
