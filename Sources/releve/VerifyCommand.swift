internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Workforce

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a certificate of audit again: files, rules, breaches, pay, bound.",
    discussion: """
      Examples:
        releve audit lille plans/2026-W48/roster.csv --certificate audit.json
        releve verify audit.json
        releve verify audit.json --site copy/lille --roster copy/roster.csv
      """)

  @Argument(help: "The certificate.", completion: .file())
  var certificate: String

  @Option(help: "The site's folder; where it was if not given.", completion: .directory)
  var site: String?

  @Option(
    help: """
      The roster; where it was if not given. A plan's bound is checked with requirement.csv beside it.
      """, completion: .file())
  var roster: String?

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  @Flag(help: "Print what fails only.")
  var quiet = false

  func run() throws {
    try reportingProblems {
      let claimed = try CertificateFile.read(at: certificate)
      let folder = site ?? claimed.siteFolder
      let line = ReadingLine(file: "calls.csv", isQuiet: quiet)
      let pipeline = try Pipeline(site: SiteFolder.read(at: folder, progress: line.show))
      let check = try CertificateCheck(
        claimed, folder: folder, roster: roster ?? claimed.rosterFile, pipeline: pipeline,
        threads: SearchOptions.processors)
      for line in check.lines where !quiet || !line.holds { Terminal.say(line.text(lang)) }
      guard check.holds else { throw ExitStatus.notVerified }
      if check.hasOpenBreaches { throw ExitStatus.breachesFound }
    }
  }
}
