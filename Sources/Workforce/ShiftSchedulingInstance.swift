/// One instance of the public "shift scheduling" family: who may work which shift on which day, and
/// what a roster of it costs.
///
/// Days count from 0, a Monday. Shifts and staff are named by their index. A roster is an array of
/// tours, one for each member of staff; a tour has the index of a shift, or nil, for each day.
///
/// **Edge rule.** What lies before the first day and after the last is unknown, and taken in the
/// roster's favour: a run of working days, or of days off, that touches the first or the last day
/// need not reach its minimum length. The maximum of consecutive shifts counts from zero on day 0
/// and binds everywhere.
package struct ShiftSchedulingInstance: Hashable, Sendable {
  /// A kind of shift; nobody works more than one a day.
  package struct ShiftType: Hashable, Sendable {
    /// As the file names it.
    package var id: String
    /// Working time, in minutes.
    package var minutes: Int
    /// Shifts that may not stand on the day after this one, ascending.
    package var forbiddenNext: [Int]

    /// A kind of shift.
    package init(id: String, minutes: Int, forbiddenNext: [Int] = []) {
      self.id = id
      self.minutes = minutes
      self.forbiddenNext = forbiddenNext
    }
  }

  /// Somebody with the limits of their tour; every limit is hard.
  package struct Member: Hashable, Sendable {
    /// As the file names them.
    package var id: String
    /// Most shifts of each type over the horizon, by shift; 0 where they may not work it.
    package var maxShifts: [Int]
    /// Least and most working time over the horizon, in minutes.
    package var minutes: ClosedRange<Int>
    /// Most working days in a row.
    package var maxConsecutiveShifts: Int
    /// Least working days in a row, of runs that touch neither edge of the horizon.
    package var minConsecutiveShifts: Int
    /// Least days off in a row, of runs that touch neither edge of the horizon.
    package var minConsecutiveDaysOff: Int
    /// Most weekends with a shift on Saturday or Sunday.
    package var maxWeekends: Int
    /// Days that are off in any case, ascending.
    package var daysOff: [Int]

    /// A member of staff.
    package init(
      id: String, maxShifts: [Int], minutes: ClosedRange<Int>, maxConsecutiveShifts: Int,
      minConsecutiveShifts: Int, minConsecutiveDaysOff: Int, maxWeekends: Int, daysOff: [Int] = []
    ) {
      self.id = id
      self.maxShifts = maxShifts
      self.minutes = minutes
      self.maxConsecutiveShifts = maxConsecutiveShifts
      self.minConsecutiveShifts = minConsecutiveShifts
      self.minConsecutiveDaysOff = minConsecutiveDaysOff
      self.maxWeekends = maxWeekends
      self.daysOff = daysOff
    }
  }

  /// A wish of one member for or against one shift on one day.
  package struct Request: Hashable, Sendable {
    /// Index of the member.
    package var member: Int
    /// From 0.
    package var day: Int
    /// Index of the shift.
    package var shift: Int
    /// Cost of not granting it.
    package var weight: Int

    /// A wish.
    package init(member: Int, day: Int, shift: Int, weight: Int) {
      self.member = member
      self.day = day
      self.shift = shift
      self.weight = weight
    }
  }

  /// How many should work one shift on one day.
  package struct Cover: Hashable, Sendable {
    /// From 0.
    package var day: Int
    /// Index of the shift.
    package var shift: Int
    /// Staff wanted.
    package var requirement: Int
    /// Cost of each one missing.
    package var underWeight: Int
    /// Cost of each one too many.
    package var overWeight: Int

    /// A wanted number of staff.
    package init(day: Int, shift: Int, requirement: Int, underWeight: Int, overWeight: Int) {
      self.day = day
      self.shift = shift
      self.requirement = requirement
      self.underWeight = underWeight
      self.overWeight = overWeight
    }
  }

  /// Length of the horizon.
  package var days: Int
  /// The shifts, in the order of the file.
  package var shifts: [ShiftType]
  /// The staff, in the order of the file.
  package var staff: [Member]
  /// Shifts wished for; the weight is due where the member has not just this shift on the day.
  package var onRequests: [Request]
  /// Shifts not wished for; the weight is due where the member has just this shift on the day.
  package var offRequests: [Request]
  /// Wanted numbers of staff, each day and shift at most once; none is wanted and none too many
  /// where a pair is left out.
  package var cover: [Cover]

  /// An instance; indices and days must lie within their ranges.
  package init(
    days: Int, shifts: [ShiftType], staff: [Member], onRequests: [Request] = [],
    offRequests: [Request] = [], cover: [Cover] = []
  ) {
    self.days = days
    self.shifts = shifts
    self.staff = staff
    self.onRequests = onRequests
    self.offRequests = offRequests
    self.cover = cover
  }

  /// Saturday and Sunday of each week; the Saturday alone where the horizon ends on it.
  package var weekends: [Range<Int>] {
    stride(from: 5, to: days, by: 7).map { $0..<min($0 + 2, days) }
  }
}
