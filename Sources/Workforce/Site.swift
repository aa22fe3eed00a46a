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
  /// The centre's own promises, in the order of the file.
  package var commitments: [Commitment]
  /// Rules in force, with their parameters, in the order of the file.
  package var rules: [RuleEntry]
  package var agents: [Agent]
  package var absences: [Absence]
  package var wishes: [Wish]
  package var events: [Event]
  /// Figures set by hand in place of the forecast's; those of one queue do not overlap.
  package var overrides: [ForecastOverride]
  package var calls: CallHistory
  /// Shifts of weeks already published, oldest first; what rules look back on.
  package var published: [Shift]

  package init(
    name: String, zone: Zone, intervalMinutes: Int,
    holidayRegion: PublicHoliday.Region = .france,
    queues: [Queue], contracts: [Contract], shiftKinds: [ShiftKind], pay: Pay,
    coverPrice: CoverPrice, commitments: [Commitment] = [], rules: [RuleEntry] = [],
    agents: [Agent], absences: [Absence] = [], wishes: [Wish] = [], events: [Event] = [],
    overrides: [ForecastOverride] = [],
    calls: CallHistory = CallHistory(),
    published: [Shift] = []
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
    self.agents = agents
    self.absences = absences
    self.wishes = wishes
    self.events = events
    self.overrides = overrides
    self.calls = calls
    self.published = published
  }
}

/// A stream of calls with its own skill, opening and service target.
package struct Queue: Sendable, Equatable {
  package var name: String
  /// The skill an agent must have to take this queue's calls.
  package var skill: String
  package var opening: Opening
  package var target: ServiceTarget
  /// Largest share of the time present that agents may spend on calls, in `(0, 1]`.
  package var maximumOccupancy: Double
  /// Share of rostered time not available for calls (meetings, training, illness), in `[0, 1)`.
  package var shrinkage: Double
  /// What the shrinkage is made of, in the order of the site's file; empty where no cause is named.
  package var shrinkageCauses: [ShrinkageCause]
  /// Fewest agents rostered in any open interval, whatever the calls.
  package var minimumAgents: Int
  package var sundayBasis: SundayBasis
  /// Seconds to assume for a call where the history has none.
  package var defaultHandleTime: Double
  /// The public holidays of the callers' country, where it is not that of the site.
  package var holidays: HolidayCalendar?
  /// What comes in, and how it is worked on.
  package var work: QueueWork
  /// Mean seconds that callers wait before they hang up; nil where they are taken never to.
  package var patience: Double?
  /// Greatest mean wait of answered calls in seconds, and greatest share of callers who hang up.
  package var maximumASA: Double?
  package var maximumAbandonment: Double?
  /// Seconds of waiting that callers are told of, or that are published; nil where nothing is said.
  package var announcedWait: Double?
  /// Seconds that an agent rests after each call, as conventions ask (IDCC 2098, agreement on call
  /// centres, article 7: 4 s after simple calls in and 8 s out, 6 s and 10 s after complex ones).
  package var pauseBetweenCalls: Double
  /// Share of weeks in which the targets must hold, of those that the forecast thinks possible; nil where
  /// the mean over them is meant.
  package var assurance: Double?
  /// Hours of the day at which another target, shrinkage or minimum holds; ranges do not overlap.
  package var targetByHour: [HourRange<StaffingTarget>]
  package var shrinkageByHour: [HourRange<Double>]
  package var minimumByHour: [HourRange<Int>]
  /// The queue whose shape stands in for this one's while it is new; nil to let the history choose.
  package var like: String?
  /// Calls a week to expect of a queue without history, with the shape of `like`.
  package var expectedCallsPerWeek: Double?

  package init(
    name: String, skill: String, opening: Opening = .always, target: ServiceTarget,
    maximumOccupancy: Double = 1, shrinkage: Double = 0, minimumAgents: Int = 0,
    sundayBasis: SundayBasis = .none, defaultHandleTime: Double = 300,
    holidays: HolidayCalendar? = nil, like: String? = nil, expectedCallsPerWeek: Double? = nil,
    work: QueueWork = .calls, patience: Double? = nil, maximumASA: Double? = nil,
    maximumAbandonment: Double? = nil, announcedWait: Double? = nil,
    pauseBetweenCalls: Double = 0, assurance: Double? = nil,
    targetByHour: [HourRange<StaffingTarget>] = [], shrinkageByHour: [HourRange<Double>] = [],
    minimumByHour: [HourRange<Int>] = [], shrinkageCauses: [ShrinkageCause] = []
  ) {
    self.name = name
    self.skill = skill
    self.opening = opening
    self.target = target
    self.maximumOccupancy = maximumOccupancy
    self.shrinkage = shrinkage
    self.shrinkageCauses = shrinkageCauses
    self.minimumAgents = minimumAgents
    self.sundayBasis = sundayBasis
    self.defaultHandleTime = defaultHandleTime
    self.holidays = holidays
    self.work = work
    self.patience = patience
    self.maximumASA = maximumASA
    self.maximumAbandonment = maximumAbandonment
    self.announcedWait = announcedWait
    self.pauseBetweenCalls = pauseBetweenCalls
    self.assurance = assurance
    self.targetByHour = targetByHour
    self.shrinkageByHour = shrinkageByHour
    self.minimumByHour = minimumByHour
    self.like = like
    self.expectedCallsPerWeek = expectedCallsPerWeek
  }
}

