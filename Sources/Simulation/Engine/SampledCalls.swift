private import Foundation
private import Workforce

/// The calls, chats and pieces of other work of one sample, queue after queue, each queue's in the order of arrival.
///
/// Given the count of an interval, arrivals are uniform in it, as those of a Poisson process are; their
/// order statistics are partial sums of exponential gaps. Handle time and patience belong to the call,
/// not to who answers it, and the calls of an interval depend on none of another.
struct SampledCalls {
  /// Seconds since the period's start.
  private(set) var arrival: [Double] = []
  /// Seconds, the pause after the call included.
  private(set) var handleTime: [Double] = []
  /// When the caller hangs up if not answered; infinite where they never do.
  private(set) var hangUp: [Double] = []
  private(set) var interval: [Int32] = []
  /// Where each queue's calls begin, and the end of the last.
  private(set) var starts: [Int] = [0]

  /// - Parameter counts: calls of each queue and interval.
  mutating func draw(
    _ site: SimulatedSite, keys: [UInt64], counts: [[Int]], sample: Int, seed: UInt64
  ) {
    let total = counts.reduce(0) { $0 + $1.reduce(0, +) }
    arrival.removeAll(keepingCapacity: true)
    handleTime.removeAll(keepingCapacity: true)
    hangUp.removeAll(keepingCapacity: true)
    interval.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    arrival.reserveCapacity(total)
    handleTime.reserveCapacity(total)
    hangUp.reserveCapacity(total)
    interval.reserveCapacity(total)
    starts.append(0)
    let seconds = Double(site.period.intervalMinutes) * 60
    for (index, queue) in site.queues.enumerated() {
      let patience = queue.callersPatience
      let variation = queue.handleTimeVariation
      // A log-normal with mean 1 has a median of exp(−σ²/2), where variation² = exp(σ²) − 1.
      let sigma = log(1 + (variation ?? 0) * (variation ?? 0)).squareRoot()
      for (interval, count) in counts[index].enumerated() where count > 0 {
        func stream(_ purpose: RandomStream.Purpose) -> RandomStream {
          RandomStream(
            seed: seed, sample: sample, key: keys[index], purpose: purpose, part: interval)
        }
        var arrivals = stream(.arrival)
        var times = stream(.handleTime)
        var waits = stream(.patience)
        let first = arrival.count
        addArrivals(count, from: Double(interval) * seconds, length: seconds, &arrivals)
        let mean = queue.handleTime[interval] * queue.slowness
        for call in first..<arrival.count {
          self.interval.append(Int32(truncatingIfNeeded: interval))
          let unit =
            variation == nil
            ? times.exponential() : exp(sigma * times.normal() - sigma * sigma / 2)
          handleTime.append(mean * unit + queue.pause)
          hangUp.append(
            patience.map { arrival[call] + $0 * waits.exponential() } ?? .infinity)
        }
      }
      starts.append(arrival.count)
    }
  }

  private mutating func addArrivals(
    _ count: Int, from start: Double, length: Double, _ stream: inout RandomStream
  ) {
    let first = arrival.count
    var sum = 0.0
    for _ in 0..<count {
      sum += stream.exponential()
      arrival.append(sum)
    }
    let scale = length / (sum + stream.exponential())
    for call in first..<arrival.count {
      // Rounding must not carry a call into the next interval, nor before the one ahead of it.
      arrival[call] = min(start + scale * arrival[call], (start + length).nextDown)
    }
  }
}
