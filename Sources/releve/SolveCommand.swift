internal import ArgumentParser
private import Foundation
internal import Interchange
internal import Planning
internal import Rostering
internal import Workforce

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a public benchmark instance.",
    discussion: """
      The format is told by what is there: a file of shift scheduling or of multi-activity, or a folder \
      of call-centre weeks.
      Example: releve solve Instance4.txt --time 60s --out roster.csv --json result.json
      """
  )

  @Argument(help: "The instance's file or folder.", completion: .file())
  var instance: String

  @OptionGroup var search: SearchOptions

  @Option(
    help: "The roster to write, one row for a shift (or a stretch of one task).",
    completion: .file())
  var out: String?

  @Option(help: "A file for objective, bound, gap and the time course.", completion: .file())
  var json: String?

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  @Flag(help: "Print errors only.")
  var quiet = false

  func run() throws {
    try reportingProblems {
      let interruption = Interruption()
      let problem = try InstanceFormat.of(instance).instance(at: instance)
      let line = ProgressLine(language: lang, isQuiet: quiet)
      var course: [SolveProgress] = []
      var limits = search.limits
      limits.patience = nil
      limits.gap = (search.gap ?? 0) / 100
      let outcome = problem.solve(limits: limits, stop: interruption.signal) { progress in
        if course.last?.best != progress.best || course.last?.bound != progress.bound {
          course.append(progress)
        }
        line.show(progress)
      }
      line.close()
      switch outcome {
      case .impossible(let conflicts):
        Terminal.complain("No roster satisfies the rules:")
        for conflict in conflicts.prefix(20) { Terminal.complain("  \(conflict.message).") }
        if conflicts.count > 20 { Terminal.complain("  and \(conflicts.count - 20) more.") }
        throw ExitStatus.noRoster
      case .infeasible(let reason):
        Terminal.complain("No roster satisfies the rules: \(reason).")
        throw ExitStatus.noRoster
      case .nothing:
        Terminal.complain("No roster was found within the limits.")
        throw ExitStatus.noRoster
      case .roster(let result):
        if let out {
          try WholeFile.write(result.roster, to: out)
        }
        if let json { try WholeFile.write(InstanceFile.bytes(result, course: course), to: json) }
        if !quiet { tell(result) }
      }
    }
  }

  private func tell(_ result: InstanceResult<[UInt8]>) {
    let bound = result.bound.map { lang.number($0, decimals: 1) } ?? "none"
    let gap = result.gap.map { lang.percent($0) } ?? "–"
    Terminal.say(
      "objective \(result.objective)  bound \(bound)  gap \(gap)  "
        + "\(lang.number(result.seconds, decimals: 1)) s")
  }
}
