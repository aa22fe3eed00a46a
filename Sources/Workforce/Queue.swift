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
