package import Workforce

/// A tour of one week, written by hand at the edge of a rule, with the verdict it must get.
///
///     RuleExample(.lawful, "11:00 between two shifts", tour: ["mon 08:00-20:00", "tue 07:00-12:00"])
///
/// Shifts are written `day start-end` with breaks `/12:00-12:45` behind; hours past 24 lie on the
/// next day. The agent is a full-timer who takes nights and Sundays on a queue with a Sunday basis that
/// is open on holidays, unless said otherwise.
package struct RuleExample: Sendable {
  package enum Verdict: Sendable, Equatable {
    case lawful
    case breach
  }

  package let verdict: Verdict
  package let title: String
  package let tour: [String]
  /// The weeks before the tour's, in the same words, the latest last.
  package let before: [[String]]
  /// Whether the contract is for 24 h a week in place of 35 h.
  package let isPartTime: Bool
  /// The part-time contract's minutes a week, and why it may be for few.
  package let partTimeMinutes: Int
  package let exemption: Contract.Exemption?
  package let worksSundays: Bool
  package let worksNights: Bool
  package let basis: SundayBasis
  package let consents: [SundayConsent]
  package let protections: [Protection]
  package let opensOnHolidays: Bool
  package let holidayRegion: PublicHoliday.Region
  package let absentOn: Day?
  package let birthDate: Day?
  package let availability: [Weekday: Range<Int>]?
  /// The rule's parameters, and those of others as `daily-rest.hours`; the law's own figures where none
  /// are named.
  package let parameters: [String: String]
  /// The Monday of the example's week; another where a clock change matters.
  package let monday: Day
  /// What was published for the week, in the words of the tour, and on which day the tour is told; nil
  /// where nothing was.
  package let published: [String]?
  package let told: Day?
  /// Days whose change the agent has accepted.
  package let accepted: [Day]
  /// Whether it is about what no tour can mend, which the audit alone judges.
  package let isStanding: Bool

  package init(
    _ verdict: Verdict, _ title: String, tour: [String], before: [[String]] = [],
    isPartTime: Bool = false, partTimeMinutes: Int = 24 * 60,
    exemption: Contract.Exemption? = nil, worksSundays: Bool = true, worksNights: Bool = true,
    hasSundayBasis: Bool = true, basis: SundayBasis? = nil, consents: [SundayConsent] = [],
    protections: [Protection] = [], opensOnHolidays: Bool = true,
    holidayRegion: PublicHoliday.Region = .france, absentOn: String? = nil,
    birthDate: String? = nil,
    availability: [Weekday: Range<Int>]? = nil, parameters: [String: String] = [:],
    monday: String = "2026-11-23", published: [String]? = nil, told: String? = nil,
    accepted: [String] = [], isStanding: Bool = false
  ) {
    self.partTimeMinutes = partTimeMinutes
    self.exemption = exemption
    self.protections = protections
    self.published = published
    self.told = told.map { Day($0)! }
    self.accepted = accepted.map { Day($0)! }
    self.isStanding = isStanding
    self.verdict = verdict
    self.title = title
    self.tour = tour
    self.before = before
    self.isPartTime = isPartTime
    self.worksSundays = worksSundays
    self.worksNights = worksNights
    self.basis = basis ?? (hasSundayBasis ? .listed(line: "line") : .none)
    self.consents = consents
    self.opensOnHolidays = opensOnHolidays
    self.holidayRegion = holidayRegion
    self.absentOn = absentOn.map { Day($0)! }
    self.birthDate = birthDate.map { Day($0)! }
    self.availability = availability
    self.parameters = parameters
    self.monday = Day(monday)!
  }

  /// The rules with the example's parameters.
  package func book(for rule: any Rule.Type) throws(InputRefused) -> RuleBook {
    try RuleBook(figures: parameters, of: rule.key)
  }

  /// The tour's shifts for agent `agent`.
  /// - Precondition: the tour is written as the type's comment says.
  package func shifts(agent: String, zone: Zone) -> [Shift] {
    shifts(tour, from: monday, agent: agent, zone: zone)
  }

  /// The shifts that were published for the week, written as the tour.
  package func publishedShifts(agent: String, zone: Zone) -> [Shift] {
    shifts(published ?? [], from: monday, agent: agent, zone: zone)
  }

  /// The shifts of the weeks before, written as the tour.
  package func earlierShifts(agent: String, zone: Zone) -> [Shift] {
    before.enumerated().flatMap { number, week in
      shifts(week, from: monday - 7 * (before.count - number), agent: agent, zone: zone)
    }
  }

  private func shifts(
    _ lines: [String], from monday: Day, agent: String, zone: Zone
  ) -> [Shift] {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    func minutes(_ clock: Substring) -> Int {
      let parts = clock.split(separator: ":")
      return Int(parts[0])! * 60 + Int(parts[1])!
    }
    return lines.map { text in
      let words = text.split(separator: " ")
      let day = monday + names.firstIndex(of: String(words[0]))!
      let spans = words[1].split(separator: "/").map { span in
        let ends = span.split(separator: "-").map(minutes)
        return (zone.instant(day, minute: ends[0]), zone.instant(day, minute: ends[1]))
      }
      return Shift(
        agent: agent, day: day, start: spans[0].0, end: spans[0].1,
        breaks: spans.dropFirst().map { Break(start: $0.0, end: $0.1) })
    }
  }
}

extension RuleBook {
  /// The rules with some figures of one of them, and of others named as `daily-rest.hours`.
  package init(figures: [String: String], of rule: String) throws(InputRefused) {
    let position = SourcePosition(file: "example")
    var entries: [String: [RuleEntry.Parameter]] = [:]
    for (name, value) in figures.sorted(by: { $0.key < $1.key }) {
      let words = name.split(separator: ".").map(String.init)
      entries[words.count > 1 ? words[0] : rule, default: []].append(
        RuleEntry.Parameter(name: words[words.count - 1], value: value, position: position))
    }
    try self.init(
      entries: entries.sorted { $0.key < $1.key }.map {
        RuleEntry(key: $0.key, position: position, parameters: $0.value)
      })
  }
}
