/// Weeks of a call centre as a benchmark states them: agents with windows of availability, staff
/// required by skill and half-hour, rules of work and prices.
///
/// Day 0 is a Monday, and the horizon is made of whole weeks. Times are minutes after midnight of a
/// shift's own day; what lies after midnight exceeds 1440. A roster is an array of tours, one for each
/// agent; a tour has a ``Shift``, or nil, for each day.
package struct CallCentreWeeks: Hashable, Sendable {
  /// One shift; it belongs to the day on which it starts.
  package struct Shift: Hashable, Sendable {
    package var start: Int
    package var end: Int
    /// The unpaid break, where there is one.
    package var pause: Range<Int>?

    /// A shift with at most one break.
    package init(start: Int, end: Int, pause: Range<Int>? = nil) {
      self.start = start
      self.end = end
      self.pause = pause
    }

    /// Minutes from start to end, the break included.
    package var span: Int { end - start }

    /// Minutes paid: the span without the break.
    package var paid: Int { span - (pause?.count ?? 0) }
  }

  /// Somebody who works shifts.
  package struct Agent: Hashable, Sendable {
    /// As the file names them.
    package var id: String
    /// Least and most paid minutes in each calendar week.
    package var weekMinutes: ClosedRange<Int>
    /// Bit `k` stands for the instance's skill `k`; at least one is set.
    package var skills: UInt32
    /// Cents an hour.
    package var wage: Int
    /// Whether each Sunday before day 0 was worked, the oldest first.
    package var lastSundays: [Bool]
    /// By day, the window that a shift of the day must lie in, or nil where none may start.
    package var windows: [Range<Int>?]

    /// An agent.
    package init(
      id: String, weekMinutes: ClosedRange<Int>, skills: UInt32, wage: Int,
      lastSundays: [Bool] = [false, false, false], windows: [Range<Int>?]
    ) {
      self.id = id
      self.weekMinutes = weekMinutes
      self.skills = skills
      self.wage = wage
      self.lastSundays = lastSundays
      self.windows = windows
    }
  }

  /// What every shift and tour must keep, in minutes.
  package struct Rules: Hashable, Sendable {
    /// When shifts may start; both ends are on the grid of slots.
    package var starts: ClosedRange<Int>
    /// How long they may last, break included; both ends are on the grid of slots.
    package var spans: ClosedRange<Int>
    /// How long after the shift's start its break may begin.
    package var breakOffsets: ClosedRange<Int>
    /// Longest work before and after a break.
    package var maxStretch: Int
    /// Most paid minutes of a shift.
    package var maxDay: Int
    /// Least rest between two shifts.
    package var dailyRest: Int
    /// Least stretch without work around one whole day off in every week; nil where none is asked for.
    package var weeklyRest: Int?
    /// Most paid minutes of a week, whatever the agent's own.
    package var legalWeek: Int
    /// Most shifts that start in a week.
    package var maxDaysWeek: Int
    /// Most Sundays with a shift that starts on them, among four in a row.
    package var maxSundays: Int

    /// The rules of an instance.
    package init(
      starts: ClosedRange<Int>, spans: ClosedRange<Int>, breakOffsets: ClosedRange<Int>,
      maxStretch: Int, maxDay: Int, dailyRest: Int, weeklyRest: Int?, legalWeek: Int,
      maxDaysWeek: Int, maxSundays: Int
    ) {
      self.starts = starts
      self.spans = spans
      self.breakOffsets = breakOffsets
      self.maxStretch = maxStretch
      self.maxDay = maxDay
      self.dailyRest = dailyRest
      self.weeklyRest = weeklyRest
      self.legalWeek = legalWeek
      self.maxDaysWeek = maxDaysWeek
      self.maxSundays = maxSundays
    }
  }

  /// What presence and its lack cost.
  package struct Prices: Hashable, Sendable {
    /// Night is from this minute of the day on, and until that one.
    package var nightStart: Int
    package var nightEnd: Int
    /// Added to the wage of presence at night, and on Sundays, in percent.
    package var nightPercent: Int
    package var sundayPercent: Int
    /// Cents for each agent missing, and for each too many, in a slot.
    package var under: Int
    package var over: Int

    /// The prices of an instance.
    package init(
      nightStart: Int, nightEnd: Int, nightPercent: Int, sundayPercent: Int, under: Int, over: Int
    ) {
      self.nightStart = nightStart
      self.nightEnd = nightEnd
      self.nightPercent = nightPercent
      self.sundayPercent = sundayPercent
      self.under = under
      self.over = over
    }
  }

  /// As the file names it.
  package var name: String
  /// Length of the horizon; a multiple of 7.
  package var days: Int
  /// Minutes in a slot of the requirement; divides the lengths of breaks.
  package var slotMinutes: Int
  package var skills: [String]
  package var rules: Rules
  package var prices: Prices
  package var agents: [Agent]
  /// Agents required: `required[skill][slot]`, slots counted from the midnight of day 0.
  package var required: [[Int]]

  /// An instance; arrays by day, skill and slot must be as long as these say.
  package init(
    name: String, days: Int, slotMinutes: Int, skills: [String], rules: Rules, prices: Prices,
    agents: [Agent], required: [[Int]]
  ) {
    self.name = name
    self.days = days
    self.slotMinutes = slotMinutes
    self.skills = skills
    self.rules = rules
    self.prices = prices
    self.agents = agents
    self.required = required
  }

  /// Minutes in a day; this world knows no change of clocks.
  package static let day = 24 * 60

  /// Length of the one break of a shift of this span; 0 for shifts without a break.
  package static func breakMinutes(span: Int) -> Int { span <= 360 ? 0 : span < 480 ? 30 : 60 }
}
