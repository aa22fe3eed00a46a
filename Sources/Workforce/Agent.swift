/// A person who takes calls.
package struct Agent: Sendable, Equatable {
  package var id: String
  /// The name of the agent's contract.
  package var contract: String
  package var skills: Set<String>
  /// The same skills, the one to be used first in front.
  package var skillOrder: [String]
  package var team: String
  /// Cents per hour.
  package var hourlyWage: Int
  /// Whether the agent takes Sunday work.
  package var worksSundays: Bool
  /// Whether the agent takes night work.
  package var worksNights: Bool
  package var birthDate: Day?
  /// When shifts may lie, by the weekday on which they start: minutes after its midnight, beyond 1440
  /// for the next day. Nil where the agent is free at all times; a weekday without a window is off.
  package var availability: [Weekday: Range<Int>]?

  package init(
    id: String, contract: String, skills: Set<String>, team: String = "", hourlyWage: Int,
    worksSundays: Bool = false, worksNights: Bool = false, birthDate: Day? = nil,
    availability: [Weekday: Range<Int>]? = nil, skillOrder: [String]? = nil
  ) {
    self.id = id
    self.contract = contract
    self.skills = skills
    self.skillOrder = skillOrder ?? skills.sorted()
    self.team = team
    self.hourlyWage = hourlyWage
    self.worksSundays = worksSundays
    self.worksNights = worksNights
    self.birthDate = birthDate
    self.availability = availability
  }
}

extension Agent {
  /// Whether the agent is under 18 on `day`; false where the birth date is not known.
  package func isMinor(on day: Day) -> Bool { isYounger(than: 18, on: day) }

  /// Whether the agent's birthday of that age is after `day`; false where the birth date is not known.
  package func isYounger(than age: Int, on day: Day) -> Bool {
    guard let birth = birthDate?.date else { return false }
    let date = day.date
    return (date.year - birth.year, date.month, date.day) < (age, birth.month, birth.day)
  }
}

/// Days on which an agent does not work, from `from` to `to` inclusive.
package struct Absence: Sendable, Equatable {
  package var agent: String
  package var from: Day
  package var to: Day
  /// As the site names it; planning needs only that the agent is away.
  package var kind: String

  package init(agent: String, from: Day, to: Day, kind: String) {
    self.agent = agent
    self.from = from
    self.to = to
    self.kind = kind
  }
}

/// What an agent would like on a day; worth `weight` cents when kept.
package struct Wish: Sendable, Equatable {
  package enum Content: Sendable, Equatable {
    /// No shift that starts on the day.
    case off
    /// A shift of the kind with this name.
    case shift(kind: String)
  }

  package var agent: String
  package var day: Day
  package var content: Content
  package var weight: Int

  package init(agent: String, day: Day, content: Content, weight: Int) {
    self.agent = agent
    self.day = day
    self.content = content
    self.weight = weight
  }
}
