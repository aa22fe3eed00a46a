internal import Rules
internal import Workforce

/// Every shift that a site's kinds allow, day by day, each once.
struct ShiftCatalogue {
  /// The options of day 0, 1, … of the period.
  let options: [[ShiftOption]]
  /// The largest step, in minutes, that divides every time of every option and the site's interval.
  let slotMinutes: Int

  /// - Precondition: at most 64 kinds.
  init(site: Site, calendar: RuleCalendar) {
    precondition(site.shiftKinds.count <= 64)
    let zone = calendar.period.zone
    var step = site.intervalMinutes
    options = (0..<calendar.period.days).map { day in
      var found: [[Int]: UInt64] = [:]
      let date = calendar.date(day)
      let shift = { (minute: Int) in zone.instant(date, minute: minute).minutes }
      for (index, kind) in site.shiftKinds.enumerated()
      where kind.weekdays.contains(date.weekday) {
        for (start, length, pause) in ShiftCatalogue.shapes(of: kind) {
          // Start and end are read off the clock; the break is so long after the start, and so long.
          let begin = shift(start)
          let times = [
            begin, shift(start + length), begin + pause.lowerBound - start,
            begin + pause.upperBound - start,
          ]
          // The hour that spring skips can turn a shift inside out.
          guard times[0] < times[1], times[0] <= times[2], times[2] <= times[3],
            times[3] <= times[1], pause.isEmpty || times[2] < times[3]
          else { continue }
          let key = pause.isEmpty ? [times[0], times[1], times[0], times[0]] : times
          found[key, default: 0] |= 1 << UInt64(index)
        }
      }
      for times in found.keys {
        for time in times { step = greatestCommonDivisor(step, time - calendar.midnight(0)) }
      }
      return found.map { times, kinds in
        ShiftOption(
          day: day, kinds: kinds, start: times[0], end: times[1], breakStart: times[2],
          breakEnd: times[3])
      }.sorted {
        ($0.start, $0.end, $0.breakStart, $0.breakEnd) < (
          $1.start, $1.end, $1.breakStart, $1.breakEnd
        )
      }
    }
    slotMinutes = step
  }

  /// Start, length and break of each shift of a kind, in wall-clock minutes from midnight.
  private static func shapes(
    of kind: ShiftKind
  ) -> [(start: Int, length: Int, pause: Range<Int>)] {
    var shapes: [(start: Int, length: Int, pause: Range<Int>)] = []
    for start in stride(from: kind.start.lowerBound, through: kind.start.upperBound, by: kind.step)
    {
      for length in stride(
        from: kind.length.lowerBound, through: kind.length.upperBound, by: kind.step)
      {
        guard let pause = kind.pause else {
          shapes.append((start, length, start..<start))
          continue
        }
        for offset in stride(
          from: pause.window.lowerBound, through: pause.window.upperBound, by: kind.step)
        where offset + pause.minutes <= length {
          shapes.append((start, length, start + offset..<start + offset + pause.minutes))
        }
      }
    }
    return shapes
  }
}
