/// What a service level is a share of; T is the queue's threshold, which a wait may just reach.
///
/// Publications mean different things by "80 % in 20 s"; a level without its formula says little.
package enum ServiceFormula: Int, Sendable, CaseIterable {
  /// Answered within T / offered: who hangs up counts against the centre.
  case answeredInTimeOfOffered
  /// Answered within T / (offered − abandoned within T): who hangs up early does not count.
  case answeredInTimeOfPatient
  /// (Answered within T + abandoned within T) / offered: nobody waited beyond T.
  case settledInTimeOfOffered
  /// Answered within T / answered: who hangs up does not count at all.
  case answeredInTimeOfAnswered
}
