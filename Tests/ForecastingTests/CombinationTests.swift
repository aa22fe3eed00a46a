import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("Models and their combination")
struct CombinationTests {
  let start = LocalMoment(day: Day("2026-03-16")!, minute: 0)

  func forecast(
    _ rows: [CallHistory.Record], minutes: Int = 7 * 1440
  ) throws -> HistoryForecast {
    try HistoryForecast("line", records: rows, from: start, minutes: minutes)
  }

  @Test("No model looks past its origin")
  func contract() throws {
    var random = SplitMix64(seed: 3)
    func series(changedAfter origin: Int?) throws -> Combination {
      var noise = SplitMix64(seed: 8)
      let rows = Histories.rows(from: start.day - 84, days: 84) { moment in
        let calls = Histories.poisson(Histories.weekly(moment), using: &noise)
        let age = moment.day - (start.day - 84)
        // A twentieth more, so that no day turns into an outlier.
        return origin.map { age >= $0 } == true ? calls * 1.05 : calls
      }
      return try QueueForecaster(
        QueueForecaster.Setting(name: "line"), records: rows, slotMinutes: 60, start: start,
        days: 7
      ).combination
    }
    let plain = try series(changedAfter: nil)
    for _ in 0..<3 {
      let origin = Int.random(in: 30...76, using: &random)
      let changed = try series(changedAfter: origin)
      for (a, b) in zip(plain.models, changed.models) where plain.terms == changed.terms {
        let days = origin..<origin + 7
        let difference = zip(
          a.forecast(origin: origin, days: days), b.forecast(origin: origin, days: days)
        ).map { abs($0 - $1) }.max()!
        // The noise level that the filter assumes is that of the whole history: a trace remains.
        #expect(difference < 0.5, "\(a.name) at origin \(origin)")
      }
    }
  }

  @Test(
    "Where every week is a fresh draw, long means come closer than short ones; where calls grow, the reverse"
  )
  func truth() throws {
    func wapes(_ level: (Int, inout SplitMix64) -> Double) throws -> [String: Double] {
      var random = SplitMix64(seed: 21)
      let levels = (0..<26).map { level($0, &random) }
      let first = start.day - 26 * 7
      let rows = Histories.rows(from: first, days: 26 * 7) {
        Histories.weekly($0) * levels[($0.day - first) / 7]
      }
      let table = try HistoryForecast.rehearsal("line", records: rows, weeks: 8)
      return Dictionary(
        uniqueKeysWithValues: table.rows.filter { $0.kind == .model }
          .map { ($0.model, $0.accuracy.wape) })
    }
    let fresh = try wapes { _, random in 1 + Double.random(in: -0.2...0.2, using: &random) }
    #expect(fresh["mean of 8 weeks"]! < fresh["mean of 4 weeks"]!)
    let growing = try wapes { week, _ in 1 + 0.05 * Double(week) }
    #expect(growing["mean of 4 weeks"]! < growing["mean of 8 weeks"]!)
    #expect(
      growing["weighted mean, half-life 2 weeks"]! < growing["weighted mean, half-life 16 weeks"]!)
  }

  @Test("A busy first of the month is learned")
  func monthly() throws {
    var random = SplitMix64(seed: 4)
    let rows = Histories.rows(from: start.day - 210, days: 210, minutes: 60) { moment in
      let factor = moment.day.date.day <= 3 ? 1.4 : 1
      return Histories.poisson(4 * Histories.weekly(moment) * factor, using: &random)
    }
    // 16 March to 5 April: the first of April lies 16 days ahead, on a Wednesday.
    let found = try forecast(rows, minutes: 21 * 1440).forecast
    let ratio = found.mean[384..<408].reduce(0, +) / found.mean[216..<240].reduce(0, +)
    #expect(ratio > 1.25 && ratio < 1.5, "ratio \(ratio)")
    #expect(found.notes[0].contains("day of the month"))
  }

  @Test("Weights by loss are WAPE to the power −8 and sum to one; models far behind have none")
  func weights() {
    // |10 − 12| / 10 = 0.2, |10 − 12.5| / 10 = 0.25 and 0.3 > 1.3 · 0.2: 1.25⁸ = 5.960464 to one.
    let trial = Combination.Trial(actual: [10], day: [0], forecasts: [[12], [12.5], [13]])
    let found = Combination.weightsByLoss([trial])
    #expect(abs(found[0] - 5.9604644775390625 / 6.9604644775390625) < 1e-12)
    #expect(abs(found[1] - 1 / 6.9604644775390625) < 1e-12 && found[2] == 0)
  }

  @Test("Limits cover a simulated line nearly as often as they say", arguments: [0.1, 1, 10])
  func coverage(scale: Double) throws {
    var random = SplitMix64(seed: 77)
    let rows = Histories.rows(from: start.day - 84, days: 112) { moment in
      Histories.poisson(scale * Histories.weekly(moment), using: &random)
    }
    let found = try forecast(rows.filter { $0.start < start }, minutes: 28 * 1440).forecast
    let actual = rows.filter { $0.start >= start }.map(\.offered)
    func share(_ low: [Double], _ high: [Double]) -> Double {
      Double(actual.indices.count { low[$0] <= actual[$0] && actual[$0] <= high[$0] })
        / Double(actual.count)
    }
    let (inside80, inside95) = (share(found.low80, found.high80), share(found.low95, found.high95))
    // 672 draws: ±3.1 % and ±1.7 % are two standard errors; small counts may be covered more often.
    #expect(inside80 > 0.77 && inside95 > 0.92, "\(inside80), \(inside95)")
    if scale == 10 { #expect(inside80 < 0.86, "\(inside80)") }
  }

  @Test("Rows that name intervals with calls only are pointed out")
  func sparse() throws {
    var random = SplitMix64(seed: 32)
    let all = Histories.rows(from: start.day - 84, days: 84) {
      Histories.poisson(0.01 * Histories.weekly($0), using: &random)
    }
    func isPointedOut(_ rows: [CallHistory.Record]) throws -> Bool {
      try forecast(rows).forecast.notes.contains { $0.hasPrefix("Many open intervals") }
    }
    #expect(try isPointedOut(all.filter { $0.offered > 0 }))
    #expect(try !isPointedOut(all))
  }

  @Test("A bare history is forecast from any hour on, in its own intervals")
  func bare() throws {
    let rows = Histories.rows(from: start.day - 70, days: 71, minutes: 30, calls: Histories.weekly)
    let noon = LocalMoment(day: start.day, minute: 720)
    let found = try HistoryForecast("line", records: rows, from: noon, minutes: 36 * 60)
    #expect(found.intervalMinutes == 30 && found.starts.count == 72)
    #expect(found.starts[0] == noon)
    #expect(found.starts[71] == LocalMoment(day: start.day + 1, minute: 1410))
    for (moment, calls) in zip(found.starts, found.forecast.mean) {
      #expect(abs(calls / Histories.weekly(moment) - 1) < 1e-3)
    }
  }
}
