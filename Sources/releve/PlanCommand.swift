internal import ArgumentParser
internal import Auditing
internal import Interchange
internal import Planning
internal import Rostering
internal import Workforce

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Plan a week: forecast, requirement, roster, audit, files.",
    discussion: """
      Examples:
        releve plan lille --week 2026-W48
        releve plan lille --week 2026-W48 --time 5m --csv excel-fr --lang fr
        releve plan lille --week 2026-W48 --requirement edited.csv
        releve plan lille --week 2026-W48 --verify
      Ctrl-C stops and keeps the best roster so far.
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var week: WeekOption
  @OptionGroup var search: SearchOptions
  @OptionGroup var asOf: AsOfOption

  @Option(help: "A requirement.csv to roster for, instead of forecasting.", completion: .file())
  var requirement: String?

  @Flag(
    help: """
      Raise the requirement until the simulated roster keeps what the queues promise, every day: up to 5 \
      rosters, each with the time given.
      """)
  var verify = false

  @Option(help: "How many times the roster's weeks are played through to tell its quality.")
  var samples = 100

  @Option(
    help: "The folder to write into; plans/WEEK in the site's folder if not given.",
    completion: .directory)
  var out: String?

  @Option(help: "A second place for summary.json.", completion: .file())
  var json: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...100_000).contains(samples) else {
      throw ValidationError("--samples must be 1 to 100000.")
    }
  }

  func run() throws {
    let interruption = Interruption()
    try reportingProblems {
      let pipeline = try site.pipeline()
      let period = pipeline.period(week: week.week, count: week.weeks)
      let folder = out ?? "\(site.site)/plans/\(week.week)"
      // Before the search, lest its result be lost.
      try PlanFiles.refuseUnwritable(folder)
      let line = ProgressLine(language: output.lang, isQuiet: output.quiet) {
        [lang = output.lang] in lang.euros(Int($0))
      }
      let run = PlanRun(
        pipeline: pipeline, limits: search.limits,
        simulation: SimulationOptions(
          samples: samples, seed: search.seed, threads: search.threads, isVerifying: verify),
        changes: asOf.changes(in: pipeline.site.zone), stop: interruption.signal
      ) { line.show($0) }
      let outcome =
        if let requirement {
          try run.plan(
            RequirementFile.read(at: requirement, site: pipeline.site), from: requirement,
            expected: period)
        } else {
          try run.plan(period)
        }
      line.close()
      switch outcome {
      case .impossible(let conflicts):
        Terminal.complain("No roster satisfies the rules:")
        for conflict in conflicts { Terminal.complain("  " + conflict.message) }
        Terminal.complain("releve explain \(site.site) --week \(week.week) says what would help.")
        throw ExitStatus.noRoster
      case .planned(let plan):
        try PlanFiles.write(plan, to: folder, style: output.csv)
        if let json { try WholeFile.write(SummaryFile.bytes(plan), to: json) }
        for text in PlanSummary(plan, language: output.lang).lines { output.say(text) }
        let files = PlanFiles.names.joined(separator: ", ")
        output.say((output.lang == .english ? "Files       " : "Fichiers    ") + "\(folder)/")
        output.say("            \(files)")
        if !plan.audit.isAccepted { throw ExitStatus.breachesFound }
        if plan.verification?.isKept == false { throw ExitStatus.promiseNotKept }
      }
    }
  }
}

/// How long and how to look for a better roster.
struct SearchOptions: ParsableArguments {
  @Option(
    help: "Time for the search, as 60s or 5m; if not given, it ends by itself within a minute.")
  var time: Seconds?

  @Option(help: "Units of work instead of time: the same result on every machine.")
  var work: Int?

  @Option(help: "Seed of the search.")
  var seed: UInt64 = 1

  @Option(help: "Processor threads to use.")
  var threads: Int = SearchOptions.processors

  @Option(
    help: "Stop once the proven gap is no larger than this percentage (plan: 0.1, solve: 0).")
  var gap: Double?

  func validate() throws {
    guard time == nil || work == nil else {
      throw ValidationError("Give --time or --work, not both.")
    }
    guard (1...256).contains(threads) else { throw ValidationError("--threads must be 1 to 256.") }
    guard (0..<100).contains(gap ?? 0) else {
      throw ValidationError("--gap must be 0 to 100 percent.")
    }
    if let work, work < 1 { throw ValidationError("--work must be at least 1.") }
  }

  var limits: SolveLimits {
    SolveLimits(
      seconds: time?.value ?? (work == nil ? 60 : nil), work: work, threads: threads, seed: seed,
      gap: (gap ?? 0.1) / 100, patience: time == nil && work == nil ? 1 : nil)
  }
}
