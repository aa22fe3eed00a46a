internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Rostering
internal import Simulation
internal import Workforce

struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate a roster call by call: what service it really gives.",
    discussion: """
      Calls are sampled around the forecast of the roster's weeks, and taken by the agents of the \
      roster by the order of their skills. Whoever is on a call when a break or the end of the \
      shift comes completes it first.
      Examples:
        releve simulate lille plans/2026-W48/roster.csv
        releve simulate lille roster.csv --samples 400 --patience 180 --absence 4 --out quality.csv
      Ctrl-C stops and tells what the samples so far say.
      """)

  @OptionGroup var site: SiteOption

  @Argument(help: "The roster: agent,date,start,end,breaks,paid_minutes.", completion: .file())
  var roster: String

  @Option(help: "How many times the weeks are played through.")
  var samples = 100

  @Option(help: "Seed of all that is random.")
  var seed: UInt64 = 1

  @Option(help: "Processor threads to use; the result is the same for any number.")
  var threads: Int = SearchOptions.processors

  @Option(help: "A requirement.csv whose calls stand in for the forecast.", completion: .file())
  var requirement: String?

  @Option(help: "Mean seconds before a waiting caller hangs up (default: each queue's own).")
  var patience: Double?

  @Option(
    help: "Standard deviation of handle times over their mean (default: what the history tells).")
  var handleTimeVariation: Double?

  @Option(help: "Seconds an agent has between two calls (default: each queue's own).")
  var pause: Double?

  @Option(
    help: "Percentage of shifts missed; the rest of shrinkage takes agents away by intervals.")
  var absence = 0.0

  @Option(help: "Euros that an hour of callers' waiting costs the site.")
  var waitingPrice: Double?

  @Option(help: "A file for the result over the whole period as JSON.", completion: .file())
  var json: String?

  @Option(
    help: "A file for the quality sheet: queues by day and week, as CSV.", completion: .file())
  var out: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...1_000_000).contains(samples) else {
      throw ValidationError("--samples must be 1 to 1000000.")
    }
    guard (1...256).contains(threads) else { throw ValidationError("--threads must be 1 to 256.") }
    if let patience, !(patience > 0 && patience <= 86_400) {
      throw ValidationError(
        "--patience must be more than 0 seconds and at most 86400; leave it out if nobody hangs up."
      )
    }
    if let handleTimeVariation, !(0...10).contains(handleTimeVariation) {
      throw ValidationError("--handle-time-variation must be 0 to 10.")
    }
    guard (0...600).contains(pause ?? 0) else {
      throw ValidationError("--pause must be 0 to 600 seconds.")
    }
    guard (0..<90).contains(absence) else {
      throw ValidationError("--absence must be 0 to below 90 percent.")
    }
    if let waitingPrice, !(0...10_000).contains(waitingPrice) {
      throw ValidationError("--waiting-price must be 0 to 10000 euros an hour.")
    }
  }

  func run() throws {
    let interruption = Interruption()
    try reportingProblems {
      try WholeFile.expectWritable(
        [json, out].compactMap(\.self), apartFrom: [roster] + [requirement].compactMap(\.self))
      let pipeline = try site.pipeline()
      let roster = try RosterFile.read(at: roster, site: pipeline.site)
      let forecast =
        if let requirement {
          try Forecast(
            RequirementFile.read(at: requirement, site: pipeline.site), from: requirement,
            site: pipeline.site, expected: roster.period)
        } else {
          try pipeline.forecast(roster.period)
        }
      var assumptions = SimulationRun.Assumptions()
      assumptions.patience = patience
      assumptions.handleTimeVariation = handleTimeVariation
      assumptions.pause = pause
      assumptions.absence = absence / 100
      let run = try SimulationRun(
        roster, site: pipeline.site, forecast: forecast, assumptions: assumptions)
      for note in OverrideText(forecast, language: output.lang).lines + run.notes {
        output.say(note)
      }
      let signal = interruption.signal
      let line = CountLine(isQuiet: output.quiet)
      let result = run.simulate(
        samples: samples, seed: seed, threads: threads, shouldStop: { signal.isSet }
      ) { line.show($0, of: samples) }
      line.clear()
      // Stopped before there was anything to tell.
      guard let result else { Interruption.end() }
      if let json { try WholeFile.write(SimulationFile.bytes(result), to: json) }
      if let out { try WholeFile.write(QualityFile.bytes(result, style: output.csv), to: out) }
      let price = waitingPrice.map { 100 * $0 }
      let text = SimulationText(
        result, assumptions: assumptions, language: output.lang, waitingPrice: price)
      if result.samples < samples {
        output.say(
          output.lang == .english
            ? "Stopped: \(result.samples) of \(samples) samples."
            : "Arrêt : \(result.samples) échantillons sur \(samples).")
      }
      for line in text.lines { output.say(line) }
    }
  }
}
