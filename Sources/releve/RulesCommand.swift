internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Rules
internal import Workforce

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules, or what is in force at a site: from which text, until when.",
    discussion: "Example: releve rules lille --week 2026-W48")

  @Argument(help: "The site's folder; without it every rule is listed.", completion: .directory)
  var site: String?

  @Option(help: "The week, in ISO form; by default the one after the last calls.")
  var week: Week?

  @Option(help: "A file to write the figures to as JSON.", completion: .file())
  var json: String?

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  func run() throws {
    try reportingProblems {
      let rules = try site.map(inForce) ?? .law
      if let json { try RulesFile.write(rules, to: json) }
      let text = RulesText(rules, language: lang)
      guard site == nil else {
        for line in text.lines { Terminal.say(line) }
        return
      }
      for rule in RuleBook.all {
        Terminal.say("\(rule.key)")
        Terminal.say("  \(rule.summary)")
        Terminal.say("  \(text.article(rule.citation.law)); \(text.level(rule.citation.level))")
      }
    }
  }

  private func inForce(_ site: String) throws -> RulesInForce {
    let line = ReadingLine(file: "calls.csv", isQuiet: false)
    let pipeline = try Pipeline(site: SiteFolder.read(at: site, progress: line.show))
    let last = pipeline.site.calls.records.values.compactMap { $0.last?.start.day }.max()
    let next = Week(containing: (last ?? Day(number: 0)) + 7)
    return try RulesInForce(site: pipeline.site, period: pipeline.period(week: week ?? next))
  }

  func validate() throws {
    guard site != nil || week == nil else { throw ValidationError("--week needs a site.") }
  }
}
