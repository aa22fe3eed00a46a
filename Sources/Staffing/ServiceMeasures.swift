package import Workforce

/// What callers and agents meet in a queue: shares of the calls offered, and seconds.
package struct ServiceMeasures: Sendable, Equatable {
  /// The share of calls that find every agent busy.
  package var waiting: Double
  /// The share of calls whose callers hang up before they are answered.
  package var abandonment: Double
  /// The share of calls answered within the threshold.
  package var answeredWithin: Double
  /// The share of calls whose callers hang up within the threshold.
  package var abandonedWithin: Double
  /// Mean seconds that a call waits, until it is answered or its caller hangs up.
  package var meanWait: Double
  /// Seconds waited by answered calls, divided by all calls offered.
  package var waitOfAnswered: Double
  /// The share of their presence that agents spend on calls.
  package var occupancy: Double

  /// The average speed of answer: mean seconds that an answered call waited. Infinite where no call is
  /// answered.
  package var asa: Double {
    abandonment < 1 ? waitOfAnswered / (1 - abandonment) : .infinity
  }

  /// The service level by the formula that is named; zero where its denominator is.
  package func serviceLevel(_ formula: ServiceFormula) -> Double {
    func ratio(_ part: Double, _ whole: Double) -> Double {
      part > 0 && whole > 0 ? min(1, part / whole) : 0
    }
    return switch formula {
    case .ofOffered: answeredWithin
    case .ofOfferedLessEarlyAbandons: ratio(answeredWithin, 1 - abandonedWithin)
    case .earlyAbandonsCount: min(1, answeredWithin + abandonedWithin)
    case .ofAnswered: ratio(answeredWithin, 1 - abandonment)
    }
  }

  /// Whether every part of `target` is kept. Occupancy is given the noise of rounding.
  package func keep(_ target: StaffingTarget) -> Bool {
    if let level = target.serviceLevel, serviceLevel(level.formula) < level.share { return false }
    if let most = target.maximumASA, !(asa <= most) { return false }
    if let most = target.maximumAbandonment, abandonment > most { return false }
    return occupancy <= target.maximumOccupancy + 1e-9
  }

  /// The mean over parts of a time, each with its share of the calls.
  static func mean(_ parts: some Sequence<(share: Double, measures: ServiceMeasures)>)
    -> ServiceMeasures
  {
    var mean = ServiceMeasures.nothing
    for (share, part) in parts {
      mean.waiting += share * part.waiting
      mean.abandonment += share * part.abandonment
      mean.answeredWithin += share * part.answeredWithin
      mean.abandonedWithin += share * part.abandonedWithin
      mean.meanWait += share * part.meanWait
      mean.waitOfAnswered += share * part.waitOfAnswered
      mean.occupancy += share * part.occupancy
    }
    return mean
  }

  private static let nothing = ServiceMeasures(
    waiting: 0, abandonment: 0, answeredWithin: 0, abandonedWithin: 0, meanWait: 0,
    waitOfAnswered: 0, occupancy: 0)
}
