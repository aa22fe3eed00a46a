internal import ArgumentParser
internal import Auditing
internal import Interchange
internal import Planning
internal import Workforce

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check any roster against the rules, each breach with its article.",
    discussion: """
      Examples:
        releve audit lille plans/2026-W48/roster.csv
        releve audit lille other-tool.csv --payroll payroll.csv --csv excel-fr
      """)

  @OptionGroup var site: SiteOption

  @Argument(help: "The roster: agent,date,start,end,breaks,paid_minutes.", completion: .file())
  var roster: String

  @Option(help: "A file to write the findings to as JSON.", completion: .file())
  var json: String?

  @Option(
    help: "A file to write the pay to: minutes and cents by agent, civil week and pay code.",
    completion: .file())
  var payroll: String?

  @OptionGroup var asOf: AsOfOption

  @Option(
    help: "A file for a certificate of the audit, which verify checks again.", completion: .file())
  var certificate: String?

  @Flag(help: "Do not look for what would cure a breach.")
  var noCures = false

  @OptionGroup var output: OutputOptions

  /// Breaches for which a cure is looked for; of a roster with more, the first tell enough.
  private static let mostCures = 1000

  func run() throws {
    try reportingProblems {
      try WholeFile.expectWritable(
        [json, payroll, certificate].compactMap(\.self),
        apartFrom: [roster] + SiteFolder.inputs(at: site.site))
      let pipeline = try site.pipeline()
      let file = roster
      let roster = try RosterFile.read(at: file, site: pipeline.site)
      let audit = try pipeline.audit(
        roster, changes: asOf.changes(in: pipeline.site.zone),
        cures: noCures ? 0 : Self.mostCures)
      let zone = pipeline.site.zone
      if let json { try FindingsFile.write(audit, zone: zone, to: json) }
      if let certificate {
        try CertificateFile.write(
          audit, of: roster, file: file, pipeline: pipeline, folder: site.site, to: certificate)
      }
      let pay = payroll == nil ? nil : pipeline.payroll(roster)
      if let payroll, let pay { try PayrollFile.write(pay, to: payroll, style: output.csv) }
      let french = output.lang == .french
      let text = AuditText(audit, language: output.lang, zone: zone)
      for lines in text.findings {
        Terminal.say(lines[0])
        for line in lines.dropFirst() { output.say(line) }
      }
      let verdict =
        audit.isClean
        ? (french ? "aucune infraction" : "no breach")
        : text.count
      output.say(
        french
          ? "\(audit.agentCount) agents, \(audit.shiftCount) vacations, \(audit.ruleCount) règles : "
            + verdict + "."
          : "\(audit.agentCount) agents, \(audit.shiftCount) shifts, \(audit.ruleCount) rules: "
            + verdict + ".")
      if let payroll, let pay {
        output.say(
          (french ? "Paie : " : "Pay: ") + output.lang.euros(pay.cents) + " → \(payroll)")
      }
      for note in audit.notes { output.say(note) }
      if !audit.isAccepted { throw ExitStatus.breachesFound }
    }
  }
}
