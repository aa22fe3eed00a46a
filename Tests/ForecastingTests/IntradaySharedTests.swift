import Foundation
import Testing
import Workforce

@testable import Forecasting

/// The afternoons of real days, forecast in the morning and again at noon; the data stay outside the
/// repository.
@Suite("Afternoons of real series")
struct IntradaySharedTests {
  // Every thirteenth day keeps a debug run short; RELEVE_ALL_ORIGINS takes all forty.
  @Test(
    "What came by noon brings the afternoon closer, and its limits still cover",
    .enabled(
      if: SharedSeriesTests.isPresent, "the shared data folder is not beside this checkout"),
    arguments: ["bank_calls_30min", "nyc_ems_hourly_2010_2019"])
  func afternoons(name: String) throws {
    let all = ProcessInfo.processInfo.environment["RELEVE_ALL_ORIGINS"] != nil
    let lines = try SharedSeriesTests.lines(name + ".csv")
    let days = Array(Set(lines.suffix(3000).map { $0[1].prefix(10) })).sorted().suffix(40)
    // Two years before the last day.
    let earliest = "\(Day(days.first!)! - 728)"
    let rows = try lines.compactMap { cells -> CallHistory.Record? in
      guard cells[1].prefix(10) >= earliest else { return nil }
      return CallHistory.Record(
        start: try SharedSeriesTests.moment(cells[1]), offered: Double(cells[2])!)
    }
    let calls = Dictionary(rows.map { ($0.start, $0.offered) }, uniquingKeysWith: { $1 })
    var (before, after, sum) = (0.0, 0.0, 0.0)
    var (dayBefore, dayAfter) = (0.0, 0.0)
    var (inside80, inside95, count) = (0, 0, 0)
    for (index, text) in days.enumerated() where all || index % 13 == 12 {
      let now = LocalMoment(day: try #require(Day(text)), minute: 720)
      let found = try IntradayForecast.history(name, records: rows, now: now)
      var (restBefore, restAfter) = (0.0, 0.0)
      for (index, start) in found.starts.enumerated() {
        guard let actual = calls[Zone.utc.local(start)] else { continue }
        before += abs(actual - found.morning[index])
        after += abs(actual - found.forecast.mean[index])
        restBefore += actual - found.morning[index]
        restAfter += actual - found.forecast.mean[index]
        sum += actual
        count += 1
        if found.forecast.low80[index] <= actual && actual <= found.forecast.high80[index] {
          inside80 += 1
        }
        if found.forecast.low95[index] <= actual && actual <= found.forecast.high95[index] {
          inside95 += 1
        }
      }
      dayBefore += abs(restBefore)
      dayAfter += abs(restAfter)
    }
    print(
      "\(name): WAPE of the afternoon \(before / sum) in the morning, \(after / sum) at noon;",
      "of its total \(dayBefore / sum), \(dayAfter / sum);",
      "covered \(Double(inside80) / Double(count)), \(Double(inside95) / Double(count))")
    #expect(after < (all ? 1 : 1.1) * before)
    #expect(Double(inside80) / Double(count) > 0.65)
    #expect(Double(inside95) / Double(count) > 0.85)
  }
}
