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
      try WholeFile.expectWritable([out, json].compactMap(\.self), apartFrom: [instance])
      let interruption = Interruption()
      let format = try InstanceFormat.of(instance)
      let problem = try format.instance(at: instance)
      let amount = { [lang] (value: Double) in lang.number(value, decimals: 0) + format.unit }
      let line = ProgressLine(language: lang, isQuiet: quiet, amount: amount)
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
        Terminal.complain(
          lang == .english
            ? "No roster was found within the limits, and none is proven impossible: give more --time."
            : "Aucun planning trouvé dans les limites, sans preuve d'impossibilité : donnez plus de --time."
        )
        throw ExitStatus.noRoster
      case .roster(let result):
        if let out {
          try WholeFile.write(result.roster, to: out)
        }
        if let json { try WholeFile.write(InstanceFile.bytes(result, course: course), to: json) }
        if !quiet { tell(result, amount) }
      }
    }
  }

  private func tell(_ result: InstanceResult<[UInt8]>, _ amount: (Double) -> String) {
    let words =
      lang == .english
      ? ["objective", "bound", "gap", "none"] : ["objectif", "borne", "écart", "aucune"]
    let bound = result.bound.map(amount) ?? words[3]
    let gap = result.gap.map { lang.percent($0) } ?? "–"
    Terminal.say(
      "\(words[0]) \(amount(Double(result.objective)))  \(words[1]) \(bound)  \(words[2]) \(gap)  "
        + "\(lang.number(result.seconds, decimals: 1)) s")
  }

  func validate() throws {
    guard out == nil || out != json else {
      throw ValidationError("--out and --json must be two files.")
    }
  }
}
