internal import ArgumentParser
internal import Auditing
internal import Interchange
internal import Planning
internal import Workforce

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check any roster against the rules, each breach with its article.",
    discussion: "Example: releve audit lille plans/2026-W48/roster.csv")

  @OptionGroup var site: SiteOption

  @Argument(help: "The roster: agent,date,start,end,breaks,paid_minutes.", completion: .file())
  var roster: String

  @Option(help: "A file to write the findings to as JSON.", completion: .file())
  var json: String?

  @OptionGroup var output: OutputOptions

  func run() throws {
    try reportingProblems {
      let pipeline = try site.pipeline()
      let roster = try RosterFile.read(at: roster, site: pipeline.site)
      let audit = try pipeline.audit(roster)
      if let json { try FindingsFile.write(audit, to: json) }
      let french = output.lang == .french
      for line in AuditText(audit, language: output.lang).breaches { Terminal.say(line) }
      let verdict =
        audit.isClean
        ? (french ? "aucune infraction" : "no breach")
        : AuditText(audit, language: output.lang).count
      output.say(
        french
          ? "\(audit.agentCount) agents, \(audit.shiftCount) vacations, \(audit.ruleCount) règles : "
            + verdict + "."
          : "\(audit.agentCount) agents, \(audit.shiftCount) shifts, \(audit.ruleCount) rules: "
            + verdict + ".")
      for note in audit.notes { output.say(note) }
      if !audit.isClean { throw ExitStatus.breachesFound }
    }
  }
}
