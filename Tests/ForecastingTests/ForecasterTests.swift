import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Forecasts of a site")
struct ForecasterTests {
  let first = Day("2026-01-05")!  // a Monday without holidays near it until 6 April
  let week = Day("2026-03-16")!  // ten weeks later

  func period(_ first: Day, days: Int = 7, minutes: Int = 60) -> Period {
    Period(firstDay: first, days: days, intervalMinutes: minutes, zone: Histories.paris)
  }

  func forecast(_ site: Site, _ period: Period) throws -> QueueForecast {
    try Forecaster(site: site).forecast(period).queues[0]
  }

  func expectClose(
    _ found: [Double], _ expected: [Double], within share: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = zip(found, expected).map { abs($0 - $1) }.reduce(0, +)
    #expect(
      found.count == expected.count && error <= share * expected.reduce(0, +),
      "WAPE \(error / expected.reduce(0, +))", sourceLocation: sourceLocation)
  }

  @Test(
    "A week that repeats without noise is forecast exactly, from three weeks on",
    arguments: [3, 4, 10])
  func exact(weeks: Int) throws {
    let rows = Histories.rows(from: week - 7 * weeks, days: 7 * weeks, calls: Histories.weekly)
    let period = period(week)
    let found = try forecast(Histories.site(rows), period)
    let expected = (0..<168).map { Histories.weekly(period.local(ofInterval: $0)) }
    expectClose(found.mean, expected, within: 1e-4)
    #expect(found.notes[0].hasPrefix("\(weeks) weeks of history"))
    #expect(found.notes.contains { $0.hasPrefix("The history is short") } == (weeks < 8))
  }

  @Test(
    "A series that never changes, and one of zeros, stay as they are", arguments: [0.0, 1, 250])
  func constant(calls: Double) throws {
    let rows = Histories.rows(from: first, days: 70) { _ in calls }
    let found = try forecast(Histories.site(rows), period(week))
    #expect(found.mean.allSatisfy { abs($0 - calls) <= 1e-4 * calls })
    #expect(zip(found.low95, found.high95).allSatisfy { $0 <= calls + 1e-6 && calls <= $1 + 1e-6 })
  }

  @Test("A lasting change of level is followed and not taken for outliers")
  func levelShift() throws {
    let shift = week - 21
    let rows = Histories.rows(from: first, days: 70) {
      Histories.weekly($0) * ($0.day < shift ? 1 : 1.5)
    }
    let found = try forecast(Histories.site(rows), period(week))
    let expected = (0..<168).map { 1.5 * Histories.weekly(period(week).local(ofInterval: $0)) }
    expectClose(found.mean, expected, within: 0.05)
    #expect(!found.notes.contains { $0.hasPrefix("Left out") })
  }

  @Test("A breakdown is masked and named")
  func outlier() throws {
    let broken = week - 16
    let rows = Histories.rows(from: first, days: 70) {
      Histories.weekly($0) * ($0.day == broken ? 0.2 : 1)
    }
    let found = try forecast(Histories.site(rows), period(week))
    let expected = (0..<168).map { Histories.weekly(period(week).local(ofInterval: $0)) }
    expectClose(found.mean, expected, within: 1e-3)
    #expect(found.notes.contains("Left out as unlike any other day of its kind: \(broken)."))
  }

  @Test("Weeks, days and hours without rows are unknown, not zero")
  func gaps() throws {
    let rows = Histories.rows(from: first, days: 70) { moment in
      let age = week - moment.day
      let isMissing =
        (22...30).contains(age) || age == 3 || (age == 9 && moment.minute < 600)
        || age == 1 && moment.minute >= 840
      return isMissing ? nil : Histories.weekly(moment)
    }
    let found = try forecast(Histories.site(rows), period(week))
    let expected = (0..<168).map { Histories.weekly(period(week).local(ofInterval: $0)) }
    expectClose(found.mean, expected, within: 1e-3)
  }

  @Test("Rows from the period on change nothing, nor does the order of the rows")
  func onlyThePast() throws {
    let rows = Histories.rows(from: first, days: 70, calls: Histories.weekly)
    let later = Histories.rows(from: week, days: 14) { _ in 999 }
    let found = try forecast(Histories.site(rows), period(week))
    #expect(try forecast(Histories.site(later + rows.reversed()), period(week)) == found)
  }

  @Test("A queue with hours has calls in them alone")
  func opening() throws {
    let weekdays: Set<Weekday> = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let opening = Opening(
      ranges: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [480..<1080]) }))
    let rows = Histories.rows(
      from: first, days: 70, open: 480..<1080, weekdays: weekdays, calls: Histories.weekly)
    let found = try forecast(Histories.site(rows, opening: opening), period(week))
    let expected = (0..<168).map { interval in
      let moment = period(week).local(ofInterval: interval)
      return opening.isOpen(moment, isHoliday: false) ? Histories.weekly(moment) : 0
    }
    expectClose(found.mean, expected, within: 1e-4)
    #expect(zip(found.high95, expected).allSatisfy { $1 > 0 || $0 == 0 })
  }

  @Test(
    "Days of 23 and 25 hours have their own intervals", arguments: ["2026-03-29", "2026-10-25"])
  func clockChange(text: String) throws {
    let sunday = Day(text)!
    let rows = Histories.rows(from: sunday - 76, days: 70, calls: Histories.weekly)
    let period = period(sunday - 6)
    let found = try forecast(Histories.site(rows), period)
    #expect(found.mean.count == (text.hasPrefix("2026-03") ? 167 : 169))
    let expected = (0..<period.intervalCount).map {
      Histories.weekly(period.local(ofInterval: $0))
    }
    // August and November holidays in the history leave some noise of rounding only.
    expectClose(found.mean, expected, within: 1e-3)
  }

  @Test("A history of hours serves a site of half hours")
  func halfHours() throws {
    let rows = Histories.rows(from: first, days: 70) { 10 * Double($0.minute / 60 + 1) }
    let found = try forecast(
      Histories.site(rows, intervalMinutes: 30), period(week, minutes: 30))
    for (slot, calls) in found.mean.enumerated() {
      // 10 (h + 1) calls an hour are 5 (h + 1) in each half.
      #expect(abs(calls - 5 * Double(slot % 48 / 2 + 1)) < 0.01)
    }
    #expect(found.notes.contains { $0.hasPrefix("The history has intervals of 60 minutes") })
  }

  @Test("A holiday no one has seen before is taken to be like a Sunday")
  func unseenHoliday() throws {
    let rows = Histories.rows(from: first, days: 70, calls: Histories.weekly)
    let easterMonday = Day("2026-04-06")!
    let found = try forecast(Histories.site(rows), period(easterMonday))
    let total = found.mean[..<24].reduce(0, +)
    // Weekday factors: Sunday 0.45, Monday 1.2.
    let sunday = (0..<24).map {
      Histories.weekly(LocalMoment(day: easterMonday - 1, minute: 60 * $0))
    }.reduce(0, +)
    #expect(abs(total / sunday - 1) < 0.01)
    #expect(found.notes.contains { $0.contains("Lundi de Pâques") && $0.contains("none such") })
    // The days around it are normal.
    let tuesday = (0..<24).map {
      Histories.weekly(LocalMoment(day: easterMonday + 1, minute: 60 * $0))
    }
    expectClose(Array(found.mean[24..<48]), tuesday, within: 0.01)
  }

  @Test("The effect of past holidays is learned and does not leak into normal days")
  func learnedHoliday() throws {
    let start = Day("2025-03-03")!
    let holidays = PublicHoliday.byDay(from: start, to: start + 300)
    let rows = Histories.rows(from: start, days: 42 * 7) {
      Histories.weekly($0) * (holidays[$0.day] == nil ? 1 : 0.3)
    }
    let christmas = Day("2025-12-22")!
    let found = try forecast(Histories.site(rows), period(christmas))
    let day = (0..<24).map {
      Histories.weekly(LocalMoment(day: christmas + 3, minute: 60 * $0))
    }.reduce(0, +)
    let ratio = found.mean[72..<96].reduce(0, +) / day
    // Nine holidays seen at 0.3, shrunk towards the 0.47 of a Sunday by a tenth in logarithm.
    #expect(ratio > 0.29 && ratio < 0.34, "ratio \(ratio)")
    let wednesday = (0..<24).map {
      Histories.weekly(LocalMoment(day: christmas + 2, minute: 60 * $0))
    }
    expectClose(Array(found.mean[48..<72]), wednesday, within: 0.01)
    // A holiday is less certain than the day before it.
    #expect(found.high95[82] / found.mean[82] > found.high95[58] / found.mean[58])
  }

  @Test("Events multiply, closures close, and past ones do not distort")
  func events() throws {
    let events = [
      Event(day: week + 1, queue: "support", kind: .campaign, effect: 1.2),
      Event(day: week + 2, queue: "support", kind: .closure, effect: nil),
      Event(day: week + 3, queue: "other", kind: .campaign, effect: 9),
      Event(day: week - 6, queue: "support", kind: .campaign, effect: 2),
      Event(day: week - 5, queue: "support", kind: .closure, effect: nil),
    ]
    let rows = Histories.rows(from: first, days: 70) {
      Histories.weekly($0) * ($0.day == week - 6 ? 2 : 1)
    }
    let found = try forecast(Histories.site(rows, events: events), period(week))
    let expected = (0..<168).map { interval in
      Histories.weekly(period(week).local(ofInterval: interval))
        * (interval / 24 == 1 ? 1.2 : interval / 24 == 2 ? 0 : 1)
    }
    expectClose(found.mean, expected, within: 0.02)
    #expect(found.mean[48..<72].allSatisfy { $0 == 0 })
  }

  @Test("The effect of a campaign is learned from those before it")
  func campaigns() throws {
    let past = [-45, -32, -20, -10].map { week + $0 }
    let events = (past + [week + 3]).map {
      Event(day: $0, queue: "support", kind: .campaign, effect: nil)
    }
    let rows = Histories.rows(from: first, days: 70) {
      Histories.weekly($0) * (past.contains($0.day) ? 1.5 : 1)
    }
    let found = try forecast(Histories.site(rows, events: events), period(week))
    let normal = (72..<96).map { Histories.weekly(period(week).local(ofInterval: $0)) }
    let ratio = found.mean[72..<96].reduce(0, +) / normal.reduce(0, +)
    // Four days at 1.5 and one of prior at 1: 1.5^(4/5) = 1.383.
    #expect(abs(ratio - 1.383) < 0.02)
  }

  @Test("Days of one name are expected to be alike, whatever others of their kind do")
  func namedEvents() throws {
    let soldes = [-59, -45, -31, -17].map { week + $0 }
    let mailings = [-54, -40, -26, -12].map { week + $0 }
    let events =
      (soldes + [week + 3]).map {
        Event(day: $0, queue: "support", kind: .campaign, effect: nil, name: "soldes")
      }
      + (mailings + [week + 4]).map {
        Event(day: $0, queue: "support", kind: .campaign, effect: nil, name: "mailing")
      }
    let rows = Histories.rows(from: first, days: 70) {
      Histories.weekly($0) * (soldes.contains($0.day) ? 2 : 1)
    }
    let found = try forecast(Histories.site(rows, events: events), period(week))
    func ratio(_ day: Int) -> Double {
      let range = day * 24..<day * 24 + 24
      let normal = range.map { Histories.weekly(period(week).local(ofInterval: $0)) }
      return found.mean[range].reduce(0, +) / normal.reduce(0, +)
    }
    // Of the kind: 4 ln 2 / 9 = 0.308; soldes (4 ln 2 + 0.308) / 5 = 0.616, mailing 0.308 / 5 = 0.062.
    #expect(abs(ratio(3) - exp(0.616)) < 0.03, "\(ratio(3))")
    #expect(abs(ratio(4) - exp(0.062)) < 0.03, "\(ratio(4))")
  }

  @Test("A history that is missing or too short is refused by name")
  func refused() {
    #expect(throws: ForecastError.noHistory(queue: "support", before: week)) {
      try forecast(Histories.site([]), period(week))
    }
    let short = Histories.rows(from: week - 2, days: 2, calls: Histories.weekly)
    let error = ForecastError.tooFewDays(queue: "support", days: 2)
    #expect(throws: error) { try forecast(Histories.site(short), period(week)) }
    #expect("\(error)".contains("support has 2 days with calls; at least 3 are needed"))
    let future = Histories.rows(from: week, days: 60, calls: Histories.weekly)
    #expect(throws: ForecastError.noHistory(queue: "support", before: week)) {
      try forecast(Histories.site(future), period(week))
    }
  }

  @Test("Two weeks of history are enough, and a period may begin long after the last row")
  func extremes() throws {
    let rows = Histories.rows(from: week - 14, days: 14, calls: Histories.weekly)
    let soon = try forecast(Histories.site(rows), period(week))
    // 1 June is a Monday; no holiday lies in its week.
    let late = try forecast(Histories.site(rows), period(week + 77, days: 84))
    #expect(soon.mean.allSatisfy { $0 > 0 } && late.mean.count == 84 * 24)
    expectClose(Array(late.mean[..<168]), soon.mean, within: 0.05)
  }

  @Test("Handle times follow the hour where calls are many, and the mean where they are few")
  func handleTimes() throws {
    var rows = Histories.rows(from: first, days: 70, calls: Histories.weekly)
    for index in rows.indices {
      rows[index].handleTime = rows[index].start.minute < 720 ? 200 : 400
    }
    let found = try forecast(Histories.site(rows), period(week))
    #expect(abs(found.handleTime[10] - 200) < 2 && abs(found.handleTime[15] - 400) < 5)
    let none = rows.map { CallHistory.Record(start: $0.start, offered: $0.offered) }
    let fallback = try forecast(Histories.site(none), period(week))
    #expect(fallback.handleTime.allSatisfy { $0 == 300 })
  }
}
