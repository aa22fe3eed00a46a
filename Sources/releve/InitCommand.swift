internal import ArgumentParser
internal import Interchange
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

  func validate() throws {
    guard ExampleSite.sizes.contains(agents) else {
      throw ValidationError(
        "--agents must be \(ExampleSite.sizes.lowerBound) to \(ExampleSite.sizes.upperBound).")
    }
  }

  func run() throws {
    try reportingProblems {
      try ExampleSite(agents: agents, seed: seed).write(to: folder)
      Terminal.say("\(folder): a site of \(agents) agents, ready to plan. Next:")
      Terminal.say("  releve plan \(folder) --week \(ExampleSite.firstWeek)")
    }
  }
}
