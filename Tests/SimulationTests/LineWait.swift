import Foundation

/// The wait of a caller who finds all agents busy and `ahead` callers in line, who hang up as they do.
///
/// The line ahead shrinks at `serve + k · leave` with k callers left ahead of the caller, who hangs up at
/// `leave`. Later callers do not matter. Rates are per second.
struct LineWait {
  let ahead: Int
  let serve: Double
  let leave: Double

  /// The caller's own rate of moving up with `k` ahead, and of hanging up meanwhile.
  private func up(_ k: Int) -> Double { serve + Double(k) * leave }

  /// Probability of being answered at all: moving up is to come before hanging up at each place.
  var answered: Double {
    (0...ahead).reduce(1) { $0 * up($1) / (up($1) + leave) }
  }

  /// Mean wait given that the caller is answered: a sum of independent exponential stays.
  var mean: Double {
    (0...ahead).reduce(0) { $0 + 1 / (up($1) + leave) }
  }

  /// Probability of being answered within `seconds`, by uniformisation of the chain of places.
  func answered(within seconds: Double) -> Double {
    let rate = up(ahead) + leave
    if rate * seconds <= 0 { return 0 }
    // Places ahead…0, then "answered"; who has hung up is in none.
    var places = [Double](repeating: 0, count: ahead + 2)
    places[ahead + 1] = 1
    var weight = exp(-rate * seconds)
    var sum = 0.0
    var total = weight
    var step = 0
    while total < 1 - 1e-12 && step < 100_000 {
      var next = places
      for k in 0...ahead {
        let here = places[k + 1]
        next[k + 1] -= here * (up(k) + leave) / rate
        next[k] += here * up(k) / rate
      }
      places = next
      step += 1
      weight *= rate * seconds / Double(step)
      total += weight
      sum += weight * places[0]
    }
    return sum
  }
}
