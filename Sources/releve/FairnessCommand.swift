internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Workforce

struct FairnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fairness",
    abstract: "Show who has had Sundays, nights, late finishes and holidays, and their share.",
    discussion: """
      Examples:
        releve fairness lille --until 2026-11-29
        releve fairness lille --weeks 13 --roster lille/plans/2026-W48/roster.csv
      Counts published rosters, and a roster that you name on top of them.
      """)

  @OptionGroup var site: SiteOption

  @Option(help: "How many weeks to look back; those of site.yaml's fairness if not given.")
  var weeks: Int?

  @Option(
    help: "The last day to count (2026-11-29); that of the last roster if not given.")
  var until: Day?

  @Option(help: "A roster that is not published yet, to count too.", completion: .file())
  var roster: String?

  @Option(help: "A file to write the ledger to as CSV.", completion: .file())
  var file: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...104).contains(weeks ?? 1) else {
      throw ValidationError("--weeks must be 1 to 104.")
    }
  }

  func run() throws {
    try reportingProblems {
      let site = try site.pipeline().site
      var shifts = site.published
      if let roster {
        let planned = try RosterFile.read(at: roster, site: site)
        // What is planned takes the place of what was published for the same weeks.
        shifts.removeAll {
          planned.period.firstDay <= $0.day && $0.day <= planned.period.lastDay
        }
        shifts += planned.shifts
      }
      guard let newest = shifts.map(\.day).max() else {
        throw InputRefused([
          InputProblem(
            SourcePosition(file: "published"), found: "no roster",
            expected: "a published roster, or --roster"
          )
        ])
      }
      let last = until ?? newest
      let ledger = FairnessLedger(
        shifts, site: site, from: last - 7 * (weeks ?? site.fairness.weeks) + 1, until: last)
      if let file {
        try WholeFile.write(FairnessFile.bytes(ledger, style: output.csv), to: file)
      }
      for line in FairnessText(ledger, language: output.lang).lines { output.say(line) }
    }
  }
}
