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
        releve forecast --history export.csv --format genesys-cloud --zone Europe/Paris --days 7
        releve forecast lille --as-of 2026-11-24T11:00
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

  @Option(
    help: """
      Forecast the rest of a day again from what came until a time of it (2026-11-24T11:00, local).
      """)
  var asOf: LocalMoment?

  @Option(help: "The file to write.", completion: .file())
  var out = "forecast.csv"

  @Option(help: "Also draw this many possible courses of the calls, for simulation.")
  var samples: Int?

  @Option(help: "The file to write them to: sample,queue,start,calls.", completion: .file())
  var paths = "paths.csv"

  @Option(help: "Which courses are drawn; the same number draws the same.")
  var seed: UInt64 = 1

  @OptionGroup var form: HistoryOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard samples.map((1...10_000).contains) ?? true else {
      throw ValidationError("--samples must be 1 to 10000.")
    }
    if asOf != nil {
      guard (site == nil) != (history == nil) else {
        throw ValidationError("Give a site or --history, and one of them, with --as-of.")
      }
      guard site == nil || !form.isGiven else {
        throw ValidationError(
          "How calls are written is told in a site's site.yaml, or with --history.")
      }
      guard week == nil, weeks == 1, from == nil, days == nil, hours == nil else {
        throw ValidationError(
          "--as-of forecasts the rest of its day: leave out --week, --weeks, --from, --days, --hours."
        )
      }
      guard samples == nil else {
        throw ValidationError("--samples draws whole days: leave it out with --as-of.")
      }
      return
    }
    if history == nil {
      guard !form.isGiven else { throw HistoryOptions.belongToHistory }
      guard site != nil, week != nil else {
        throw ValidationError(
          "Give a site and --week, or --history and --days, or --as-of for the rest of a day.")
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
      if let asOf { return try forecastRest(asOf) }
      if let history { return try forecast(history: history) }
      let line = ReadingLine(file: "calls.csv", isQuiet: output.quiet)
      let pipeline = try Pipeline(site: SiteFolder.read(at: site!, progress: line.show))
      for note in pipeline.site.calls.notes { output.say(note) }
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
      for line in OverrideText(forecast, language: output.lang).lines { output.say(line) }
      output.say("Written: \(written)")
    }
  }

  private func forecastRest(_ now: LocalMoment) throws {
    let line = ReadingLine(file: history ?? "calls.csv", isQuiet: output.quiet)
    let run =
      if let history {
        try IntradayRun(
          path: history, format: form.mapping(), zone: form.clock, now: now, progress: line.show)
      } else {
        try IntradayRun(
          site: Pipeline(site: SiteFolder.read(at: site!, progress: line.show)).site, now: now,
          language: output.lang)
      }
    try WholeFile.write(run.bytes(style: output.csv), to: out)
    for line in run.lines(output.lang) { output.say(line) }
    output.say("Written: \(out)")
  }

  private func forecast(history: String) throws {
    let line = ReadingLine(file: history, isQuiet: output.quiet)
    let forecasts = try HistoryRun(
      path: history, format: form.mapping(), zone: form.clock, from: from,
      hours: days.map { $0 * 24 } ?? hours!, progress: line.show)
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

extension LocalMoment: ExpressibleByArgument {
  /// A local date and time as `2026-11-24T11:00`.
  package init?(argument: String) {
    let parts = argument.split(separator: "T", omittingEmptySubsequences: false)
    let clock = parts.last?.split(separator: ":", omittingEmptySubsequences: false) ?? []
    guard parts.count == 2, let day = Day(parts[0]), clock.count == 2,
      clock.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let hour = Int(clock[0]), hour < 24, let minute = Int(clock[1]), minute < 60
    else { return nil }
    self.init(day: day, minute: 60 * hour + minute)
  }
}
