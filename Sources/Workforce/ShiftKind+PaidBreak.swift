extension Site {
  /// Whether a break of a shift is paid: a shift kind whose break is paid offers such a shift.
  ///
  /// A roster's file does not name kinds, so the shift is fitted to them, off their grid too: weekday,
  /// start and length on the clock, length of the break and elapsed minutes before it. Of several kinds
  /// that fit, one that pays is enough. Breaks of shifts that fit no kind are unpaid.
  package func pays(_ pause: Break, of shift: Shift) -> Bool {
    shiftKinds.contains { kind in
      guard let own = kind.pause, own.isPaid, own.minutes == pause.end - pause.start,
        own.window.contains(pause.start - shift.start), kind.weekdays.contains(shift.day.weekday)
      else { return false }
      func isIn(_ range: ClosedRange<Int>, after minute: Int, _ instant: Instant) -> Bool {
        zone.instant(shift.day, minute: minute + range.lowerBound) <= instant
          && instant <= zone.instant(shift.day, minute: minute + range.upperBound)
      }
      let begin = zone.local(shift.start).minute
      return isIn(kind.start, after: 0, shift.start) && isIn(kind.length, after: begin, shift.end)
    }
  }
}
