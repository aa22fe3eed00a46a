/// What an agent has said in writing about Sundays worked under an order of the prefect (L3132-25-4).
package struct SundayConsent: Sendable, Equatable {
  package var agent: String
  /// The day of the signature; nil where this row refuses Sundays alone.
  package var signed: Day?
  /// The day on which the agent took the consent back.
  package var withdrawn: Day?
  /// Single Sundays refused, and the day on which that was told.
  package var refused: [Day]
  package var told: Day?

  package init(
    agent: String, signed: Day? = nil, withdrawn: Day? = nil, refused: [Day] = [], told: Day? = nil
  ) {
    self.agent = agent
    self.signed = signed
    self.withdrawn = withdrawn
    self.refused = refused
    self.told = told
  }

  /// The first day on which a consent taken back is no longer in force: three months after the notice, or
  /// the days that the order's agreement fixes.
  package func end(under order: SundayOrder) -> Day? {
    withdrawn.map { day in order.withdrawalDays.map { day + $0 } ?? day.adding(months: 3) }
  }
}

/// What an agent's consents are worth on one Sunday.
package enum ConsentState: Sendable, Equatable {
  case inForce(signed: Day)
  case none
  /// None yet: the first is signed later.
  case signedLater(Day)
  case withdrawn(Day, until: Day)
  case refused(told: Day?)

  package var isInForce: Bool { signedOn != nil }

  /// The day on which the consent in force was signed.
  package var signedOn: Day? { if case .inForce(let day) = self { day } else { nil } }
}

extension Collection<SundayConsent> {
  /// What the consents of one agent are worth on `sunday` under `order`.
  package func state(on sunday: Day, under order: SundayOrder) -> ConsentState {
    if let refusal = first(where: { $0.refused.contains(sunday) }) {
      return .refused(told: refusal.told)
    }
    let signed = filter { $0.signed.map { $0 <= sunday } ?? false }
    let last = signed.filter { consent in consent.end(under: order).map { sunday < $0 } ?? true }
      .compactMap(\.signed).max()
    if let last { return .inForce(signed: last) }
    let ended = signed.max { $0.signed! < $1.signed! }
    if let ended, let day = ended.withdrawn, let end = ended.end(under: order) {
      return .withdrawn(day, until: end - 1)
    }
    return compactMap(\.signed).min().map { .signedLater($0) } ?? .none
  }
}
