extension Forecast {
  /// The forecast with the figures of `site.overrides` where the planner set some.
  ///
  /// Limits are those of a count of the new mean that scatters as the model's; without ``CallScatter`` they
  /// keep their distance from the mean relative to it, and around calls where the model expected none are
  /// those of a Poisson count. Calls set for a span that reaches out of the forecast are shared
  /// between inside and outside by the model's figures, an interval outside counting as those of its
  /// weekday and time inside. Where no override lies in the forecast, it is returned as it is.
  ///
  /// - Complexity: O(overrides × (intervals of the forecast + intervals of the span))
  package func withOverrides(of site: Site) -> Forecast {
    var forecast = self
    for (index, found) in queues.enumerated() {
      let overrides = site.overrides
        .filter { $0.queue == found.queue && $0.from < period.end && $0.to > period.start }
        .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
      guard !overrides.isEmpty, let queue = site.queues.first(where: { $0.name == found.queue })
      else { continue }
      let isReceiving = site.arrivalIntervals(of: queue, in: period)
      var hand = HandFigures(
        model: found.mean, isByHand: found.mean.map { _ in false }, applied: [])
      for override in overrides {
        let inside = (0..<period.intervalCount).filter {
          let start = period.start(ofInterval: $0)
          return isReceiving[$0] && override.from <= start && start < override.to
        }
        guard !inside.isEmpty else { continue }
        let outside = outsideCalls(of: override, queue: queue, site: site, model: found.mean)
        let figures = override.figures(inside.map { found.mean[$0] }, outside: outside)
        for (interval, calls) in zip(inside, figures) {
          forecast.queues[index].set(calls, at: interval)
          if let seconds = override.handleTime {
            forecast.queues[index].handleTime[interval] = seconds
          }
          hand.isByHand[interval] = true
        }
        hand.applied.append(
          HandFigures.Applied(
            override: override, calls: figures.reduce(0, +),
            model: inside.reduce(0) { $0 + found.mean[$1] }, isWhole: outside.isEmpty))
      }
      if !hand.applied.isEmpty { forecast.queues[index].byHand = hand }
    }
    return forecast
  }

  /// The model's calls in the staffed intervals of an override that lie outside the forecast, as far as
  /// the forecast can tell.
  private func outsideCalls(
    of override: ForecastOverride, queue: Queue, site: Site, model: [Double]
  ) -> [Double] {
    guard override.from < period.start || override.to > period.end else { return [] }
    var byClock: [Int: (sum: Double, count: Double)] = [:]
    for interval in model.indices {
      let moment = period.local(ofInterval: interval)
      // The second key is for weekdays that the forecast does not hold.
      for key in [moment.day.weekday.rawValue * 1440 + moment.minute, moment.minute] {
        let (sum, count) = byClock[key] ?? (0, 0)
        byClock[key] = (sum + model[interval], count + 1)
      }
    }
    let first = period.zone.local(override.from).day
    let last = period.zone.local(override.to - 1).day
    let span = Period(
      firstDay: first, days: last - first + 1, intervalMinutes: period.intervalMinutes,
      zone: period.zone)
    let isReceiving = site.arrivalIntervals(of: queue, in: span)
    return (0..<span.intervalCount).compactMap { interval in
      let start = span.start(ofInterval: interval)
      guard isReceiving[interval], override.from <= start, start < override.to,
        start < period.start || start >= period.end
      else { return nil }
      let moment = span.local(ofInterval: interval)
      let found =
        byClock[moment.day.weekday.rawValue * 1440 + moment.minute] ?? byClock[moment.minute]
      return found.map { $0.sum / $0.count } ?? 0
    }
  }
}

extension ForecastOverride {
  /// The calls of the span's intervals inside the forecast, from the model's inside and outside.
  fileprivate func figures(_ inside: [Double], outside: [Double]) -> [Double] {
    switch figure {
    case .factor(let factor): return inside.map { factor * $0 }
    case .calls(let calls):
      let sum = (inside + outside).reduce(0, +)
      let count = Double(inside.count + outside.count)
      return inside.map { calls * (sum > 0 ? $0 / sum : 1 / count) }
    }
  }
}

extension QueueForecast {
  /// Puts `calls` in place of an interval's mean and moves its limits with it.
  fileprivate mutating func set(_ calls: Double, at interval: Int) {
    let before = mean[interval]
    guard calls != before else { return }
    mean[interval] = calls
    if let scatter {
      limits(scatter.count(interval: interval, mean: calls).limits, at: interval)
    } else if before > 0 {
      let ratio = calls / before
      low80[interval] *= ratio
      high80[interval] *= ratio
      low95[interval] *= ratio
      high95[interval] *= ratio
    } else {
      // The quantiles 90 and 97.5 % of a normal variable whose variance is its mean.
      let deviation = calls.squareRoot()
      low80[interval] = max(0, calls - 1.282 * deviation)
      high80[interval] = calls + 1.282 * deviation
      low95[interval] = max(0, calls - 1.96 * deviation)
      high95[interval] = calls + 1.96 * deviation
    }
  }
}
