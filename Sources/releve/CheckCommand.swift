internal import ArgumentParser
internal import Planning
internal import Rules
internal import Workforce

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report every problem of a site's files at once.",
    discussion: "Example: releve check lille")

  @OptionGroup var site: SiteOption
  @OptionGroup var output: OutputOptions

  func run() throws {
    try reportingProblems {
      let pipeline = try site.pipeline()
      let read = pipeline.site
      // A history too short to forecast from is a problem, too.
      let last = read.calls.records.values.compactMap { $0.last?.start.day }.max()
      let next = Week(containing: (last ?? Day(number: 0)) + 7)
      let book = try pipeline.rules(in: pipeline.period(week: next))
      try pipeline.refuseImpossibleAges(pipeline.period(week: next))
      let forecast = try pipeline.forecast(pipeline.period(week: next))
      for note in read.calls.notes { output.say(note) }
      for line in SundayText.lines(read, in: pipeline.period(week: next)) { output.say(line) }
      for line in ShrinkageText(read, language: output.lang).lines { output.say(line) }
      let shortages = read.skillShortages(of: forecast)
      for line in SkillShortage.lines(shortages, zone: read.zone, language: output.lang) {
        output.say(line)
      }
      let rows = read.calls.records.values.reduce(0) { $0 + $1.count }
      output.say(
        "\(read.name): \(read.agents.count) agents, "
          + "\(read.queues.count) queue\(read.queues.count == 1 ? "" : "s"), "
          + "\(read.shiftKinds.count) shift kinds, \(rows) rows of calls, "
          + "\(book.rules.count) rules in force: "
          + (shortages.isEmpty
            ? "no problem found." : "the files can be used, but agents are too few, see above."))
    }
  }
}
