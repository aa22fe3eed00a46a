import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Queues opened a short while ago")
struct NewQueueTests {
  static let week = Day("2026-03-16")!
  static let start = LocalMoment(day: week, minute: 0)

  /// Calls an hour of the sibling; a new queue has a share of them.
  static func rate(_ moment: LocalMoment) -> Double { 3 * Histories.weekly(moment) }

  static func poisson(
    days: Int, until end: Day = week, seed: UInt64, rate: (LocalMoment) -> Double
  ) -> [CallHistory.Record] {
    var random = SplitMix64(seed: seed)
    return Histories.rows(from: end - days, days: days) {
      Histories.poisson(rate($0), using: &random)
    }
  }

  static func site(
    own: [CallHistory.Record], sibling: [CallHistory.Record], like: String? = nil,
    expected: Double? = nil
  ) -> Site {
    var site = Histories.site(sibling)
    var queue = site.queues[0]
    queue.name = "support-en"
    queue.like = like
    queue.expectedCallsPerWeek = expected
    site.queues.append(queue)
    site.calls.records["support-en"] = own
    return site
  }

  static func forecast(_ site: Site) throws -> QueueForecast {
    let period = Period(
      firstDay: week, days: 7, intervalMinutes: 60, zone: Histories.paris)
    return try Forecaster(site: site).forecast(period).queues.last!
  }

  static func moments() -> [LocalMoment] {
    (0..<168).map { LocalMoment(day: week + $0 / 24, minute: $0 % 24 * 60) }
  }

  /// Σ |forecast − true rate| / Σ true rate.
  static func error(_ forecast: QueueForecast, _ truth: (LocalMoment) -> Double) -> Double {
    let rates = moments().map(truth)
    return zip(forecast.mean, rates).reduce(0) { $0 + abs($1.0 - $1.1) } / rates.reduce(0, +)
  }

  static let sibling = poisson(days: 140, seed: 1, rate: rate)

  // MARK: what is learned

