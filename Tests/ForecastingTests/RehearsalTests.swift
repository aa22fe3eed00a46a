import TestSupport
import Testing
import Workforce

@testable import Forecasting

@Suite("The table of a backtest")
struct RehearsalTests {
  let start = Day("2026-03-16")!

  func row(_ table: Backtest, _ name: String) throws -> Backtest.Row {
    try #require(table.rows.first { $0.kind != .model && $0.model == name })
  }

  @Test("A rehearsal forecasts each week from what lay before it, better than the week before does")
  func rehearsal() throws {
    var random = SplitMix64(seed: 6)
    let rows = Histories.rows(from: start - 56, days: 56) {
      Histories.poisson(Histories.weekly($0), using: &random)
    }
    let table = try HistoryForecast.rehearsal("line", records: rows, weeks: 10)
    // Eight weeks of history leave six origins with at least two weeks before them.
    #expect(table.origins == (1...6).map { start - 7 * $0 })
    #expect(table.horizon == 7 && table.intervals == 6 * 168)
    let (own, naive) = (table.rows[0], try row(table, "last week repeated"))
    #expect(table.rows[0].kind == .forecast && own.accuracy.wape < 0.9 * naive.accuracy.wape)
    #expect(abs(own.accuracy.coverage80! - 0.8) < 0.08 && own.accuracy.coverage95! > 0.9)
    #expect(Backtest.wins(of: own, over: naive) >= 5)
    // The latest origin alone gives the same as a forecast from it.
    let last = try HistoryForecast.rehearsal("line", records: rows, weeks: 1)
    let found = try HistoryForecast(
      "line", records: rows, from: LocalMoment(day: start - 7, minute: 0), minutes: 7 * 1440)
    let actual = rows.suffix(168).map(\.offered)
    let errors = zip(found.forecast.mean, actual).map { abs($0 - $1) }.reduce(0, +)
    #expect(abs(last.rows[0].accuracy.wape - errors / actual.reduce(0, +)) < 1e-9)
    #expect(last.rows[0].periodWapes == [own.periodWapes[0]])
  }

  @Test("The row of last week repeated equals the differences of the rows themselves")
  func lastWeek() throws {
    var random = SplitMix64(seed: 14)
    let rows = Histories.rows(from: start - 42, days: 42) {
      Histories.poisson(Histories.weekly($0), using: &random)
    }
    let table = try HistoryForecast.rehearsal("line", records: rows, weeks: 3)
    let calls = rows.map(\.offered)
    // The last three of six weeks against the ones before them.
    let tested = calls.suffix(504)
    let errors = tested.indices.map { calls[$0 - 168] - calls[$0] }
    let found = try row(table, "last week repeated")
    let total = tested.reduce(0, +)
    #expect(abs(found.accuracy.wape - errors.map(abs).reduce(0, +) / total) < 1e-12)
    #expect(abs(found.accuracy.bias - errors.reduce(0, +) / total) < 1e-12)
    let days = stride(from: 0, to: 504, by: 24).map { abs(errors[$0..<$0 + 24].reduce(0, +)) }
    #expect(abs(found.accuracy.wapeDay - days.reduce(0, +) / total) < 1e-12)
    // MASE: its mean error over that of the weeks before the first origin, the second and third of six.
    let scale = (168..<504).map { abs(calls[$0] - calls[$0 - 168]) }.reduce(0, +) / 336
    #expect(abs(found.accuracy.mase! - errors.map(abs).reduce(0, +) / 504 / scale) < 1e-12)
    #expect(table.calls == total)
  }

