/// How a service level counts the callers who hang up. With T the threshold, which a wait may just reach:
///
/// Publications mean different things by "80 % in 20 s"; a level without its formula says little.
package enum ServiceFormula: String, Sendable, CaseIterable {
  /// Answered within T / offered: who hangs up counts against the centre.
  case ofOffered = "of-offered"
  /// Answered within T / (offered − abandoned within T): who hangs up early does not count.
  case ofOfferedLessEarlyAbandons = "of-offered-less-early-abandons"
  /// (Answered within T + abandoned within T) / offered: nobody waited beyond T.
  case earlyAbandonsCount = "early-abandons-count"
  /// Answered within T / answered: who hangs up does not count at all.
  case ofAnswered = "of-answered"
}
