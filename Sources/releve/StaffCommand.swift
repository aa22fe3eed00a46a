internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Workforce

struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: "Compute the agents that every interval requires.",
    discussion: "Example: releve staff lille --week 2026-W48 --out requirement.csv")

  @OptionGroup var site: SiteOption
  @OptionGroup var week: WeekOption

  @Option(help: "The file to write.", completion: .file())
  var out = "requirement.csv"

  @OptionGroup var output: OutputOptions

  func run() throws {
    try reportingProblems {
      let pipeline = try site.pipeline()
      let period = pipeline.period(week: week.week, count: week.weeks)
      let forecast = try pipeline.forecast(period)
      let requirement = try pipeline.requirement(forecast)
      try RequirementFile.write(requirement, to: out, style: output.csv)
      for queue in requirement.queues {
        let hours = Double(queue.agents.reduce(0, +) * period.intervalMinutes) / 60
        output.say(
          "\(queue.queue): \(output.lang.number(hours, decimals: 1)) agent-hours, "
            + "peak \(queue.agents.max() ?? 0) agents")
      }
      for line in ShrinkageText(pipeline.site, language: output.lang).lines { output.say(line) }
      let shortages = pipeline.site.skillShortages(of: forecast)
      for line in SkillShortage.lines(
        shortages, zone: period.zone, language: output.lang)
      { output.say(line) }
      for line in OverrideText(forecast, language: output.lang).lines { output.say(line) }
      output.say("Written: \(out)")
    }
  }
}
