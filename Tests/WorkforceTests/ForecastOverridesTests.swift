import TestSupport
import Testing
import Workforce

@Suite("Forecasts with figures set by hand")
struct ForecastOverridesTests {
  static let monday = Day("2026-11-23")!

  /// A week of hours in which hour h of the clock has h + 1 calls, with limits at 60 to 140 %.
  static func forecast(first: Day = monday, days: Int = 7) -> Forecast {
    let period = Period(firstDay: first, days: days, intervalMinutes: 60, zone: .paris)
    let mean = (0..<period.intervalCount).map {
      Double(period.local(ofInterval: $0).minute / 60 + 1)
    }
    return Forecast(
      period: period,
      queues: [
        QueueForecast(
          queue: "calls", mean: mean, low80: mean.map { 0.8 * $0 }, high80: mean.map { 1.2 * $0 },
          low95: mean.map { 0.6 * $0 }, high95: mean.map { 1.4 * $0 },
          handleTime: mean.map { _ in 300 })
      ])
  }

  static func override(
    _ from: Int, _ to: Int, _ figure: ForecastOverride.Figure, handleTime: Double? = nil
  ) -> ForecastOverride {
    ForecastOverride(
      queue: "calls", from: Zone.paris.instant(monday, minute: 60 * from),
      to: Zone.paris.instant(monday, minute: 60 * to), figure: figure, handleTime: handleTime,
      reason: "r")
  }

  static func applied(
    _ overrides: [ForecastOverride], to forecast: Forecast = forecast(), queue: Queue? = nil
  ) -> QueueForecast {
    var site = Site.plain(queues: [queue ?? .plain("calls")])
    site.overrides = overrides
    return forecast.withOverrides(of: site).queues[0]
  }

  @Test("Calls of a span are spread as the model's, limits move with them, all else stays")
  func calls() {
    let found = Self.applied([Self.override(9, 12, .calls(66))])
    // Hours 9, 10, 11 have 10 + 11 + 12 = 33 calls; 66 are twice as many.
    #expect(Array(found.mean[8...12]) == [9, 20, 22, 24, 13])
    #expect(abs(found.low95[10] - 0.6 * 22) < 1e-9 && abs(found.high80[10] - 1.2 * 22) < 1e-9)
    #expect(found.high95[12] == 1.4 * 13 && found.handleTime.allSatisfy { $0 == 300 })
    #expect(found.byHand?.model == Self.forecast().queues[0].mean)
    #expect(found.byHand?.isByHand.indices.filter { found.byHand!.isByHand[$0] } == [9, 10, 11])
    let applied = found.byHand?.applied[0]
    #expect(applied?.calls == 66 && applied?.model == 33 && applied?.isWhole == true)
  }

  @Test("A factor multiplies, and a handle time replaces, in the span alone")
  func factor() {
    let found = Self.applied([
      Self.override(25, 26, .factor(0)), Self.override(9, 10, .factor(1.5), handleTime: 420),
    ])
    #expect(
      Array(found.mean[9...10]) == [15, 11] && Array(found.handleTime[9...10]) == [420, 300])
    #expect(found.mean[25] == 0 && found.high95[25] == 0)
    #expect(found.byHand?.applied.map(\.calls) == [15, 0])
  }

  @Test("Where the model expects none, calls are spread evenly with the limits of a Poisson count")
  func fromNothing() {
    var forecast = Self.forecast()
    forecast.queues[0].mean = forecast.queues[0].mean.map { _ in 0 }
    let found = Self.applied([Self.override(9, 11, .calls(50))], to: forecast)
    #expect(Array(found.mean[8...11]) == [0, 25, 25, 0])
    // 25 ± 1.96 · 5.
    #expect(abs(found.low95[9] - 15.2) < 1e-9 && abs(found.high95[9] - 34.8) < 1e-9)
  }

  @Test("Closed intervals get none of the calls")
  func closed() {
    var queue = Queue.plain("calls")
    queue.opening = Opening(ranges: [.monday: [540..<660]])
    let found = Self.applied([Self.override(0, 24, .calls(42))], queue: queue)
    // 09:00 and 10:00 are open, with 10 and 11 of 21.
    #expect(Array(found.mean[9...10]) == [20, 22])
    #expect(found.mean[8] == 9 && found.byHand?.isByHand[8] == false)
  }

  @Test("Of a span that crosses the end of the forecast, the part inside gets its share")
  func partly() {
    // Sunday 18:00 to Monday 06:00: 19 + … + 24 = 129 inside, 1 + … + 6 = 21 outside.
    let override = Self.override(6 * 24 + 18, 7 * 24 + 6, .calls(150))
    let found = Self.applied([override])
    #expect(abs(found.mean[7 * 24 - 1] - 24) < 1e-9)
    let applied = found.byHand?.applied[0]
    #expect(abs((applied?.calls ?? 0) - 129) < 1e-9 && applied?.isWhole == false)
    // The week after gets the rest.
    let next = Self.applied([override], to: Self.forecast(first: Self.monday + 7))
    #expect(abs((next.byHand?.applied[0].calls ?? 0) - 21) < 1e-9)
  }

  @Test("Overrides of other queues and other weeks leave the forecast as it is")
  func elsewhere() {
    var other = Self.override(9, 12, .calls(66))
    other.queue = "other"
    let later = Self.override(7 * 24, 7 * 24 + 1, .calls(66))
    #expect(Self.applied([other, later]) == Self.forecast().queues[0])
  }
}
