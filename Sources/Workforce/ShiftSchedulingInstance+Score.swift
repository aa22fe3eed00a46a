extension ShiftSchedulingInstance {
  /// Every hard rule that the roster breaks, in words; empty for a feasible roster.
  ///
  /// Recomputed from the tours alone and as plainly as can be, so that it may judge any solver. Days
  /// count from 0. Minimum lengths spare runs that touch an edge of the horizon.
  /// - Complexity: O(staff × days × forbidden successors)
  package func breaches(of tours: [[Int?]]) -> [String] {
    guard tours.count == staff.count else {
      return ["\(tours.count) tours for \(staff.count) members of staff"]
    }
    return zip(staff, tours).flatMap { member, tour in
      breaches(of: tour, by: member).map { "\(member.id): \($0)" }
    }
  }

  /// What the roster costs: requests not granted, and staff missing or too many, each by its weight.
  ///
  /// Σ weight over on-requests not given + Σ weight over off-requests given + Σ over cover of
  /// underWeight · max(0, requirement − staff) + overWeight · max(0, staff − requirement). Whether
  /// the roster is feasible plays no part; days that a tour lacks are days off.
  /// - Complexity: O(staff × days + requests + cover)
  package func objective(of tours: [[Int?]]) -> Int {
    func isGiven(_ request: Request) -> Bool {
      tours.indices.contains(request.member)
        && tours[request.member].indices.contains(request.day)
        && tours[request.member][request.day] == request.shift
    }
    var present = [Int](repeating: 0, count: days * shifts.count)
    for tour in tours {
      for (day, shift) in tour.prefix(days).enumerated() {
        if let shift, shifts.indices.contains(shift) { present[day * shifts.count + shift] += 1 }
      }
    }
    let refused = onRequests.filter { !isGiven($0) } + offRequests.filter(isGiven)
    let uncovered = cover.map { wanted in
      let gap = present[wanted.day * shifts.count + wanted.shift] - wanted.requirement
      return gap < 0 ? -gap * wanted.underWeight : gap * wanted.overWeight
    }
    return refused.reduce(0) { $0 + $1.weight } + uncovered.reduce(0, +)
  }

  private func breaches(of tour: [Int?], by member: Member) -> [String] {
    guard tour.count == days else { return ["a tour of \(tour.count) days, not \(days)"] }
    if let stranger = tour.compactMap({ $0 }).first(where: { !shifts.indices.contains($0) }) {
      return ["a shift \(stranger) of \(shifts.count)"]
    }
    var found: [String] = []
    let minutes = tour.reduce(0) { $0 + ($1.map { shifts[$0].minutes } ?? 0) }
    if !member.minutes.contains(minutes) {
      found.append("\(minutes) minutes outside \(member.minutes)")
    }
    for (shift, most) in member.maxShifts.enumerated() {
      let count = tour.count { $0 == shift }
      if count > most { found.append("\(count) × \(shifts[shift].id), at most \(most)") }
    }
    for day in 1..<max(days, 1) {
      if let shift = tour[day], let before = tour[day - 1],
        shifts[before].forbiddenNext.contains(shift)
      {
        found.append("\(shifts[shift].id) follows \(shifts[before].id) on day \(day)")
      }
    }
    for day in member.daysOff where tour[day] != nil {
      found.append("a shift on the fixed day off \(day)")
    }
    let worked = weekends.count { weekend in weekend.contains { tour[$0] != nil } }
    if worked > member.maxWeekends {
      found.append("\(worked) weekends, at most \(member.maxWeekends)")
    }
    return found + runBreaches(of: tour, by: member)
  }

  /// Runs of working days and of days off against their lengths.
  private func runBreaches(of tour: [Int?], by member: Member) -> [String] {
    var found: [String] = []
    var start = 0
    while start < days {
      let isWork = tour[start] != nil
      let end = tour[start...].firstIndex { ($0 != nil) != isWork } ?? days
      let length = end - start
      let touchesEdge = start == 0 || end == days
      let least = isWork ? member.minConsecutiveShifts : member.minConsecutiveDaysOff
      if isWork, length > member.maxConsecutiveShifts {
        found.append("\(length) shifts in a row from day \(start)")
      }
      if !touchesEdge, length < least {
        found.append("only \(length) \(isWork ? "shifts" : "days off") in a row from day \(start)")
      }
      start = end
    }
    return found
  }
}