/// Why agents are not on calls for a part of their rostered time, as "training".
package struct ShrinkageCause: Sendable, Equatable {
  package var name: String
  /// Of the time that the other causes leave, in `[0, 1)`.
  package var share: Double

  package init(name: String, share: Double) {
    self.name = name
    self.share = share
  }
}

/// When a queue takes calls: ranges of local minutes for each weekday.
package struct Opening: Sendable, Equatable {
  /// Half-open ranges within `0..<1440`, by weekday; a weekday without ranges is closed.
  package var ranges: [Weekday: [Range<Int>]]
  package var openOnHolidays: Bool

  package init(ranges: [Weekday: [Range<Int>]], openOnHolidays: Bool = true) {
    self.ranges = ranges
    self.openOnHolidays = openOnHolidays
  }

  /// Around the clock, every day of the year.
  package static let always = Opening(
    ranges: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [0..<1440]) }))

  /// Whether calls are taken at a wall-clock reading.
  package func isOpen(_ moment: LocalMoment, isHoliday: Bool) -> Bool {
    if isHoliday && !openOnHolidays { return false }
    return ranges[moment.day.weekday]?.contains { $0.contains(moment.minute) } ?? false
  }
}

/// On what ground people may be at work on a Sunday for a queue (Code du travail, L3132-3: none by
/// default; L3132-12 with R3132-5; L3132-20; L3134-2 and following for Alsace-Moselle).
package enum SundayBasis: Sendable, Equatable {
  case none
  /// A line of the table in R3132-5, as "assistance téléphonique ou télématique".
  case listed(line: String)
  /// An order of the prefect under L3132-20, in force from `from` to `to`.
  case prefect(order: String, from: Day, to: Day)
  case alsaceMoselle(order: String)

  /// Whether Sunday work is possible on `day` on this ground.
  package func permits(_ day: Day) -> Bool {
    switch self {
    case .none: false
    case .listed, .alsaceMoselle: true
    case .prefect(_, let from, let to): from <= day && day <= to
    }
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

  package init(
    name: String, weeklyMinutes: Int, rosteredMinutes: ClosedRange<Int>, isFullTime: Bool
  ) {
    self.name = name
    self.weeklyMinutes = weeklyMinutes
    self.rosteredMinutes = rosteredMinutes
    self.isFullTime = isFullTime
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
