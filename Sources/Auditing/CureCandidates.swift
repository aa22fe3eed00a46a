internal import Rules
internal import Workforce

/// Changes of an agent's shifts around a breach that a planner would think of.
///
/// Shifts of the breach's civil week, and those of the day before and after it: starting or ending earlier
/// or later, lying earlier or later as a whole, away, with a break more, longer or elsewhere; a shift more on
/// a free day; and several shifts of the week changed alike, where one is not enough. Amounts are what the
/// breach is short of, and usual ones.
struct CureCandidates {
  private let breach: Breach
  private let timeline: Timeline
  private let usual: Shift?
  private let kinds: [ShiftKind]
  private var zone: Zone { timeline.period.zone }

  /// - Parameters:
  ///   - usual: a shift to add where the agent has none.
  ///   - kinds: the site's, for shifts to add.
  init(_ breach: Breach, in timeline: Timeline, usual: Shift?, kinds: [ShiftKind]) {
    self.breach = breach
    self.timeline = timeline
    self.usual = usual
    self.kinds = kinds
  }

  /// All of them, the smallest first; of equal ones the kind named first in the type's description.
  var all: [Cure] {
    let single = near.flatMap(changes).map { Cure(changes: [$0]) }
    let cures = single + repeated + additions
    return cures.enumerated().map { (size: $1.size, place: $0, cure: $1) }
      .sorted { ($0.size, $0.place) < ($1.size, $1.place) }
      .map(\.cure)
  }

  /// The shifts that may have to change, nearest to the breach's day first.
  private var near: [Shift] {
    let monday = breach.day.monday
    let first = min(monday, breach.day - 1)
    let last = max(monday + 6, breach.day + 1)
    return timeline.audited.filter { $0.day >= first && $0.day <= last }
      .sorted { (abs($0.day - breach.day), $0.start) < (abs($1.day - breach.day), $1.start) }
  }

  /// Shifts of the breach's civil week.
  private var ofWeek: [Shift] {
    let monday = breach.day.monday
    return timeline.audited.filter { $0.day >= monday && $0.day < monday + 7 }
  }

  private static let usualAmounts = [15, 30, 45, 60, 90, 120, 180, 240, 300, 360, 480]

  /// What the breach is short of, in minutes; nil where it is no matter of minutes.
  private var shortfall: Int? {
    breach.unit == .minutes ? abs(breach.found - breach.limit) : nil
  }

  /// Minutes to try: exactly what is missing, the same in quarters of an hour, and usual steps.
  private var amounts: [Int] {
    var amounts = Set(Self.usualAmounts)
    if let shortfall, shortfall <= 12 * 60 {
      amounts.formUnion([shortfall, (shortfall + 14) / 15 * 15])
    }
    return amounts.filter { $0 > 0 }.sorted()
  }

  private func isInside(_ shift: Shift) -> Bool {
    shift.start >= timeline.period.start && shift.start < timeline.period.end
      && shift.end - shift.start <= 24 * 60
  }

  // MARK: One shift

  private func changes(of shift: Shift) -> [Cure.Change] {
    var found: [Shift?] = []
    for amount in amounts {
      found += [
        shift.reaching(from: shift.start + amount, to: shift.end, in: zone),
        shift.reaching(from: shift.start, to: shift.end - amount, in: zone),
        shift.reaching(from: shift.start - amount, to: shift.end, in: zone),
        shift.reaching(from: shift.start, to: shift.end + amount, in: zone),
        shift.moved(by: amount, in: zone), shift.moved(by: -amount, in: zone),
      ]
    }
    // A break can only matter to the day on which it lies.
    if breach.day - 1...breach.day ~= shift.day { found += pauses(of: shift) }
    let kept = found.compactMap(\.self).filter { $0 != shift && isInside($0) }
    return kept.map { Cure.Change(before: shift, after: $0) }
      + [Cure.Change(before: shift, after: nil)]
  }

  /// The shift with a break more, and with a break of its own longer or at another time; the hours of work
  /// as they were, or less by the break.
  private func pauses(of shift: Shift) -> [Shift?] {
    var found: [Shift?] = []
    let lengths = Set([15, 20, 30, 45, 60] + (1...120 ~= breach.limit ? [breach.limit] : []))
    let ends = [0] + lengths.sorted()
    func offer(_ breaks: [Break], longer: Int) {
      for more in ends where more == 0 || more == longer {
        var whole = shift
        whole.end = shift.end + more
        found.append(whole.taking(breaks))
      }
    }
    for length in lengths.sorted() {
      // Of breaks that serve alike, the one nearest to the middle of the shift.
      let middle = (shift.end - shift.start - length) / 2
      let starts = stride(from: 30, to: shift.end - shift.start - 15, by: 30)
        .sorted { (abs($0 - middle), $0) < (abs($1 - middle), $1) }
      for start in starts {
        let pause = Break(start: shift.start + start, end: shift.start + start + length)
        offer((shift.breaks + [pause]).sorted { $0.start < $1.start }, longer: length)
      }
      for (index, pause) in shift.breaks.enumerated() where pause.end - pause.start < length {
        var breaks = shift.breaks
        breaks[index].end = pause.start + length
        offer(breaks, longer: length - (pause.end - pause.start))
      }
    }
    for index in shift.breaks.indices {
      for amount in amounts.flatMap({ [$0, -$0] }) {
        var breaks = shift.breaks
        breaks[index].start = breaks[index].start + amount
        breaks[index].end = breaks[index].end + amount
        found.append(shift.taking(breaks))
      }
    }
    return found
  }

