/// A call centre as its site folder describes it: the input of every stage.
package struct Site: Sendable {
  package var name: String
  package var zone: Zone
  /// Minutes in one interval of calls and requirement: 15, 30 or 60.
  package var intervalMinutes: Int
  package var holidayRegion: PublicHoliday.Region
  package var queues: [Queue]
  package var contracts: [Contract]
  package var shiftKinds: [ShiftKind]
  package var pay: Pay
  package var coverPrice: CoverPrice
  /// What is asked of rosters for fairness' sake.
  package var fairness = Fairness()
  /// The centre's own promises, in the order of the file.
  package var commitments: [Commitment]
  /// What the house sets for rules, in the order of the file.
  package var rules: [RuleEntry]
  /// The packs of law and convention that the site is under, `france` first.
  package var rulePacks: [RulePack]
  /// Agreements that set figures of rules, in the order of the file.
  package var agreements: [RuleAgreement]
  package var agents: [Agent]
  package var absences: [Absence]
  /// What agents have said in writing about Sundays, in the order of the file.
  package var sundayConsents: [SundayConsent]
  /// Agents spared nights, without a cause.
  package var protections: [Protection]
  /// Changes of published shifts that agents took on themselves.
  package var acceptedChanges: [AcceptedChange]
  package var wishes: [Wish]
  package var events: [Event]
  /// Figures set by hand in place of the forecast's; those of one queue do not overlap.
  package var overrides: [ForecastOverride]
  package var calls: CallHistory
  /// Shifts of weeks already published, oldest first; what rules look back on.
  package var published: [Shift]
  /// What is known of agents' past in place of published shifts; at most one for an agent.
  package var balances: [Balance]
  /// Breaches that somebody has allowed, in the order of the file.
  package var waivers: [Waiver]

  package init(
    name: String, zone: Zone, intervalMinutes: Int,
    holidayRegion: PublicHoliday.Region = .france,
    queues: [Queue], contracts: [Contract], shiftKinds: [ShiftKind], pay: Pay,
    coverPrice: CoverPrice, commitments: [Commitment] = [], rules: [RuleEntry] = [],
    rulePacks: [RulePack] = [], agreements: [RuleAgreement] = [],
    agents: [Agent], absences: [Absence] = [],
    sundayConsents: [SundayConsent] = [], protections: [Protection] = [],
    acceptedChanges: [AcceptedChange] = [], wishes: [Wish] = [], events: [Event] = [],
    overrides: [ForecastOverride] = [],
    calls: CallHistory = CallHistory(),
    published: [Shift] = [], balances: [Balance] = [], waivers: [Waiver] = []
  ) {
    self.name = name
    self.zone = zone
    self.intervalMinutes = intervalMinutes
    self.holidayRegion = holidayRegion
    self.queues = queues
    self.contracts = contracts
    self.shiftKinds = shiftKinds
    self.pay = pay
    self.coverPrice = coverPrice
    self.commitments = commitments
    self.rules = rules
    self.rulePacks = rulePacks
    self.agreements = agreements
    self.agents = agents
    self.absences = absences
    self.sundayConsents = sundayConsents
    self.protections = protections
    self.acceptedChanges = acceptedChanges
    self.wishes = wishes
    self.events = events
    self.overrides = overrides
    self.calls = calls
    self.published = published
    self.balances = balances
    self.waivers = waivers
  }
}

/// What is agreed with an agent on hours.
package struct Contract: Sendable, Equatable {
  package var name: String
  /// Contractual minutes of work in a civil week; paid even when fewer are rostered.
  package var weeklyMinutes: Int
  /// Fewest and most minutes that may be rostered in a civil week.
  package var rosteredMinutes: ClosedRange<Int>
  package var isFullTime: Bool
  /// Why part-time may be for less than the least of law; nil where nothing is stated.
  package var exemption: Exemption?

  /// The cases in which part-time may be for less than 24 h a week (L3123-7, L3123-19).
  package enum Exemption: String, Sendable, CaseIterable {
    case student = "student-under-26"
    /// Asked for in writing with reasons; hours are then grouped on full or half days.
    case writtenRequest = "written-request"
    /// For seven days at most.
    case shortContract = "short-contract"
    case replacement
    /// An extended branch agreement that sets a lower least.
    case branchAgreement = "branch-agreement"
  }

  package init(
    name: String, weeklyMinutes: Int, rosteredMinutes: ClosedRange<Int>, isFullTime: Bool,
    exemption: Exemption? = nil
  ) {
    self.name = name
    self.weeklyMinutes = weeklyMinutes
    self.rosteredMinutes = rosteredMinutes
    self.isFullTime = isFullTime
    self.exemption = exemption
  }
}

