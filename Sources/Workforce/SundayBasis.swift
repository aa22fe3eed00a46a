/// On what ground people may be at work on a Sunday for a queue (Code du travail, L3132-3: none by
/// default; L3132-12 with R3132-5; L3132-20; L3134-2 and following for Alsace-Moselle).
package enum SundayBasis: Sendable, Equatable {
  case none
  /// A line of the table in R3132-5, as "assistance téléphonique ou télématique".
  case listed(line: String)
  /// An order of the prefect.
  case prefect(SundayOrder)
  /// Local law, in businesses of commerce.
  case alsaceMoselle(LocalSundays)

  /// Whether Sunday work is possible on `day` on this ground.
  package func permits(_ day: Day) -> Bool {
    switch self {
    case .none: false
    case .listed: true
    case .prefect(let order): order.span.contains(day)
    case .alsaceMoselle(let local): !local.closes(day)
    }
  }

  /// Whether nobody may be at work on `day`, Sunday or not.
  package func closes(_ day: Day) -> Bool {
    if case .alsaceMoselle(let local) = self { local.closes(day) } else { false }
  }

  /// The order of the prefect, where it is one.
  package var order: SundayOrder? {
    if case .prefect(let order) = self { order } else { nil }
  }

  /// Percent on the hourly wage that the law itself asks for a Sunday worked on this ground: double pay
  /// under an order that no collective agreement goes with (L3132-25-3).
  package var leastPremium: Int {
    if case .prefect(let order) = self, !order.ground.isAgreement { 100 } else { 0 }
  }

  /// Percent of a Sunday's work that is owed again as rest.
  package var restPercent: Int { order?.restPercent ?? 0 }

  /// The ground as files and messages show it: `L3132-20: 2026-114`.
  package var text: String {
    switch self {
    case .none: "none"
    case .listed(let line): "R3132-5: \(line)"
    case .prefect(let order): "L3132-20: \(order.number)"
    case .alsaceMoselle(let local): "L3134-2: \(local.order)"
    }
  }

  /// The less a ground asks of people, the lower it stands.
  fileprivate var rank: Int {
    switch self {
    case .listed: 0
    case .alsaceMoselle: 1
    case .prefect(let order): order.mode.endsAtNoon ? 3 : 2
    case .none: 4
    }
  }
}

/// An order of the prefect under L3132-20, for three years at most (L3132-21).
package struct SundayOrder: Sendable, Equatable {
  /// The order's number, as it stands in the collection of administrative acts.
  package var number: String
  package var span: DaySpan
  package var mode: Mode
  /// Most agents who may be at work on one Sunday on this order; nil where it names no number.
  package var maximumAgents: Int?
  package var ground: Ground
  /// Days after which a consent withdrawn is no longer in force, where an agreement says so; else
  /// three months (L3132-25-4).
  package var withdrawalDays: Int?
  /// Percent of a Sunday's work owed again as rest: 100 at least without an agreement (L3132-25-3).
  package var restPercent: Int

  /// How the weekly rest is given in place of a whole Sunday (L3132-20, 1° to 4°).
  package enum Mode: String, Sendable, CaseIterable {
    case otherDay = "other-day"
    case noonToNoon = "sunday-noon-to-monday-noon"
    case afternoon = "sunday-afternoon"
    case rotation

    /// Whether nobody is at work after Sunday noon.
    package var endsAtNoon: Bool { self == .noonToNoon || self == .afternoon }
  }

  /// What the order needs besides (L3132-25-3), with the document where it can be read.
  package enum Ground: Sendable, Equatable {
    /// A collective agreement, which sets what is given in return.
    case agreement(document: String)
    /// A decision of the employer approved by referendum: equal rest and double pay at least.
    case referendum(document: String)

    package var isAgreement: Bool { if case .agreement = self { true } else { false } }
  }

  /// - Parameter restPercent: where nil, 100 without an agreement and none with one.
  package init(
    number: String, from: Day, until: Day, mode: Mode = .rotation, maximumAgents: Int? = nil,
    ground: Ground, withdrawalDays: Int? = nil, restPercent: Int? = nil
  ) {
    self.number = number
    span = DaySpan(from: from, until: until)
    self.mode = mode
    self.maximumAgents = maximumAgents
    self.ground = ground
    self.withdrawalDays = withdrawalDays
    self.restPercent = restPercent ?? (ground.isAgreement ? 0 : 100)
  }
}

/// Sunday and holiday work in commerce under the local law of Alsace-Moselle (L3134-2 to L3134-7).
package struct LocalSundays: Sendable, Equatable {
  /// The local statute or order that opens Sundays.
  package var order: String
  /// Most minutes of a Sunday or holiday that a derogation allows; nil without one, where law's hold.
  package var derogationMinutes: Int?
  /// Whether the first days of Christmas, Easter and Pentecost are open, by a derogation.
  package var opensFeasts: Bool

  package init(order: String, derogationMinutes: Int? = nil, opensFeasts: Bool = false) {
    self.order = order
    self.derogationMinutes = derogationMinutes
    self.opensFeasts = opensFeasts
  }

  /// Whether `day` is the first day of Christmas, Easter or Pentecost, and those are not open.
  package func closes(_ day: Day) -> Bool {
    if opensFeasts { return false }
    let date = day.date
    if date.month == 12 && date.day == 25 { return true }
    let easter = PublicHoliday.easterSunday(year: date.year)
    return day == easter || day == easter + 49
  }
}

extension Collection<Queue> {
  /// The ground on which somebody who takes these queues may work on `sunday`: of those that permit
  /// it, the one that asks least of them, and of equal ones the first.
  package func sundayBasis(on sunday: Day) -> SundayBasis {
    let grounds = map(\.sundayBasis).filter { $0.permits(sunday) }
    return grounds.min { $0.rank < $1.rank } ?? .none
  }
}

extension Site {
  /// The queues that an agent can take.
  package func queues(of agent: Agent) -> [Queue] {
    queues.filter { agent.skills.contains($0.skill) }
  }

  /// Percent on an agent's hourly wage for work on `sunday`: the house's, or what law asks if higher.
  package func sundayPercent(of agent: Agent, on sunday: Day) -> Int {
    max(pay.sundayPercent, queues(of: agent).sundayBasis(on: sunday).leastPremium)
  }
}