  @Test("A scale without noise is found exactly, the borrowed rows are the sibling's at that scale")
  func exactScale() throws {
    let sibling = Histories.rows(from: Self.week - 140, days: 140, calls: Self.rate)
    let own = Histories.rows(from: Self.week - 10, days: 10) { 0.25 * Self.rate($0) }
    let past = try #require(
      BorrowedPast(
        own: own, opening: nil, sibling: .init(name: "support", records: sibling),
        slotMinutes: 60, start: Self.start))
    #expect(past.commonDays == 10 && past.firstOwnDay == Self.week - 10)
    // Half a call more on both sides moves the ratio of a day's 300 calls by 0.5 / 300 · 3 / 4.
    #expect(abs(past.scale - 0.25) < 0.002)
    #expect(past.records.count == 140 * 24 && Array(past.records.suffix(240)) == own)
    for record in past.records.prefix(130 * 24) {
      #expect(abs(record.offered / Self.rate(record.start) - 0.25) < 0.003)
    }
    #expect(past.misfit < 0.01)
  }

  @Test(
    "The true scale lies within two standard errors as often as it should", arguments: [3, 7, 21])
  func scaleCoverage(days: Int) throws {
    var inside = 0
    for seed in 1...60 {
      let own = Self.poisson(days: days, seed: UInt64(100 + seed)) { 0.05 * Self.rate($0) }
      let past = try #require(
        BorrowedPast(
          own: own, opening: nil, sibling: .init(name: "support", records: Self.sibling),
          slotMinutes: 60, start: Self.start))
      if abs(past.scale / 0.05 - 1) < 1.96 * past.uncertainty { inside += 1 }
    }
    // 95 % of 60 are 57; fewer than 52 would happen by chance in one run of a hundred.
    #expect(inside >= 52, "\(inside) of 60")
  }

  @Test("The queue's own shape counts the more, the more days it has")
  func ownShape() throws {
    // Nights three times as busy as the sibling's, the rest alike.
    let truth = { (moment: LocalMoment) in
      0.3 * Self.rate(moment) * (moment.minute < 360 ? 3 : 1)
    }
    var errors: [Double] = []
    for days in [3, 7, 28] {
      let past = try #require(
        BorrowedPast(
          own: Self.poisson(days: days, seed: 9, rate: truth), opening: nil,
          sibling: .init(name: "support", records: Self.sibling), slotMinutes: 60,
          start: Self.start))
      let lent = past.records.prefix { $0.start.day < Self.week - 28 }
      let night = lent.filter { $0.start.minute < 360 }
      errors.append(
        abs(
          night.reduce(0) { $0 + $1.offered } / night.reduce(0) { $0 + truth($1.start) } - 1))
    }
    #expect(errors[0] < 0.25 && errors[2] < 0.06, "\(errors)")
  }

  // MARK: forecasts

  @Test(
    "With a borrowed past the next week is closer than without, and says what was done",
    arguments: [(10, 2), (21, 3), (35, 4)] as [(Int, UInt64)])
  func closer(days: Int, seed: UInt64) throws {
    let truth = { (moment: LocalMoment) in 0.1 * Self.rate(moment) }
    let own = Self.poisson(days: days, seed: seed, rate: truth)
    let with = try Self.forecast(Self.site(own: own, sibling: Self.sibling))
    var alone = Histories.site(own)
    alone.queues[0].name = "support-en"
    alone.calls.records = ["support-en": own]
    let without = try Self.forecast(alone)
    let (a, b) = (Self.error(with, truth), Self.error(without, truth))
    print("\(days) days: error with \(a), without \(b)")
    #expect(a < b && a < 0.12, "with \(a), without \(b)")
    let age = days >= 14 ? "\(days / 7) weeks ago" : "\(days) days ago"
    let note = with.notes[1]
    #expect(note.hasPrefix("support-en opened \(age): shape borrowed from support, its level × 0."))
    #expect(note.hasSuffix("; support was chosen as most like it in \(days) common days."))
  }

  @Test("The limits of a borrowed forecast cover the calls that come")
  func limits() throws {
    var (inside80, inside95, count) = (0, 0, 0)
    for seed in 1...4 {
      let own = Self.poisson(days: 9, until: Self.week, seed: UInt64(200 + seed)) {
        0.1 * Self.rate($0)
      }
      let found = try Self.forecast(Self.site(own: own, sibling: Self.sibling, like: "support"))
      let actual = Self.poisson(days: 7, until: Self.week + 7, seed: UInt64(300 + seed)) {
        0.1 * Self.rate($0)
      }
      for (index, record) in actual.enumerated() {
        count += 1
        if found.low80[index] <= record.offered && record.offered <= found.high80[index] {
          inside80 += 1
        }
        if found.low95[index] <= record.offered && record.offered <= found.high95[index] {
          inside95 += 1
        }
      }
      #expect(
        found.notes[1].hasPrefix("support-en opened 9 days ago: shape borrowed from support")
          && !found.notes[1].contains("chosen"))
    }
    let covered = (Double(inside80) / Double(count), Double(inside95) / Double(count))
    print("covered \(covered)")
    #expect(covered.0 > 0.78 && covered.1 > 0.93, "\(covered)")
    // Wide, not boundless.
    #expect(covered.0 < 0.9, "\(covered)")
  }

  @Test("Of two queues the one with the like profile is chosen, in a bare history, too")
  func choice() throws {
    let other = Self.poisson(days: 140, seed: 5) { moment in
      // Busiest in the evening and at the weekend.
      Self.rate(LocalMoment(day: moment.day + 3, minute: (moment.minute + 720) % 1440))
    }
    let own = Self.poisson(days: 10, seed: 6) { 0.2 * Self.rate($0) }
    let found = try HistoryForecast(
      "new", records: own, from: Self.start, minutes: 7 * 1440,
      siblings: ["a": other, "b": Self.sibling, "new": own])
    #expect(found.forecast.notes[1].contains("b was chosen as most like it in 10 common days"))
    #expect(Self.error(found.forecast) { 0.2 * Self.rate($0) } < 0.1)
  }

  @Test("A queue of weeks unlike all others keeps to its own rows unless a sibling is named")
  func unlike() throws {
    let truth = { (moment: LocalMoment) in
      0.3 * Self.rate(LocalMoment(day: moment.day, minute: (moment.minute + 720) % 1440))
    }
    let own = Self.poisson(days: 28, seed: 8, rate: truth)
    let alone = try Self.forecast(Self.site(own: own, sibling: Self.sibling))
    #expect(alone.notes.allSatisfy { !$0.contains("borrowed") })
    let named = try Self.forecast(Self.site(own: own, sibling: Self.sibling, like: "support"))
    #expect(named.notes[1].contains("borrowed from support"))
    // Its own hours show even so.
    #expect(Self.error(named, truth) < 0.25)
  }

  @Test("Eight weeks of own history borrow nothing, whatever the site says")
  func oldEnough() throws {
    let own = Self.poisson(days: 56, seed: 8) { 0.3 * Self.rate($0) }
    let named = try Self.forecast(Self.site(own: own, sibling: Self.sibling, like: "support"))
    var alone = try Self.forecast(Histories.site(own))
    alone.queue = "support-en"
    #expect(named == alone)
  }

  @Test("A queue without calls takes the sibling's shape at the level that is expected")
  func expected() throws {
    let found = try Self.forecast(
      Self.site(own: [], sibling: Self.sibling, like: "support", expected: 700))
    #expect(abs(found.mean.reduce(0, +) / 700 - 1) < 0.05)
    let total = Self.moments().reduce(0) { $0 + Self.rate($1) }
    #expect(Self.error(found) { 700 / total * Self.rate($0) } < 0.08)
    #expect(
      found.notes[1].hasPrefix(
        "support-en has no calls yet: shape borrowed from support, its level"))
    #expect(found.notes[1].contains("± 49 %"))
    let error = ForecastError.noHistory(queue: "support-en", before: Self.week)
    #expect(throws: error) {
      try Self.forecast(Self.site(own: [], sibling: Self.sibling, like: "support"))
    }
    #expect("\(error)".contains("like: QUEUE and expected_calls_per_week: N"))
  }

  @Test("A campaign of the sibling is not borrowed")
  func siblingEvents() throws {
    let campaign = Self.week - 12
    let sibling = Histories.rows(from: Self.week - 140, days: 140) {
      Self.rate($0) * ($0.day == campaign ? 4 : 1)
    }
    let own = Histories.rows(from: Self.week - 10, days: 10) { 0.5 * Self.rate($0) }
    let past = try #require(
      BorrowedPast(
        own: own, opening: nil,
        sibling: .init(
          name: "support", records: sibling,
          events: [Event(day: campaign, queue: "support", kind: .campaign, effect: 4)]),
        slotMinutes: 60, start: Self.start))
    for record in past.records where record.start.day == campaign {
      #expect(abs(record.offered / Self.rate(record.start) - 0.5) < 0.01)
    }
  }

  // MARK: a few days alone

  @Test(
    "Days without a sibling give means by time of day with wide limits", arguments: [3, 5, 7, 13])
  func fewDays(days: Int) throws {
    let rows = Histories.rows(from: Self.week - days, days: days, calls: Self.rate)
    let found = try Self.forecast(Histories.site(rows))
    for slot in 0..<24 {
      let mean = (0..<days).reduce(0) {
        $0 + Self.rate(LocalMoment(day: Self.week - days + $1, minute: 60 * slot)) / Double(days)
      }
      let week = (0..<7).map { found.mean[24 * $0 + slot] }
      #expect(week.allSatisfy { $0 > 0.5 * mean && $0 < 1.4 * mean })
    }
    #expect(found.notes[0].hasPrefix("\(days) days of history"))
    #expect(found.notes[1].contains("too short to tell weekdays apart (\(days) days)"))
    // At least 1.96 · 20 % to either side.
    for (mean, high) in zip(found.mean, found.high95) { #expect(high > 1.39 * mean) }
    #expect(zip(found.low95, found.low80).allSatisfy { 0 <= $0 && $0 <= $1 })
    // The truth lies within the limits of 95 %, weekends included.
    let inside = zip(Self.moments(), zip(found.low95, found.high95)).count {
      $1.0 <= Self.rate($0) && Self.rate($0) <= $1.1
    }
    #expect(inside > 150, "\(inside) of 168")
  }

  @Test("Fewer than three days are refused")
  func tooFew() {
    let rows = Histories.rows(from: Self.week - 2, days: 2, calls: Self.rate)
    #expect(throws: ForecastError.tooFewDays(queue: "support", days: 2)) {
      try Self.forecast(Histories.site(rows))
    }
    #expect(throws: ForecastError.tooFewDays(queue: "support-en", days: 2)) {
      try Self.forecast(Self.site(own: rows, sibling: Self.sibling, like: "support"))
    }
  }

  @Test("A bare week of business hours stays closed at night, and at weekends once one was seen")
  func fewDaysOfAHistory() throws {
    let weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
    for (days, opensAtWeekends) in [(4, true), (8, false)] {
      // The rows end on a Friday.
      let rows = Histories.rows(
        from: Self.week - 2 - days, days: days, open: 480..<1080, weekdays: weekdays,
        calls: Self.rate)
      let found = try HistoryForecast(
        "new", records: rows, from: Self.start, minutes: 7 * 1440)
      for (moment, isOpen) in zip(found.starts, found.isOpen) {
        let isWeekend = moment.day.weekday >= .saturday
        let inHours = (480..<1080).contains(moment.minute)
        #expect(isOpen == (inHours && (!isWeekend || opensAtWeekends)), "\(moment), \(days)")
      }
    }
  }

  @Test("The rest of a day of a queue known for days is this morning's")
  func intraday() throws {
    let rows = Histories.rows(from: Self.week - 5, days: 6, calls: Self.rate)
    let now = LocalMoment(day: Self.week, minute: 600)
    let found = try Forecaster(site: Histories.site(rows)).rest(ofDayAt: now).queues[0]
    #expect(found.starts.count == 14 && found.forecast.mean == found.morning)
    #expect(found.forecast.notes[0].hasPrefix("Too few days are known"))
  }
}