/// A family of shifts: every start and length it allows, and its break.
///
/// Times are local wall clock; `start` counts from the midnight of the shift's day and may not reach
/// 1440, while the end may lie on the next day.
package struct ShiftKind: Sendable, Equatable {
  package var name: String
  package var weekdays: Set<Weekday>
  /// Earliest and latest start, minutes after midnight.
  package var start: ClosedRange<Int>
  /// Shortest and longest presence, breaks included, in minutes.
  package var length: ClosedRange<Int>
  /// Grid of starts, lengths and break starts, in minutes.
  package var step: Int
  /// The break of this kind, or nil for shifts without one.
  package var pause: Pause?

  /// A break that starts so many minutes after the shift's start as `window` says.
  package struct Pause: Sendable, Equatable {
    package var minutes: Int
    package var window: ClosedRange<Int>
    /// Whether it is paid at the hourly wage, though it is no work (IDCC 2098, agreement on call
    /// centres, article 6).
    package var isPaid: Bool

    package init(minutes: Int, window: ClosedRange<Int>, isPaid: Bool = false) {
      self.minutes = minutes
      self.window = window
      self.isPaid = isPaid
    }
  }

  package init(
    name: String, weekdays: Set<Weekday> = Set(Weekday.allCases), start: ClosedRange<Int>,
    length: ClosedRange<Int>, step: Int, pause: Pause?
  ) {
    self.name = name
    self.weekdays = weekdays
    self.start = start
    self.length = length
    self.step = step
    self.pause = pause
  }
}

/// Premiums on the hourly wage, in percent.
package struct Pay: Sendable, Equatable {
  /// Night span on the clock: from `nightStart` of one day to `nightEnd` of the next (minutes).
  package var nightStart: Int
  package var nightEnd: Int
  package var nightPercent: Int
  package var sundayPercent: Int
  /// On public holidays; work on 1 May earns a second wage at least, whatever stands here (L3133-6).
  package var holidayPercent: Int
  /// What is paid for an hour that earns several of these.
  package var cumulation: Cumulation
  /// On the first eight hours over 35 in a civil week, and on those beyond (L3121-36).
  package var overtimePercent: Int
  package var furtherOvertimePercent: Int
  /// On part-timers' hours over contract up to a tenth of it, and beyond (L3123-29).
  package var complementaryPercent: Int
  package var furtherComplementaryPercent: Int

  /// How premiums of an hour that is at once night, Sunday and public holiday come together; the law is
  /// silent, and so are conventions.
  package enum Cumulation: String, Sendable, CaseIterable {
    /// Of Sunday and holiday the higher, and night on top of it.
    case nightOnTop = "night-on-top"
    /// All of them.
    case sum
    /// The highest alone.
    case highest
  }

  package init(
    nightStart: Int = 21 * 60, nightEnd: Int = 6 * 60, nightPercent: Int = 0,
    sundayPercent: Int = 0, holidayPercent: Int = 0, overtimePercent: Int = 25,
    furtherOvertimePercent: Int = 50, complementaryPercent: Int = 10,
    furtherComplementaryPercent: Int = 25, cumulation: Cumulation = .nightOnTop
  ) {
    self.nightStart = nightStart
    self.nightEnd = nightEnd
    self.nightPercent = nightPercent
    self.sundayPercent = sundayPercent
    self.holidayPercent = holidayPercent
    self.overtimePercent = overtimePercent
    self.furtherOvertimePercent = furtherOvertimePercent
    self.complementaryPercent = complementaryPercent
    self.furtherComplementaryPercent = furtherComplementaryPercent
    self.cumulation = cumulation
  }
}

/// What it is worth to keep to the requirement, in cents per agent-hour.
package struct CoverPrice: Sendable, Equatable {
  /// For each agent-hour that is required and not rostered.
  package var understaffing: Int
  /// For each agent-hour that is rostered and not required.
  package var overstaffing: Int
  /// For each agent-hour missing to a queue's minimum, in place of ``understaffing``; never less.
  package var belowMinimum: Int

  /// How many times as dear as any other agent-hour one below a minimum is, unless the site says.
  package static let usualMinimumFactor = 5

  /// - Parameter belowMinimum: ``usualMinimumFactor`` times the understaffing where nil.
  package init(understaffing: Int, overstaffing: Int, belowMinimum: Int? = nil) {
    self.understaffing = understaffing
    self.overstaffing = overstaffing
    self.belowMinimum = belowMinimum ?? CoverPrice.usualMinimumFactor * understaffing
  }
}
