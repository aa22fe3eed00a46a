internal import ArgumentParser
internal import Planning
internal import Rules
internal import Workforce

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List the rules, each with its article.",
    discussion: "Example: releve rules")

  func run() throws {
    for rule in RuleBook.all {
      Terminal.say("\(rule.key)")
      Terminal.say("  \(rule.summary)")
      Terminal.say("  \(rule.citation.text); \(rule.citation.level.rawValue)")
    }
  }
}
