extension ShiftKind {
  /// Whether the kind offers a shift of this weekday, start and length, off its grid too: a roster's file
  /// does not name kinds, so shifts are fitted to them.
  package func offers(_ shift: Shift, in zone: Zone) -> Bool {
    guard weekdays.contains(shift.day.weekday) else { return false }
    func isIn(_ range: ClosedRange<Int>, after minute: Int, _ instant: Instant) -> Bool {
      zone.instant(shift.day, minute: minute + range.lowerBound) <= instant
        && instant <= zone.instant(shift.day, minute: minute + range.upperBound)
    }
    let begin = zone.local(shift.start).minute
    return isIn(start, after: 0, shift.start) && isIn(length, after: begin, shift.end)
  }
}

extension Site {
  /// Whether a break of a shift is paid: a shift kind whose break is paid offers such a shift.
  ///
  /// Besides the kind's weekday, start and length the length of the break and the elapsed minutes before it
  /// must fit. Of several kinds that fit, one that pays is enough. Breaks of shifts that fit no kind are
  /// unpaid.
  package func pays(_ pause: Break, of shift: Shift) -> Bool {
    shiftKinds.contains { kind in
      guard let own = kind.pause, own.isPaid, own.minutes == pause.end - pause.start,
        own.window.contains(pause.start - shift.start)
      else { return false }
      return kind.offers(shift, in: zone)
    }
  }
}