  @Test(
    "Calls that walk from week to week are best repeated; fresh draws are best averaged over long")
  func planted() throws {
    func wapes(_ factor: (Double, inout SplitMix64) -> Double) throws -> [Double] {
      var random = SplitMix64(seed: 31)
      var levels = Array(repeating: 1.0, count: 168)
      let rows = Histories.rows(from: start - 98, days: 98) { moment in
        let hour = (moment.day.weekday.rawValue - 1) * 24 + moment.minute / 60
        levels[hour] = factor(levels[hour], &random)
        return 100 * levels[hour]
      }
      let table = try HistoryForecast.rehearsal("line", records: rows, weeks: 4)
      return try NaiveReference.allCases.map { try row(table, $0.name).accuracy.wape }
    }
    // Each hour of the week goes its own way by a tenth a week: whatever is older is worse.
    let walk = try wapes { $0 * Double.random(in: 0.9...1.111, using: &$1) }
    #expect(walk[0] < walk[3] && walk[3] < walk[1] && walk[1] < walk[2])
    // A mean of n draws errs with variance (1 + 1/n): 8 before 4, the weighted (n = 10/3 in effect), 1.
    let fresh = try wapes { _, random in Double.random(in: 0.5...1.5, using: &random) }
    #expect(fresh[2] < fresh[1] && fresh[1] < fresh[3] && fresh[3] < fresh[0])
  }

  @Test("Where every week is the same but for noise, the forecast beats all that is done by hand")
  func forecastWins() throws {
    var random = SplitMix64(seed: 12)
    let rows = Histories.rows(from: start - 140, days: 140) {
      Histories.poisson(Histories.weekly($0), using: &random)
    }
    let table = try HistoryForecast.rehearsal("line", records: rows, weeks: 4, threads: 2)
    let best = table.rows.filter { $0.kind != .model }.min { $0.accuracy.wape < $1.accuracy.wape }
    #expect(best?.kind == .forecast)
    // Smooth profiles know more of an hour than its own past does.
    #expect(table.rows[0].accuracy.quantileLoss! < table.rows[1].accuracy.quantileLoss!)
  }

  @Test("Models sum up to the forecast, are sorted by weight, and one of each family is kept")
  func models() throws {
    let rows = Histories.rows(from: start - 70, days: 70) {
      Histories.weekly($0) * (1 + 0.1 * Double($0.day.number % 5))
    }
    let table = try HistoryForecast.rehearsal("line", records: rows, weeks: 2)
    let models = table.rows.filter { $0.kind == .model }
    let weights = models.compactMap(\.weight)
    #expect(weights.count == models.count && weights == weights.sorted(by: >))
    #expect(abs(weights.reduce(0, +) - 1) < 1e-9)
    let families = Set(models.map(\.family))
    let shown = table.bestOfEachFamily.filter { $0.kind == .model }
    #expect(shown.count == families.count && Set(shown.map(\.family)) == families)
    for row in shown {
      let own = models.filter { $0.family == row.family }.map(\.accuracy.wape)
      #expect(row.accuracy.wape == own.min())
    }
    // The forecast lies among its models, so it errs no more than the worst of those that count.
    let worst = models.filter { $0.weight! > 0 }.map(\.accuracy.wape).max()!
    #expect(table.rows[0].accuracy.wape <= worst + 1e-9)
  }

  @Test("Models alone are given what a known event does, as the whole is")
  func events() throws {
    let rows = Histories.rows(from: start - 70, days: 70) {
      Histories.weekly($0) * ($0.day == start - 4 ? 2 : 1)
    }
    let event = Event(day: start - 4, queue: "support", kind: .campaign, effect: 2)
    let site = Histories.site(rows, events: [event])
    let table = try Forecaster(site: site).rehearsal(of: site.queues[0], weeks: 1)
    for row in table.rows where row.kind != .reference && row.weight ?? 1 > 0 {
      #expect(row.accuracy.wape < 0.01, "\(row.model): \(row.accuracy.wape)")
    }
    let thursday = (0..<24).map { Histories.weekly(LocalMoment(day: start - 4, minute: 60 * $0)) }
    let repeated = try row(table, "last week repeated")
    #expect(abs(repeated.accuracy.wape * table.calls - thursday.reduce(0, +)) < 1e-6)
  }

