private import Foundation

/// A moment in elapsed time: minutes since 1970-01-01 00:00 UTC.
///
/// All arithmetic on rest, work and intervals is done on instants; local wall-clock time exists only
/// at the edges, through ``Zone``.
package struct Instant: Hashable, Comparable, Sendable {
  /// Minutes since 1970-01-01 00:00 UTC.
  package let minutes: Int

  package init(minutes: Int) { self.minutes = minutes }

  package static func + (instant: Instant, minutes: Int) -> Instant {
    Instant(minutes: instant.minutes + minutes)
  }
  package static func - (instant: Instant, minutes: Int) -> Instant {
    Instant(minutes: instant.minutes - minutes)
  }
  /// Elapsed minutes from `start` to `end`.
  package static func - (end: Instant, start: Instant) -> Int { end.minutes - start.minutes }
  package static func < (a: Instant, b: Instant) -> Bool { a.minutes < b.minutes }
}

/// A wall-clock reading: a civil day and minutes after its midnight, `0..<1440`.
package struct LocalMoment: Hashable, Comparable, Sendable, CustomStringConvertible {
  package let day: Day
  /// Minutes after 00:00 on the clock, `0..<1440`.
  package let minute: Int

  package init(day: Day, minute: Int) {
    self.day = day
    self.minute = minute
  }

  /// `2026-11-23T08:30`.
  package var description: String { "\(day)T\(minute.clock)" }

  package static func < (a: LocalMoment, b: LocalMoment) -> Bool {
    (a.day, a.minute) < (b.day, b.minute)
  }
}

extension Int {
  /// Minutes after midnight as `HH:MM`.
  package var clock: String { "\((self / 60).padded(2)):\((self % 60).padded(2))" }

  /// Minutes as people read a duration, and no spreadsheet takes for a time of day: `10h30`.
  package var duration: String {
    "\(self < 0 ? "-" : "")\(magnitude / 60)h\(abs(self % 60).padded(2))"
  }
}

/// The offset of one place's clocks from UTC, with every change between 1990 and 2060.
///
///     let paris = Zone(identifier: "Europe/Paris")!
///     paris.midnight(Day("2026-10-26")!) - paris.midnight(Day("2026-10-25")!)   // 1500: 25 hours
package struct Zone: Sendable, Equatable {
  package let identifier: String
  /// Changes in order; `offset` (minutes east of UTC) holds from `instant` on.
  private let changes: [Change]

  private struct Change: Sendable, Equatable {
    let instant: Instant
    let offset: Int
  }

  /// Clocks that never change and show UTC; for series whose zone is unknown.
  package static let utc = Zone(identifier: "UTC", fixedOffset: 0)

  private init(identifier: String, fixedOffset: Int) {
    self.identifier = identifier
    changes = [Change(instant: Instant(minutes: .min / 2), offset: fixedOffset)]
  }

  /// The zone with this name in the system's time zone data, or nil where it is unknown.
  package init?(identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.identifier = identifier
    func offset(_ date: Date) -> Int { zone.secondsFromGMT(for: date) / 60 }
    var date = Date(timeIntervalSince1970: 631_152_000)  // 1990-01-01
    let end = Date(timeIntervalSince1970: 2_840_140_800)  // 2060-01-01
    var changes = [Change(instant: Instant(minutes: .min / 2), offset: offset(date))]
    while let next = zone.nextDaylightSavingTimeTransition(after: date), next < end {
      let instant = Instant(minutes: Int((next.timeIntervalSince1970 / 60).rounded()))
      changes.append(Change(instant: instant, offset: offset(next.addingTimeInterval(1))))
      date = next
    }
    self.changes = changes
  }

  /// Minutes east of UTC at `instant`.
  /// - Complexity: O(log changes)
  package func offset(at instant: Instant) -> Int {
    var low = 0
    var high = changes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if changes[middle].instant <= instant { low = middle } else { high = middle }
    }
    return changes[low].offset
  }

  /// What the clocks of this place show at `instant`.
  package func local(_ instant: Instant) -> LocalMoment {
    let shown = instant.minutes + offset(at: instant)
    let day = shown >= 0 ? shown / 1440 : (shown - 1439) / 1440
    return LocalMoment(day: Day(number: day), minute: shown - day * 1440)
  }

  /// Every instant at which the clocks show this reading: one, none in the hour that spring skips,
  /// two (in order) in the hour that autumn repeats.
  package func instants(_ moment: LocalMoment) -> [Instant] {
    let shown = moment.day.number * 1440 + moment.minute
    let around = Instant(minutes: shown)
    let offsets = Set([offset(at: around - 1440), offset(at: around + 1440)])
    return offsets.map { Instant(minutes: shown - $0) }.filter { local($0) == moment }.sorted()
  }

  /// The instant `minute` minutes of wall clock after the midnight that begins `day`.
  ///
  /// `minute` may exceed 1440 (the next day's clock). A reading that spring skips is taken to be as
  /// much later as the clocks jump; of a reading that autumn repeats, the first is meant.
  package func instant(_ day: Day, minute: Int) -> Instant {
    let days = minute >= 0 ? minute / 1440 : (minute - 1439) / 1440
    let moment = LocalMoment(day: day + days, minute: minute - days * 1440)
    let reading = Instant(minutes: moment.day.number * 1440 + moment.minute)
    let offset = offset(at: reading - 1440)
    // Far from every change there is one instant, and nothing to look for.
    if offset == self.offset(at: reading + 1440), offset == self.offset(at: reading - offset) {
      return reading - offset
    }
    if let first = instants(moment).first { return first }
    return reading - offset
  }

  /// The instant at which `day` begins.
  package func midnight(_ day: Day) -> Instant { instant(day, minute: 0) }
}
