import Foundation
import Testing

@testable import Planning

@Suite("releve benchmark of forecasts")
struct ForecastBenchmarkTests {
  struct Measured: Decodable {
    var tasks: [ForecastBenchmark.TaskRow]?
    var m4: ForecastBenchmark.M4Row?
    var queues: ForecastBenchmark.QueuesRow?
  }

  /// A forecast file as the command writes it: start, mean and limits by row.
  struct Forecast {
    let start: String
    let mean: Double
    let low80: Double
    let high80: Double
    let low95: Double
    let high95: Double
  }

  /// Hours of the days from 2 March 2026, a Monday, as `series_id,timestamp,value`, and by timestamp.
  static func series(days: Int, name: String = "line") -> (text: String, calls: [String: Double]) {
    var text = "series_id,timestamp,value\n"
    var calls: [String: Double] = [:]
    for day in 0..<days {
      // The rows end before the second of May.
      let date = day < 31 ? "2026-03-\(two(day + 1))" : "2026-04-\(two(day - 30))"
      for hour in 0..<24 {
        let value = 20 + 5 * (day % 7) + hour * (23 - hour) + (day * 31 + hour * 17) % 13
        let start = "\(date)T\(two(hour)):00"
        text += "\(name),\(start):00,\(value)\n"
        calls[start] = Double(value)
      }
    }
    return (text, calls)
  }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// What `releve forecast --history` says of 7 days from `origin` on.
  static func forecast(_ rows: String, from origin: String, days: Int, in workspace: Workspace)
    throws -> [Forecast]
  {
    try workspace.write(rows, to: "history.csv")
    let run = try ReleveCommand.run(
      [
        "forecast", "--history", "history.csv", "--from", origin, "--days", "\(days)", "--columns",
        "start=timestamp,queue=series_id,offered=value", "--out", "f.csv",
      ], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    return try workspace.text("f.csv").split(separator: "\n").dropFirst().map { line in
      let cells = line.split(separator: ",")
      let values = cells.dropFirst(2).map { Double($0)! }
      return Forecast(
        start: String(cells[1].prefix(16)), mean: values[0], low80: values[1], high80: values[2],
        low95: values[3], high95: values[4])
    }
  }

  @Test("A task's measures are those of the forecast files, worked out again")
  func tasks() throws {
    let workspace = try Workspace()
    let (rows, calls) = Self.series(days: 56)
    try FileManager.default.createDirectory(
      at: workspace.url.appendingPathComponent("data"), withIntermediateDirectories: true)
    try workspace.write(rows, to: "data/line.csv")
    try workspace.write(
      """
      task,file,series_id,origin,train_from,end_exclusive
      hourly,line.csv,line,2026-04-12T00:00:00,2026-03-08T00:00:00,2026-04-19T00:00:00
      hourly,line.csv,line,2026-04-19T00:00:00,2026-03-08T00:00:00,2026-04-26T00:00:00

      """, to: "data/origins.csv")
    let run = try ReleveCommand.run(
      ["benchmark", "--forecasts", "data/origins.csv", "--json", "b.json"], in: workspace)
    #expect(run.status == 0 && run.output.contains("| hourly | 2 |"), "\(run.errors)")
    let measured = try JSONDecoder().decode(Measured.self, from: workspace.bytes("b.json"))
    let found = try #require(measured.tasks?.first)

    // Rows of 8 March on, up to each origin.
    var (error, signed, total, count, inside80, loss, weeks, naive) = (
      0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    )
    for origin in ["2026-04-12", "2026-04-19"] {
      let lines = rows.split(separator: "\n")
      let known = lines.dropFirst().filter {
        let date = $0.split(separator: ",")[1]
        return date >= "2026-03-08" && date < origin
      }
      let text = ([lines[0]] + known).joined(separator: "\n") + "\n"
      var (week, sum) = (0.0, 0.0)
      for row in try Self.forecast(text, from: origin, days: 7, in: workspace) {
        let actual = try #require(calls[row.start])
        error += abs(row.mean - actual)
        week += row.mean - actual
        sum += actual
        count += 1
        if row.low80 <= actual && actual <= row.high80 { inside80 += 1 }
        for (level, quantile) in [
          (0.025, row.low95), (0.1, row.low80), (0.5, row.mean), (0.9, row.high80),
          (0.975, row.high95),
        ] { loss += 2 * max(level * (actual - quantile), (level - 1) * (actual - quantile)) / 5 }
        let day = Int(row.start.dropFirst(8).prefix(2))!
        // Both weeks have the week before in April.
        let before = "2026-04-\(Self.two(day - 7))" + row.start.dropFirst(10)
        naive += abs(try #require(calls[before]) - actual)
      }
      signed += week
      total += sum
      weeks += abs(week) / sum / 2
    }
    // The files have three decimals.
    #expect(found.intervals == 336 && Double(found.intervals) == count && found.origins == 2)
    #expect(abs(found.wape - error / total) < 1e-4, "\(found.wape), \(error / total)")
    #expect(abs(found.bias - signed / total) < 1e-4)
    #expect(abs(found.wapePeriod - weeks) < 1e-4)
    #expect(found.coverage80.map { abs($0 - inside80 / count) < 0.01 } == true)
    #expect(found.quantileLoss.map { abs($0 - loss / total) < 1e-4 } == true)
    #expect(abs(found.lastWeek - naive / total) < 1e-12)
    #expect(found.uncovered == 0 && found.secondsPerOrigin > 0)
  }

  @Test("M4 measures are those of the forecast file, worked out again")
  func m4() throws {
    let workspace = try Workspace()
    let (rows, calls) = Self.series(days: 32)
    let lines = rows.split(separator: "\n")
    let train = lines.prefix(1 + 30 * 24).joined(separator: "\n") + "\n"
    try workspace.write(train, to: "train.csv")
    try workspace.write(
      ([lines[0]] + lines.suffix(48)).joined(separator: "\n") + "\n", to: "test.csv")
    let run = try ReleveCommand.run(
      ["benchmark", "--m4", "train.csv,test.csv", "--json", "b.json", "--threads", "1"],
      in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let measured = try JSONDecoder().decode(Measured.self, from: workspace.bytes("b.json"))
    let found = try #require(measured.m4)
    let past = lines.dropFirst().prefix(30 * 24).map { Double($0.split(separator: ",")[2])! }
    let scale = (24..<past.count).map { abs(past[$0] - past[$0 - 24]) }.reduce(0, +) / 696
    var (percent, error) = (0.0, 0.0)
    for row in try Self.forecast(train, from: "2026-03-31", days: 2, in: workspace) {
      let actual = try #require(calls[row.start])
      percent += 200 * abs(actual - row.mean) / (actual + row.mean) / 48
      error += abs(actual - row.mean) / 48
    }
    #expect(found.series == 1 && abs(found.sMAPE - percent) < 0.01)
    #expect(abs(found.mase - error / scale) < 1e-3)
    #expect(abs(found.owa - (found.sMAPE / 18.383 + found.mase / 2.395) / 2) < 1e-9)
  }

  @Test("Synthetic queues are timed")
  func queues() throws {
    let workspace = try Workspace()
    let run = try ReleveCommand.run(
      ["benchmark", "--queues", "1", "--threads", "1", "--json", "b.json"], in: workspace)
    #expect(run.status == 0, "\(run.errors)")
    let found = try JSONDecoder().decode(Measured.self, from: workspace.bytes("b.json")).queues
    let row = try #require(found)
    #expect(row.queues == 1 && row.rowsPerQueue == 364 * 48 && row.threads == 1)
    #expect(row.secondsPerQueueOnOneThread > 0 && row.memoryMB > 5)
  }

  @Test(
    "The error that a known Poisson rate leaves is the sum over all counts",
    arguments: [0.3, 1, 7.5, 40])
  func poisson(mean: Double) {
    var probability = exp(-mean)
    var sum = 0.0
    for count in 0..<400 {
      sum += abs(Double(count) - mean) * probability
      probability *= mean / Double(count + 1)
    }
    #expect(abs(ForecastBenchmark.TaskRow.poissonError(mean) - sum) < 1e-9)
    #expect(ForecastBenchmark.TaskRow.poissonError(0) == 0)
  }

  @Test(
    "What cannot be used: status 2",
    arguments: [
      (["--forecasts", "none.csv"], "none.csv"),
      (["--forecasts", "origins.csv"], "found no rows of the series other, expected one of line"),
      (["--m4", "line.csv,strange.csv"], "strange.csv: found the series other"),
      (["--forecasts", "early.csv"], "has no rows for the queue line before 2026-03-01"),
    ])
  func refused(_ arguments: [String], _ message: String) throws {
    let workspace = try Workspace()
    try workspace.write(Self.series(days: 28).text, to: "line.csv")
    try workspace.write(Self.series(days: 2, name: "other").text, to: "strange.csv")
    let header = "task,file,series_id,origin,train_from,end_exclusive\n"
    try workspace.write(
      header + "t,line.csv,other,2026-03-20T00:00,2026-03-01T00:00,2026-03-22T00:00\n",
      to: "origins.csv")
    try workspace.write(
      header + "t,line.csv,line,2026-03-01T00:00,2026-02-01T00:00,2026-03-02T00:00\n",
      to: "early.csv")
    let run = try ReleveCommand.run(
      ["benchmark", "--json", "b.json"] + arguments, in: workspace)
    #expect(run.status == 2 && run.errors.contains(message), "\(run.status) \(run.errors)")
    #expect(!workspace.exists("b.json"))
  }

  @Test(
    "Arguments that do not go together: status 64",
    arguments: [
      ["--json", "b.json"], ["--m4", "train.csv"], ["--queues", "0"],
      ["--instances", "a.txt", "--queues", "3"],
    ])
  func usage(_ arguments: [String]) throws {
    let run = try ReleveCommand.run(["benchmark"] + arguments, in: Workspace())
    #expect(run.status == 64, "\(run.errors)")
  }
}