  // MARK: Several shifts

  /// Shifts of a kind on the breach's Monday: the first, middle and last start, as long as five of them make
  /// the contract's week if the kind has such, else the shortest and the longest.
  private func usualShifts(_ kind: ShiftKind) -> [Shift] {
    func onGrid(_ minutes: Int, _ range: ClosedRange<Int>) -> Int {
      let inside = min(max(minutes, range.lowerBound), range.upperBound)
      return range.lowerBound + (inside - range.lowerBound) / max(1, kind.step) * max(1, kind.step)
    }
    let middle = (kind.start.lowerBound + kind.start.upperBound) / 2
    let starts = Set(
      [kind.start.lowerBound, middle, kind.start.upperBound].map {
        onGrid($0, kind.start)
      })
    let wanted = timeline.subject.contract.weeklyMinutes / 5 + (kind.pause?.minutes ?? 0)
    let lengths = Set(
      [kind.length.lowerBound, wanted, kind.length.upperBound].map {
        onGrid($0, kind.length)
      })
    let day = breach.day.monday
    return starts.sorted().flatMap { start in
      lengths.sorted().compactMap { length -> Shift? in
        let at = { (minute: Int) in zone.instant(day, minute: minute) }
        let shift = Shift(
          agent: timeline.subject.agent.id, day: day, start: at(start), end: at(start + length))
        guard let pause = kind.pause else { return shift }
        let after = onGrid(length / 2 - pause.minutes / 2, pause.window)
        return shift.taking([
          Break(start: at(start + after), end: at(start + after + pause.minutes))
        ])
      }
    }
  }

  /// Several shifts of the week ending earlier or later alike, or away.
  private var repeated: [Cure] {
    let week = ofWeek
    guard week.count > 1, let shortfall else { return [] }
    var cures: [Cure] = []
    for count in 2...week.count {
      let last = week.suffix(count)
      let share = (shortfall + count - 1) / count
      for amount in Set([share, (share + 14) / 15 * 15]).sorted() where amount <= 5 * 60 {
        for sign in [-1, 1] {
          let changed = last.compactMap { shift in
            shift.reaching(from: shift.start, to: shift.end + sign * amount, in: zone).map {
              Cure.Change(before: shift, after: $0)
            }
          }
          if changed.count == count { cures.append(Cure(changes: changed)) }
        }
      }
      cures.append(Cure(changes: last.map { Cure.Change(before: $0, after: nil) }))
    }
    return cures
  }

  /// One shift and more on free days of the week, at times that the agent works on others.
  private var additions: [Cure] {
    guard breach.found < breach.limit, let shortfall else { return [] }
    let monday = breach.day.monday
    let taken = Set(timeline.shifts.map(\.day))
    let period = timeline.period
    let free = (0..<7).map { monday + $0 }
      .filter { !taken.contains($0) && $0 >= period.firstDay && $0 <= period.lastDay }
    var patterns: [Shift] = []
    for shift in Array(timeline.audited.prefix(20)) + [usual].compactMap(\.self) {
      let isKnown = patterns.contains { pattern in
        pattern.on(shift.day, agent: shift.agent, in: zone) == shift
      }
      if !isKnown && patterns.count < 4 { patterns.append(shift) }
    }
    patterns += kinds.prefix(6).flatMap(usualShifts)
    let agent = timeline.subject.agent.id
    return patterns.flatMap { pattern -> [Cure] in
      let least = max(1, (shortfall + pattern.paidMinutes - 1) / max(1, pattern.paidMinutes))
      let most = min(free.count, least + 1)
      guard least <= most else { return [] }
      return (least...most).flatMap { count in
        (0...free.count - count).compactMap { first -> Cure? in
          let shifts = free[first..<first + count].compactMap {
            pattern.on($0, agent: agent, in: zone)
          }
          guard shifts.count == count, shifts.allSatisfy(isInside) else { return nil }
          return Cure(changes: shifts.map { Cure.Change(before: nil, after: $0) })
        }
      }
    }
  }
}
