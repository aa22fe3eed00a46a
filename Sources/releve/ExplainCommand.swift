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
        releve explain lille --week 2026-W48 --agent A012 --day 2026-11-29
      With an agent and a day: why this shift, and what the best alternative would cost.
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

  @Option(help: "An agent, to ask about one shift.")
  var agent: String?

  @Option(help: "The day of the shift (2026-11-29).")
  var day: Day?

  @Option(
    help: "The roster with the shift; plans/WEEK/roster.csv in the site's folder if not given.",
    completion: .file())
  var roster: String?

  @Option(help: "A file to write the explanation to as JSON.", completion: .file())
  var json: String?

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  func validate() throws {
    guard (1...256).contains(threads) else { throw ValidationError("--threads must be 1 to 256.") }
    guard (agent == nil) == (day == nil) else {
      throw ValidationError("--agent and --day go together.")
    }
    guard roster == nil || agent != nil else {
      throw ValidationError("--roster goes with --agent and --day.")
    }
    guard json == nil || agent == nil else {
      throw ValidationError("--json is for a whole week, without --agent.")
    }
  }

  func run() throws {
    let interruption = Interruption()
    try reportingProblems {
      let pipeline = try site.pipeline()
      let period = pipeline.period(week: week.week, count: week.weeks)
      if let agent, let day {
        return try explain(agent, day, period, pipeline, interruption.signal)
      }
      let run = ExplanationRun(
        pipeline: pipeline,
        limits: SolveLimits(
          seconds: time.value, threads: threads, seed: seed, gap: 0.001, patience: 0.5),
        stop: interruption.signal)
      let explanation =
        if let requirement {
          try run.explain(
            RequirementFile.read(at: requirement, site: pipeline.site), from: requirement)
        } else {
          try run.explain(period)
        }
      if let json { try WholeFile.write(ExplanationFile.bytes(explanation), to: json) }
      for line in ExplanationText(explanation, language: lang).lines { Terminal.say(line) }
    }
  }

  private func explain(
    _ agent: String, _ day: Day, _ period: Period, _ pipeline: Pipeline, _ stop: StopSignal
  ) throws {
    let path = roster ?? "\(site.site)/plans/\(week.week)/roster.csv"
    let requirement =
      try requirement.map { try RequirementFile.read(at: $0, site: pipeline.site) }
      ?? pipeline.requirement(pipeline.forecast(period))
    let question = try ShiftExplanation(
      pipeline: pipeline, requirement: requirement,
      roster: RosterFile.read(at: path, site: pipeline.site), from: path)
    let answer = try question.answer(
      agent: agent, day: day,
      limits: SolveLimits(
        seconds: time.value, threads: threads, seed: seed, gap: 0.0005, patience: 1),
      stop: stop)
    for line in ShiftText(answer, site: pipeline.site, language: lang).lines {
      Terminal.say(line)
    }
  }
}
