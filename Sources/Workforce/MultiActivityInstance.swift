/// One instance of the public multi-activity tour-scheduling family: tours over days and nights, with a
/// task for every quarter of an hour worked.
///
/// Time is in periods of 15 minutes from 06:00 on day 1 to 06:00 after the last day; period 0 begins at
/// 06:00. Staff and tasks are named by their index; everybody can do every task. A roster is a list of
/// ``Stretch``es for each member of staff; stretches that touch form one shift.
///
/// Hard: a shift lasts 6 to 10 h and begins at 00:00, 06:00–10:00, 14:00–18:00 or 20:00–23:45; nobody
/// begins two shifts on one calendar day, or shifts on more than five days in a row; 14 h lie between
/// shifts; each stretch of one task lasts at least 1 h; working time and minimum cover are kept.
package struct MultiActivityInstance: Hashable, Sendable {
  /// Somebody with the limits of their working time.
  package struct Member: Hashable, Sendable {
    /// As the file names them.
    package var id: String
    /// Least and most working time over the horizon, in minutes.
    package var minutes: ClosedRange<Int>

    /// A member of staff.
    package init(id: String, minutes: ClosedRange<Int>) {
      self.id = id
      self.minutes = minutes
    }
  }

  /// Work on one task without a break in it.
  package struct Stretch: Hashable, Sendable {
    /// The periods worked.
    package var periods: Range<Int>
    /// Index of the task.
    package var task: Int

    /// Work on `task` in `periods`.
    package init(_ periods: Range<Int>, task: Int) {
      self.periods = periods
      self.task = task
    }
  }

  /// Length of the horizon.
  package var days: Int
  /// How many tasks there are.
  package var tasks: Int
  /// The staff, in the order of the file.
  package var staff: [Member]
  /// Least and most staff wanted, at `period * tasks + task`; the least is hard. Nobody may do a task where
  /// there is no range.
  package var cover: [ClosedRange<Int>?]

  /// An instance.
  /// - Precondition: `cover` has a value for each period and task; a task has ranges in all periods or
  ///   in none.
  package init(days: Int, tasks: Int, staff: [Member], cover: [ClosedRange<Int>?]) {
    precondition(cover.count == days * MultiActivityInstance.periodsInDay * tasks)
    self.days = days
    self.tasks = tasks
    self.staff = staff
    self.cover = cover
  }

  /// Minutes in a period, and periods in a day.
  package static let periodMinutes = 15
  package static let periodsInDay = 96
  /// Periods from midnight to the begin of the horizon at 06:00.
  package static let periodsBeforeStart = 24
  /// Periods that a shift may last.
  package static let shiftPeriods = 24...40
  /// Periods of rest between two shifts, at least.
  package static let restPeriods = 56
  /// Calendar days in a row on which shifts begin, at most.
  package static let mostDaysInRow = 5
  /// Periods of a stretch of one task, at least.
  package static let stretchPeriods = 4

  /// Periods of the horizon.
  package var periods: Int { days * MultiActivityInstance.periodsInDay }

  /// The calendar day, from 0, on which a period begins.
  package static func day(of period: Int) -> Int { (period + periodsBeforeStart) / periodsInDay }

  /// Whether a shift may begin with a period.
  package static func isStart(_ period: Int) -> Bool {
    switch (period + periodsBeforeStart) % periodsInDay {
    case 0, 24...40, 56...72, 80...95: true
    default: false
    }
  }

  /// Why no roster can keep the least cover, where counting alone shows it: more staff wanted at once than
  /// there are, or more work than all may do. Nil says nothing.
  package var shortage: String? {
    for period in 0..<days * MultiActivityInstance.periodsInDay {
      let wanted = (0..<tasks).reduce(0) { $0 + (cover[period * tasks + $1]?.lowerBound ?? 0) }
      if wanted > staff.count {
        return "period \(period) (15 min each, from 06:00 of day 1) wants \(wanted) of "
          + "\(staff.count) staff"
      }
    }
    let work = cover.reduce(0) { $0 + ($1?.lowerBound ?? 0) } * MultiActivityInstance.periodMinutes
    let most = staff.reduce(0) { $0 + $1.minutes.upperBound }
    return work > most
      ? "the least cover takes \(work) min and all staff may work \(most) min" : nil
  }

  /// No roster's objective is less: staff that must be present beyond what the cover can take, one
  /// unit each.
  ///
  /// `max(0, Σ least periods of staff − Σ most staff wanted)`, since `n² ≥ n` for whole numbers.
  package var freeBound: Int {
    let least = staff.reduce(0) { $0 + MultiActivityInstance.periods(of: $1).lowerBound }
    return max(0, least - cover.reduce(0) { $0 + ($1?.upperBound ?? 0) })
  }

  /// Least and most working time in whole periods; the most may be less than the least where no whole
  /// number lies between.
  package static func periods(of member: Member) -> (lowerBound: Int, upperBound: Int) {
    (
      (member.minutes.lowerBound + periodMinutes - 1) / periodMinutes,
      member.minutes.upperBound / periodMinutes
    )
  }
}
