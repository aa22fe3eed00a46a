import Foundation

/// Figures of a queue from its birth–death chain, state by state: no formula of Erlang or Palm.
struct PlainStaffing {
  /// Shares of the calls offered, and seconds waited by answered calls for each call offered.
  var answeredInTime = 0.0
  var abandonedInTime = 0.0
  var answered = 0.0
  var waited = 0.0
  var occupancy = 0.0

  /// The mean over an interval in which the load goes from `start` towards `steady`, as callers do whose
  /// calls last `handleTime` seconds, R' = (steady − R) / handleTime, and over rates that are log-normal
  /// with `variance` over the mean squared: the middles of nine parts of equal probability.
  init(
    agents: Int, start: Double, steady: Double, seconds: Double, handleTime: Double,
    variance: Double, patience: Double?, within: Double
  ) {
    let times = abs(start - steady) < 1e-9 * steady ? 1 : 5
    let deviation = log(1 + variance).squareRoot()
    let rates =
      variance > 1e-8
      ? (0..<9).map { exp(deviation * Self.score((Double($0) + 0.5) / 9)) } : [1]
    let sum = rates.reduce(0, +)
    for (part, rate) in (0..<times).flatMap({ part in rates.map { (part, $0) } }) {
      let time = seconds * (Double(part) + 0.5) / Double(times)
      let load = steady + (start - steady) * exp(-time / handleTime)
      let found = PlainStaffing(
        agents: agents, load: load * rate * Double(rates.count) / sum, handleTime: handleTime,
        patience: patience, within: within)
      // Most calls come at the high rates.
      let share = rate / sum / Double(times)
      answeredInTime += share * found.answeredInTime
      abandonedInTime += share * found.abandonedInTime
      answered += share * found.answered
      waited += share * found.waited
      occupancy += share * found.occupancy
    }
  }

  /// The normal score below which so much of the probability lies, by halving.
  private static func score(_ probability: Double) -> Double {
    var (low, high) = (-8.0, 8.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }

  init(agents: Int, load: Double, handleTime: Double, patience: Double?, within: Double) {
    let leave = patience.map { 1 / $0 } ?? 0
    let serve = Double(agents) / handleTime
    guard agents > 0, leave > 0 || load < Double(agents) else {
      occupancy = 1
      return
    }
    var weights = [1.0]
    while weights.count < agents + 2 || weights.last! > 1e-16 * weights.max()! {
      let state = weights.count
      let death =
        Double(min(state, agents)) / handleTime + Double(max(0, state - agents)) * leave
      weights.append(weights[state - 1] * load / handleTime / death)
      if weights.count > 20_000 { break }
    }
    let sum = weights.reduce(0, +)
    let line = weights.dropFirst(agents).map { $0 / sum }
    let free = weights.prefix(agents).reduce(0, +) / sum
    // A caller with k ahead moves up at serve + k · leave and hangs up at leave.
    func up(_ k: Int) -> Double { serve + Double(k) * leave }
    let (inTime, gone) = Self.early(line.count, within: within, up: up, leave: leave)
    answeredInTime = free
    answered = free
    var (reached, wait) = (1.0, 0.0)
    for (k, share) in line.enumerated() {
      reached *= up(k) / (up(k) + leave)
      wait += 1 / (up(k) + leave)
      answered += share * reached
      waited += share * reached * wait
      answeredInTime += share * inTime[k]
      abandonedInTime += share * gone[k]
    }
    occupancy = load * answered / Double(agents)
  }

  /// Probabilities of being answered, and of having hung up, within so many seconds with k ahead, by
  /// small steps in time:
  ///
  ///     answered_k' = up_k (answered_k−1 − answered_k) − leave · answered_k,        answered_−1 = 1
  ///     gone_k'     = up_k (gone_k−1 − gone_k) + leave (1 − gone_k),                gone_−1 = 0
  private static func early(
    _ count: Int, within: Double, up: (Int) -> Double, leave: Double
  ) -> ([Double], [Double]) {
    // Whoever has more ahead is not answered in time.
    let near = min(count, 150)
    let rates = (0..<near).map(up)
    var (answered, gone) = (
      Array(repeating: 0.0, count: count), Array(repeating: -expm1(-leave * within), count: count)
    )
    for k in 0..<near { gone[k] = 0 }
    let steps = max(1, Int(within * ((rates.last ?? 0) + leave) * 4))
    let step = within / Double(steps)
    func change(_ values: [Double], first: Double, gain: Double) -> [Double] {
      rates.indices.map { k in
        rates[k] * ((k > 0 ? values[k - 1] : first) - values[k])
          + leave * (gain - values[k])
      }
    }
    func advance(_ values: inout [Double], first: Double, gain: Double) {
      // The midpoint rule: second order.
      let start = change(values, first: first, gain: gain)
      var middle = values
      for k in rates.indices { middle[k] += step / 2 * start[k] }
      let slope = change(middle, first: first, gain: gain)
      for k in rates.indices { values[k] += step * slope[k] }
    }
    for _ in 0..<steps where near > 0 {
      advance(&answered, first: 1, gain: 0)
      advance(&gone, first: 0, gain: 1)
    }
    return (answered, gone)
  }
}
