internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Workforce

struct ForecastCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Forecast the calls of every interval, with 80 % and 95 % limits.",
    discussion: """
      Examples:
        releve forecast lille --week 2026-W48
        releve forecast --history calls.csv --days 7 \\
          --columns start=timestamp,queue=series_id,offered=value
      """)

  @Argument(help: "The site's folder.", completion: .directory)
  var site: String?

  @Option(help: "The first week, in ISO form (2026-W48).")
  var week: Week?

  @Option(help: "How many weeks.")
  var weeks: Int = 1

  @Option(help: "A file of calls, to forecast without a site.", completion: .file())
  var history: String?

  @Option(help: "First day to forecast (2026-11-23); only rows before it are used.")
  var from: Day?

  @Option(help: "How many days to forecast from a history.")
  var days: Int?

  @Option(help: "How many hours to forecast from a history.")
  var hours: Int?

  @Option(help: "Which columns of the history hold what: start=…,queue=…,offered=…,handle_time=….")
  var columns: String?

  @Option(help: "The file to write.", completion: .file())
  var out = "forecast.csv"

  @Option(help: "Also draw this many possible courses of the calls, for simulation.")
  var samples: Int?

  @Option(help: "The file to write them to: sample,queue,start,calls.", completion: .file())
  var paths = "paths.csv"

  @Option(help: "Which courses are drawn; the same number draws the same.")
  var seed: UInt64 = 1

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard samples.map((1...10_000).contains) ?? true else {
      throw ValidationError("--samples must be 1 to 10000.")
    }
    if history == nil {
      guard site != nil, week != nil else {
        throw ValidationError("Give a site and --week, or --history and --days.")
      }
      guard (1...13).contains(weeks) else { throw ValidationError("--weeks must be 1 to 13.") }
    } else {
      guard site == nil else { throw ValidationError("Give a site or --history, not both.") }
      guard (days == nil) != (hours == nil) else {
        throw ValidationError("Give either --days or --hours.")
      }
      guard days.map((1...366).contains) ?? true, hours.map((1...366 * 24).contains) ?? true else {
        throw ValidationError("The forecast must reach from 1 hour to 366 days.")
      }
    }
  }

  func run() throws {
    try reportingProblems(calls: history ?? "calls.csv") {
      if let history { return try forecast(history: history) }
      let pipeline = try Pipeline(site: SiteFolder.read(at: site!))
      let forecast = try pipeline.forecast(pipeline.period(week: week!, count: weeks))
      try ForecastFile.write(forecast, to: out, style: output.csv)
      if let samples {
        try WholeFile.write(
          PathsFile.bytes(forecast, samples: samples, seed: seed, style: output.csv), to: paths)
      }
      for queue in forecast.queues {
        let calls = output.lang.number(queue.mean.reduce(0, +), decimals: 0)
        output.say("\(queue.queue): \(calls) calls expected")
        for note in queue.notes { output.say("  \(note)") }
      }
      output.say("Written: \(written)")
    }
  }

  private func forecast(history: String) throws {
    let mapping = try columns.map { try CallsFile.Columns(mapping: $0) } ?? .standard
    let forecasts = try HistoryRun(
      path: history, columns: mapping, from: from, hours: days.map { $0 * 24 } ?? hours!)
    try WholeFile.write(forecasts.bytes(style: output.csv), to: out)
    if let samples {
      try WholeFile.write(
        forecasts.pathBytes(samples: samples, seed: seed, style: output.csv), to: paths)
    }
    for line in forecasts.lines { output.say(line) }
    output.say("Written: \(written)")
  }

  private var written: String { samples == nil ? out : "\(out), \(paths)" }
}

extension Day: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
