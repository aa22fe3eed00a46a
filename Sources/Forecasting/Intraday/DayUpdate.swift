private import Foundation

/// How much the calls of a day so far say of the rest of it.
///
/// A day's calls are Poisson counts whose rates all carry one factor of the day, a gamma variable of mean
/// 1 worth κ calls. After A calls where F were expected its mean is
///
///     (κ + A) / (κ + F) = 1 + β (A/F − 1),    β = F / (F + κ)
///
/// β, and with it κ, is what past days say at the same time of the day: the slope by which the rest of a
/// day missed its forecast when its beginning did, shrunk to zero by its own uncertainty (the positive
/// part of 1 − s²/β², after James and Stein). Recent hours may count for more than early ones, and the
/// factor may fade; how fast, and whether to update at all, is decided by what would have been closest
/// on past days, each judged by the others.
///
/// - SeeAlso: A. N. Avramidis, A. Deslauriers, P. L'Ecuyer, Management Science 50 (2004) 896,
///   doi:10.1287/mnsc.1040.0236; H. Shen, J. Z. Huang, M&SOM 10 (2008) 391,
///   doi:10.1287/msom.1070.0179.
struct DayUpdate: Sendable, Equatable {
  /// A day of the past slot by slot; NaN where its calls are unknown.
  struct PastDay {
    var calls: [Double]
    var forecast: [Double]
  }

  /// κ: the calls that the morning's forecast is worth; infinite where the day so far says nothing.
  private(set) var priorCalls = Double.infinity
  /// Weight of each slot of the day so far, and how much of the factor is left in each slot of the rest.
  private(set) var weights: [Double]
  private(set) var fades: [Double]
  /// Hours in which the weight of a slot so far halves, and in which the factor does.
  private(set) var memory = Double.infinity
  private(set) var fading = Double.infinity
  /// The error of the rest after the update as a share of that before it, on past days.
  private(set) var narrowing = 1.0
  /// β at the calls of a usual day.
  private(set) var slope = 0.0
  /// Past days that could be judged.
  private(set) var dayCount = 0

  /// Fewer days say nothing reliable.
  static let leastDays = 10
  private static let halfLives = [Double.infinity, 6, 2]

  /// - Parameters:
  ///   - past: days like the one under way.
  ///   - seen: the slots of today whose calls are known.
  ///   - cut: the first slot of the rest.
  init(past: [PastDay], seen: [Bool], cut: Int, slotMinutes: Int) {
    let hours = Double(slotMinutes) / 60
    func halves(_ halfLife: Double) -> [Double] {
      seen.indices.map { slot in
        let distance = slot < cut ? Double(cut - 1 - slot) : Double(slot - cut)
        return pow(0.5, distance * hours / halfLife)
      }
    }
    let neutral = seen.map { _ in 1.0 }
    weights = neutral
    fades = neutral
    var best = 0.0
    for memory in Self.halfLives {
      let weights = halves(memory)
      for fading in Self.halfLives {
        let fades = halves(fading)
        let trial = Trial(past: past, seen: seen, cut: cut, weights: weights, fades: fades)
        dayCount = trial.days.count
        guard trial.days.count >= Self.leastDays, trial.slope > 0, trial.gain > best,
          trial.isGainSure
        else { continue }
        best = trial.gain
        self.weights = weights
        self.fades = fades
        self.memory = memory
        self.fading = fading
        slope = trial.slope
        priorCalls = trial.usualCalls * (1 / trial.slope - 1)
        narrowing = trial.narrowing
      }
    }
  }

  /// The factor on each slot of the rest of a day.
  ///
  /// - Parameter extra: more uncertainty of the forecast than on past days, as a share of the mean, as on
  ///   a holiday.
  func factors(calls: [Double], forecast: [Double], extra: Double = 0) -> [Double] {
    var (came, expected) = (0.0, 0.0)
    for slot in calls.indices where !calls[slot].isNaN {
      came += weights[slot] * calls[slot]
      expected += weights[slot] * forecast[slot]
    }
    // Variances of independent factors add up.
    let prior = 1 / (1 / priorCalls + extra * extra)
    guard expected > 0, prior.isFinite else { return fades.map { _ in 1 } }
    let factor = prior + expected > 0 ? (prior + came) / (prior + expected) : 1
    return fades.map { max(0, 1 + (factor - 1) * $0) }
  }

  /// One way to weigh and to fade, judged on past days.
  private struct Trial {
    struct Day {
      /// Relative error so far.
      var error: Double
      /// Σ fade (calls − forecast) and Σ fade² forecast over the rest.
      var product: Double
      var square: Double
      /// Σ (calls − forecast)² / forecast over the rest.
      var loss: Double
    }

    var days: [Day] = []
    /// Mean weighted forecast of the day so far.
    var usualCalls = 0.0
    var slope = 0.0
    /// How much smaller the losses are with the update, and whether that is more than chance.
    var gain = 0.0
    var isGainSure = false
    var narrowing = 1.0

    init(
      past: [PastDay], seen: [Bool], cut: Int, weights: [Double], fades: [Double]
    ) {
      for day in past {
        var (missed, expected) = (0.0, 0.0)
        for slot in 0..<cut where seen[slot] && !day.calls[slot].isNaN {
          missed += weights[slot] * (day.calls[slot] - day.forecast[slot])
          expected += weights[slot] * day.forecast[slot]
        }
        var found = Day(error: missed / expected, product: 0, square: 0, loss: 0)
        for slot in cut..<seen.count where !day.calls[slot].isNaN && day.forecast[slot] > 0.01 {
          let error = day.calls[slot] - day.forecast[slot]
          found.product += fades[slot] * error
          found.square += fades[slot] * fades[slot] * day.forecast[slot]
          found.loss += error * error / day.forecast[slot]
        }
        guard expected > 0, found.square > 0 else { continue }
        days.append(found)
        usualCalls += expected
      }
      guard days.count >= DayUpdate.leastDays else { return }
      usualCalls /= Double(days.count)
      slope = Self.slope(days)
      let gains = days.indices.map { index in
        // e − x β leaves Σ e²/f less 2 β r N − β² r² D.
        var others = days
        let day = others.remove(at: index)
        let slope = Self.slope(others)
        return 2 * slope * day.error * day.product
          - slope * slope * day.error * day.error * day.square
      }
      gain = gains.reduce(0, +)
      let mean = gain / Double(gains.count)
      let variance =
        gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        / Double(gains.count - 1)
      isGainSure = mean > (variance / Double(gains.count)).squareRoot()
      let loss = days.reduce(0) { $0 + $1.loss }
      narrowing = max(0.2, min(1, 1 - gain / loss)).squareRoot()
    }

    /// Least squares of the rest's errors on the beginning's, shrunk; between 0 and 1.
    private static func slope(_ days: [Day]) -> Double {
      let square = days.reduce(0) { $0 + $1.error * $1.error * $1.square }
      guard square > 0 else { return 0 }
      let slope = days.reduce(0) { $0 + $1.error * $1.product } / square
      guard slope > 0 else { return 0 }
      let noise = days.reduce(0) {
        let rest = $1.error * ($1.product - slope * $1.error * $1.square)
        return $0 + rest * rest
      }
      let variance = noise / (square * square)
      return min(1, slope * max(0, 1 - variance / (slope * slope)))
    }
  }
}
