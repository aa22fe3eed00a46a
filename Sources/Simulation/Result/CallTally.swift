package import Workforce

/// What became of the calls that arrived in one interval, or in more.
///
/// Work that may wait is answered when it is done; what is neither answered nor abandoned is overdue.
package struct CallTally: Sendable, Equatable {
  package internal(set) var offered = 0
  package internal(set) var answered = 0
  package internal(set) var abandoned = 0
  package internal(set) var answeredInTime = 0
  package internal(set) var abandonedInTime = 0
  /// Seconds waited by callers who were answered (or until work was done), and by those who hung up.
  package internal(set) var answeredWait = 0.0
  package internal(set) var abandonedWait = 0.0
  /// Seconds of the longest wait, of either.
  package internal(set) var longestWait = 0.0

  @inline(__always)
  mutating func answer(after wait: Double, threshold: Double) {
    answered &+= 1
    if wait <= threshold { answeredInTime &+= 1 }
    answeredWait += wait
    if wait > longestWait { longestWait = wait }
  }

  @inline(__always)
  mutating func abandon(after wait: Double, threshold: Double) {
    abandoned &+= 1
    if wait <= threshold { abandonedInTime &+= 1 }
    abandonedWait += wait
    if wait > longestWait { longestWait = wait }
  }

  /// Work that may wait is left undone though it is overdue.
  mutating func leave(after wait: Double) { longestWait = max(longestWait, wait) }

  static func += (sum: inout CallTally, more: CallTally) {
    sum.offered += more.offered
    sum.answered += more.answered
    sum.abandoned += more.abandoned
    sum.answeredInTime += more.answeredInTime
    sum.abandonedInTime += more.abandonedInTime
    sum.answeredWait += more.answeredWait
    sum.abandonedWait += more.abandonedWait
    sum.longestWait = max(sum.longestWait, more.longestWait)
  }

  /// The parts of a service level by this formula; the whole is 0 where there is nothing to tell.
  package func parts(_ formula: ServiceFormula) -> (part: Double, whole: Double) {
    let (part, whole) =
      switch formula {
      case .ofOffered: (answeredInTime, offered)
      case .ofOfferedLessEarlyAbandons: (answeredInTime, offered - abandonedInTime)
      case .earlyAbandonsCount: (answeredInTime + abandonedInTime, offered)
      case .ofAnswered: (answeredInTime, answered)
      }
    return (Double(part), Double(whole))
  }
}
