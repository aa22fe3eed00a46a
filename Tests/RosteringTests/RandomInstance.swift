import TestSupport

/// A shift-scheduling instance with so few days and types that every tour can be tried, drawn from a seed.
struct RandomInstance: CustomStringConvertible {
  let instance: ShiftSchedulingInstance
  let description: String

  /// - Parameters:
  ///   - days: from a Monday on.
  ///   - tallied: limits on types that the exact problem cannot count either, so that they are tallies.
  init(_ seed: Int, days: Int = 8, members: Int = 2, tallied: Bool = false) {
    description = "instance \(seed), \(days) days, \(members) members\(tallied ? ", tallied" : "")"
    var random = SplitMix64(seed: UInt64(seed))
    let shifts = [
      ShiftSchedulingInstance.ShiftType(id: "E", minutes: tallied ? 479 : 480),
      ShiftSchedulingInstance.ShiftType(
        id: "L", minutes: random.chance(0.5) ? 480 : 600,
        forbiddenNext: random.chance(0.7) ? [0] : []),
    ]
    let staff = (0..<members).map { index in
      let minRun = Int.random(in: 1...2, using: &random)
      let least = Int.random(in: 1...3, using: &random)
      // With so many levels of one minute no states are left for counting.
      return ShiftSchedulingInstance.Member(
        id: "M\(index)",
        maxShifts: [random.pick([0, 2, 3, days]), Int.random(in: 2...4, using: &random)],
        minutes: 470 * least...(tallied ? 100_000 : 600 * (least + 1)),
        maxConsecutiveShifts: Int.random(in: minRun + 1...4, using: &random),
        minConsecutiveShifts: minRun,
        minConsecutiveDaysOff: Int.random(in: 1...3, using: &random),
        maxWeekends: Int.random(in: 0...1, using: &random),
        daysOff: random.chance(0.4) ? [Int.random(in: 0..<days, using: &random)] : [])
    }
    func requests() -> [ShiftSchedulingInstance.Request] {
      (0..<members).flatMap { member in
        (0..<days).filter { _ in random.chance(0.3) }.map { day in
          ShiftSchedulingInstance.Request(
            member: member, day: day, shift: Int.random(in: 0...1, using: &random),
            weight: Int.random(in: 1...3, using: &random))
        }
      }
    }
    instance = ShiftSchedulingInstance(
      days: days, shifts: shifts, staff: staff, onRequests: requests(), offRequests: requests(),
      cover: (0..<days).flatMap { day in
        (0..<2).map { shift in
          ShiftSchedulingInstance.Cover(
            day: day, shift: shift,
            requirement: Int.random(in: 0...(members + 1) / 2, using: &random),
            underWeight: Int.random(in: 1...20, using: &random),
            overWeight: Int.random(in: 0...4, using: &random))
        }
      })
  }

  /// Every tour of a member that breaks no rule, all 3^days tried.
  func lawful(of member: Int, _ change: (inout ShiftSchedulingInstance.Member) -> Void = { _ in })
    -> [[Int?]]
  {
    var subject = instance.staff[member]
    change(&subject)
    let alone = ShiftSchedulingInstance(
      days: instance.days, shifts: instance.shifts, staff: [subject])
    var tours: [[Int?]] = [[]]
    for _ in 0..<instance.days { tours = tours.flatMap { [$0 + [nil], $0 + [0], $0 + [1]] } }
    return tours.filter { alone.breaches(of: [$0]).isEmpty }
  }

  /// The tour as the optimiser writes it: a Sunday after a free Saturday has options of its own.
  func tour(_ shifts: [Int?]) -> [Int32] {
    shifts.indices.map { day in
      guard let shift = shifts[day] else { return -1 }
      let opens = day % 7 == 6 && shifts[day - 1] == nil
      return Int32((opens ? instance.days + day / 7 : day) * instance.shifts.count + shift)
    }
  }

  /// The instance with nobody but this member, and with nothing but wishes.
  func wishes(of member: Int) -> ShiftSchedulingInstance {
    func mine(_ requests: [ShiftSchedulingInstance.Request]) -> [ShiftSchedulingInstance.Request] {
      requests.filter { $0.member == member }.map {
        ShiftSchedulingInstance.Request(
          member: 0, day: $0.day, shift: $0.shift, weight: $0.weight)
      }
    }
    return ShiftSchedulingInstance(
      days: instance.days, shifts: instance.shifts, staff: [instance.staff[member]],
      onRequests: mine(instance.onRequests), offRequests: mine(instance.offRequests))
  }
}
