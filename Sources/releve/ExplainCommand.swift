internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Rostering
internal import Workforce

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a week cannot be covered, and what would help at what price.",
    discussion: """
      Examples:
        releve explain lille --week 2026-W48
        releve explain lille --week 2026-W48 --requirement edited.csv --lang fr
      Ctrl-C stops and keeps what is known.
      """)

  @OptionGroup var site: SiteOption
  @OptionGroup var week: WeekOption

  @Option(help: "Time for everything, as 30s or 5m.")
  var time = Seconds(30)

  @Option(help: "Seed of the searches.")
  var seed: UInt64 = 1

  @Option(help: "Processor threads to use.")
  var threads: Int = SearchOptions.processors

  @Option(help: "A requirement.csv in place of the forecast's.", completion: .file())
  var requirement: String?

  @Option(help: "A file to write the explanation to as JSON.", completion: .file())
  var json: String?

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  func validate() throws {
    guard (1...256).contains(threads) else { throw ValidationError("--threads must be 1 to 256.") }
  }

  func run() throws {
    let interruption = Interruption()
    try reportingProblems {
      let pipeline = try site.pipeline()
      let period = pipeline.period(week: week.week, count: week.weeks)
      let run = ExplanationRun(
        pipeline: pipeline,
        limits: SolveLimits(
          seconds: time.value, threads: threads, seed: seed, gap: 0.001, patience: 0.5),
        stop: interruption.signal)
      let explanation =
        if let requirement {
          try run.explain(RequirementFile.read(at: requirement, site: pipeline.site))
        } else {
          try run.explain(period)
        }
      if let json { try WholeFile.write(ExplanationFile.bytes(explanation), to: json) }
      for line in ExplanationText(explanation, language: lang).lines { Terminal.say(line) }
    }
  }
}
