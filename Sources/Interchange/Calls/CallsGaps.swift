internal import Workforce

/// Finds the intervals without a row at which a queue has one on most weeks.
struct CallsGaps {
  /// Minutes of an interval.
  let interval: Int
  private var runs: [(text: String, intervals: Int)] = []
  private var further = 0
  private var furtherIntervals = 0

  private static let told = 3
  /// With fewer days no usual week shows.
  private static let fewestDays = 14

  init(interval: Int) { self.interval = interval }

  /// Looks through the rows of a queue, which are in the order of time.
  mutating func look(
    at rows: [CallsSeries.Row], queue: String, zone knownZone: Zone?,
    isOpen: (LocalMoment) -> Bool
  ) {
    let zone = knownZone ?? .utc
    guard let first = rows.first, let last = rows.last, 1440 % interval == 0,
      Int(last.minutes - first.minutes) >= CallsGaps.fewestDays * 1440
    else { return }
    let slots = 1440 / interval
    func slot(_ moment: LocalMoment) -> Int {
      (moment.day.weekday.rawValue - 1) * slots + moment.minute / interval
    }
    var present = [Int](repeating: 0, count: 7 * slots)
    for row in rows { present[slot(zone.local(row.instant))] += 1 }
    let weeks = Double(last.minutes - first.minutes) / (7 * 1440)
    let isUsual = present.map { Double($0) >= 0.5 * weeks }

    var next = 0
    var minute = Int(first.minutes)
    var run: (start: LocalMoment, end: LocalMoment, count: Int, line: UInt32)?
    while next < rows.count {
      let moment = zone.local(Instant(minutes: minute))
      if Int(rows[next].minutes) <= minute {
        // Without a zone the hour that spring skips looks like a gap.
        if let run, knownZone != nil || !isSkippedHour(run.start, run.count) { note(run, queue) }
        run = nil
        while next < rows.count, Int(rows[next].minutes) <= minute { next += 1 }
      } else if isUsual[slot(moment)], isOpen(moment) {
        run = (run?.start ?? moment, moment, (run?.count ?? 0) + 1, rows[next - 1].line)
      }
      minute += interval
    }
  }

  /// Whether a gap may be the hour of a Sunday's first five that spring skips.
  private func isSkippedHour(_ start: LocalMoment, _ count: Int) -> Bool {
    let minutes = count * interval
    return minutes <= 60 && start.day.weekday == .sunday && start.minute + minutes <= 300
  }

  private mutating func note(
    _ run: (start: LocalMoment, end: LocalMoment, count: Int, line: UInt32), _ queue: String
  ) {
    guard runs.count < CallsGaps.told else {
      further += 1
      furtherIntervals += run.count
      return
    }
    let place = run.count == 1 ? "at \(run.start)" : "from \(run.start) to \(run.end)"
    runs.append(
      (
        "\(queue): no rows for \(counted(run.count, "interval")) \(place)"
          + (run.line > 0 ? " (after line \(run.line)); " : "; ") + "unknown, not zero.", run.count
      ))
  }

  /// The first gaps, and how many more there are.
  var notes: [String] {
    runs.map(\.text)
      + (further > 0
        ? ["\(counted(further, "further gap")) of \(counted(furtherIntervals, "interval"))."] : [])
  }
}
