internal import ArgumentParser
internal import Interchange
internal import Planning
internal import Rostering
internal import Workforce

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a complete example site to edit.",
    discussion: "Example: releve init lille --agents 60 --seed 1")

  @Argument(help: "The folder to make; it must not exist or be empty.", completion: .directory)
  var folder: String

  @Option(
    help: "Number of agents (\(ExampleSite.sizes.lowerBound) to \(ExampleSite.sizes.upperBound)).")
  var agents: Int = 60

  @Option(help: "Seed of the random history: the same seed, the same bytes.")
  var seed: UInt64 = 1

  @Flag(help: "Leave out the published roster of the week before.")
  var withoutRoster = false

  func validate() throws {
    guard ExampleSite.sizes.contains(agents) else {
      throw ValidationError(
        "--agents must be \(ExampleSite.sizes.lowerBound) to \(ExampleSite.sizes.upperBound).")
    }
  }

  func run() throws {
    try reportingProblems {
      try ExampleSite(agents: agents, seed: seed).write(to: folder)
      if !withoutRoster { try publishWeekBefore() }
      Terminal.say("\(folder): a site of \(agents) agents, ready to plan. Next:")
      Terminal.say("  releve plan \(folder) --week \(ExampleSite.firstWeek)")
    }
  }

  /// Plans the week before the first and publishes it, as a site that is up and running has done: rests,
  /// Sundays and the nights from Sunday to Monday then have a history.
  private func publishWeekBefore() throws {
    let week = Week(containing: ExampleSite.firstWeek.monday - 7)
    let pipeline = try Pipeline(site: SiteFolder.read(at: folder))
    // A limit of work, not of time: the same files on every machine.
    let run = PlanRun(
      pipeline: pipeline, limits: SolveLimits(seconds: nil, work: 16, seed: seed, gap: 0.01))
    guard case .planned(let plan) = try run.plan(pipeline.period(week: week)) else { return }
    try PlanFiles.makeFolder("\(folder)/published")
    try RosterFile.write(plan.roster.roster, to: "\(folder)/published/\(week).csv")
  }
}