  @Test("Closed hours, closed days and unknown intervals are compared in no row")
  func closed() throws {
    let nine = Histories.rows(from: start - 70, days: 70, calls: Histories.weekly)
      .filter { $0.start != LocalMoment(day: start - 2, minute: 720) }
    let opening = Opening(
      ranges: Dictionary(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, [480..<1200]) }), openOnHolidays: true)
    let closure = Event(day: start - 5, queue: "support", kind: .closure, effect: nil)
    let site = Histories.site(nine, opening: opening, events: [closure])
    let table = try Forecaster(site: site).rehearsal(of: site.queues[0], weeks: 1)
    // Six days of twelve hours, less the one without a row.
    #expect(table.intervals == 71)
    let calls = nine.filter {
      $0.start.day >= start - 7 && $0.start.day != start - 5 && 480..<1200 ~= $0.start.minute
    }
    #expect(abs(table.calls - calls.map(\.offered).reduce(0, +)) < 1e-9)
  }

  @Test("Limits of a model in one period come from the others")
  func leaveOneOut() {
    func trial(_ errors: [Double]) -> RehearsalTrial {
      RehearsalTrial(
        origin: start, actual: errors.map { 1000 + $0 }, days: errors.map { _ in 0 },
        columns: [
          RehearsalTrial.Column(
            kind: .model, name: "m", weight: 0.5, seconds: 2, means: errors.map { _ in 1000 })
        ])
    }
    var random = SplitMix64(seed: 9)
    func noise(_ size: Double) -> [Double] {
      (0..<200).map { _ in Double.random(in: -size...size, using: &random) }
    }
    // A rough period between quiet ones: with limits of the quiet ones it is hardly ever inside; the quiet
    // ones always are, since their limits know the rough one.
    let trials = [trial(noise(10)), trial(noise(300)), trial(noise(10))]
    let row = RehearsalTrial.rows(trials, naiveError: 10)[0]
    #expect(row.weight == 0.5 && row.seconds == 2)
    #expect(row.accuracy.coverage95! > 2.0 / 3 && row.accuracy.coverage95! < 0.75)
    let intervals = PredictionIntervals(
      forecasts: Array(repeating: 1000, count: 400),
      actuals: trials[0].actual + trials[2].actual, origins: 2)
    let limits = intervals.limits(mean: 1000)
    let inside = trials[1].actual.count { limits[0] <= $0 && $0 <= limits[3] }
    #expect(abs(row.accuracy.coverage95! - Double(400 + inside) / 600) < 1e-9)
    // One period alone has no others to learn from.
    #expect(RehearsalTrial.rows([trials[0]], naiveError: nil)[0].accuracy.coverage80 == nil)
  }

  @Test("One thread and two give the same table, times apart")
  func threads() throws {
    var random = SplitMix64(seed: 3)
    let rows = Histories.rows(from: start - 49, days: 49) {
      Histories.poisson(Histories.weekly($0), using: &random)
    }
    func table(_ threads: Int) throws -> Backtest {
      var table = try HistoryForecast.rehearsal("line", records: rows, weeks: 3, threads: threads)
      for index in table.rows.indices { table.rows[index].seconds = 0 }
      return table
    }
    #expect(try table(1) == table(2))
  }

  @Test("A history too short for the latest period is refused; one of zeros is not")
  func edges() throws {
    let short = Histories.rows(from: start - 20, days: 20, calls: Histories.weekly)
    #expect(throws: ForecastError.tooShort(queue: "line", weeks: 1)) {
      try HistoryForecast.rehearsal("line", records: short)
    }
    #expect(throws: ForecastError.self) { try HistoryForecast.rehearsal("line", records: []) }
    let zeros = Histories.rows(from: start - 42, days: 42) { _ in 0 }
    let table = try HistoryForecast.rehearsal("line", records: zeros, weeks: 2)
    #expect(table.calls == 0 && table.intervals == 336)
    #expect(table.rows.allSatisfy { $0.accuracy.wape.isFinite && $0.accuracy.mase == nil })
  }
}
