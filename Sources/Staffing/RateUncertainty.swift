private import Foundation
internal import Workforce

/// The rates that calls may turn out to come at, where the forecast may err.
///
/// A target kept at the rate expected is missed on the whole when the rate is uncertain, since callers
/// lose more at a higher rate than they gain at a lower. What counts is the mean over calls,
///
///     level = E[Λ · level(Λ)] / E[Λ],
///
/// with Λ log-normal around the forecast, here at the middles of nine parts of equal probability: the
/// level falls steeply where the load passes the agents, which rules of few points far apart miss.
///
/// - SeeAlso: S. G. Steckley, S. G. Henderson, V. Mehrotra, "Forecast errors in service systems",
///   Probability in the Engineering and Informational Sciences 23 (2009) 305,
///   doi:10.1017/S0269964809000187.
struct RateUncertainty {
  /// Rates as parts of that expected, each with its share of the calls; shares sum to one.
  let rates: [(share: Double, rate: Double)]

  private static let scores = (0..<9).map { NormalScore.quantile((Double($0) + 0.5) / 9) }

  /// - Parameter variance: of the rate over its mean squared, zero or more.
  init(variance: Double) {
    guard variance > 1e-8 else {
      rates = [(1, 1)]
      return
    }
    let sigma = log1p(variance).squareRoot()
    let found = Self.scores.map { exp(sigma * $0) }
    let sum = found.reduce(0, +)
    rates = found.map { ($0 / sum, $0 * Double(found.count) / sum) }
  }

  /// What the forecast does not know of the rate in an interval: all scatter beyond that of calls which
  /// come independently of each other.
  init(_ scatter: CallScatter?, interval: Int, mean: Double) {
    guard let scatter, mean > 0 else {
      self.init(variance: 0)
      return
    }
    let (rate, day) = (scatter.rateSpread[interval], scatter.daySpread[interval])
    self.init(
      variance: rate * rate + day * day + max(0, scatter.dispersion - 1) / mean)
  }

  /// Loads at every rate, with their shares of the calls.
  func spread(_ loads: [(share: Double, load: Double)]) -> [(share: Double, load: Double)] {
    loads.flatMap { part in rates.map { (part.share * $0.share, part.load * $0.rate) } }
  }
}
