import Foundation
import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("The rest of a day from its beginning")
struct IntradayTests {
  static let monday = Day("2026-03-16")!

  /// Days of 24 hours with 40 calls expected in each, times a gamma factor of the day.
  static func days(
    _ count: Int, variance: Double, seed: UInt64, calls: Double = 40
  ) -> [DayUpdate.PastDay] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { _ in
      let factor = gamma(variance, using: &random)
      return DayUpdate.PastDay(
        calls: (0..<24).map { _ in Histories.poisson(calls * factor, using: &random) },
        forecast: Array(repeating: calls, count: 24))
    }
  }

  /// A gamma variable of mean 1 whose shape 1 / variance is taken as the nearest integer: a mean of
  /// exponential ones.
  static func gamma(_ variance: Double, using random: inout SplitMix64) -> Double {
    guard variance > 0 else { return 1 }
    let shape = max(1, Int((1 / variance).rounded()))
    return (0..<shape).reduce(0) { sum, _ in
      sum - log(1 - Double.random(in: 0..<1, using: &random)) / Double(shape)
    }
  }

  static func update(_ past: [DayUpdate.PastDay], cut: Int = 12) -> DayUpdate {
    DayUpdate(past: past, seen: (0..<24).map { $0 < cut }, cut: cut, slotMinutes: 60)
  }

  @Test(
    "κ is found again: the factor is the mean of its posterior", arguments: [1, 2, 3] as [UInt64])
  func posterior(seed: UInt64) {
    // A factor of variance 1/50: κ = 50 calls, β = 480 / (480 + 50) = 0.906.
    let update = Self.update(Self.days(400, variance: 0.02, seed: seed))
    #expect(abs(update.slope - 0.906) < 0.06, "slope \(update.slope)")
    let calls = (0..<24).map { $0 < 12 ? 50.0 : .nan }
    let factors = update.factors(calls: calls, forecast: Array(repeating: 40, count: 24))
    // A/F = 600/480 = 1.25: factor 1 + 0.906 · 0.25 = 1.226, right after noon at least.
    #expect(abs(factors[12] - 1.226) < 0.03, "factor \(factors[12])")
    // Limits of an interval shrink from the variance 40 + 0.02 · 40² = 72 to about 40: √(41/72) = 0.76.
    #expect(abs(update.narrowing - 0.76) < 0.08, "narrowing \(update.narrowing)")
  }

  @Test("The update is closer than the morning on days with a factor of their own")
  func busyDays() {
    let update = Self.update(Self.days(56, variance: 0.02, seed: 4))
    var (before, after) = (0.0, 0.0)
    for day in Self.days(200, variance: 0.02, seed: 5) {
      let factors = update.factors(
        calls: (0..<24).map { $0 < 12 ? day.calls[$0] : .nan }, forecast: day.forecast)
      before += abs(day.calls[12...].reduce(0, +) - day.forecast[12...].reduce(0, +))
      after += abs(
        zip(day.calls, zip(day.forecast, factors)).dropFirst(12).reduce(0) {
          $0 + $1.0 - $1.1.0 * $1.1.1
        })
    }
    // The factor's 14 % fade to about the Poisson error of 480 calls, 4.6 %, twice.
    #expect(after < 0.6 * before, "\(after / before)")
  }

  @Test("A line whose days have nothing in common is hardly touched", arguments: 1...20)
  func stableLine(seed: Int) {
    let update = Self.update(Self.days(56, variance: 0, seed: UInt64(seed)))
    let calls = (0..<24).map { $0 < 12 ? 44.0 : .nan }
    let factors = update.factors(calls: calls, forecast: Array(repeating: 40, count: 24))
    // Ten percent above, twice the noise of 480 calls: a few percent at most, mostly none at all.
    #expect(factors.allSatisfy { abs($0 - 1) < 0.05 }, "seed \(seed): \(factors)")
  }

  @Test("On most stable lines the morning's figures stand to the last digit")
  func mostlyUntouched() {
    let touched = (1...40).count {
      Self.update(Self.days(56, variance: 0, seed: UInt64(1000 + $0))).slope > 0
    }
    #expect(touched <= 16, "\(touched) of 40")
  }

  @Test("Too few days, a day that has not begun and a day without rows change nothing")
  func nothingKnown() {
    let few = Self.update(Self.days(9, variance: 0.05, seed: 1))
    #expect(few.dayCount < DayUpdate.leastDays && few.priorCalls == .infinity)
    let early = Self.update(Self.days(56, variance: 0.05, seed: 1), cut: 0)
    #expect(early.slope == 0 && early.narrowing == 1)
    let update = Self.update(Self.days(56, variance: 0.05, seed: 1))
    let unknown = Array(repeating: Double.nan, count: 24)
    let factors = update.factors(calls: unknown, forecast: Array(repeating: 40, count: 24))
    #expect(factors.allSatisfy { $0 == 1 })
  }

  @Test("On a special day the morning's forecast is worth less")
  func specialDay() {
    let update = Self.update(Self.days(56, variance: 0.005, seed: 7))
    let calls = (0..<24).map { $0 < 12 ? 60.0 : .nan }
    let forecast = Array(repeating: 40.0, count: 24)
    let normal = update.factors(calls: calls, forecast: forecast)[12]
    let special = update.factors(calls: calls, forecast: forecast, extra: 0.3)[12]
    // A/F = 1.5; κ is at most 1 / 0.09 = 11 calls against 480: nearly all of the half is believed.
    #expect(normal < special && special > 1.48 && special <= 1.5)
  }

  // MARK: whole histories

  /// Ten weeks of hours whose days have a factor, the last day 30 % above up to 11:00.
  static let history: [CallHistory.Record] = {
    var random = SplitMix64(seed: 11)
    var factors: [Day: Double] = [:]
    return Histories.rows(from: monday - 70, days: 71) { moment in
      if factors[moment.day] == nil { factors[moment.day] = gamma(0.02, using: &random) }
      let factor = moment.day == monday ? 1.3 : factors[moment.day]!
      return Histories.poisson(4 * Histories.weekly(moment) * factor, using: &random)
    }
  }()

  @Test(
    "A busy morning raises the rest of the day and narrows its limits; rows to come are not used")
  func busyMorning() throws {
    let now = LocalMoment(day: Self.monday, minute: 11 * 60 + 20)
    let site = Histories.site(Self.history)
    let (queues, morning) = try Forecaster(site: site).rest(ofDayAt: now)
    let found = queues[0]
    #expect(found.starts.count == 13)
    #expect(found.starts.first == Histories.paris.instant(Self.monday, minute: 660))
    let past = Self.history.filter { $0.start.day == Self.monday && $0.start.minute < 660 }
    #expect(found.soFar == past.reduce(0) { $0 + $1.offered })
    #expect(abs(found.expectedSoFar - morning.queues[0].mean[..<11].reduce(0, +)) < 1e-6)
    #expect(found.morning == Array(morning.queues[0].mean[11...]))
    let ratio = found.forecast.mean.reduce(0, +) / found.morning.reduce(0, +)
    let seen = found.soFar / found.expectedSoFar
    #expect(ratio > 1 + 0.5 * (seen - 1) && ratio < seen, "ratio \(ratio), seen \(seen)")
    let width = { (forecast: QueueForecast, index: Int) in
      (forecast.high95[index] - forecast.low95[index]) / forecast.mean[index]
    }
    for index in 0..<10 {
      #expect(width(found.forecast, index) < width(morning.queues[0], index + 11))
      #expect(
        found.forecast.low95[index] <= found.forecast.low80[index]
          && found.forecast.low80[index] <= found.forecast.mean[index]
          && found.forecast.mean[index] <= found.forecast.high80[index]
          && found.forecast.high80[index] <= found.forecast.high95[index])
    }
    #expect(found.forecast.notes[0].contains("one 10 % above its forecast until 11:20"))
    let cut = LocalMoment(day: Self.monday, minute: 660)
    let without = Histories.site(Self.history.filter { $0.start < cut })
    #expect(try Forecaster(site: without).rest(ofDayAt: now).queues == queues)
  }

  @Test("A bare history gives the same as a site that is always open")
  func bareHistory() throws {
    let now = LocalMoment(day: Self.monday, minute: 660)
    let bare = try IntradayForecast.history("support", records: Self.history, now: now)
    let site = try Forecaster(site: Histories.site(Self.history)).rest(ofDayAt: now).queues[0]
    #expect(bare.soFar == site.soFar && bare.forecast.mean.count == 13)
    for (a, b) in zip(bare.forecast.mean, site.forecast.mean) { #expect(abs(a - b) < 0.02 * b) }
  }

  @Test("Before the first row of the day the morning's figures stand, and a note says so")
  func noRows() throws {
    let now = LocalMoment(day: Self.monday, minute: 660)
    let site = Histories.site(Self.history.filter { $0.start.day < Self.monday })
    let found = try Forecaster(site: site).rest(ofDayAt: now).queues[0]
    #expect(found.soFar == 0 && found.expectedSoFar == 0)
    #expect(found.forecast.mean == found.morning)
    #expect(
      found.forecast.notes[0]
        == "No rows of 2026-03-16 before 11:00: the figures of this morning stand.")
  }
}
