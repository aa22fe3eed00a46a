internal import ArgumentParser
private import Foundation
internal import Interchange
internal import Planning
internal import Rostering
internal import Workforce

struct SolveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a public benchmark instance of shift scheduling.",
    discussion: "Example: releve solve Instance4.txt --time 60s --out roster.csv --json result.json"
  )

  @Argument(help: "The instance's file.", completion: .file())
  var instance: String

  @OptionGroup var search: SearchOptions

  @Option(help: "The roster to write: employee,day,shift.", completion: .file())
  var out: String?

  @Option(help: "A file for objective, bound, gap and the time course.", completion: .file())
  var json: String?

  @Option(help: "Language of what is printed: en or fr.")
  var lang: Language = .english

  @Flag(help: "Print errors only.")
  var quiet = false

  func run() throws {
    try reportingProblems {
      let file = try InputFile.reading(instance)
      if MultiActivityFile.isInstance(file) {
        return try solveMultiActivity(MultiActivityFile.read(file))
      }
      let problem = try ShiftSchedulingProblem(
        ShiftSchedulingFile.read(file))
      let interruption = Interruption()
      let line = ProgressLine(language: lang, isQuiet: quiet)
      var course: [SolveProgress] = []
      var limits = search.limits
      limits.patience = nil
      let outcome = problem.solve(limits: limits, stop: interruption.signal) { progress in
        if course.last?.best != progress.best || course.last?.bound != progress.bound {
          course.append(progress)
        }
        line.show(progress)
      }
      line.close()
      switch outcome {
      case .impossible(let staff):
        Terminal.complain(
          "No roster satisfies the rules: no lawful tour for \(staff.joined(separator: ", ")).")
        throw ExitStatus.noRoster
      case .nothing:
        Terminal.complain("No roster was found within the limits.")
        throw ExitStatus.noRoster
      case .roster(let result):
        if let out {
          try WholeFile.write(
            ShiftSchedulingFile.bytes(tours: result.roster, problem.instance), to: out)
        }
        if let json { try WholeFile.write(InstanceFile.bytes(result, course: course), to: json) }
        if !quiet { tell(result) }
      }
    }
  }

  private func solveMultiActivity(_ instance: MultiActivityInstance) throws {
    let interruption = Interruption()
    let line = ProgressLine(language: lang, isQuiet: quiet)
    var course: [SolveProgress] = []
    let outcome = MultiActivityProblem(instance).solve(
      limits: search.limits, stop: interruption.signal
    ) { progress in
      if course.last?.best != progress.best || course.last?.bound != progress.bound {
        course.append(progress)
      }
      line.show(progress)
    }
    line.close()
    switch outcome {
    case .impossible(let staff):
      Terminal.complain(
        "No roster satisfies the rules: no lawful tour for \(staff.joined(separator: ", ")).")
      throw ExitStatus.noRoster
    case .nothing:
      Terminal.complain("No roster was found within the limits.")
      throw ExitStatus.noRoster
    case .roster(let result):
      if let out {
        try WholeFile.write(MultiActivityFile.bytes(roster: result.roster, instance), to: out)
      }
      if let json { try WholeFile.write(InstanceFile.bytes(result, course: course), to: json) }
      if !quiet { tell(result) }
    }
  }

  private func tell<Roster>(_ result: InstanceResult<Roster>) {
    let bound = result.bound.map { lang.number($0, decimals: 1) } ?? "none"
    let gap = result.gap.map { lang.percent($0) } ?? "–"
    Terminal.say(
      "objective \(result.objective)  bound \(bound)  gap \(gap)  "
        + "\(lang.number(result.seconds, decimals: 1)) s")
  }
}
