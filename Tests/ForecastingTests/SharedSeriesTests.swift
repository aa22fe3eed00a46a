import Foundation
import Testing
import Workforce

@testable import Forecasting

/// Real series of calls, each forecast for a week from what lay before; the data stay outside the
/// repository.
@Suite("Real series")
struct SharedSeriesTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/calls").standardizedFileURL
  static let isPresent = FileManager.default.fileExists(
    atPath: folder.appending(path: "origins.csv").path)

  struct Task {
    let file: String
    let series: String
    let origin: LocalMoment
    let from: LocalMoment
    let end: LocalMoment
  }

  static func moment(_ text: Substring) throws -> LocalMoment {
    let day = try #require(Day(text.prefix(10)))
    let clock = text.dropFirst(11).split(separator: ":").compactMap { Int($0) }
    return LocalMoment(day: day, minute: clock[0] * 60 + clock[1])
  }

  static func lines(_ name: String) throws -> [[Substring]] {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      .split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
  }

  // Two of the ten origins keep a debug run short; RELEVE_ALL_ORIGINS takes them all.
  @Test(
    "The forecast of a week is closer than last week's calls, its limits cover as they say",
    .enabled(if: isPresent, "the shared data folder is not beside this checkout"),
    arguments: ["bank_hourly", "bank_30min", "nyc_ems_hourly"])
  func weeks(name: String) throws {
    let all = ProcessInfo.processInfo.environment["RELEVE_ALL_ORIGINS"] != nil
    let tasks = try Self.lines("origins.csv").filter { $0[0] == name }.map {
      Task(
        file: String($0[1]), series: String($0[2]), origin: try Self.moment($0[3]),
        from: try Self.moment($0[4]), end: try Self.moment($0[5]))
    }
    let earliest = try #require(tasks.map(\.from).min())
    let rows = try Self.lines(tasks[0].file).compactMap { cells -> CallHistory.Record? in
      // Dates are compared as text first: most rows of the long file are not needed.
      guard cells[1].prefix(10) >= "\(earliest.day)" else { return nil }
      return CallHistory.Record(start: try Self.moment(cells[1]), offered: Double(cells[2])!)
    }
    let calls = Dictionary(rows.map { ($0.start, $0.offered) }, uniquingKeysWith: { $1 })
    var (error, naiveError, sum) = (0.0, 0.0, 0.0)
    var (inside80, inside95, count) = (0, 0, 0)
    for (index, task) in tasks.enumerated() where all || index % 5 == 0 {
      let found = try HistoryForecast(
        task.series, records: rows.filter { $0.start >= task.from && $0.start < task.origin },
        from: task.origin, minutes: (task.end.day - task.origin.day) * 1440)
      let forecast = found.forecast
      for (index, start) in found.starts.enumerated() {
        let weekBefore = LocalMoment(day: start.day - 7, minute: start.minute)
        guard let actual = calls[start], let naive = calls[weekBefore] else { continue }
        error += abs(actual - forecast.mean[index])
        naiveError += abs(actual - naive)
        sum += actual
        count += 1
        if forecast.low80[index] <= actual && actual <= forecast.high80[index] { inside80 += 1 }
        if forecast.low95[index] <= actual && actual <= forecast.high95[index] { inside95 += 1 }
      }
    }
    let covered = (Double(inside80) / Double(count), Double(inside95) / Double(count))
    print(
      "\(name): WAPE \(error / sum), last week's calls \(naiveError / sum), covered \(covered)")
    #expect(error < 0.8 * naiveError)
    // A handful of weeks: the shares are far from independent draws.
    #expect(covered.0 > 0.7 && covered.1 > 0.88)
  }
}
